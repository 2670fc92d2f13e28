#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

const QByteArray plain = R"({"client_id":"app","name":"App","app_type":"regular_web"})";
const QByteArray lockPage = R"({"client_id":"app","name":"App","app_type":"spa","custom_login_page_on":true,)"
                            R"("custom_login_page":"<script>new Auth0Lock(id, domain)</script>"})";
const QByteArray lockPageOff = R"({"client_id":"app","name":"App","app_type":"spa","custom_login_page_on":false,)"
                               R"("custom_login_page":"<script>new Auth0Lock(id, domain)</script>"})";
const QByteArray machine = R"({"client_id":"app","name":"App","app_type":"non_interactive"})";

/// An application with this many database connections.
Scene counted(int databases, const QByteArray &application = plain)
{
    return Scene().application(application).databases(1, databases).enableFirst(databases);
}

Scene withPolicies(const QByteArray &first, const QByteArray &second, const QByteArray &application = lockPage)
{
    return Scene().application(application).databases(1, 1, first).databases(2, 2, second).enableFirst(2);
}

QByteArray legacy(const QByteArray &level, int minLength)
{
    return R"("passwordPolicy":")" + level + R"(","password_complexity_options":{"min_length":)"
        + QByteArray::number(minLength) + '}';
}

const QByteArray flexible = R"("password_options":{"complexity":{"min_length":15}})";

QList<Case> countCases()
{
    const QString check = u"lock.database-connections"_s;
    Scene others = counted(39);
    for (const char *strategy : {"samlp", "google-oauth2", "email"}) {
        const QString id = QLatin1StringView(strategy);
        others
            .connection(R"({"id":")" + QByteArray(strategy) + R"(","name":"x","strategy":")" + strategy
                        + R"(","options":{}})")
            .enable(u"app"_s, {id});
    }
    Scene bands = counted(12);
    bands.options.lock = {10, 12, 14};
    return {
        {check, u"none"_s, Passes, {}, counted(0)},
        {check, u"39"_s, Border, {}, counted(39)},
        {check, u"39 and others that do not count"_s, Border, {}, others},
        {check, u"40"_s, Border, Severity::Low, counted(40)},
        {check, u"44"_s, Fails, Severity::Low, counted(44)},
        {check, u"45"_s, Border, Severity::Medium, counted(45)},
        {check, u"49"_s, Border, Severity::Medium, counted(49)},
        {check, u"50"_s, Border, Severity::High, counted(50)},
        {check, u"51"_s, Border, Severity::Critical, counted(51)},
        {check, u"57"_s, Fails, Severity::Critical, counted(57)},
        {check, u"whatever the mark"_s, Fails, Severity::Critical, counted(57).mark(u"app"_s, false)},
        {check, u"whatever the type"_s, Fails, Severity::High, counted(50, machine)},
        {check, u"other bands"_s, Border, Severity::Medium, bands},
    };
}

QList<Case> mixCases()
{
    const QString check = u"lock.minimum-length-mix"_s;
    return {
        {check, u"8 and 14"_s, Fails, Severity::Medium, withPolicies(legacy("good", 8), legacy("good", 14))},
        {check, u"the level's own beside another"_s, Fails, Severity::Medium,
         withPolicies(R"("passwordPolicy":"good")", legacy("good", 14))},
        {check, u"the level's own, named"_s, Border, {}, withPolicies(R"("passwordPolicy":"good")", legacy("good", 8))},
        {check, u"equal"_s, Passes, {}, withPolicies(legacy("good", 14), legacy("good", 14))},
        {check, u"two levels"_s, Passes, {}, withPolicies(legacy("good", 8), legacy("excellent", 14))},
        {check, u"nobody said whether it shows Lock"_s, Border, Severity::Low,
         withPolicies(legacy("good", 8), legacy("good", 14), plain)},
        {check, u"the page is off"_s, Border, Severity::Low,
         withPolicies(legacy("good", 8), legacy("good", 14), lockPageOff)},
        {check, u"marked as using Lock"_s, Fails, Severity::Medium,
         withPolicies(legacy("good", 8), legacy("good", 14), plain).mark(u"app"_s, true)},
        {check,
         u"marked as not using Lock"_s,
         Passes,
         {},
         withPolicies(legacy("good", 8), legacy("good", 14)).mark(u"app"_s, false)},
        {check, u"a machine"_s, Passes, {}, withPolicies(legacy("good", 8), legacy("good", 14), machine)},
    };
}

QList<Case> flexibleCases()
{
    const QString check = u"lock.flexible-policy"_s;
    return {
        {check, u"flexible"_s, Fails, Severity::Medium, withPolicies(flexible, legacy("good", 8))},
        {check, u"both generations"_s, Border, {}, withPolicies(legacy("good", 8) + ',' + flexible, legacy("good", 8))},
        {check, u"legacy"_s, Passes, {}, withPolicies(legacy("good", 8), legacy("good", 8))},
        {check, u"nobody said whether it shows Lock"_s, Border, Severity::Low, withPolicies(flexible, flexible, plain)},
        {check, u"marked as not using Lock"_s, Passes, {}, withPolicies(flexible, flexible).mark(u"app"_s, false)},
    };
}

} // namespace

QList<Case> lockCases()
{
    return countCases() + mixCases() + flexibleCases();
}
