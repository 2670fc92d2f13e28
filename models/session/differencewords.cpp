#include "session/differencewords.h"

#include "change/changewords.h"
#include "change/fieldtitles.h"
#include "session/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

using Analysis::ComparedKind;

std::optional<Change::ObjectKind> objectKindOf(ComparedKind kind)
{
    switch (kind) {
    case ComparedKind::Settings:
        break;
    case ComparedKind::Application:
        return Change::ObjectKind::Application;
    case ComparedKind::Connection:
        return Change::ObjectKind::Connection;
    case ComparedKind::Organization:
        return Change::ObjectKind::Organization;
    }
    return std::nullopt;
}

QString titleOf(ComparedKind kind, const Analysis::FieldDifference &field)
{
    if (Analysis::isPair(kind, field)) {
        return tr("Connection %1").arg(field.member.isEmpty() ? field.pointer.last() : field.member);
    }
    const auto object = objectKindOf(kind);
    return object ? Change::fieldTitle(*object, field.pointer) : QString();
}

bool needsObject(const Analysis::ObjectDifference &difference)
{
    return difference.kind == ComparedKind::Connection
        && std::ranges::any_of(difference.fields, [](const Analysis::FieldDifference &field) {
               return (!field.before || !field.after) && field.pointer.first() == "options"_L1;
           });
}

QList<std::pair<QString, QString>> valueWordsOf(const Analysis::ObjectDifference &difference, const QByteArray &before)
{
    const auto kind = objectKindOf(difference.kind);
    const auto raw = [](const std::optional<QByteArray> &value) { return QString::fromUtf8(value.value_or("")); };
    Change::PlanItem item;
    item.object = {kind.value_or(Change::ObjectKind::Connection), difference.id, difference.name};
    QHash<QString, std::pair<QString, QString>> edited;
    if (kind) {
        for (const Analysis::FieldDifference &field : difference.fields) {
            if (!Analysis::isPair(difference.kind, field)) {
                item.changes.append({field.pointer, field.before, field.after, {}});
            }
        }
        for (const Change::ChangeWords &words : Change::wordsOf(item, before)) {
            edited.insert(words.leaf.pointer.text(), {words.before, words.after});
        }
    }
    QList<std::pair<QString, QString>> told;
    for (const Analysis::FieldDifference &field : difference.fields) {
        if (Analysis::isPair(difference.kind, field)) {
            const auto word = [&field](bool isOn) {
                return Change::valueText(Change::ObjectKind::ConnectionClients, field.pointer, isOn ? "true" : "false");
            };
            told.append({word(field.before.has_value()), word(field.after.has_value())});
        } else {
            told.append(edited.value(field.pointer.text(), {raw(field.before), raw(field.after)}));
        }
    }
    return told;
}

} // namespace Session
