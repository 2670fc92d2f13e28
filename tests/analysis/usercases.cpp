#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

/// Adds a user with this app_metadata and a user_metadata that fills the profile up to `bytes`.
Scene &add(Scene &scene, const QByteArray &appMetadata, qsizetype bytes = 0)
{
    const QByteArray number = QByteArray::number(scene.snapshot.users->size());
    const QByteArray start = R"({"user_id":"auth0|)" + number + R"(","email":"u)" + number
        + R"(@example.com","app_metadata":)" + appMetadata + R"(,"picture":")";
    const QByteArray end = R"("})";
    return scene.user(start + QByteArray(std::max<qsizetype>(0, bytes - start.size() - end.size()), 'x') + end);
}

Scene one(const QByteArray &appMetadata, qsizetype bytes = 0)
{
    Scene scene;
    return add(scene, appMetadata, bytes);
}

/// This many users with a number at /company/id, and one with `odd` there.
Scene mixed(int usual, const QByteArray &odd)
{
    Scene scene;
    for (int n = 0; n < usual; ++n) {
        add(scene, R"({"company":{"id":47}})");
    }
    return add(scene, R"({"company":{"id":)" + odd + "}}");
}

/// The scene on a day of March 2027.
Scene on(int day, Scene scene)
{
    scene.now = QDateTime(QDate(2027, 3, day), QTime(12, 0), Qt::UTC);
    return scene;
}

QByteArray sized(qsizetype bytes)
{
    const QByteArray empty = R"({"a":""})";
    return R"({"a":")" + QByteArray(bytes - empty.size(), 'x') + R"("})";
}

} // namespace

QList<Case> userCases()
{
    const QString types = u"user.mixed-metadata-types"_s;
    const QString keys = u"user.refused-metadata-keys"_s;
    const QString profile = u"user.profile-size"_s;
    const QString field = u"user.metadata-size"_s;
    return {
        {types, u"a text among numbers"_s, Fails, Severity::Low, mixed(9, R"("ACME")")},
        {types, u"numbers of two kinds"_s, Passes, {}, mixed(9, "4.5")},
        {types, u"null"_s, Border, {}, mixed(9, "null")},
        {types, u"one in five"_s, Border, Severity::Low, mixed(4, R"("ACME")")},
        {types, u"one in four is no habit"_s, Border, {}, mixed(3, R"("ACME")")},
        {types, u"two users are no habit"_s, Border, {}, mixed(1, R"("ACME")")},
        {keys, u"forbidden"_s, Fails, Severity::Medium, one(R"({"blocked":true})")},
        {keys, u"a dot, deep"_s, Fails, Severity::Medium, one(R"({"a":[{"b.c":1}]})")},
        {keys, u"a dollar sign"_s, Fails, Severity::Medium, one(R"({"$a":1})")},
        {keys, u"forbidden names may stand deeper"_s, Border, {}, one(R"({"a":{"blocked":true}})")},
        {keys, u"none"_s, Passes, {}, one(R"({"plan":"business"})")},
        {profile, u"8,191 bytes"_s, Border, {}, one("{}", 8191)},
        {profile, u"8,192 bytes"_s, Border, Severity::Low, one("{}", 8192)},
        {profile, u"9,216 bytes"_s, Border, Severity::Medium, one("{}", 9216)},
        {profile, u"10,240 bytes"_s, Border, Severity::Medium, one("{}", 10240)},
        {profile, u"10,241 bytes"_s, Fails, Severity::High, one("{}", 10241)},
        {profile, u"on the day before they are refused"_s, Border, Severity::High, on(3, one("{}", 10241))},
        {profile, u"on the day"_s, Border, Severity::Critical, on(4, one("{}", 10241))},
        {profile, u"small"_s, Passes, {}, one("{}")},
        {field, u"2,048 bytes"_s, Border, {}, one(sized(2048))},
        {field, u"2,049 bytes"_s, Fails, Severity::Low, one(sized(2049))},
        {field, u"small"_s, Passes, {}, one(R"({"plan":"business"})")},
    };
}
