#pragma once

#include "policy/rulecheck.h"

#include <QAbstractTableModel>

namespace Items {

/// A sample password under the policies of several connections: a row per rule, a column per connection, and beside it
/// one for what is staged. Holds the sample in memory only; clear() forgets it. A value model.
class PasswordCheckModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// Wider than this nobody reads it side by side.
    static constexpr int maximumColumns = 8;

    struct Column
    {
        QString name; ///< of the connection
        QString tenant;
        bool isStaged = false; ///< as the connection will be
        Policy::EffectivePolicy policy;
    };

    explicit PasswordCheckModel(QObject *parent = nullptr);

    /// The first maximumColumns of them are shown.
    void setColumns(const QList<Column> &columns);
    const QList<Column> &columns() const { return m_columns; }
    void setSample(const QByteArray &sample);
    void setProfile(const Policy::ProfileData &profile);
    void setDictionary(const Policy::PasswordDictionary &dictionary);
    /// Whether the cells name parts of the sample, as where the sample itself is shown.
    void setShowsParts(bool shows);
    void clear();
    /// A shown policy asks for Auth0's list of common passwords, for which our own short one stands in.
    bool isApproximate() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void check();
    QString textOf(const Policy::RuleCheck &check) const;

    QList<Column> m_columns;
    QList<QList<Policy::RuleCheck>> m_checks; ///< by column
    QByteArray m_sample;
    Policy::ProfileData m_profile;
    Policy::PasswordDictionary m_dictionary;
    bool m_showsParts = false;
};

} // namespace Items
