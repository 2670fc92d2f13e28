#include "cli/diffoutput.h"

#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/terminaltext.h"
#include "cli/translation.h"

#include "change/changewords.h"
#include "session/differencewords.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::ComparedKind;
using Analysis::FieldDifference;
using Analysis::ObjectChange;
using Analysis::ObjectDifference;

/// What is longer is no help on a terminal; --json has it whole.
constexpr qsizetype longestValue = 160;

Json::Value jsonOf(const std::optional<QByteArray> &text)
{
    const auto value = text ? Json::parse(*text) : Json::Outcome<Json::Value>();
    return text && value ? *value : Json::Value();
}

QByteArray jsonOf(const ObjectDifference &difference, const QString &tenant)
{
    Json::Value fields = Json::Value::array();
    for (const FieldDifference &field : difference.fields) {
        fields.push_back({{"pointer", field.pointer.text().toStdString()},
                          {"before", jsonOf(field.before)},
                          {"after", jsonOf(field.after)}});
    }
    return Json::write({{"tenant", tenant.toStdString()},
                        {"kind", Analysis::wordOf(difference.kind).data()},
                        {"id", difference.id.toStdString()},
                        {"name", difference.name.toStdString()},
                        {"change", Analysis::wordOf(difference.change).data()},
                        {"fields", std::move(fields)}});
}

QString cut(const QString &text)
{
    const QString fit = terminalText(text);
    return fit.size() > longestValue ? fit.first(longestValue) + u'…' : fit;
}

QString valueText(ComparedKind kind, const FieldDifference &field, const std::optional<QByteArray> &value)
{
    if (!value) {
        const QByteArray standard = Analysis::documentedDefault(kind, field.pointer.text());
        return standard.isEmpty() ? tr("not set") : tr("not set (default: %1)").arg(QString::fromUtf8(standard));
    }
    const auto known = Session::objectKindOf(kind);
    return cut(known ? Change::valueText(*known, field.pointer, *value) : QString::fromUtf8(*value));
}

QStringList entriesOf(const Json::Value &list)
{
    QStringList entries;
    for (const Json::Value &entry : list) {
        entries.append(entry.is_string() ? Json::toQString(entry.get<std::string>())
                                         : QString::fromUtf8(Json::write(entry)));
    }
    return entries;
}

/// "+ https://new.example - https://old.example": what came to a set and went from it.
QString setText(const Json::Value &before, const Json::Value &after)
{
    const QStringList old = entriesOf(before);
    const QStringList now = entriesOf(after);
    QStringList words;
    for (const QString &entry : now) {
        if (!old.contains(entry)) {
            words.append(u"+ "_s + entry);
        }
    }
    for (const QString &entry : old) {
        if (!now.contains(entry)) {
            words.append(u"- "_s + entry);
        }
    }
    return cut(words.join(u"  "_s));
}

QString lineOf(ComparedKind kind, const FieldDifference &field)
{
    const QString pointer = terminalText(field.pointer.text());
    const QString title = terminalText(Session::titleOf(kind, field));
    if (Analysis::isPair(kind, field) && field.before.has_value() != field.after.has_value()) {
        return u"%1 (%2): %3"_s.arg(title, pointer, field.after ? tr("off -> on") : tr("on -> off"));
    }
    const QString place = title.isEmpty() ? pointer : u"%1 (%2)"_s.arg(title, pointer);
    const Json::Value before = jsonOf(field.before);
    const Json::Value after = jsonOf(field.after);
    if (Analysis::isSet(kind, field.pointer) && (before.is_array() || !field.before)
        && (after.is_array() || !field.after) && (field.before || field.after)) {
        return u"%1: %2"_s.arg(place, setText(before, after));
    }
    return u"%1: %2 -> %3"_s.arg(place, valueText(kind, field, field.before), valueText(kind, field, field.after));
}

QString mark(ObjectChange change)
{
    return change == ObjectChange::Added ? u"+"_s : change == ObjectChange::Removed ? u"-"_s : u"~"_s;
}

QString textOf(const ObjectDifference &difference)
{
    QString text = u"%1 %2 %3 %4"_s.arg(mark(difference.change), Analysis::wordOf(difference.change),
                                        Analysis::wordOf(difference.kind), terminalText(difference.name));
    if (!difference.id.isEmpty() && difference.id != difference.name) {
        text += u" (%1)"_s.arg(terminalText(difference.id));
    }
    text += u'\n';
    for (const FieldDifference &field : difference.fields) {
        text += u"    "_s + lineOf(difference.kind, field) + u'\n';
    }
    return text;
}

QString summaryOf(const QList<ObjectDifference> &objects, const QString &before, const QString &after)
{
    const Analysis::DifferenceCounts counts = Analysis::countsOf(objects);
    const QString sides = tr("%1 -> %2").arg(terminalText(before), terminalText(after));
    return objects.isEmpty() ? tr("%1: no difference").arg(sides)
                             : tr("%1: %L2 added, %L3 removed, %L4 changed")
                                   .arg(sides)
                                   .arg(counts.added)
                                   .arg(counts.gone)
                                   .arg(counts.changed);
}

} // namespace

void printDifferences(const Session::StateDifferences &differences, const Session::ComparedState &before,
                      const Session::ComparedState &after, bool asJson, Console &console)
{
    JsonArray array(console);
    for (const ObjectDifference &difference : differences.objects) {
        const QString &tenant = difference.change == ObjectChange::Removed ? before.name : after.name;
        if (!(asJson ? array.add(jsonOf(difference, tenant)) : console.write(textOf(difference)))) {
            return;
        }
    }
    if (asJson) {
        array.close();
    } else {
        console.write(summaryOf(differences.objects, before.title, after.title) + u'\n');
    }
}

} // namespace Cli
