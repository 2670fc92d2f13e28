#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

Scene with(const QByteArray &options, const QByteArray &strategy = "auth0")
{
    return Scene().connection(R"({"id":"con","name":"acme","strategy":")" + strategy + R"(","options":{)" + options
                              + "}}");
}

QByteArray legacy(const QByteArray &level, int minLength = 0)
{
    const QByteArray length = R"(,"password_complexity_options":{"min_length":)" + QByteArray::number(minLength) + '}';
    return R"("passwordPolicy":")" + level + '"' + (minLength > 0 ? length : QByteArray());
}

QByteArray flexible(int minLength, const QByteArray &more = {})
{
    return R"("password_options":{"complexity":{"min_length":)" + QByteArray::number(minLength) + '}' + more + '}';
}

QList<Case> generationCases()
{
    const QString missing = u"policy.missing"_s;
    const QString two = u"policy.two-generations"_s;
    return {
        {missing, u"no member"_s, Fails, Severity::Medium, with(R"("mfa":{})")},
        {missing, u"null"_s, Border, Severity::Medium, with(R"("passwordPolicy":null)")},
        {missing, u"level none"_s, Border, {}, with(legacy("none"))},
        {missing, u"legacy"_s, Passes, {}, with(legacy("good"))},
        {missing, u"flexible"_s, Passes, {}, with(flexible(15))},
        {missing, u"no database"_s, Passes, {}, with({}, "samlp")},
        {two, u"8 and 15"_s, Fails, Severity::Medium, with(legacy("good", 8) + ',' + flexible(15))},
        {two, u"equal minimums"_s, Border, Severity::Low, with(legacy("good", 15) + ',' + flexible(15))},
        {two, u"legacy"_s, Passes, {}, with(legacy("good", 8))},
        {two, u"flexible"_s, Passes, {}, with(flexible(15))},
    };
}

QList<Case> strengthCases()
{
    const QString weak = u"policy.weak"_s;
    const QString baseline = u"policy.baseline"_s;
    const Policy::Baseline fourteen{{Policy::Key::MinLength, 14}};
    return {
        {weak, u"level none"_s, Fails, Severity::High, with(legacy("none"))},
        {weak, u"5"_s, Border, Severity::High, with(legacy("low", 5))},
        {weak, u"level low"_s, Border, Severity::Medium, with(legacy("low"))},
        {weak, u"7"_s, Border, Severity::Medium, with(flexible(7))},
        {weak, u"8"_s, Border, {}, with(legacy("none", 8))},
        {weak, u"15"_s, Passes, {}, with(flexible(15))},
        {weak, u"the weaker of two"_s, Fails, Severity::Medium, with(legacy("low") + ',' + flexible(15))},
        {weak, u"no policy is told elsewhere"_s, Passes, {}, with({})},
        {baseline, u"13"_s, Fails, Severity::Medium, with(flexible(13)).baseline(fourteen)},
        {baseline, u"14"_s, Border, {}, with(flexible(14)).baseline(fourteen)},
        {baseline, u"15"_s, Border, Severity::Low, with(flexible(15)).baseline(fourteen)},
        {baseline, u"legacy as well"_s, Passes, {}, with(legacy("good", 14)).baseline(fourteen)},
        {baseline, u"one of two"_s, Fails, Severity::Medium,
         with(legacy("good", 8) + ',' + flexible(14)).baseline(fourteen)},
    };
}

/// `off` and `on` of one switch in both generations.
QList<Case> switchCases(const QString &check, const QByteArray &legacyOn, const QByteArray &flexibleOn,
                        const QByteArray &flexibleOff)
{
    return {
        {check, u"legacy, off"_s, Fails, Severity::Low, with(legacy("good"))},
        {check, u"legacy, on"_s, Passes, {}, with(legacy("good") + ',' + legacyOn)},
        {check, u"flexible, off"_s, Fails, Severity::Low, with(flexible(15, flexibleOff))},
        {check, u"flexible, on"_s, Passes, {}, with(flexible(15, flexibleOn))},
        {check, u"on in one of two"_s, Border, Severity::Low, with(legacy("good") + ',' + flexible(15, flexibleOn))},
        {check, u"on in both"_s, Border, {}, with(legacy("good") + ',' + legacyOn + ',' + flexible(15, flexibleOn))},
        {check, u"no policy"_s, Border, {}, with({})},
    };
}

} // namespace

QList<Case> policyCases()
{
    return generationCases() + strengthCases()
        + switchCases(u"policy.no-dictionary"_s, R"("password_dictionary":{"enable":true})",
                      R"(,"dictionary":{"active":true})", R"(,"dictionary":{"active":false})")
        + switchCases(u"policy.no-profile-data"_s, R"("password_no_personal_info":{"enable":true})",
                      R"(,"profile_data":{"active":true})", R"(,"profile_data":{"active":false})")
        + switchCases(u"policy.no-history"_s, R"("password_history":{"enable":true,"size":5})",
                      R"(,"history":{"active":true,"size":5})", R"(,"history":{"active":false})");
}
