#pragma once

#include <Qt>

namespace Items {

/// What the models of this room answer beside Qt's own roles. No icon and no colour of ours: a model does not know how
/// it is drawn.
enum Role {
    IdRole = Qt::UserRole + 1, ///< QString: Auth0's id of the row's object
    TenantRole, ///< QString: id of the tenant's profile
    ValueRole, ///< the cell untranslated: bool, qint64, QString, or invalid where it is not known
    SortRole, ///< what the row is sorted by where a proxy sorts: like ValueRole, numbers as numbers
    ColumnIdRole, ///< QString, of horizontal headers: the column's id
    SeverityRole, ///< int: Domain::LockLevel of a count of database connections, or Items::Severity; invalid elsewhere
    EnvironmentRole, ///< int: Domain::Environment
    ColorRole, ///< QString: the operator's colour of a tenant, "#rrggbb", or empty
    KindRole, ///< int: Query::Kind of a tree node, or invalid
    ConnectionKindRole, ///< QString: "database", "enterprise"... of a tree node under Connections, or empty
    CountRole, ///< qint64: how many objects, or invalid while it is not known
    PhaseRole, ///< int: Session::KindStatus::Phase of what the node shows
    OfflineRole, ///< bool: the tenant gave no answer
    ErrorRole, ///< QString: what went wrong, translated; empty where nothing did
    MissingScopeRole, ///< QStringList: one of these scopes would do; empty where none is missing
    ProgressRole, ///< int 0-100, or invalid where the end is not known
    JobIdRole, ///< quint64: Session::Job's id within its tenant's session
    OutcomeRole, ///< int: Change::ItemOutcome of an object of a plan
    UnlockedRole, ///< bool: the tenant may be written to at the moment
    DeviationRole, ///< int: Policy::Direction of a policy's cell from the baseline; invalid where it does not differ
    StagedRole, ///< QString: what the cell will show once what is staged is applied, or at an object's name the word
                ///< that something is; invalid where nothing changes
    StagedDeviationRole, ///< int: as DeviationRole, of what is staged
    AtLeastRole, ///< bool: the CountRole misses what was not read, or what Auth0 does not give
    FindingCountRole, ///< qint64: findings of what the node shows; invalid where there is none
    FindingSeverityRole, ///< int: Domain::Severity of the gravest of them
    NoSignInRole, ///< bool: nobody signs in to the row's application, so that Lock's limit is not one of its count
    LockMarkRole, ///< bool, of a count of database connections: what the operator said about Lock; invalid: nothing
    UneditableRole, ///< QString: why the row's object cannot be edited, translated; empty where it can
};

} // namespace Items
