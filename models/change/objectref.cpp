#include "change/objectref.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

struct Word
{
    ObjectKind kind;
    QLatin1StringView word;
    const char *phrase;
};

constexpr std::array words{
    Word{ObjectKind::Connection, "connection"_L1, QT_TRANSLATE_NOOP("Change", "the connection %1")},
    Word{ObjectKind::Application, "application"_L1, QT_TRANSLATE_NOOP("Change", "the application %1")},
    Word{ObjectKind::Organization, "organization"_L1, QT_TRANSLATE_NOOP("Change", "the organization %1")},
    Word{ObjectKind::User, "user"_L1, QT_TRANSLATE_NOOP("Change", "the user %1")},
    Word{ObjectKind::ConnectionClients, "connection-clients"_L1,
         QT_TRANSLATE_NOOP("Change", "the applications of the connection %1")},
    Word{ObjectKind::OrganizationConnections, "organization-connections"_L1,
         QT_TRANSLATE_NOOP("Change", "the connections of the organization %1")},
    Word{ObjectKind::UserOrganizations, "user-organizations"_L1,
         QT_TRANSLATE_NOOP("Change", "the organizations of the user %1")},
};

const Word &wordFor(ObjectKind kind)
{
    return *std::find_if(words.begin(), words.end(), [kind](const Word &word) { return word.kind == kind; });
}

} // namespace

QString wordOf(ObjectKind kind)
{
    return wordFor(kind).word;
}

std::optional<ObjectKind> objectKindFor(QStringView word)
{
    const auto found
        = std::find_if(words.begin(), words.end(), [word](const Word &entry) { return word == entry.word; });
    return found == words.end() ? std::nullopt : std::optional(found->kind);
}

QString described(const ObjectRef &object)
{
    return QCoreApplication::translate("Change", wordFor(object.kind).phrase)
        .arg(object.name.isEmpty() ? object.id : object.name);
}

} // namespace Change
