#include "items/customercomparisonmodel.h"

#include "items/customerrows.h"
#include "items/roles.h"

#include "analysis/customerpairs.h"
#include "analysis/customerwaytitle.h"
#include "change/policydifferences.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

using Session::CustomerSheet;
using Session::SheetLine;
using Session::SheetPart;
using Line = CustomerComparisonModel::Line;
using Difference = CustomerComparisonModel::Difference;

QString role(const QString &name, const CustomerSheet &sheet)
{
    return Analysis::withoutCustomer(name, {sheet.key, sheet.name});
}

/// A line of one side.
struct Own
{
    SheetLine line;
    const SheetPart *part;
    QString role; ///< what it stands for
};

/// By what they stand for; two of one customer may be called alike.
QList<Own> byRole(const CustomerSheet &sheet, QList<SheetLine> SheetPart::*list)
{
    QList<Own> found;
    for (const SheetPart &part : sheet.parts) {
        for (const SheetLine &line : part.*list) {
            found.append({line, &part, role(line.text, sheet)});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Own &left, const Own &right) { return left.role < right.role; });
    return found;
}

/// For each of the left its like of the right, or -1: one of its own Auth0 tenant, else one of another.
QList<qsizetype> likesOf(const QList<Own> &left, const QList<Own> &right)
{
    QList<qsizetype> likes(left.size(), -1);
    QList<bool> isTaken(right.size(), false);
    for (const bool isOfOneTenant : {true, false}) {
        for (qsizetype i = 0; i < left.size(); ++i) {
            const Own &one = left.at(i);
            const auto first = std::lower_bound(right.begin(), right.end(), one.role,
                                                [](const Own &own, const QString &role) { return own.role < role; });
            for (auto other = first; likes.at(i) < 0 && other != right.end() && other->role == one.role; ++other) {
                const qsizetype at = other - right.begin();
                if ((!isOfOneTenant || other->part->tenant == one.part->tenant) && !isTaken.at(at)) {
                    likes[i] = at;
                    isTaken[at] = true;
                }
            }
        }
    }
    return likes;
}

QString shown(const SheetLine &line)
{
    return line.detail.isEmpty() ? line.text : line.text + u" · "_s + detailOf(line);
}

class Comparing
{
public:
    Comparing(const CustomerSheet &left, const CustomerSheet &right)
        : m_left(left)
        , m_right(right)
    { }

    QList<Line> lines()
    {
        add(CustomerComparisonModel::tr("Held by"), Analysis::titleOf(m_left.ways()),
            Analysis::titleOf(m_right.ways()));
        addTenants();
        addUsers();
        addKind(CustomerComparisonModel::tr("Connections"), &SheetPart::connections);
        addKind(CustomerComparisonModel::tr("Applications"), &SheetPart::applications);
        addKind(CustomerComparisonModel::tr("Organizations"), &SheetPart::organizations);
        addKind(CustomerComparisonModel::tr("Lock's counts"), &SheetPart::lock);
        addKind(CustomerComparisonModel::tr("Findings"), &SheetPart::findings);
        return m_lines;
    }

private:
    void add(const QString &what, const QString &left, const QString &right)
    {
        const Difference difference = left == right ? Difference::Same
            : right.isEmpty()                       ? Difference::OnlyLeft
            : left.isEmpty()                        ? Difference::OnlyRight
                                                    : Difference::Differs;
        m_lines.append({what, left, right, difference});
    }

    void addTenants()
    {
        const auto names = [](const CustomerSheet &sheet) {
            QStringList list;
            for (const SheetPart &part : sheet.parts) {
                list.append(part.name);
            }
            return list.join(u", "_s);
        };
        add(CustomerComparisonModel::tr("In Auth0 tenants"), names(m_left), names(m_right));
    }

    /// Two customers of equally many users, counted at other times, are the same in that.
    void addUsers()
    {
        const auto left = m_left.users();
        const auto right = m_right.users();
        const bool isKnown = left && right && !left->isAtLeast && !right->isAtLeast;
        const Difference difference = !isKnown ? Difference::Unknown
            : left->users == right->users      ? Difference::Same
                                               : Difference::Differs;
        m_lines.append({CustomerComparisonModel::tr("Users"), usersText(left), usersText(right), difference});
    }

    /// Whether a line has to say which Auth0 tenant it is of.
    bool isOfSeveralTenants() const
    {
        QSet<Domain::TenantId> tenants;
        for (const CustomerSheet *sheet : {&m_left, &m_right}) {
            for (const SheetPart &part : sheet->parts) {
                tenants.insert(part.tenant);
            }
        }
        return tenants.size() > 1;
    }

    void addKind(const QString &title, QList<SheetLine> SheetPart::*list)
    {
        const QList<Own> left = byRole(m_left, list);
        const QList<Own> right = byRole(m_right, list);
        if (left.isEmpty() && right.isEmpty()) {
            return;
        }
        const QLocale locale;
        const Difference counts = left.size() == right.size() ? Difference::Same : Difference::Differs;
        m_lines.append({title, locale.toString(left.size()), locale.toString(right.size()), counts, true});
        const bool isTold = isOfSeveralTenants();
        const QList<qsizetype> likes = likesOf(left, right);
        const QSet<qsizetype> taken(likes.begin(), likes.end());
        const auto add = [&](const Own &own, const Own *other, const QString &ofLeft, const QString &ofRight,
                             Difference difference) {
            Line line{{}, ofLeft, ofRight, difference};
            if (isTold) {
                line.tenant = own.part->tenant.text();
                line.what = other && other->part->tenant != own.part->tenant
                    ? CustomerComparisonModel::tr("%1, %2", "Auth0 tenants, left and right")
                          .arg(own.part->name, other->part->name)
                    : own.part->name;
            }
            m_lines.append(line);
        };
        for (qsizetype i = 0; i < left.size(); ++i) {
            const Own &own = left.at(i);
            if (likes.at(i) < 0) {
                add(own, nullptr, shown(own.line), {}, Difference::OnlyLeft);
                continue;
            }
            const Own &other = right.at(likes.at(i));
            // Of an organization the detail begins with its name, which is its own.
            const QStringList settings = Change::policyDifferenceTitles(own.line.original, other.line.original);
            const bool isSame = settings.isEmpty() && aboutIt(own.line, m_left) == aboutIt(other.line, m_right);
            add(own, &other, shown(own.line), shown(other.line), isSame ? Difference::Same : Difference::Differs);
            m_lines.last().settings = settings;
        }
        for (qsizetype i = 0; i < right.size(); ++i) {
            if (!taken.contains(i)) {
                add(right.at(i), nullptr, {}, shown(right.at(i).line), Difference::OnlyRight);
            }
        }
    }

    static QString aboutIt(const SheetLine &line, const CustomerSheet &sheet) { return role(line.detail, sheet); }

    const CustomerSheet &m_left;
    const CustomerSheet &m_right;
    QList<Line> m_lines;
};

bool isDifferent(const Line &line)
{
    return line.difference != Difference::Same && line.difference != Difference::Unknown;
}

/// The column is narrow: of two of one name the tenant says enough.
QString onlyIn(const CustomerComparisonModel::Called &called)
{
    return called.tenant.isEmpty() ? CustomerComparisonModel::tr("only %1").arg(called.name)
                                   : CustomerComparisonModel::tr("only in %1").arg(called.tenant);
}

} // namespace

QString CustomerComparisonModel::Called::text() const
{
    return tenant.isEmpty() ? name : tr("%1 (%2)", "a customer, an Auth0 tenant").arg(name, tenant);
}

void CustomerComparisonModel::compare(const CustomerSheet &left, const CustomerSheet &right)
{
    beginResetModel();
    const bool isCalledTheSame = left.key == right.key || left.name == right.name;
    const auto called = [isCalledTheSame](const CustomerSheet &sheet, const CustomerSheet &other) {
        const bool isOfOneTenant = sheet.parts.size() == 1;
        return !isCalledTheSame      ? Called{sheet.name}
            : isOfOneTenant          ? Called{sheet.name, sheet.parts.first().name}
            : sheet.key != other.key ? Called{sheet.name, sheet.key}
                                     : Called{sheet.name};
    };
    m_left = called(left, right);
    m_right = called(right, left);
    m_lines = Comparing(left, right).lines();
    arrange();
    endResetModel();
}

void CustomerComparisonModel::setOnlyDifferences(bool only)
{
    if (m_onlyDifferences != only) {
        beginResetModel();
        m_onlyDifferences = only;
        arrange();
        endResetModel();
    }
}

void CustomerComparisonModel::arrange()
{
    m_rows.clear();
    for (int line = 0; line < m_lines.size(); ++line) {
        const bool isShown = m_lines.at(line).isHeading || !m_onlyDifferences || isDifferent(m_lines.at(line));
        if (m_onlyDifferences && m_lines.at(line).isHeading && !m_rows.isEmpty()
            && m_lines.at(m_rows.last()).isHeading) {
            m_rows.removeLast(); // nothing stands below it
        }
        if (isShown) {
            m_rows.append(line);
        }
    }
    if (m_onlyDifferences && !m_rows.isEmpty() && m_lines.at(m_rows.last()).isHeading) {
        m_rows.removeLast();
    }
}

int CustomerComparisonModel::differences() const
{
    return int(std::count_if(m_lines.begin(), m_lines.end(),
                             [](const Line &line) { return !line.isHeading && isDifferent(line); }));
}

int CustomerComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CustomerComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString CustomerComparisonModel::wordFor(const Line &line) const
{
    switch (line.difference) {
    case Difference::Same:
        return line.isHeading ? QString() : tr("the same");
    case Difference::Unknown:
        return tr("not known");
    case Difference::Differs:
        return line.isHeading         ? tr("another number")
            : line.settings.isEmpty() ? tr("differs")
                                      : tr("differs: %1").arg(line.settings.join(u", "_s));
    case Difference::OnlyLeft:
        return onlyIn(m_left);
    case Difference::OnlyRight:
        break;
    }
    return onlyIn(m_right);
}

QVariant CustomerComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Line &line = this->line(index.row());
    if (role == DeviationRole) {
        return line.difference == Difference::Same ? QVariant() : QVariant(int(line.difference));
    }
    if (role == TenantRole) {
        return line.tenant;
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case WhatColumn:
        return line.what;
    case LeftColumn:
        return line.left.isEmpty() ? u"–"_s : line.left;
    case RightColumn:
        return line.right.isEmpty() ? u"–"_s : line.right;
    default:
        return wordFor(line);
    }
}

QVariant CustomerComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case WhatColumn:
        return tr("What");
    case LeftColumn:
        return m_left.text();
    case RightColumn:
        return m_right.text();
    default:
        return tr("Difference");
    }
}

} // namespace Items
