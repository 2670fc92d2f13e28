#pragma once

#include "query/record.h"

#include <QStringList>

#include <map>

namespace Query {

/// What a search in Auth0's syntax may go on with at the cursor: each stands in place of the text from `start` on.
struct SearchCompletion
{
    struct Text
    {
        QString text;
        QString about; ///< in words, where the text does not say it: "Wrong password" of "fp"

        friend bool operator==(const Text &, const Text &) = default;
    };
    qsizetype start = 0;
    QList<Text> texts; ///< best first

    friend bool operator==(const SearchCompletion &, const SearchCompletion &) = default;
};

/// The fields that Auth0 searches users or log events by, as they are written before a colon.
const QStringList &searchFields(Kind kind);
/// What a search may be about in a tenant, beside what Auth0 knows of all.
struct SearchedNames
{
    QStringList connections; ///< by their names
    std::map<QString, QStringList>
        metadata{}; ///< places of app_metadata, "company.id", with values that users have there
};
/// Goes on with fields where a term begins, and after a colon with values where these are known: yes and no, types of
/// log events, and the tenant's names. Nothing within quotes that were opened, and nothing for a term that is complete.
/// `kind`: Users or Logs.
SearchCompletion searchCompletion(Kind kind, const QString &text, qsizetype cursor, const SearchedNames &names);

} // namespace Query
