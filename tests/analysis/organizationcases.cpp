#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

Scene withMetadata(int keys)
{
    QByteArray members;
    for (int n = 0; n < keys; ++n) {
        members += (n > 0 ? ",\"k" : "\"k") + QByteArray::number(n) + R"(":"v")";
    }
    return Scene().organization(R"({"id":"org","name":"acme","display_name":"Acme","metadata":{)" + members + "}}");
}

Scene withConnections(int count)
{
    Scene scene = withMetadata(0).databases(1, count).enableFirst(count);
    for (int n = 1; n <= count; ++n) {
        scene.put(u"org"_s, {u"con_%1"_s.arg(n)});
    }
    return scene;
}

} // namespace

QList<Case> organizationCases()
{
    const QString near = u"organization.connections"_s;
    const QString dead = u"organization.connection-without-application"_s;
    const QString full = u"organization.metadata-full"_s;
    return {
        {near, u"none"_s, Passes, {}, withConnections(0)},
        {near, u"8"_s, Border, {}, withConnections(8)},
        {near, u"9"_s, Border, Severity::Low, withConnections(9)},
        {near, u"10"_s, Fails, Severity::Medium, withConnections(10)},
        {dead, u"none"_s, Passes, {}, withConnections(3)},
        {dead, u"one"_s, Fails, Severity::Medium, withConnections(3).databases(4, 4).put(u"org"_s, {u"con_4"_s})},
        {dead, u"one that is not in the list"_s, Border, Severity::Medium,
         withConnections(3).put(u"org"_s, {u"con_gone"_s})},
        {dead, u"unused, but in no organization"_s, Border, {}, withConnections(3).databases(4, 4)},
        {full, u"24 keys"_s, Border, {}, withMetadata(24)},
        {full, u"25 keys"_s, Fails, Severity::Low, withMetadata(25)},
        {full, u"none"_s, Passes, {}, withMetadata(0)},
    };
}
