#include "analysis/locksight.h"

#include "analysis/translation.h"
#include "domain/locklimit.h"
#include "query/columns.h"
#include "json/value.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::ConnectionKind;
using Query::Kind;
using Stand = LockSight::Stand;

QString counted(const char *text, qsizetype count)
{
    return QCoreApplication::translate("Analysis", text, nullptr, int(count));
}

UncountedConnections uncountedOf(const QList<EnabledConnection> &enabled)
{
    UncountedConnections uncounted;
    for (const EnabledConnection &connection : enabled) {
        switch (connection.kind) {
        case ConnectionKind::Database:
            break;
        case ConnectionKind::Enterprise:
            ++uncounted.enterprise;
            break;
        case ConnectionKind::Social:
            ++uncounted.social;
            break;
        case ConnectionKind::Passwordless:
            ++uncounted.passwordless;
            break;
        case ConnectionKind::Unknown:
            ++uncounted.unknown;
            break;
        }
    }
    return uncounted;
}

LockFallback fallbackAmong(const QStringList &names, const std::optional<QString> &defaultDirectory)
{
    using Case = LockFallback::Case;
    if (names.isEmpty()) {
        return {};
    }
    if (!defaultDirectory) {
        return {Case::Unknown, {}};
    }
    return names.contains(*defaultDirectory) ? LockFallback{Case::DefaultDirectory, *defaultDirectory}
                                             : LockFallback{Case::PageOrFirst, names.first()};
}

} // namespace

QList<EnabledConnection> enabledConnections(const QList<Query::RecordPtr> &connections, const QStringList &enabled)
{
    QSet<QString> left(enabled.begin(), enabled.end());
    QList<EnabledConnection> found;
    found.reserve(enabled.size());
    for (const Query::RecordPtr &record : connections) {
        if (left.remove(record->id)) {
            const QString strategy = Query::textAt(*record, Kind::Connections, u"strategy");
            found.append({record->id, Query::textAt(*record, Kind::Connections, u"name"), strategy,
                          Domain::kindOfStrategy(strategy)});
        }
    }
    for (const QString &id : enabled) {
        if (left.remove(id)) {
            found.append({id, id, {}, ConnectionKind::Unknown});
        }
    }
    return found;
}

QString textOf(const UncountedConnections &uncounted)
{
    QStringList parts;
    const auto add = [&parts](int count, const char *text) {
        if (count > 0) {
            parts.append(counted(text, count));
        }
    };
    add(uncounted.enterprise, QT_TRANSLATE_NOOP("Analysis", "%n enterprise"));
    add(uncounted.social, QT_TRANSLATE_NOOP("Analysis", "%n social"));
    add(uncounted.passwordless, QT_TRANSLATE_NOOP("Analysis", "%n passwordless"));
    QStringList lines;
    if (!parts.isEmpty()) {
        lines.append(
            tr("Not counted, since Lock's limit is one of database connections: %1.").arg(parts.join(", "_L1)));
    }
    if (uncounted.unknown > 0) {
        lines.append(counted(
            QT_TRANSLATE_NOOP("Analysis", "%n more came since the connections were read: read them again (F5)."),
            uncounted.unknown));
    }
    return lines.join(u' ');
}

LockOutlook lockOutlook(const QList<EnabledConnection> &enabled, const std::optional<QString> &defaultDirectory)
{
    LockOutlook outlook;
    QStringList names;
    for (const EnabledConnection &connection : enabled) {
        if (connection.kind != ConnectionKind::Database) {
            continue;
        }
        if (outlook.shown.size() < Domain::lockLimit) {
            outlook.shown.append(connection);
            names.append(connection.name);
        } else {
            outlook.beyond.append(connection);
        }
    }
    outlook.fallback = fallbackAmong(names, defaultDirectory);
    outlook.uncounted = uncountedOf(enabled);
    return outlook;
}

qsizetype LockSight::count(Stand stand) const
{
    return std::count_if(rows.begin(), rows.end(), [stand](const Row &row) { return row.stand == stand; })
        + (stand == Stand::OnlyInFile ? leftOut : 0);
}

LockSight lockSight(const QList<EnabledConnection> &enabled, const Domain::LockFile &file,
                    const std::optional<QString> &defaultDirectory)
{
    QStringList inFile;
    for (const Domain::LockFile::Connection &connection : file.connections) {
        if (Domain::kindOfStrategy(connection.strategy) == ConnectionKind::Database) {
            inFile.append(connection.name);
        }
    }
    inFile.removeDuplicates();
    const QSet<QString> known(inFile.cbegin(), inFile.cend()); // the file may hold very many
    LockSight sight;
    sight.fallback = fallbackAmong(inFile, defaultDirectory);
    sight.uncounted = uncountedOf(enabled);
    QHash<QString, QString> ids; // by name
    const Stand left = inFile.size() >= Domain::lockLimit ? Stand::Beyond : Stand::Missing;
    for (const EnabledConnection &connection : enabled) {
        if (connection.kind == ConnectionKind::Database) {
            ++sight.enabled;
            ids.insert(connection.name, connection.id);
            if (!known.contains(connection.name)) {
                sight.rows.append({connection.id, connection.name, left});
            }
        }
    }
    qsizetype listed = 0;
    for (const Stand stand : {Stand::OnlyInFile, Stand::Seen}) {
        for (const QString &name : std::as_const(inFile)) {
            if (ids.contains(name) != (stand == Stand::Seen)) {
                continue;
            }
            if (stand == Stand::OnlyInFile && ++listed > LockSight::mostOnlyInFile) {
                ++sight.leftOut;
            } else {
                sight.rows.append({ids.value(name), name, stand});
            }
        }
    }
    return sight;
}

QString textOf(Stand stand)
{
    switch (stand) {
    case Stand::Beyond:
        return tr("not seen: beyond the 50 of the file");
    case Stand::Missing:
        return tr("not seen, though there is room: turned on since the file was made");
    case Stand::OnlyInFile:
        return tr("still seen, though it is off: turned off since the file was made");
    case Stand::Seen:
        return tr("seen");
    }
    return {};
}

QStringList linesOf(const LockSight &sight)
{
    QStringList lines{tr("Lock sees %L1 of the %L2 database connections that are enabled.")
                          .arg(sight.count(Stand::Seen))
                          .arg(sight.enabled)};
    const std::pair<Stand, const char *> differences[]
        = {{Stand::Beyond, QT_TRANSLATE_NOOP("Analysis", "Beyond the 50 of the file: %n.")},
           {Stand::Missing,
            QT_TRANSLATE_NOOP("Analysis", "Not in the file, though it has room, so that it is older: %n.")},
           {Stand::OnlyInFile, QT_TRANSLATE_NOOP("Analysis", "In the file, and off by now, so that it is older: %n.")}};
    for (const auto &[stand, text] : differences) {
        if (const qsizetype count = sight.count(stand); count > 0) {
            lines.append(counted(text, count));
        }
    }
    if (sight.leftOut > 0) {
        lines.append(
            counted(QT_TRANSLATE_NOOP("Analysis", "Not listed of these, since there are so many: %n."), sight.leftOut));
    }
    if (lines.size() == 1 && sight.uncounted.unknown == 0) {
        lines.append(tr("File and Management API agree."));
    }
    if (const QString text = textOf(sight.uncounted); !text.isEmpty()) {
        lines.append(text);
    }
    return lines;
}

QString textOf(const LockFallback &fallback)
{
    switch (fallback.what) {
    case LockFallback::Case::None:
        break;
    case LockFallback::Case::DefaultDirectory:
        return tr("Lock drops what it does not see and looks the person up in the tenant's default directory, “%1”: "
                  "they "
                  "may be another customer's users.")
            .arg(fallback.name);
    case LockFallback::Case::PageOrFirst:
        return tr("Lock drops what it does not see and looks the person up in the connection that the page names as "
                  "defaultDatabaseConnection, else in the first one, “%1”: they may be another customer's users.")
            .arg(fallback.name);
    case LockFallback::Case::Unknown:
        return tr(
            "Lock drops what it does not see and looks the person up in another connection, which may hold another "
            "customer's users. In which one is not known here: the tenant's settings, which name the default "
            "directory, were not read.");
    }
    return tr("Lock sees no database connection at all.");
}

std::optional<QString> defaultDirectoryOf(const std::optional<QByteArray> &settings)
{
    if (!settings) {
        return std::nullopt;
    }
    const auto object = Json::parse(*settings);
    return object ? std::optional(Json::stringAt(*object, "default_directory")) : std::nullopt;
}

} // namespace Analysis
