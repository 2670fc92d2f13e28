#pragma once

#include "change/journal.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>

namespace Items {

/// The entries of the journal as a table, the latest first, narrowed by a text that is looked for in who, tenant,
/// title, outcome and the names of the objects. A value model: whoever shows it hands the entries in.
class JournalModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { WhenColumn, TenantColumn, TitleColumn, OutcomeColumn, WhoColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setEntries(const QList<Change::JournalEntry> &entries);
    /// Empty: all. Every word must be found, ignoring case.
    void setSearch(const QString &text);
    /// Of a row that is shown.
    const Change::JournalEntry &entry(int row) const { return m_entries.at(m_rows.at(row)); }
    /// Which run took the entry of a row back, and which one it takes back: whole sentences, for people; empty for
    /// none.
    QString relationText(int row) const;
    /// What took the entry of a row back; nothing where it stands.
    std::optional<Change::Reversal> reversal(int row) const;
    /// Whether the entry of a row wrote something that can be taken back, and that was not taken back wholly.
    bool isUndoable(int row) const;
    qsizetype total() const { return m_entries.size(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void arrange();
    QString shortOutcome(const Change::JournalEntry &entry) const;

    QList<Change::JournalEntry> m_entries;
    QHash<QString, Change::Reversal> m_reversals; ///< by the entry's id
    mutable QHash<QString, bool> m_undoable; ///< by the entry's id, of those that were asked for: it takes a whole plan
    QStringList m_texts; ///< what is searched, one per entry
    QStringList m_words;
    QList<qsizetype> m_rows; ///< entries that are shown
};

/// How an entry ended, in few words: "3 done, 1 conflict", "Cut off".
QString outcomeText(const Change::JournalEntry &entry);
/// What an item's result says, over lines: its outcome, why, the differences and conflicts. Values are masked already
/// in a journal, and by `secrets` elsewhere.
QString resultText(const Change::ItemResult &result, const Json::SecretKeys &secrets);

} // namespace Items
