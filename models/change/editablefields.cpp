#include "change/editablefields.h"

#include "change/translation.h"
#include "json/leaves.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using enum FieldForm;

EditableField field(const QStringList &way, const char *title, FieldForm form, const char *hint = nullptr,
                    int longest = 0, bool mayBeEmpty = true)
{
    return {Json::Pointer(way), title, form, longest, mayBeEmpty, hint};
}

const QList<EditableField> &connectionFields()
{
    static const QList<EditableField> fields{
        field({u"display_name"_s}, QT_TRANSLATE_NOOP("Change", "&Display name"), Text,
              QT_TRANSLATE_NOOP("Change", "What people read on the login page; without one, the connection's name"),
              128, false),
        field({u"show_as_button"_s}, QT_TRANSLATE_NOOP("Change", "Show as a &button"), Flag,
              QT_TRANSLATE_NOOP("Change", "On the login page; off, it is found by the domain of the address only")),
        field({u"is_domain_connection"_s}, QT_TRANSLATE_NOOP("Change", "Domain-&level connection"), Flag,
              QT_TRANSLATE_NOOP("Change", "Third-party applications can use it too")),
    };
    return fields;
}

const QList<EditableField> &applicationFields()
{
    static const QList<EditableField> fields{
        field({u"name"_s}, QT_TRANSLATE_NOOP("Change", "&Name"), Text, nullptr, 0, false),
        field({u"description"_s}, QT_TRANSLATE_NOOP("Change", "&Description"), Text, nullptr, 140),
        field({u"logo_uri"_s}, QT_TRANSLATE_NOOP("Change", "&Logo"), Url,
              QT_TRANSLATE_NOOP("Change", "URL of a picture, best 150 × 150")),
        field({u"initiate_login_uri"_s}, QT_TRANSLATE_NOOP("Change", "&Initiate login URI"), HttpsUrl),
        field({u"callbacks"_s}, QT_TRANSLATE_NOOP("Change", "&Callback URLs"), UrlList,
              QT_TRANSLATE_NOOP("Change", "One a line; an application without the one it uses cannot log in")),
        field({u"allowed_logout_urls"_s}, QT_TRANSLATE_NOOP("Change", "Allowed lo&gout URLs"), UrlList,
              QT_TRANSLATE_NOOP("Change", "One a line")),
        field({u"web_origins"_s}, QT_TRANSLATE_NOOP("Change", "&Web origins"), UrlList,
              QT_TRANSLATE_NOOP("Change", "One a line")),
        field({u"allowed_origins"_s}, QT_TRANSLATE_NOOP("Change", "Allowed &origins (CORS)"), UrlList,
              QT_TRANSLATE_NOOP("Change", "One a line")),
        field({u"grant_types"_s}, QT_TRANSLATE_NOOP("Change", "Grant types"), ReadOnlyList,
              QT_TRANSLATE_NOOP("Change", "Shown only: what an application may ask for is changed in the Dashboard")),
    };
    return fields;
}

const QList<EditableField> &organizationFields()
{
    static const QList<EditableField> fields{
        field({u"display_name"_s}, QT_TRANSLATE_NOOP("Change", "&Display name"), Text,
              QT_TRANSLATE_NOOP("Change", "What people read on the login page"), 255, false),
        field({u"branding"_s, u"logo_url"_s}, QT_TRANSLATE_NOOP("Change", "&Logo"), HttpsUrl,
              QT_TRANSLATE_NOOP("Change", "URL of a picture for the login page")),
        field({u"branding"_s, u"colors"_s, u"primary"_s}, QT_TRANSLATE_NOOP("Change", "&Primary colour"), Color,
              QT_TRANSLATE_NOOP("Change", "#rrggbb; both colours, or none")),
        field({u"branding"_s, u"colors"_s, u"page_background"_s}, QT_TRANSLATE_NOOP("Change", "Page &background"),
              Color, QT_TRANSLATE_NOOP("Change", "#rrggbb; both colours, or none")),
    };
    return fields;
}

/// Auth0 takes placeholders, wildcards and schemes of native applications, so that little can be said for certain.
bool looksLikeUrl(const QString &text)
{
    static const QRegularExpression form(u"^[A-Za-z][A-Za-z0-9+.-]*:\\S+$"_s);
    return form.match(text).hasMatch();
}

std::optional<QString> problemWithText(const EditableField &field, const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return field.mayBeEmpty && text.isEmpty() ? std::nullopt
                                                  : std::optional(tr("This cannot be empty. Enter a text, or cancel."));
    }
    if (field.longest > 0 && text.size() > field.longest) {
        return tr("This has %L1 characters; Auth0 takes %L2. Shorten it.").arg(text.size()).arg(field.longest);
    }
    static const QRegularExpression color(u"^#[0-9A-Fa-f]{6}$"_s);
    switch (field.form) {
    case Url:
        if (!looksLikeUrl(text)) {
            return tr("This is no URL. Enter one such as https://example.com/logo.png.");
        }
        break;
    case HttpsUrl:
        if (!text.startsWith("https://"_L1) || !looksLikeUrl(text)) {
            return tr("Auth0 takes https:// only here. Enter such a URL, or none.");
        }
        break;
    case Color:
        if (!color.match(text).hasMatch()) {
            return tr("This is no colour. Enter one such as #0059d6.");
        }
        break;
    default:
        break;
    }
    return std::nullopt;
}

bool isAbsent(const Json::Value *value)
{
    return value == nullptr || value->is_null();
}

} // namespace

QString EditableField::titleText() const
{
    return tr(title);
}

QString EditableField::hintText() const
{
    return hint == nullptr ? QString() : tr(hint);
}

const QList<EditableField> &editableFields(ObjectKind kind)
{
    static const QList<EditableField> none;
    switch (kind) {
    case ObjectKind::Application:
        return applicationFields();
    case ObjectKind::Connection:
        return connectionFields();
    case ObjectKind::Organization:
        return organizationFields();
    default:
        return none;
    }
}

std::optional<QString> problemWith(const EditableField &field, const Json::Value &value)
{
    if (value.is_string()) {
        const QString text = Json::toQString(value.get<std::string>());
        if (field.pointer.text() == u"/name"_s && (text.contains(u'<') || text.contains(u'>'))) {
            return tr("Auth0 does not take “<” and “>” in a name. Leave them out.");
        }
        return problemWithText(field, text);
    }
    if (value.is_array()) {
        for (const Json::Value &entry : value) {
            const QString text = entry.is_string() ? Json::toQString(entry.get<std::string>()) : QString();
            if (!looksLikeUrl(text)) {
                return tr("“%1” is no URL. Enter one a line, such as https://example.com/callback.").arg(text);
            }
        }
        return std::nullopt;
    }
    if (value.is_null() && !field.mayBeEmpty) {
        return tr("This cannot be empty. Enter a text, or cancel.");
    }
    return std::nullopt;
}

std::optional<QString> problemWithObject(ObjectKind kind, const Json::Value &object)
{
    if (kind != ObjectKind::Organization) {
        return std::nullopt;
    }
    const Json::Value *primary = Json::valueAt(object, *Json::Pointer::parse(u"/branding/colors/primary"));
    const Json::Value *background = Json::valueAt(object, *Json::Pointer::parse(u"/branding/colors/page_background"));
    if (isAbsent(primary) != isAbsent(background)) {
        return tr("Auth0 takes both colours or none. Enter the other one too.");
    }
    return std::nullopt;
}

} // namespace Change
