#pragma once

#include "change/applier.h"
#include "session/tenantplan.h"

#include <QObject>

#include <tl/expected.hpp>

namespace Session {

class ChangeTray;

/// The journal as this program writes it. `clientId` may be empty.
Change::JournalPlace journalPlace(const QString &folder, const QString &clientId);

/// Applies the plans of several tenants side by side, each with an applier of its own, once. Objects that were read on
/// the way go into their sessions like a page of a list. Owned by whoever shows it; the estate and the tray outlive it.
class ChangeRun : public QObject
{
    Q_OBJECT
public:
    /// What was done leaves `tray`, where one is given.
    ChangeRun(Estate &estate, const QList<TenantPlan> &plans, QString journalFolder, ChangeTray *tray,
              QObject *parent = nullptr);
    /// Goes on with an entry of the journal that was cut off.
    ChangeRun(Estate &estate, const Domain::TenantId &tenant, const Change::JournalEntry &entry, QString journalFolder,
              QObject *parent = nullptr);
    ~ChangeRun() override;

    /// Refuses before anything is sent, where a tenant is not open, marked read-only or locked: the error says so for
    /// a person.
    tl::expected<void, QString> start();
    /// No further item is begun.
    void cancel();

    const QList<TenantPlan> &plans() const { return m_plans; }
    /// Of one plan, an entry per item.
    const QList<Change::ItemResult> &results(qsizetype plan) const { return m_parts.at(std::size_t(plan)).results; }
    /// A ticket's address that Auth0 answered an item with: once, and empty for all others. Whoever takes it shows it
    /// masked, and keeps it nowhere.
    Api::Secret takeSecret(qsizetype plan, qsizetype item);
    qsizetype items() const;
    qsizetype finishedItems() const;
    bool isRunning() const { return m_isRunning; }
    /// Why a tenant's run stopped before its end, with the tenant's name.
    QStringList stopReasons() const;

Q_SIGNALS:
    void itemFinished(qsizetype plan, qsizetype item);
    void finished();

private:
    struct Part
    {
        std::unique_ptr<Change::Applier> applier; ///< gone once the tenant is closed
        std::optional<Change::JournalEntry> begun;
        QList<Change::ItemResult> results;
        qsizetype finishedItems = 0;
        bool isFinished = false;
        QString stopReason;
    };

    tl::expected<void, QString> mayStart() const;
    void apply(std::size_t part);
    void takeResult(std::size_t part, qsizetype item);
    void conclude(std::size_t part);
    void leave(const Domain::TenantId &tenant);

    Estate &m_estate;
    QList<TenantPlan> m_plans;
    QString m_journalFolder;
    ChangeTray *m_tray;
    std::vector<Part> m_parts; ///< one per plan
    bool m_isRunning = false;
};

} // namespace Session
