#include "session/onboarding.h"

#include "analysis/namepattern.h"
#include "analysis/usercustomers.h"
#include "query/columns.h"
#include "session/translation.h"
#include "json/connection_json.h"
#include "json/passwordpolicy_json.h"
#include "json/value.h"

#include <QLocale>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Kind = Domain::CustomerRule::Kind;

const Domain::CustomerRule *firstOf(const Domain::CustomerRules &rules, Kind kind)
{
    const auto found = std::find_if(rules.rules.cbegin(), rules.rules.cend(),
                                    [kind](const Domain::CustomerRule &rule) { return rule.kind == kind; });
    return found == rules.rules.cend() ? nullptr : &*found;
}

/// The pattern with the customer in its place; empty without a rule.
QString filled(const Domain::CustomerRule *rule, const QString &customer)
{
    QString name = rule ? rule->text : QString();
    return name.replace("{customer}"_L1, customer).replace("{strategy}"_L1, "auth0"_L1).remove(u'*');
}

Change::MetadataTexts keysOf(const Domain::CustomerRules &rules, Kind kind, const QString &value)
{
    Change::MetadataTexts texts;
    for (const Domain::CustomerRule &rule : rules.rules) {
        if (rule.kind == kind) {
            texts.insert(rule.text, value);
        }
    }
    return texts;
}

/// The keys of the customers that rules of one pair of kinds find in such an object.
std::set<QString> foundIn(const Domain::CustomerRules &rules, Kind byName, Kind byMetadata, const QString &name,
                          const QString &strategy, const Change::MetadataTexts &metadata)
{
    std::set<QString> keys;
    for (const Domain::CustomerRule &rule : rules.rules) {
        if (rule.kind == byName) {
            if (const auto pattern = Analysis::NamePattern::from(rule.text)) {
                keys.insert(Analysis::joinedKeyOf(pattern->customerIn(name, strategy), rules));
            }
        } else if (rule.kind == byMetadata) {
            keys.insert(Analysis::joinedKeyOf(metadata.value(rule.text), rules));
        }
    }
    keys.erase(QString());
    return keys;
}

void judge(QStringList &lines, const std::set<QString> &found, const QString &customer, const QString &what)
{
    const QString key = onboardingKeyOf(customer);
    if (found.empty()) {
        lines.append(
            tr("No rule of the tenant finds the customer in %1. Use a name or a metadata key that one looks at, "
               "or say afterwards whose it is.")
                .arg(what));
    } else if (found != std::set<QString>{key}) {
        lines.append(tr("The rules find “%1” in %2, and not “%3”. Change the name or the metadata.")
                         .arg(*found.begin() == key ? *std::next(found.begin()) : *found.begin(), what, key));
    }
}

qint64 sizeOf(const Analysis::Snapshot::Records &records)
{
    return records ? records->size() : 0;
}

void addEntity(OnboardingForecast &forecast, const Analysis::Snapshot &snapshot,
               const Analysis::Snapshot::Records &records, const char *entity, const QString &what)
{
    if (!records) {
        forecast.notes.append(tr("%1 were not read, so that nothing is said of their limit.").arg(what));
        return;
    }
    const auto limit = Analysis::Limits::given().value(QString::fromLatin1(entity), snapshot.plan);
    forecast.limits.append({what, sizeOf(records), sizeOf(records) + 1, limit});
}

qint64 databasesAmong(const Analysis::Snapshot &snapshot, const QSet<QString> &ids)
{
    qint64 count = 0;
    for (const Query::RecordPtr &record : snapshot.connections.value_or(QList<Query::RecordPtr>())) {
        if (ids.isEmpty() || ids.contains(record->id)) {
            const auto connection = Json::readConnection(record->original);
            count += connection && connection->kind == Domain::ConnectionKind::Database ? 1 : 0;
        }
    }
    return count;
}

void addLock(OnboardingForecast &forecast, const Change::Onboarding &wanted, const Analysis::Snapshot &snapshot,
             const Domain::LockBands &bands)
{
    if (wanted.connection) {
        for (const Change::ObjectRef &application : wanted.connection->applications) {
            if (!snapshot.enabled) {
                forecast.notes.append(tr("How many connections %1 has was not read.").arg(application.name));
                continue;
            }
            const QStringList enabled = snapshot.enabled->value(application.id);
            const qint64 now
                = enabled.isEmpty() ? 0 : databasesAmong(snapshot, QSet<QString>(enabled.cbegin(), enabled.cend()));
            forecast.limits.append(
                {tr("Lock's database connections of %1").arg(application.name), now, now + 1, bands.full});
        }
    }
    if (wanted.application) {
        const QString name = wanted.application->name.isEmpty() ? tr("the new application") : wanted.application->name;
        const bool getsAll = givesAllConnections(snapshot.settings.value_or(QByteArray()));
        QSet<QString> ids;
        for (const Change::ObjectRef &connection : wanted.application->connections) {
            ids.insert(connection.id);
        }
        if (!snapshot.connections) {
            forecast.notes.append(tr("How many connections %1 will have is not known: they were not read.").arg(name));
            return;
        }
        const qint64 own = ids.isEmpty() ? 0 : databasesAmong(snapshot, ids);
        const qint64 all = databasesAmong(snapshot, {});
        const bool isKept = getsAll && !wanted.application->turnsOthersOff;
        const qint64 then = (isKept ? all : own) + (wanted.connection ? 1 : 0);
        forecast.limits.append({tr("Lock's database connections of %1").arg(name), 0, then, bands.full});
        if (getsAll) {
            forecast.notes.append(isKept ? tr("The tenant gives a new application every connection it has.")
                                         : tr("The tenant gives a new application every connection it has; the plan "
                                              "turns the others off again."));
        }
    }
}

} // namespace

QString onboardingKeyOf(const QString &customer)
{
    // What its writers put for a letter that does not fall apart into one of ours and a mark.
    static const std::pair<QChar, QLatin1StringView> written[]
        = {{u'ä', "ae"_L1}, {u'ö', "oe"_L1}, {u'ü', "ue"_L1}, {u'æ', "ae"_L1}, {u'œ', "oe"_L1}, {u'ø', "o"_L1},
           {u'ß', "ss"_L1}, {u'ł', "l"_L1},  {u'đ', "d"_L1},  {u'ð', "d"_L1},  {u'þ', "th"_L1}, {u'ı', "i"_L1}};
    QString text = customer.normalized(QString::NormalizationForm_KC).toLower();
    for (const auto &[letter, ours] : written) {
        text.replace(letter, ours);
    }
    text = text.normalized(QString::NormalizationForm_KD);
    QString plain;
    for (const QChar character : std::as_const(text)) {
        if (character.unicode() < 0x80 && character.isLetterOrNumber()) {
            plain += character;
        } else if (!character.isMark() && character != u'\'' && character != u'’') {
            plain += u'-';
        }
    }
    const QString key = Domain::customerKeyOf(plain);
    return key.isEmpty() ? Domain::customerKeyOf(customer) : key;
}

bool isCalled(const QString &customer, const QString &key)
{
    return !key.isEmpty() && (key == onboardingKeyOf(customer) || key == Domain::customerKeyOf(customer));
}

OnboardingNames onboardingNames(const QString &customer, const Domain::CustomerRules &rules)
{
    OnboardingNames names;
    names.key = onboardingKeyOf(customer);
    if (names.key.isEmpty()) {
        return names;
    }
    // A rule that looks at names finds the key only in what comes to it.
    const bool isItsOwn = Domain::customerKeyOf(customer) == names.key;
    const auto nameOr = [&](Kind kind, const QString &value, const QString &otherwise) {
        const QString name = filled(firstOf(rules, kind), value);
        return name.isEmpty() ? otherwise : name;
    };
    names.connection = nameOr(Kind::ConnectionName, names.key, names.key);
    names.application = nameOr(Kind::ApplicationName, isItsOwn ? customer.trimmed() : names.key, customer.trimmed());
    names.organization = nameOr(Kind::OrganizationName, names.key, names.key).toLower();
    names.connectionMetadata = keysOf(rules, Kind::ConnectionMetadata, names.key);
    names.applicationMetadata = keysOf(rules, Kind::ApplicationMetadata, names.key);
    names.organizationMetadata = keysOf(rules, Kind::OrganizationMetadata, names.key);
    names.appMetadata = Analysis::metadataPlaces(rules);
    return names;
}

QStringList unfoundBy(const Change::Onboarding &wanted, const Domain::CustomerRules &rules)
{
    QStringList lines;
    if (wanted.connection) {
        judge(lines,
              foundIn(rules, Kind::ConnectionName, Kind::ConnectionMetadata, wanted.connection->name, u"auth0"_s,
                      wanted.connection->metadata),
              wanted.customer, tr("the connection"));
    }
    if (wanted.application) {
        judge(lines,
              foundIn(rules, Kind::ApplicationName, Kind::ApplicationMetadata, wanted.application->name, {},
                      wanted.application->metadata),
              wanted.customer, tr("the application"));
    }
    if (wanted.organization) {
        judge(lines,
              foundIn(rules, Kind::OrganizationName, Kind::OrganizationMetadata, wanted.organization->name, {},
                      wanted.organization->metadata),
              wanted.customer, tr("the organization"));
    }
    return lines;
}

QString textOf(const LimitForecast &forecast)
{
    const QLocale locale;
    const QString counts
        = tr("%1: %2 → %3").arg(forecast.what, locale.toString(forecast.now), locale.toString(forecast.then));
    return forecast.limit ? tr("%1 of %2").arg(counts, locale.toString(*forecast.limit)) : counts;
}

QStringList OnboardingForecast::over() const
{
    QStringList lines;
    for (const LimitForecast &limit : limits) {
        if (limit.isOver()) {
            lines.append(textOf(limit));
        }
    }
    return lines;
}

namespace {

/// auth0.md 4.13: a default flexible policy stands beside whatever was sent.
void addPolicy(OnboardingForecast &forecast, const Change::NewConnection &connection)
{
    const auto model = Json::parse(connection.modelText);
    const Json::Value *options = model ? Json::memberAt(*model, "options") : nullptr;
    const auto held = options ? Json::readPasswordPolicy(*options).generation() : Domain::PolicyGeneration::None;
    if (held == Domain::PolicyGeneration::Legacy
        || (held == Domain::PolicyGeneration::Both && connection.policy == Domain::PolicyGeneration::Legacy)) {
        forecast.notes.append(
            tr("%1 will hold the legacy policy of its model, and Auth0 puts a flexible one beside it. "
               "Choose afterwards, in its password policy, which of the two it keeps.")
                .arg(connection.name.isEmpty() ? tr("The new connection") : connection.name));
    }
}

} // namespace

OnboardingForecast forecastOf(const Change::Onboarding &wanted, const Analysis::Snapshot &snapshot,
                              const Domain::LockBands &bands)
{
    OnboardingForecast forecast;
    addLock(forecast, wanted, snapshot, bands);
    if (wanted.connection) {
        addEntity(forecast, snapshot, snapshot.connections, "connections", tr("Connections of the tenant"));
        addPolicy(forecast, *wanted.connection);
    }
    if (wanted.application) {
        addEntity(forecast, snapshot, snapshot.applications, "applications", tr("Applications of the tenant"));
    }
    if (wanted.organization) {
        addEntity(forecast, snapshot, snapshot.organizations, "organizations", tr("Organizations of the tenant"));
    }
    if (!wanted.isEmpty() && snapshot.plan.isEmpty()) {
        forecast.notes.append(tr("The plan of the tenant is not known, so that some limits are not either: say it in "
                                 "the tenant's settings."));
    }
    return forecast;
}

bool givesAllConnections(const QByteArray &settings)
{
    const auto json = settings.isEmpty() ? Json::Outcome<Json::Value>() : Json::parse(settings);
    const Json::Value *flags = json ? Json::memberAt(*json, "flags") : nullptr;
    // auth0.md 0.4: the flag is on where nobody turned it off.
    return !flags || Json::boolAt(*flags, "enable_client_connections").value_or(true);
}

} // namespace Session
