#include "cli/diagnoseoutput.h"

#include "cli/terminaltext.h"
#include "cli/translation.h"

#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

QString line(int indent, const QString &text)
{
    return QString(indent, u' ') + terminalText(text) + u'\n';
}

Json::Value valueOf(const QString &text)
{
    return text.toStdString();
}

Json::Value valueOf(const QStringList &texts)
{
    Json::Value list = Json::Value::array();
    for (const QString &text : texts) {
        list.push_back(text.toStdString());
    }
    return list;
}

Json::Value valueOf(const Domain::FindingSubject &subject)
{
    return {
        {"kind", Domain::wordOf(subject.kind).latin1()}, {"id", valueOf(subject.id)}, {"name", valueOf(subject.name)}};
}

Json::Value valueOf(const Analysis::SignInFix &fix)
{
    if (fix.kind == Analysis::SignInFix::Kind::None) {
        return nullptr;
    }
    return {{"kind", Analysis::wordOf(fix.kind).latin1()},
            {"title", valueOf(Analysis::titleOf(fix))},
            {"plan", Analysis::hasPlan(fix.kind)}};
}

Json::Value usersOf(const Analysis::SignInFacts &facts)
{
    Json::Value users = Json::Value::array();
    for (const Analysis::FoundUser &found : facts.users) {
        QStringList connections;
        for (const Analysis::Account &account : Analysis::accountsOf(found.user)) {
            connections.append(account.connection);
        }
        users.push_back({{"user_id", valueOf(found.user.id.text())},
                         {"email", valueOf(found.user.email)},
                         {"connections", valueOf(connections)},
                         {"blocked", found.user.blocked},
                         {"exact", found.match == Analysis::FoundUser::Match::Exact}});
    }
    return users;
}

QString causeText(int number, const Analysis::Cause &cause)
{
    QString text = line(0,
                        u"%1. %2 [%3, %4]"_s.arg(QString::number(number), cause.message,
                                                 Analysis::titleOf(cause.likelihood).toLower(), cause.id));
    for (const QString &evidence : cause.evidence) {
        text += line(3, u"- "_s + evidence);
    }
    text += line(3, tr("To do: %1").arg(cause.advice));
    if (Analysis::hasPlan(cause.fix.kind)) {
        text += line(3, tr("Fix: %1 (--fix %2)").arg(Analysis::titleOf(cause.fix), cause.id));
    }
    return text + u'\n';
}

} // namespace

QString text(const Analysis::SignInFacts &facts, const Analysis::Diagnosis &diagnosis)
{
    QString result;
    if (diagnosis.isClear()) {
        result = line(0, tr("Nothing was found that keeps %1 out of %2.").arg(facts.email, facts.application.name));
    } else {
        // The most likely comes first.
        const bool isCertain = diagnosis.causes.first().likelihood == Analysis::Likelihood::Certain;
        const QString heading = isCertain ? tr("%1 cannot sign in to %2. Causes found: %L3.")
                                          : tr("What may keep %1 out of %2, none of it certain. Causes found: %L3.");
        result = line(0, heading.arg(facts.email, facts.application.name).arg(diagnosis.causes.size()));
    }
    if (!diagnosis.accounts.isEmpty()) {
        result += line(0, diagnosis.accounts);
    }
    result += diagnosis.isClear() ? QString() : u"\n"_s;
    for (int i = 0; i < diagnosis.causes.size(); ++i) {
        result += causeText(i + 1, diagnosis.causes.at(i));
    }
    for (const QString &note : diagnosis.notes) {
        result += line(0, note);
    }
    QStringList looked;
    for (const Analysis::SignInPart part : diagnosis.looked) {
        looked.append(Analysis::titleOf(part));
    }
    result += line(0, tr("Looked at: %1.").arg(looked.isEmpty() ? tr("nothing") : looked.join("; "_L1)));
    for (const auto &[part, unread] : facts.unread) {
        result += line(0, tr("Could not be looked at: %1. %2").arg(Analysis::titleOf(part), unread.reason));
    }
    return result;
}

QByteArray json(const QString &tenant, const Analysis::SignInFacts &facts, const Analysis::Diagnosis &diagnosis)
{
    Json::Value causes = Json::Value::array();
    for (const Analysis::Cause &cause : diagnosis.causes) {
        causes.push_back({{"id", valueOf(cause.id)},
                          {"likelihood", Analysis::wordOf(cause.likelihood).latin1()},
                          {"subject", valueOf(cause.subject)},
                          {"message", valueOf(cause.message)},
                          {"evidence", valueOf(cause.evidence)},
                          {"advice", valueOf(cause.advice)},
                          {"fix", valueOf(cause.fix)}});
    }
    Json::Value looked = Json::Value::array();
    for (const Analysis::SignInPart part : diagnosis.looked) {
        looked.push_back(Analysis::wordOf(part).latin1());
    }
    Json::Value unread = Json::Value::array();
    for (const auto &[part, why] : facts.unread) {
        unread.push_back({{"part", Analysis::wordOf(part).latin1()}, {"reason", valueOf(why.reason)}});
    }
    Json::Value organization;
    if (facts.organization) {
        organization = {{"id", valueOf(facts.organization->id.text())}, {"name", valueOf(facts.organization->name)}};
    }
    return Json::write(
               {{"tenant", valueOf(tenant)},
                {"user", valueOf(facts.email)},
                {"application",
                 {{"client_id", valueOf(facts.application.id.text())}, {"name", valueOf(facts.application.name)}}},
                {"organization", organization},
                {"users", usersOf(facts)},
                {"causes", causes},
                {"notes", valueOf(diagnosis.notes)},
                {"looked_at", looked},
                {"unread", unread}})
        + '\n';
}

std::optional<Failure> incompleteness(const Analysis::SignInFacts &facts)
{
    bool isRefused = false;
    bool isFailure = false; // that many have the address is none, and the result tells it
    QStringList parts;
    for (const auto &[part, unread] : facts.unread) {
        isRefused = isRefused || unread.isRefused;
        isFailure = isFailure || !unread.isBound;
        parts.append(tr("Not looked at: %1. %2").arg(Analysis::titleOf(part), unread.reason));
    }
    if (!isFailure) {
        return std::nullopt;
    }
    return Failure{isRefused ? ExitCode::Authentication : ExitCode::Network,
                   tr("Not everything could be looked at, so that a cause may be missing."), parts.join(u' '),
                   isRefused ? tr("Grant the application of this profile what is missing, then get a new token.")
                             : tr("Try again.")};
}

} // namespace Cli
