#pragma once

#include "cli/changerun.h"

#include "query/columns.h"

namespace Cli {

/// Which connections are to be on or off for which applications; each by its id or its name.
struct SwitchWish
{
    QStringList applications;
    QStringList connections;
    bool on = true;
};

/// Makes the plan of one Auth0 tenant for it: only switches that change something, and what each application then has
/// of Lock's 50. Child of its context; deletes itself after it has called back.
class SwitchPlanner : public QObject
{
    Q_OBJECT
public:
    SwitchPlanner(Api::ManagementClient &client, Target target, SwitchWish wish, OnPlan onPlan, QObject *context);
    void start();

private:
    struct Chosen
    {
        QString id;
        QString name;
        bool isDatabase = false;
    };

    void readNames(Query::Kind kind, Analysis::Snapshot::Records *records, QList<Chosen> *chosen,
                   const QStringList &words, std::function<void()> then);
    Outcome<QList<Chosen>> choose(Query::Kind kind, const QList<Query::RecordPtr> &records,
                                  const QStringList &words) const;
    void readConnection(qsizetype index);
    void readCount(qsizetype index);
    void finish(const Outcome<Planned> &planned);

    Api::ManagementClient &m_client;
    Target m_target;
    SwitchWish m_wish;
    OnPlan m_onPlan;
    QList<Chosen> m_applications;
    QList<Chosen> m_connections;
    QHash<QString, QString> m_names; ///< of all applications, by id
    Change::Plan m_plan;
    Analysis::Snapshot m_read; ///< of what is enabled for an application, the databases, and the connections chosen
    QHash<QString, int> m_gained; ///< database connections more (or fewer) by application
    QStringList m_lock; ///< what each application then has of Lock's 50
};

} // namespace Cli
