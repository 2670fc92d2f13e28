#include "items/choicemodel.h"

#include "query/columns.h"
#include "query/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

QList<Choice> choicesByName(const QList<Query::RecordPtr> &records, Query::Kind kind)
{
    QList<Choice> choices;
    choices.reserve(records.size());
    for (const Query::RecordPtr &record : records) {
        choices.append({record->id, Query::textAt(*record, kind, u"name")});
    }
    std::sort(choices.begin(), choices.end(),
              [](const Choice &left, const Choice &right) { return left.name.localeAwareCompare(right.name) < 0; });
    QString before;
    for (qsizetype i = 0; i < choices.size(); ++i) {
        const QString name = choices.at(i).name;
        const bool isTwin = (i > 0 && before == name) || (i + 1 < choices.size() && choices.at(i + 1).name == name);
        choices[i].name = Query::visibleText(isTwin ? name + u" · "_s + choices.at(i).id : name);
        before = name;
    }
    return choices;
}

ChoiceModel::ChoiceModel(Boxes boxes, QObject *parent)
    : QAbstractListModel(parent)
    , m_boxes(boxes)
{ }

void ChoiceModel::setChoices(const QList<Choice> &choices)
{
    beginResetModel();
    m_choices = choices;
    m_checked.clear();
    endResetModel();
}

QStringList ChoiceModel::checkedIds() const
{
    QStringList ids;
    for (const int row : m_checked) {
        ids.append(m_choices.at(row).id);
    }
    return ids;
}

int ChoiceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_choices.size());
}

QVariant ChoiceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: {
        const Choice &choice = m_choices.at(index.row());
        return choice.owner.isEmpty() ? choice.name
                                      : tr("%1 (of %2)", "an object and its customer").arg(choice.name, choice.owner);
    }
    case PlainRole:
        return m_choices.at(index.row()).name;
    case Qt::UserRole:
        return m_choices.at(index.row()).id;
    case Qt::CheckStateRole:
        return m_boxes == Boxes::None ? QVariant() : m_checked.contains(index.row()) ? Qt::Checked : Qt::Unchecked;
    default:
        return {};
    }
}

bool ChoiceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || m_boxes == Boxes::None || !index.isValid()) {
        return false;
    }
    if (value.toInt() == Qt::Checked) {
        m_checked.insert(index.row());
    } else {
        m_checked.erase(index.row());
    }
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    return true;
}

Qt::ItemFlags ChoiceModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return m_boxes == Boxes::Each ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace Items
