#include "analysis/context.h"

#include "analysis/translation.h"
#include "domain/application.h"
#include "json/value.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Analysis {

const ConnectionFacts *Context::connection(const QString &id) const
{
    const auto found = connections.constFind(id);
    return found == connections.cend() ? nullptr : &*found;
}

QStringList Context::connectionsOf(const QString &application) const
{
    return snapshot.enabled ? snapshot.enabled->value(application) : QStringList();
}

const QList<const ConnectionFacts *> &Context::databasesOf(const QString &application) const
{
    if (lastDatabases.application == application) {
        return lastDatabases.list;
    }
    lastDatabases = {application, {}};
    QList<const ConnectionFacts *> &databases = lastDatabases.list;
    const QStringList ids = connectionsOf(application);
    for (const QString &id : ids) {
        const ConnectionFacts *facts = connection(id);
        if (facts != nullptr && facts->kind == Domain::ConnectionKind::Database) {
            databases.append(facts);
        }
    }
    return databases;
}

QStringList Context::connectionsOfOrganization(const QString &organization) const
{
    return snapshot.organizationConnections ? snapshot.organizationConnections->value(organization) : QStringList();
}

QString appTypeOf(const Json::Value &application)
{
    return Json::stringAt(application, "app_type");
}

bool isGlobal(const Json::Value &application)
{
    return Json::boolAt(application, "global").value_or(false);
}

bool isInOthersHands(const Json::Value &application)
{
    const QString type = appTypeOf(application);
    return type == "spa"_L1 || type == "native"_L1;
}

bool isPublic(const Json::Value &application)
{
    return isInOthersHands(application) || Json::stringAt(application, "token_endpoint_auth_method") == "none"_L1;
}

bool isForPeople(const Json::Value &application)
{
    return !isGlobal(application)
        && Domain::signsPeopleIn(appTypeOf(application), Json::stringsAt(application, "grant_types"));
}

LockUse lockUseOf(const Context &context, const QString &application, const Json::Value &json)
{
    const auto &marks = context.options.decisions.lockMarks;
    const auto mark = marks.constFind(application);
    return lockUseOf(mark == marks.cend() ? std::nullopt : std::optional(*mark), json);
}

LockUse lockUseOf(std::optional<bool> mark, const Json::Value &application)
{
    using enum LockUse::Answer;
    if (mark) {
        return {*mark ? Yes : No, true};
    }
    if (!isForPeople(application)) {
        return {No, false};
    }
    // A page of its own that starts Lock is proof. Its absence is none: Lock may be embedded in the application.
    const bool isOn = Json::boolAt(application, "custom_login_page_on").value_or(true);
    const bool startsLock = Json::stringAt(application, "custom_login_page").contains("new Auth0Lock"_L1);
    return {isOn && startsLock ? Yes : Unknown, false};
}

std::optional<Verdict> metadataFullOf(const Context &context, const Object &object, const char *metadata,
                                      QStringView entity)
{
    const Json::Value *keys = Json::memberAt(object.json, metadata);
    const std::optional<qint64> limit = context.limits.value(entity, context.snapshot.plan);
    if (keys == nullptr || !keys->is_object() || !limit || qint64(keys->size()) < *limit) {
        return std::nullopt;
    }
    const auto count = qint64(keys->size());
    return Verdict{.severity = Domain::Severity::Low,
                   .message = tr("%L1 of %L2 keys are taken.").arg(count).arg(*limit),
                   .count = count,
                   .limit = limit};
}

QString someOf(const QStringList &names)
{
    constexpr qsizetype most = 5;
    QString first = names.mid(0, most).join(", "_L1);
    if (names.size() <= most) {
        return first;
    }
    return tr("%1 and %2 more").arg(first, QLocale().toString(names.size() - most));
}

} // namespace Analysis
