#include "exchanging.h"

#include <QTest>

using namespace Api;

namespace Support {

const Secret &anyToken()
{
    static const Secret token("header.payload.signature");
    return token;
}

WireRequest request(Verb verb, const QString &pathTemplate, const QStringList &arguments)
{
    WireRequest wire;
    wire.verb = verb;
    wire.pathTemplate = pathTemplate;
    wire.arguments = arguments;
    if (verb != Verb::Get && verb != Verb::Delete)
        wire.body = R"({"name":"x"})";
    return wire;
}

Outcome<WireReply> exchange(Transport &transport, const WireRequest &wire, const Secret &bearer)
{
    std::optional<Outcome<WireReply>> result;
    int ends = 0;
    QObject::connect(transport.send(wire, bearer), &Exchange::finished, &transport,
                     [&](const Outcome<WireReply> &outcome) {
                         result = outcome;
                         ++ends;
                     });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
        qFatal("the exchange never ended");
    QCoreApplication::processEvents();
    if (ends != 1)
        qFatal("the exchange ended %d times", ends);
    return *result;
}

} // namespace Support
