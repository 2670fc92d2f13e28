#include "session/differencewords.h"

#include "change/fieldtitles.h"
#include "session/translation.h"

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

} // namespace Session
