#pragma once

#include "query/columns.h"

#include <QHash>

namespace Session {

class TenantSession;

/// How the objects of one kind are named in what is supposed: by their names, and by their ids where a name is not one
/// object's alone or cannot be quoted. A value, made once for many objects.
class WhatIfTerms
{
public:
    WhatIfTerms(const TenantSession &session, Query::Kind kind);

    /// In quotes: `"Portal"`.
    QString termOf(const QString &id) const { return quoted(labelOf(id)); }
    /// As somebody picks it from a list; the id where nothing is known of the object.
    QString labelOf(const QString &id) const { return m_labels.value(id, id); }
    /// All of them, by name.
    QStringList labels() const;
    static QString quoted(const QString &label) { return u'"' + label + u'"'; }

private:
    QHash<QString, QString> m_labels; ///< by id
};

/// One more connection for an application: `add 1 connection for "Portal"`.
QString oneMoreFor(const TenantSession &session, const QString &application);

} // namespace Session
