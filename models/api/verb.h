#pragma once

#include <QByteArray>

namespace Api {

/// The HTTP methods that the Management API uses.
enum class Verb { Get, Post, Patch, Put, Delete };

/// The method as it goes on the wire: "PATCH".
inline QByteArray verbName(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return QByteArrayLiteral("GET");
    case Verb::Post:
        return QByteArrayLiteral("POST");
    case Verb::Patch:
        return QByteArrayLiteral("PATCH");
    case Verb::Put:
        return QByteArrayLiteral("PUT");
    case Verb::Delete:
        break;
    }
    return QByteArrayLiteral("DELETE");
}

} // namespace Api
