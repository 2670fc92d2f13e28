#include "items/passwordcheckmodel.h"

#include "items/roles.h"

using namespace Qt::StringLiterals;

namespace Items {

namespace {

using State = Policy::RuleCheck::State;

QString ruleText(Policy::Rule rule)
{
    switch (rule) {
    case Policy::Rule::MinLength:
        return PasswordCheckModel::tr("Minimum length");
    case Policy::Rule::CharacterTypes:
        return PasswordCheckModel::tr("Character types");
    case Policy::Rule::IdenticalCharacters:
        return PasswordCheckModel::tr("Identical in a row");
    case Policy::Rule::SequentialCharacters:
        return PasswordCheckModel::tr("Sequences");
    case Policy::Rule::MaxLength:
        return PasswordCheckModel::tr("At most 72 bytes");
    case Policy::Rule::Dictionary:
        return PasswordCheckModel::tr("Common passwords");
    case Policy::Rule::ProfileData:
        return PasswordCheckModel::tr("Profile data");
    }
    return {};
}

} // namespace

PasswordCheckModel::PasswordCheckModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void PasswordCheckModel::setColumns(const QList<Column> &columns)
{
    beginResetModel();
    m_columns = columns.first(std::min<qsizetype>(maximumColumns, columns.size()));
    m_checks.clear();
    endResetModel();
    check();
}

void PasswordCheckModel::setSample(const QByteArray &sample)
{
    m_sample.fill('\0');
    m_sample = sample;
    check();
}

void PasswordCheckModel::setProfile(const Policy::ProfileData &profile)
{
    m_profile = profile;
    check();
}

void PasswordCheckModel::setDictionary(const Policy::PasswordDictionary &dictionary)
{
    m_dictionary = dictionary;
    check();
}

void PasswordCheckModel::setShowsParts(bool shows)
{
    m_showsParts = shows;
    check();
}

void PasswordCheckModel::clear()
{
    m_profile = {};
    setSample({});
}

bool PasswordCheckModel::isApproximate() const
{
    return m_dictionary.isApproximate() && std::any_of(m_columns.begin(), m_columns.end(), [](const Column &column) {
               return (column.policy.legacy && column.policy.legacy->dictionary)
                   || (column.policy.flexible && column.policy.flexible->dictionary);
           });
}

void PasswordCheckModel::check()
{
    m_checks.clear();
    for (const Column &column : std::as_const(m_columns)) {
        m_checks.append(Policy::checkRules(column.policy, m_sample, m_dictionary, m_profile));
    }
    if (!m_columns.isEmpty()) {
        Q_EMIT dataChanged(index(0, 1), index(rowCount() - 1, columnCount() - 1));
    }
}

int PasswordCheckModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Policy::allRules().size());
}

int PasswordCheckModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_columns.size());
}

QString PasswordCheckModel::textOf(const Policy::RuleCheck &check) const
{
    if (check.state == State::NotChecked) {
        return tr("not checked");
    }
    const QString detail = check.isPart && !m_showsParts ? QString() : check.detail;
    if (m_sample.isEmpty()) {
        return detail.isEmpty() ? tr("checked") : detail;
    }
    const QString word = check.state == State::Passed ? tr("✓ passes") : tr("✗ fails");
    return detail.isEmpty() ? word : tr("%1: %2", "a verdict, and why").arg(word, detail);
}

QVariant PasswordCheckModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (index.column() == 0) {
        return role == Qt::DisplayRole ? ruleText(Policy::allRules().at(index.row())) : QVariant();
    }
    const Policy::RuleCheck &check = m_checks.at(index.column() - 1).at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(check);
    case ErrorRole:
        return check.state == State::Failed && !m_sample.isEmpty() ? textOf(check) : QString();
    default:
        return {};
    }
}

QVariant PasswordCheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    if (section == 0) {
        return role == Qt::DisplayRole ? tr("Rule") : QVariant();
    }
    const Column &column = m_columns.at(section - 1);
    if (role == Qt::DisplayRole) {
        return column.isStaged ? tr("→ after") : column.name;
    }
    return role == ValueRole ? u"%1 · %2"_s.arg(column.name, column.tenant) : QVariant();
}

} // namespace Items
