#pragma once

#include "change/objectref.h"
#include "json/pointer.h"
#include "json/value.h"

#include <QList>

#include <optional>

namespace Change {

/// How a field's value is written.
enum class FieldForm {
    Text,
    Url, ///< empty where there is none
    HttpsUrl,
    Color, ///< "#rrggbb"
    Flag,
    UrlList,
    ReadOnlyList, ///< shown beside the others, never edited here
};

/// A field of an object that can be edited without danger for what else depends on the object. A value.
struct EditableField
{
    Json::Pointer pointer;
    const char *title; ///< untranslated; see titleOf()
    FieldForm form = FieldForm::Text;
    int longest = 0; ///< characters; 0: Auth0 names no limit
    bool mayBeEmpty = true;
    const char *hint = nullptr; ///< untranslated: what the field is for

    QString titleText() const;
    QString hintText() const;
};

/// The fields of an application, a connection or an organization, in the order of a form; none for other kinds.
/// Limits: Auth0's OpenAPI document, Update...RequestContent.
const QList<EditableField> &editableFields(ObjectKind kind);

/// What is wrong with a value, why, and what to do, for a person; nothing where Auth0 would take it. An absent value is
/// right where the field may be empty.
std::optional<QString> problemWith(const EditableField &field, const Json::Value &value);
/// What is wrong between the fields of an object.
std::optional<QString> problemWithObject(ObjectKind kind, const Json::Value &object);

} // namespace Change
