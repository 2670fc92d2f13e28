#pragma once

#include "query/columns.h"
#include "json/mask.h"

namespace Items {

/// The shown columns of records as CSV: RFC 4180, with a quote before cells that a spreadsheet would take for a formula
/// (OWASP: = + - @, tab, carriage return).
QString asCsv(Query::Kind kind, const QList<Query::RecordPtr> &records, const QList<int> &columns);
/// The shown columns as a Markdown table.
QString asMarkdown(Query::Kind kind, const QList<Query::RecordPtr> &records, const QList<int> &columns);
/// The objects as Auth0 sent them, secrets masked: a JSON array. Password policies as `policy show --json` prints them.
QString asJson(Query::Kind kind, const QList<Query::RecordPtr> &records, const Json::SecretKeys &secrets);
/// The request that reads the object, as a curl command whose token is `$TOKEN`.
QString asCurl(Query::Kind kind, const QList<Query::RecordPtr> &records, const QString &baseUrl);

} // namespace Items
