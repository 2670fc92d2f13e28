#include "items/findingmodel.h"

#include "items/roles.h"
#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/stagedfindings.h"

#include <QLocale>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Items {

namespace {

/// What stands before the message, in words: no colour tells it.
QString notesOf(const FindingRow &row)
{
    QStringList notes;
    if (row.isForetold) {
        notes.append(FindingModel::tr("Would appear by what is staged"));
    }
    if (row.finding.waiver) {
        notes.append(textOf(*row.finding.waiver));
    }
    return notes.isEmpty() ? QString() : notes.join(u" · "_s) + u" · "_s;
}

} // namespace

FindingModel::FindingModel(Session::Estate &estate, const Session::Auditor &auditor, QObject *parent)
    : QAbstractItemModel(parent)
    , m_estate(estate)
    , m_auditor(auditor)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(50ms);
    connect(&m_soon, &QTimer::timeout, this, &FindingModel::arrangeNow);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &FindingModel::show);
    connect(&m_auditor, &Session::Auditor::audited, this, &FindingModel::take);
    connect(&m_estate, &Session::Estate::closing, this, [this](const Domain::TenantId &tenant) {
        remove({tenant, false});
        remove({tenant, true});
        m_soon.start();
    });
    for (const Session::TenantSession *session : m_estate.sessions()) {
        take(session->id());
    }
}

/// Work that is under way holds values of its own.
FindingModel::~FindingModel() = default;

/// What is shown stays until the worker has made rows of it, with its figures.
void FindingModel::put(const Session::TenantSession &session, bool isForetold, const Analysis::AuditResult &found)
{
    FindingPart part{session.id(), session.profile().name, isForetold, ++m_version, found};
    if (m_customers) {
        part.owners = m_customers->ownersOf(session.id());
    }
    FindingPart &known = m_parts[{session.id(), isForetold}];
    part.waived = known.waived;
    part.counted = known.counted;
    letGo(std::exchange(known, std::move(part)));
    m_soon.start();
}

void FindingModel::remove(const Key &key)
{
    if (const auto known = m_parts.find(key); known != m_parts.end()) {
        letGo(std::move(known->second));
        m_parts.erase(known);
    }
}

void FindingModel::showCustomers(const Session::CustomerBook &book)
{
    m_customers = &book;
    connect(&book, &Session::CustomerBook::changed, this, &FindingModel::nameCustomers);
    for (const Session::TenantSession *session : m_estate.sessions()) {
        nameCustomers(session->id());
    }
}

void FindingModel::nameCustomers(const Domain::TenantId &tenant)
{
    for (const bool isForetold : {false, true}) {
        if (const auto known = m_parts.find({tenant, isForetold}); known != m_parts.end()) {
            FindingPart part = known->second;
            part.owners = m_customers->ownersOf(tenant);
            part.rows.reset();
            part.version = ++m_version;
            letGo(std::exchange(known->second, std::move(part)));
        }
    }
    m_soon.start();
}

void FindingModel::take(const Domain::TenantId &tenant)
{
    const Session::TenantSession *session = m_estate.find(tenant);
    const Analysis::AuditResult *result = m_auditor.resultOf(tenant);
    if (session && result) {
        put(*session, false, *result);
    }
}

void FindingModel::showStaged(const Session::StagedFindings &staged)
{
    connect(&staged, &Session::StagedFindings::changed, this, [this, &staged] { takeStaged(staged); });
    takeStaged(staged);
}

void FindingModel::takeStaged(const Session::StagedFindings &staged)
{
    for (const Session::TenantSession *session : m_estate.sessions()) {
        Analysis::AuditResult foretold;
        foretold.findings = staged.of(session->id());
        put(*session, true, foretold);
    }
}

void FindingModel::setWish(const FindingWish &wish)
{
    m_wish = wish;
    m_soon.start();
}

qsizetype FindingModel::count(const std::optional<Domain::TenantId> &tenant, bool isForetold,
                              qsizetype FindingPart::*figure) const
{
    qsizetype count = 0;
    for (const auto &[key, part] : m_parts) {
        count += key.second == isForetold && (!tenant || *tenant == key.first) ? part.*figure : 0;
    }
    return count;
}

qsizetype FindingModel::total(const std::optional<Domain::TenantId> &tenant) const
{
    return count(tenant, false, &FindingPart::counted);
}

qsizetype FindingModel::waived(const std::optional<Domain::TenantId> &tenant) const
{
    return count(tenant, false, &FindingPart::waived);
}

qsizetype FindingModel::foretold(const std::optional<Domain::TenantId> &tenant) const
{
    return count(tenant, true, &FindingPart::counted);
}

qsizetype FindingModel::shown() const
{
    qsizetype count = 0;
    for (const FindingGroup &group : m_shown.groups) {
        count += group.rows.size();
    }
    return count;
}

void FindingModel::arrangeNow()
{
    if (m_isRunning) {
        m_wantsMore = true;
        return;
    }
    m_isRunning = true;
    m_watcher.setFuture(QtConcurrent::run([parts = m_parts, wish = m_wish] {
        Arrangement made;
        for (const bool isForetold : {false, true}) {
            for (const auto &[key, part] : parts) {
                if (key.second == isForetold) {
                    made.rows.append(made.parts.emplace(key, withRows(part)).first->second.rows);
                }
            }
        }
        made.groups = arrange(made.rows, wish);
        made.isGrouped = wish.grouping != FindingGrouping::None;
        return made;
    }));
}

/// Where a part is another by now, its rows are of what was before.
void FindingModel::keepRows(const Parts &made)
{
    for (const auto &[key, part] : made) {
        const auto known = m_parts.find(key);
        if (known != m_parts.end() && known->second.version == part.version) {
            known->second = part;
        }
    }
}

void FindingModel::show()
{
    m_isRunning = false;
    Arrangement made = m_watcher.result();
    keepRows(made.parts);
    if (std::exchange(m_wantsMore, false)) {
        return arrangeNow();
    }
    beginResetModel();
    Arrangement before = std::exchange(m_shown, std::move(made));
    endResetModel();
    // Its end takes long where it is large.
    QThreadPool::globalInstance()->start([before = std::move(before)]() mutable { before = {}; });
    if (!isArranging()) {
        Q_EMIT arranged();
    }
}

const FindingGroup *FindingModel::groupAt(const QModelIndex &index) const
{
    const bool isHeading = m_shown.isGrouped && index.isValid() && index.internalId() == 0;
    return isHeading ? &m_shown.groups.at(index.row()) : nullptr;
}

const FindingRow *FindingModel::rowAt(const QModelIndex &index) const
{
    if (!index.isValid() || groupAt(index)) {
        return nullptr;
    }
    const qsizetype group = m_shown.isGrouped ? qsizetype(index.internalId()) - 1 : 0;
    return &m_shown.rows.at(m_shown.groups.at(group).rows.at(index.row()));
}

QList<FindingRow> FindingModel::rows() const
{
    QList<FindingRow> rows;
    for (const FindingGroup &group : m_shown.groups) {
        for (const int row : group.rows) {
            rows.append(m_shown.rows.at(row));
        }
    }
    return rows;
}

QModelIndex FindingModel::find(const FindingRow &row) const
{
    for (int group = 0; group < m_shown.groups.size(); ++group) {
        const QList<int> &rows = m_shown.groups.at(group).rows;
        const auto found = std::find_if(rows.begin(), rows.end(), [&](int place) {
            const FindingRow &shown = m_shown.rows.at(place);
            return shown.finding.subject.id == row.finding.subject.id && shown.tenant == row.tenant
                && shown.isForetold == row.isForetold && identityOf(shown.finding) == identityOf(row.finding);
        });
        if (found != rows.end()) {
            const QModelIndex parent = m_shown.isGrouped ? index(group, 0) : QModelIndex();
            return index(int(found - rows.begin()), 0, parent);
        }
    }
    return {};
}

QModelIndex FindingModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : 0);
}

QModelIndex FindingModel::parent(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() > 0 ? createIndex(int(index.internalId()) - 1, 0, quintptr(0))
                                                     : QModelIndex();
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_shown.isGrouped ? m_shown.groups.size() : shown());
    }
    const FindingGroup *group = parent.column() == 0 ? groupAt(parent) : nullptr;
    return group ? int(group->rows.size()) : 0;
}

int FindingModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (const FindingGroup *group = groupAt(index)) {
        return headingData(*group, index.column(), role);
    }
    return rowData(*rowAt(index), index.column(), role);
}

QVariant FindingModel::headingData(const FindingGroup &group, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == SeverityColumn ? tr("%1 (%2)").arg(group.title, QLocale().toString(group.rows.size()))
                                        : QString();
    case CountRole:
        return qint64(group.rows.size());
    default:
        return {};
    }
}

QVariant FindingModel::rowData(const FindingRow &row, int column, int role) const
{
    const Domain::Finding &finding = row.finding;
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case SeverityColumn:
            return titleOf(finding.severity);
        case TenantColumn:
            return row.tenantName;
        case CustomerColumn:
            return row.customer;
        case SubjectColumn:
            return finding.subject.name;
        default:
            return notesOf(row) + finding.message;
        }
    case SeverityRole:
        return column == SeverityColumn ? QVariant(int(finding.severity)) : QVariant();
    case Qt::ToolTipRole:
        return QStringList{finding.message, finding.reason, finding.advice}.join(u'\n');
    case TenantRole:
        return row.tenant.text();
    case KindRole:
        return int(tableOf(finding.subject.kind));
    case IdRole:
        return finding.subject.id;
    default:
        return {};
    }
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case SeverityColumn:
        return tr("Severity");
    case TenantColumn:
        return tr("Tenant");
    case CustomerColumn:
        return tr("Customer");
    case SubjectColumn:
        return tr("Subject");
    case MessageColumn:
        return tr("What is wrong");
    default:
        return {};
    }
}

} // namespace Items
