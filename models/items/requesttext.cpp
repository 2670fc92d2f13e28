#include "items/requesttext.h"

#include "api/shelltext.h"
#include "change/preparing.h"
#include "items/translation.h"
#include "json/indent.h"
#include "json/texttree.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

QString scopesOf(const Api::WireRequest &request)
{
    QStringList groups;
    for (const QStringList &group : request.scopes) {
        groups << group.join(tr(" or "));
    }
    return groups.join(u", "_s);
}

/// Bodies of objects have the members where the objects have them; those of relations are nothing but change.
void appendBody(RequestText &shown, const Change::PlanItem &item, const QByteArray &body)
{
    const QString text = QString::fromUtf8(Json::indented(body));
    const auto tree = Json::TextTree::read(text);
    QList<RequestText::Span> spans;
    QSet<QString> touched; // members of options
    for (const Json::LeafChange &change : item.changes) {
        const QStringList way = change.pointer.tokens();
        if (way.size() > 1 && way.constFirst() == "options"_L1) {
            touched.insert(way.at(1));
        }
        if (const int at = tree ? tree->find(change.pointer) : -1; at > Json::TextTree::root) {
            const Json::TextTree::Node &node = tree->node(at);
            const qsizetype start = node.keyStart < 0 ? node.start : node.keyStart;
            spans.append({start, node.end - start});
        }
    }
    const int options = tree ? tree->find(*Json::Pointer::parse(u"/options"_s)) : -1;
    if (options > 0 && item.object.kind == Change::ObjectKind::Connection) {
        const QList<int> &members = tree->node(options).children;
        const auto others = std::count_if(members.begin(), members.end(),
                                          [&](int member) { return !touched.contains(tree->node(member).name); });
        shown.text += u'\n'
            + QCoreApplication::translate("Items", "sent back unchanged: %n other option(s)", nullptr, int(others));
    }
    shown.text += u"\n\n"_s;
    for (RequestText::Span &span : spans) {
        span.start += shown.text.size();
    }
    shown.changed += spans;
    shown.text += text;
}

QString valueText(const std::optional<QByteArray> &value)
{
    return value ? QString::fromUtf8(*value) : tr("(not there)");
}

} // namespace

RequestText requestText(const Change::PlanItem &item, const Json::SecretKeys &secrets)
{
    if (item.seen.isEmpty()) {
        return {tr("The object has not been read here: its request is made when the change is applied."), {}};
    }
    const auto prepared = Change::prepare(item, item.seen);
    if (!prepared) {
        return {tr("Nothing would be sent. %1").arg(prepared.error().reason), {}};
    }
    RequestText shown;
    for (const Api::WireRequest &request : prepared->requests) {
        shown.text += shown.text.isEmpty() ? QString() : u"\n\n"_s;
        shown.text += QString::fromLatin1(Api::verbName(request.verb)) + u' ' + Change::fullPathOf(request);
        if (const QString scopes = scopesOf(request); !scopes.isEmpty()) {
            shown.text += u'\n' + tr("scope %1").arg(scopes);
        }
        if (!request.customDomain.isEmpty()) {
            shown.text += u'\n' + Api::customDomainHeader() + u": "_s + request.customDomain;
        }
        if (request.body) {
            appendBody(shown, item, Json::masked(*request.body, secrets));
        }
    }
    if (shown.text.isEmpty()) {
        shown.text = tr("Nothing would be sent: Auth0 holds it so already.");
    }
    return shown;
}

QString requestsAsCurl(const Change::PlanItem &item, const Json::SecretKeys &secrets, const QString &baseUrl)
{
    const auto prepared = Change::prepare(item, item.seen);
    if (!prepared) {
        return u"# %1: %2\n"_s.arg(Change::described(item.object), prepared.error().reason).simplified() + u'\n';
    }
    QString text;
    for (const Api::WireRequest &request : prepared->requests) {
        const QByteArray body = request.body.value_or(QByteArray());
        if (Json::masked(body, secrets) != body) {
            text += tr("# %1: the body holds a secret and is not copied")
                        .arg(Change::described(item.object))
                        .simplified()
                + u'\n';
            continue;
        }
        text += u"curl -X %1"_s.arg(QLatin1StringView(Api::verbName(request.verb)));
        if (request.surface == Api::Surface::Management) {
            text += u" -H \"Authorization: Bearer $TOKEN\""_s;
        }
        if (!request.customDomain.isEmpty()) {
            text += u" -H "_s + Api::shellQuoted(Api::customDomainHeader() + u": "_s + request.customDomain);
        }
        if (request.body) {
            text += u" -H 'Content-Type: application/json' -d %1"_s.arg(Api::shellQuoted(QString::fromUtf8(body)));
        }
        text += u' ' + Api::shellQuoted(baseUrl + Change::fullPathOf(request)) + u'\n';
    }
    return text;
}

QString undoText(const Change::PlanItem &item, const Json::SecretKeys &secrets)
{
    if (const auto reason = Change::cannotUndo(item, secrets)) {
        return *reason;
    }
    QStringList lines{tr("The journal can take this back. It would set:")};
    Change::Plan plan;
    plan.items = {item};
    for (const Json::LeafChange &change : Json::inverse(Change::masked(plan, secrets).items.first().changes)) {
        lines << u"%1: %2"_s.arg(change.pointer.text(), valueText(change.after));
    }
    return lines.join(u'\n');
}

} // namespace Items
