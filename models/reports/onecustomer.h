#pragma once

#include "reports/definition.h"
#include "reports/report.h"

namespace Reports {

/// The reports of single customers of one input. What they look up is worked out once, so that a file for each customer
/// takes no longer than what is in it. A value; belongs on a worker thread.
class CustomerReports
{
public:
    explicit CustomerReports(InputPtr input);

    /// What of the input may stand in a report that one customer gets to see: its own connections, applications and
    /// organizations, and the applications that they are enabled for unless they are another customer's. Of anybody
    /// else nothing is left, no name and no number: findings are those of an audit of what is left, made with the
    /// options of each Auth0 tenant, since the text of another one may name others. Of the Auth0 tenant's own settings
    /// nothing is left either.
    ReportInput onlyOf(const QString &customerKey) const;
    /// The report about one customer, made of what onlyOf() leaves. A title that names another one, as that of a report
    /// that was saved for it, is not taken.
    Report of(Definition definition, const QString &customerKey) const;

private:
    using Places = QHash<QString, qsizetype>; ///< id -> its place in a list of records

    /// One Auth0 tenant's, by its place in the input.
    struct Index
    {
        Places applications, connections, organizations;
        QSet<QString> contested; ///< applications that several customers claim: they are nobody else's to see
        QHash<QString, QStringList> applicationsOf; ///< connection -> those that it is enabled for
        QHash<QString, QList<Query::RecordPtr>> users; ///< by the customer's key
        QHash<QString, QList<qsizetype>> changes; ///< their places, by the object's id
        QHash<QString, QList<qsizetype>> differences; ///< the same, and by the ids that an object's relations name
    };

    static Index indexOf(const TenantInput &tenant);
    static bool isShared(const TenantInput &tenant, const Index &index, const QString &application);
    QSet<QString> applicationsOf(const TenantInput &tenant, const Index &index,
                                 const Analysis::CustomerShare &share) const;
    TenantInput onlyOf(const TenantInput &tenant, const Index &index, const Analysis::CustomerShare &share) const;
    QList<Domain::MadeChange> changesOf(const TenantInput &tenant, const Index &index,
                                        const Analysis::CustomerShare &share) const;
    static PastDifferences pastOf(const TenantInput &tenant, const Index &index, const Analysis::CustomerShare &share);

    bool namesAnother(const QString &text, const QString &customerKey) const;

    InputPtr m_input;
    QList<Index> m_indexes;
    std::map<QString, QString> m_names; ///< of all customers, by their keys
    QHash<QString, QStringList> m_keys; ///< of customers that a word may begin the name of
};

} // namespace Reports
