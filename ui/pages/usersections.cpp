#include "ui/pages/usersections.h"

#include "analysis/logsummary.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Session::UserPart;
using Session::UserReader;

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(Ui::UserSections)
};

QString tr(const char *text)
{
    return Texts::tr(text);
}

constexpr qsizetype mostLogLines = 8;

/// "28/11/2026 17:05, 10 minutes ago", in local time; empty for none.
QString timeText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid()) {
        return {};
    }
    const QString local = QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    return time > now ? local : local + u", "_s + Analysis::ageText(time, now);
}

/// To the millisecond and in UTC, as the log and Auth0's support want it.
QString exactText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

Field timeField(const QString &label, const QDateTime &time, const QDateTime &now)
{
    Field field;
    field.label = label;
    field.value = timeText(time, now);
    field.toolTip = exactText(time);
    return field;
}

Field textField(const QString &label, const QString &value)
{
    Field field;
    field.label = label;
    field.value = value;
    return field;
}

Field idField(const QString &label, const QString &id)
{
    Field field = textField(label, id);
    field.isId = true;
    return field;
}

Field linesField(const QString &label, QStringList lines, const QString &exact = {})
{
    Field field;
    field.label = label;
    lines.removeAll(QString());
    field.lines = lines;
    field.toolTip = exact;
    return field;
}

QString outcomeText(Domain::LogClass outcome)
{
    switch (outcome) {
    case Domain::LogClass::Unknown:
        break;
    case Domain::LogClass::Success:
        return u"○ "_s + tr("success");
    case Domain::LogClass::Change:
        return u"◆ "_s + tr("change");
    case Domain::LogClass::Warning:
        return u"▲ "_s + tr("warning");
    case Domain::LogClass::Failure:
        return u"⬣ "_s + tr("failure");
    }
    return tr("event");
}

QString methodText(const QString &type)
{
    static const QHash<QString, const char *> words{
        {u"totp"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Authenticator app")},
        {u"push"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Push notification")},
        {u"phone"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Phone")},
        {u"email"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "E-mail")},
        {u"email-verification"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "E-mail verification")},
        {u"webauthn-roaming"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Security key")},
        {u"webauthn-platform"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Device biometrics")},
        {u"guardian"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Guardian app")},
        {u"passkey"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Passkey")},
        {u"recovery-code"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Recovery code")},
        {u"password"_s, QT_TRANSLATE_NOOP("Ui::UserSections", "Password")}};
    const char *known = words.value(type);
    return known ? tr(known) : type;
}

/// A section with its count and what is wrong with it. `none`: what stands there where Auth0 has nothing.
UserSection sectionOf(const UserReader &reader, UserPart part, const QString &title, qsizetype count,
                      const QString &none)
{
    const UserReader::PartStatus &status = reader.status(part);
    UserSection section;
    section.title = title;
    if (status.isRead && count > 0) {
        section.title += u"  "_s + QLocale().toString(count) + (status.hasMore ? u"+"_s : QString());
    }
    if (status.error) {
        section.state = status.error->text();
        section.isProblem = true;
    } else if (!status.isRead) {
        section.state = status.isReading ? tr("Reading…") : tr("Not read yet.");
    } else if (count == 0) {
        section.state = none;
    } else if (status.hasMore) {
        section.state = tr("The first %1; Auth0 has more.").arg(count);
    }
    return section;
}

UserSection profileSection(const UserReader &reader, const QDateTime &now)
{
    UserSection section = sectionOf(reader, UserPart::Profile, tr("Sign-in"), 0, {});
    section.title = tr("Sign-in");
    if (!reader.status(UserPart::Profile).isRead) {
        return section;
    }
    const Domain::User &user = reader.sheet().user;
    section.fields = {idField(tr("User ID"), user.id.text()),
                      textField(tr("E-mail"), user.email),
                      textField(tr("Verified"),
                                !user.emailVerified       ? QString()
                                    : *user.emailVerified ? tr("yes")
                                                          : tr("no")),
                      textField(tr("Connection"), user.connection),
                      textField(tr("Blocked"), user.blocked ? tr("⬣ yes, by an administrator") : tr("no")),
                      timeField(tr("Last login"), user.lastLogin, now),
                      timeField(tr("Created"), user.createdAt, now),
                      textField(tr("Logins"), user.loginsCount ? QLocale().toString(*user.loginsCount) : QString())};
    return section;
}

UserSection customerSection(const UserReader &reader, const UserKnowledge &known)
{
    UserSection section = sectionOf(reader, UserPart::Profile, tr("Customer"), 0, {});
    if (!reader.status(UserPart::Profile).isRead) {
        return section;
    }
    const std::optional<QList<UserCustomer>> customers = known.customers(reader.sheet().user.original);
    if (!customers) {
        section.state = tr("Who the tenant's customers are is not known yet.");
        return section;
    }
    if (customers->isEmpty()) {
        section.state = reader.status(UserPart::Organizations).isRead
            ? tr("None: neither app_metadata nor the user's connections and organizations name one.")
            : tr("None by app_metadata and the user's connections. The organizations were not read.");
    } else if (customers->size() > 1) {
        section.state
            = tr("Several, which contradict each other: app_metadata and the user's connections and organizations "
                 "do not name the same.");
        section.isProblem = true;
    }
    for (const UserCustomer &customer : *customers) {
        Field field = textField(tr("Name"), customer.name);
        field.target = customer.hasRecord ? customer.key : QString();
        section.fields.append(field);
    }
    return section;
}

UserSection logSection(const UserReader &reader, const QDateTime &now)
{
    const QList<Analysis::LogLine> lines = Analysis::summarise(reader.sheet().logs);
    UserSection section = sectionOf(reader, UserPart::Logs, tr("Recent log"), reader.sheet().logs.size(),
                                    tr("Auth0's log holds nothing of this user."));
    if (!section.isProblem && reader.status(UserPart::Logs).hasMore) {
        section.state = tr("Of the latest %1 events.").arg(reader.sheet().logs.size());
    }
    for (const Analysis::LogLine &line : lines.mid(0, mostLogLines)) {
        const bool tells = !line.description.isEmpty() && line.outcome == Domain::LogClass::Failure;
        section.fields.append(linesField(outcomeText(line.outcome),
                                         {Analysis::textOf(line, now), tells ? line.description : QString()},
                                         exactText(line.last)));
    }
    if (lines.size() > mostLogLines) {
        section.fields.append(textField({}, tr("and %1 other kinds of event").arg(lines.size() - mostLogLines)));
    }
    return section;
}

UserSection blockSection(const UserReader &reader)
{
    const QList<Domain::UserBlock> &blocks = reader.sheet().blocks;
    UserSection section
        = sectionOf(reader, UserPart::Blocks, tr("Brute-force blocks"), blocks.size(), tr("No address is held off."));
    for (const Domain::UserBlock &block : blocks) {
        section.fields.append(linesField(tr("⬣ Held off"),
                                         {block.ip.isEmpty() ? tr("from everywhere") : tr("from %1").arg(block.ip),
                                          block.identifier, block.connection}));
    }
    return section;
}

UserSection identitySection(const UserReader &reader)
{
    const QList<Domain::UserIdentity> &identities = reader.sheet().identities;
    UserSection section
        = sectionOf(reader, UserPart::Profile, tr("Identities"), identities.size(), tr("Auth0 names none."));
    for (const Domain::UserIdentity &identity : identities) {
        section.fields.append(textField(identity.provider, identity.connection));
        section.fields.append(idField({}, identity.userId));
    }
    return section;
}

UserSection organizationSection(const UserReader &reader)
{
    const QList<Domain::Organization> &organizations = reader.sheet().organizations;
    UserSection section = sectionOf(reader, UserPart::Organizations, tr("Organizations"), organizations.size(),
                                    tr("A member of none."));
    for (const Domain::Organization &organization : organizations) {
        section.fields.append(idField(organization.displayName.isEmpty() ? organization.name : organization.displayName,
                                      organization.id.text()));
    }
    return section;
}

UserSection roleSection(const UserReader &reader)
{
    const QList<Domain::Role> &roles = reader.sheet().roles;
    UserSection section = sectionOf(reader, UserPart::Roles, tr("Roles"), roles.size(),
                                    tr("None of the tenant's; those in organizations are not told here."));
    for (const Domain::Role &role : roles) {
        section.fields.append(textField(role.name, role.description.isEmpty() ? role.id : role.description));
    }
    return section;
}

UserSection methodSection(const UserReader &reader, const QDateTime &now)
{
    const QList<Domain::SignInMethod> &methods = reader.sheet().methods;
    UserSection section
        = sectionOf(reader, UserPart::Methods, tr("MFA and passkeys"), methods.size(), tr("None is set up."));
    for (const Domain::SignInMethod &method : methods) {
        const QString used = timeText(method.lastUsedAt, now);
        section.fields.append(
            linesField(methodText(method.type),
                       {method.isConfirmed ? QString() : tr("▲ not confirmed"), method.name, method.address,
                        tr("set up %1").arg(timeText(method.createdAt, now)),
                        used.isEmpty() ? tr("never used") : tr("last used %1").arg(used)},
                       exactText(method.lastUsedAt.isValid() ? method.lastUsedAt : method.createdAt)));
        section.fields.append(idField({}, method.id));
    }
    return section;
}

UserSection sessionSection(const UserReader &reader, UserPart part,
                           const std::function<QString(const QString &)> &applicationName, const QDateTime &now)
{
    const bool isSession = part == UserPart::Sessions;
    const QList<Domain::UserSession> &list = isSession ? reader.sheet().sessions : reader.sheet().tokens;
    UserSection section = sectionOf(reader, part, isSession ? tr("Sessions") : tr("Devices and refresh tokens"),
                                    list.size(), isSession ? tr("None is open.") : tr("None is held."));
    for (const Domain::UserSession &session : list) {
        QStringList names;
        for (const Domain::ApplicationId &application : session.applications) {
            const QString name = applicationName(application.text());
            names.append(name.isEmpty() ? application.text() : name);
        }
        const QString used = timeText(session.lastUsedAt, now);
        const QString end = timeText(session.expiresAt, now);
        section.fields.append(
            linesField(session.ip.isEmpty() ? tr("address unknown") : session.ip,
                       {names.join(u", "_s), session.userAgent, tr("since %1").arg(timeText(session.createdAt, now)),
                        used.isEmpty() ? QString() : tr("last used %1").arg(used),
                        end.isEmpty()                 ? QString()
                            : session.expiresAt < now ? tr("ended %1").arg(end)
                                                      : tr("ends %1").arg(end)},
                       exactText(session.lastUsedAt.isValid() ? session.lastUsedAt : session.createdAt)));
        section.fields.append(idField({}, session.id));
    }
    return section;
}

} // namespace

QList<UserSection> userSections(const UserReader &reader, const UserKnowledge &known, const QDateTime &now)
{
    return {profileSection(reader, now),
            customerSection(reader, known),
            logSection(reader, now),
            blockSection(reader),
            methodSection(reader, now),
            identitySection(reader),
            organizationSection(reader),
            roleSection(reader),
            sessionSection(reader, UserPart::Sessions, known.applicationName, now),
            sessionSection(reader, UserPart::Tokens, known.applicationName, now)};
}

} // namespace Ui
