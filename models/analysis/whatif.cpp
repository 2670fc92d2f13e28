#include "analysis/whatif.h"

#include "analysis/translation.h"
#include "query/columns.h"
#include "query/records.h"
#include "json/application_json.h"
#include "json/connection_json.h"
#include "json/value.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// More than any tenant gets in one step; a slip of the finger must cost neither memory nor time.
constexpr int mostConnections = 10'000;
constexpr int mostApplications = 100;

tl::unexpected<WhatIfError> error(const QString &happened, const QString &advice)
{
    return tl::make_unexpected(WhatIfError{happened, advice});
}

QString grammar()
{
    return tr("Say: enable CONNECTION, ... for APPLICATION, ...; disable CONNECTION, ... for APPLICATION, ...; "
              "add N connections (or customers) for APPLICATION, ...; add N applications.");
}

/// The text with what stands in double quotes blotted out, so that separators are only found outside.
QString blotted(const QString &text)
{
    QString blot = text;
    bool isQuoted = false;
    for (QChar &character : blot) {
        if (character == u'"') {
            isQuoted = !isQuoted;
        } else if (isQuoted) {
            character = QChar::ObjectReplacementCharacter;
        }
    }
    return blot;
}

QStringList splitOutsideQuotes(const QString &text, QChar separator)
{
    QStringList parts;
    const QString blot = blotted(text);
    qsizetype from = 0;
    for (qsizetype to = blot.indexOf(separator); to != -1; to = blot.indexOf(separator, from)) {
        parts.append(text.mid(from, to - from).trimmed());
        from = to + 1;
    }
    parts.append(text.mid(from).trimmed());
    return parts;
}

/// The names of a list, without their quotes; empty where one of them is.
QStringList namesIn(const QString &list)
{
    QStringList names;
    for (QString name : splitOutsideQuotes(list, u',')) {
        if (name.size() > 1 && name.startsWith(u'"') && name.endsWith(u'"')) {
            name = name.mid(1, name.size() - 2);
        }
        if (name.isEmpty()) {
            return {};
        }
        names.append(name);
    }
    return names;
}

tl::expected<Supposition, WhatIfError> readOne(const QString &statement)
{
    using Kind = Supposition::Kind;
    const QString blot = blotted(statement);
    static const QRegularExpression addition(
        uR"(^add\s+(?:(\d+|an?)\s+)?(?:new\s+)?(?:(applications?)|(?:database\s+)?(?:connections?|customers?)\s+(?:for|to)\s+(.+))$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression switching(uR"(^(enable|disable)\s+(.+?)\s+for\s+(.+)$)"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    const auto part = [&statement](const QRegularExpressionMatch &match, int group) {
        return statement.mid(match.capturedStart(group), match.capturedLength(group));
    };
    Supposition supposition;
    if (const auto match = switching.match(blot); match.hasMatch()) {
        const bool isOn = match.captured(1).compare("enable"_L1, Qt::CaseInsensitive) == 0;
        supposition.kind = isOn ? Kind::Enable : Kind::Disable;
        supposition.connections = namesIn(part(match, 2));
        supposition.applications = namesIn(part(match, 3));
        if (supposition.connections.isEmpty() || supposition.applications.isEmpty()) {
            return error(tr("A name is missing in “%1”.").arg(statement), grammar());
        }
        return supposition;
    }
    const auto match = addition.match(blot);
    if (!match.hasMatch()) {
        return error(tr("“%1” is not understood.").arg(statement), grammar());
    }
    supposition.kind = match.captured(2).isEmpty() ? Kind::AddConnections : Kind::AddApplications;
    const int most = supposition.kind == Kind::AddConnections ? mostConnections : mostApplications;
    bool isNumber = false;
    const int count = match.captured(1).toInt(&isNumber);
    const bool isOne = match.captured(1).isEmpty() || match.captured(1).startsWith(u'a', Qt::CaseInsensitive);
    if (!isOne && (!isNumber || count < 1 || count > most)) {
        return error(tr("“%1” cannot be added.").arg(match.captured(1)), tr("Give a number from 1 to %L1.").arg(most));
    }
    supposition.count = isOne ? 1 : count;
    if (supposition.kind == Kind::AddConnections) {
        supposition.applications = namesIn(part(match, 3));
        if (supposition.applications.isEmpty()) {
            return error(tr("A name is missing in “%1”.").arg(statement), grammar());
        }
    }
    return supposition;
}

/// One tenant while it is being changed.
class Supposing
{
public:
    explicit Supposing(const Snapshot &snapshot)
    {
        m_supposed.snapshot = snapshot;
        m_tenant.id = snapshot.tenant;
        m_tenant.name = snapshot.name;
        for (const Query::RecordPtr &connection : *snapshot.connections) {
            noteConnection(*connection);
        }
    }

    std::optional<WhatIfError> apply(const Supposition &supposition)
    {
        switch (supposition.kind) {
        case Supposition::Kind::Enable:
        case Supposition::Kind::Disable:
            return switchAll(supposition);
        case Supposition::Kind::AddConnections:
            return addConnections(supposition);
        case Supposition::Kind::AddApplications:
            addApplications(supposition.count);
            break;
        }
        return std::nullopt;
    }

    /// `before` is what the counts are held against.
    Supposed result(const Snapshot &before)
    {
        for (const Query::RecordPtr &application : *m_supposed.snapshot.applications) {
            const QString &id = application->id;
            if (!m_touched.contains(id)) {
                continue;
            }
            LockChange change{id, Query::textAt(*application, Query::Kind::Applications, u"name"), std::nullopt,
                              countOf(m_supposed.snapshot, id)};
            if (!m_newApplications.contains(id)) {
                change.now = countOf(before, id);
            }
            m_supposed.counts.append(change);
        }
        return std::move(m_supposed);
    }

private:
    using Names = tl::expected<QStringList, WhatIfError>;

    void noteConnection(const Query::Record &connection)
    {
        if (Query::textAt(connection, Query::Kind::Connections, u"kind") == "database"_L1) {
            m_databases.insert(connection.id);
        }
    }

    qint64 countOf(const Snapshot &snapshot, const QString &application) const
    {
        const QStringList ids = snapshot.enabled->value(application);
        return std::count_if(ids.begin(), ids.end(), [this](const QString &id) { return m_databases.contains(id); });
    }

    /// Ids of the objects that are meant: by id, else by a name that only one of them has.
    static Names idsOf(const QStringList &wanted, const QList<Query::RecordPtr> &records, Query::Kind kind,
                       const char *unknown, const char *ambiguous)
    {
        QStringList ids;
        for (const QString &name : wanted) {
            QStringList named;
            bool isId = false;
            for (const Query::RecordPtr &record : records) {
                isId = record->id == name;
                if (isId) {
                    break;
                }
                if (Query::textAt(*record, kind, u"name") == name) {
                    named.append(record->id);
                }
            }
            if (isId) {
                named = QStringList{name};
            }
            if (named.isEmpty()) {
                return error(tr(unknown).arg(name), tr("Give an id, or the whole name as Auth0 has it."));
            }
            if (named.size() > 1) {
                return error(tr(ambiguous).arg(QLocale().toString(named.size()), name),
                             tr("Give the id of the one you mean: %1.").arg(named.join(", "_L1)));
            }
            ids += named;
        }
        return ids;
    }

    Names applicationIds(const QStringList &names) const
    {
        return idsOf(names, *m_supposed.snapshot.applications, Query::Kind::Applications,
                     QT_TRANSLATE_NOOP("Analysis", "There is no application “%1”."),
                     QT_TRANSLATE_NOOP("Analysis", "%1 applications are named “%2”."));
    }

    std::optional<WhatIfError> switchAll(const Supposition &supposition)
    {
        const Names connections
            = idsOf(supposition.connections, *m_supposed.snapshot.connections, Query::Kind::Connections,
                    QT_TRANSLATE_NOOP("Analysis", "There is no connection “%1”."),
                    QT_TRANSLATE_NOOP("Analysis", "%1 connections are named “%2”."));
        const Names applications = applicationIds(supposition.applications);
        for (const Names *names : {&connections, &applications}) {
            if (!*names) {
                return names->error();
            }
        }
        for (const QString &application : *applications) {
            m_touched.insert(application);
            QStringList &enabled = (*m_supposed.snapshot.enabled)[application];
            for (const QString &connection : *connections) {
                enabled.removeAll(connection);
                if (supposition.kind == Supposition::Kind::Enable) {
                    enabled.append(connection);
                }
            }
        }
        return std::nullopt;
    }

    std::optional<WhatIfError> addConnections(const Supposition &supposition)
    {
        const Names applications = applicationIds(supposition.applications);
        if (!applications) {
            return applications.error();
        }
        for (int i = 0; i < supposition.count; ++i) {
            const QString name = tr("new connection %1").arg(m_supposed.invented.size() + 1);
            const Json::Value json{{"id", name.toStdString()}, {"name", name.toStdString()}, {"strategy", "auth0"}};
            const auto connection = Json::readConnection(Json::write(json));
            auto record = std::make_shared<Query::Record>(Query::connectionRecord(m_tenant, *connection));
            noteConnection(*record);
            m_supposed.snapshot.connections->append(record);
            m_supposed.invented.append(name);
            for (const QString &application : *applications) {
                m_touched.insert(application);
                (*m_supposed.snapshot.enabled)[application].append(name);
            }
        }
        return std::nullopt;
    }

    void addApplications(int count)
    {
        const auto receivesAll = receivesAllConnections();
        if (!receivesAll) {
            m_supposed.notes.append(tr("The tenant's flag enable_client_connections is not known: it is taken for "
                                       "granted that new applications receive every connection, which is Auth0's "
                                       "default."));
        } else if (*receivesAll) {
            m_supposed.notes.append(
                tr("The tenant's flag enable_client_connections is on: each new application receives every "
                   "connection."));
        } else {
            m_supposed.notes.append(tr("The tenant's flag enable_client_connections is off: new applications start "
                                       "without a connection."));
        }
        QStringList all;
        for (const Query::RecordPtr &connection : *m_supposed.snapshot.connections) {
            all.append(connection->id);
        }
        for (int i = 0; i < count; ++i) {
            const QString name = tr("new application %1").arg(m_newApplications.size() + 1);
            const Json::Value json{{"client_id", name.toStdString()}, {"name", name.toStdString()}};
            const auto application = Json::readApplication(Json::write(json));
            m_supposed.snapshot.applications->append(
                std::make_shared<Query::Record>(Query::applicationRecord(m_tenant, *application)));
            m_newApplications.insert(name);
            m_touched.insert(name);
            if (receivesAll.value_or(true)) {
                (*m_supposed.snapshot.enabled)[name] = all;
            }
        }
    }

    /// Nothing where the settings were not read, or came without the flag: what then holds is not documented.
    std::optional<bool> receivesAllConnections() const
    {
        const auto &text = m_supposed.snapshot.settings;
        const auto settings = text ? Json::parse(*text) : tl::make_unexpected(Json::ParseError{});
        if (!settings) {
            return std::nullopt;
        }
        const Json::Value *flags = Json::memberAt(*settings, "flags");
        return flags != nullptr ? Json::boolAt(*flags, "enable_client_connections") : std::nullopt;
    }

    Supposed m_supposed;
    Domain::TenantProfile m_tenant;
    QSet<QString> m_databases; ///< ids
    QSet<QString> m_touched; ///< applications
    QSet<QString> m_newApplications;
};

} // namespace

tl::expected<QList<Supposition>, WhatIfError> readSuppositions(const QString &text)
{
    if (text.count(u'"') % 2 != 0) {
        return error(tr("A double quote is missing."), grammar());
    }
    QList<Supposition> suppositions;
    for (const QString &statement : splitOutsideQuotes(text, u';')) {
        if (statement.isEmpty()) {
            continue;
        }
        const auto supposition = readOne(statement);
        if (!supposition) {
            return tl::make_unexpected(supposition.error());
        }
        suppositions.append(*supposition);
    }
    if (suppositions.isEmpty()) {
        return error(tr("Nothing is supposed."), grammar());
    }
    return suppositions;
}

Needs needsOf(const QList<Supposition> &suppositions)
{
    const bool addsApplications
        = std::any_of(suppositions.begin(), suppositions.end(), [](const Supposition &supposition) {
              return supposition.kind == Supposition::Kind::AddApplications;
          });
    const Needs map = Need::Applications | Need::Connections | Need::Map;
    return addsApplications ? map | Need::Settings : map;
}

tl::expected<Supposed, WhatIfError> suppose(const Snapshot &snapshot, const QList<Supposition> &suppositions)
{
    if (!snapshot.applications || !snapshot.connections || !snapshot.enabled) {
        return error(tr("Which connections are enabled for which applications is not known."),
                     tr("Read the applications and connections first, with a token that has read:clients and "
                        "read:connections."));
    }
    Supposing supposing(snapshot);
    for (const Supposition &supposition : suppositions) {
        if (const auto refusal = supposing.apply(supposition)) {
            return tl::make_unexpected(*refusal);
        }
    }
    return supposing.result(snapshot);
}

} // namespace Analysis
