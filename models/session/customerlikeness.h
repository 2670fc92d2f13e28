#pragma once

#include "analysis/customerpairs.h"
#include "analysis/customers.h"
#include "api/apierror.h"
#include "change/likeness.h"

#include <QObject>

namespace Session {

class ChangeTray;
class CustomerBook;
class Estate;
class TenantSession;

/// Whom to make like whom: each by its key, in an Auth0 tenant each, which is mostly the same. A value.
struct LikenessTask
{
    QString model; ///< the customer that stays as it is
    Domain::TenantId modelTenant;
    QString subject; ///< the customer that becomes like it
    Domain::TenantId tenant;

    friend bool operator==(const LikenessTask &, const LikenessTask &) = default;
};

/// The tasks that make one customer like another wherever both are: a tenant each that both have, or, where they share
/// none, the first of the one after the first of the other.
QList<LikenessTask> likenessTasks(const CustomerBook &book, const Estate &estate, const QString &model,
                                  const QString &subject);

/// What making one customer like another comes to: pairs their objects, reads what the session does not know of the
/// pairs, and tells the differences as steps. Nothing is created or deleted, and no user is looked at. Estate, book and
/// tray outlive it.
class CustomerLikeness : public QObject
{
    Q_OBJECT
public:
    CustomerLikeness(const Estate &estate, const CustomerBook &book, const ChangeTray &tray, LikenessTask task,
                     QObject *parent = nullptr);
    ~CustomerLikeness() override;

    const LikenessTask &task() const { return m_task; }
    /// "Acme", as the tenant's objects have it; hostile text.
    const QString &modelName() const { return m_modelCustomer.name; }
    const QString &subjectName() const { return m_subjectCustomer.name; }
    /// The same, with the Auth0 tenant where both are called alike: "Acme (eu)".
    QString modelTitle() const { return titleOf(m_modelCustomer, m_task.modelTenant); }
    QString subjectTitle() const { return titleOf(m_subjectCustomer, m_task.tenant); }
    /// Requests that read() takes.
    qsizetype requests() const;
    /// Ends with changed(). What could not be read stands among what is left.
    void read();
    bool isKnown() const { return m_isKnown; }

    const Change::Likeness &likeness() const { return m_likeness; }
    /// What the steps come to, for the change tray.
    QList<Change::PlanItem> items(const QList<Change::LikenessStep> &steps) const;

Q_SIGNALS:
    void changed();

private:
    using Kind = Domain::CustomerObject::Kind;

    void readRelation(const Change::ObjectRef &object);
    void concludeOne();
    void work();
    void workRelations(Kind other, const Analysis::CustomerPairs &pairs, const Analysis::CustomerPairs &others,
                       Change::ObjectKind relation);
    void leaveUnpaired(Kind kind, const Analysis::CustomerPairs &pairs);
    Analysis::CustomerPairs pairsOf(Kind kind, bool mayBeCalledOtherwise) const;
    Change::RelationTerms termsFor(Kind other, const Analysis::CustomerPairs &others, const QStringList &ids) const;
    Change::LikenessSubject subjectOf(const Change::ObjectRef &object, const QByteArray &seen) const;
    Change::Identity identity(Kind kind) const;
    Change::ObjectRef refOf(const Domain::TenantId &tenant, Kind kind, const QString &id) const;
    QByteArray original(const Domain::TenantId &tenant, Kind kind, const QString &id) const;
    QString titleOf(const Analysis::CalledCustomer &customer, const Domain::TenantId &tenant) const;
    bool isOneTenant() const { return m_task.modelTenant == m_task.tenant; }

    const Estate &m_estate;
    const CustomerBook &m_book;
    const ChangeTray &m_tray;
    LikenessTask m_task;
    Analysis::CalledCustomer m_modelCustomer;
    Analysis::CalledCustomer m_subjectCustomer;
    Analysis::CustomerPairs m_connections;
    Analysis::CustomerPairs m_applications;
    Analysis::CustomerPairs m_organizations;
    QHash<Change::ObjectRef, QByteArray> m_relations; ///< as they were read
    QHash<Change::ObjectRef, QString> m_unread; ///< and why
    int m_waiting = 0;
    bool m_isKnown = false;
    Change::Likeness m_likeness;
    QList<Change::LikenessSubject> m_subjects;
};

} // namespace Session
