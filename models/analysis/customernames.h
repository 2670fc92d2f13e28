#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <set>
#include <stop_token>

namespace Analysis {

/// A name that may tell a customer.
struct NamedObject
{
    QString name;
    QString strategy; ///< of a connection; else empty
};

/// A pattern that several names share.
struct SharedPattern
{
    QString pattern; ///< as NamePattern takes it
    std::set<QString> customers; ///< the keys that it finds
    qsizetype objects = 0;
};

/// Patterns by which the names tell customers, those that explain most first: what at least three names have in common
/// around a part that differs, or what stands around customers that are known. `known` gets the customers that are
/// found. `explained` says of each name whether it needs no pattern any more, and is kept up to date.
QList<SharedPattern> sharedPatterns(const QList<NamedObject> &names, std::set<QString> &known, QList<bool> &explained,
                                    const std::stop_token &stop = {});

/// The longest beginning of a name, up to a separator, that is a known customer's key; empty for none.
QString knownBeginning(const QString &name, const std::set<QString> &known);

} // namespace Analysis
