#pragma once

#include "json/organizationparts.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace Reports {

using Json::OrganizationParts;

/// Objects of one Auth0 tenant that are to be written for another tool, each as Auth0 sent it. A value; it holds
/// secrets, which no writer lets through.
struct ExportInput
{
    /// Of a database connection that holds both, which generation of password policy is written; without a choice such
    /// a connection is left out, since Auth0 takes one at a time.
    enum class KeptPolicy { None, Legacy, Flexible };

    QString tenant; ///< as the operator calls it
    QString domain;
    QList<QByteArray> applications;
    QList<QByteArray> connections;
    QList<QByteArray> organizations;
    QHash<QString, QString> applicationNames; ///< of every application of the tenant, by id
    QHash<QString, QString> connectionNames; ///< of every connection
    /// Connection -> the applications that it is enabled for; nothing: not read.
    std::optional<QHash<QString, QStringList>> enabled;
    QSet<QString> unmapped; ///< connections of which that is not known, though it is of others
    QHash<QString, OrganizationParts> parts; ///< by organization; of one that is not here they could not be read
    KeptPolicy keptPolicy = KeptPolicy::None;
    bool isSelection = false; ///< there are others of these kinds, which were not chosen
    std::stop_token stop; ///< nobody wants what is made of it any more
};

} // namespace Reports
