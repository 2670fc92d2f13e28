#pragma once

#include "items/findingpart.h"

#include <QAbstractItemModel>
#include <QFutureWatcher>
#include <QTimer>

#include <map>

namespace Session {
class Auditor;
class Estate;
class StagedFindings;
class TenantSession;
} // namespace Session

namespace Items {

/// What the checks found in all open Auth0 tenants: flat, or one level below headings. Filtered and arranged on another
/// thread. What a row is about is told by TenantRole, KindRole and IdRole. The estate and the auditor must outlive it.
class FindingModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { SeverityColumn, TenantColumn, CustomerColumn, SubjectColumn, MessageColumn, ColumnCount };

    FindingModel(Session::Estate &estate, const Session::Auditor &auditor, QObject *parent = nullptr);
    ~FindingModel() override;

    void setWish(const FindingWish &wish);
    const FindingWish &wish() const { return m_wish; }
    /// All findings of the tenant, or of every tenant, whatever the text and the severity that are wished for; without
    /// those that are waived.
    qsizetype total(const std::optional<Domain::TenantId> &tenant) const;
    /// Those of them that are waived.
    qsizetype waived(const std::optional<Domain::TenantId> &tenant) const;
    /// Findings that would appear by what is staged are shown from now on, as such. `staged` must outlive this.
    void showStaged(const Session::StagedFindings &staged);
    /// Rows tell from now on whose their subjects are. `book` must outlive this.
    void showCustomers(const Session::CustomerBook &book);
    /// Those of the tenant, or of every tenant, waived ones aside. total() does not count them.
    qsizetype foretold(const std::optional<Domain::TenantId> &tenant) const;
    /// The rows do not show the latest wish or the latest audit yet.
    bool isArranging() const { return m_soon.isActive() || m_isRunning; }
    /// Findings that are shown.
    qsizetype shown() const;

    /// The row's finding, or nullptr for a heading. Valid until the model is reset.
    const FindingRow *rowAt(const QModelIndex &index) const;
    /// The findings that are shown, in their order.
    QList<FindingRow> rows() const;
    /// The place of a finding, or an invalid one where it is not shown.
    QModelIndex find(const FindingRow &row) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The rows show the latest wish and the latest audit.
    void arranged();

private:
    /// Of each tenant what is so, and what would be.
    using Key = std::pair<Domain::TenantId, bool>;
    using Parts = std::map<Key, FindingPart>;

    struct Arrangement
    {
        Parts parts;
        FindingRows rows;
        QList<FindingGroup> groups;
        bool isGrouped = false;
    };

    void take(const Domain::TenantId &tenant);
    void takeStaged(const Session::StagedFindings &staged);
    void put(const Session::TenantSession &session, bool isForetold, const Analysis::AuditResult &found);
    void remove(const Key &key);
    void nameCustomers(const Domain::TenantId &tenant);
    void keepRows(const Parts &made);
    qsizetype count(const std::optional<Domain::TenantId> &tenant, bool isForetold,
                    qsizetype FindingPart::*figure) const;
    void arrangeNow();
    void show();
    const FindingGroup *groupAt(const QModelIndex &index) const;
    QVariant headingData(const FindingGroup &group, int column, int role) const;
    QVariant rowData(const FindingRow &row, int column, int role) const;

    Session::Estate &m_estate;
    const Session::Auditor &m_auditor;
    const Session::CustomerBook *m_customers = nullptr;
    Parts m_parts;
    quint64 m_version = 0; ///< of the part that came last
    FindingWish m_wish;
    Arrangement m_shown;
    bool m_isRunning = false; ///< until its result was taken, which is later than the watcher says
    bool m_wantsMore = false; ///< a wish or an audit came meanwhile
    QTimer m_soon; ///< several tenants are audited one after another
    QFutureWatcher<Arrangement> m_watcher;
};

} // namespace Items
