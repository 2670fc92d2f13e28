#include "change/fieldtitles.h"

#include "change/editablefields.h"
#include "policy/policytitles.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Titles = QHash<QString, const char *>;

/// Below `options` of a database connection, beside the leaves of its policies.
const Titles &optionTitles()
{
    static const Titles titles{
        {u"password_options"_s, QT_TRANSLATE_NOOP("Change", "The flexible policy")},
        {u"disable_signup"_s, QT_TRANSLATE_NOOP("Change", "Sign-ups disabled")},
        {u"disable_self_service_change_password"_s, QT_TRANSLATE_NOOP("Change", "Self-service change disabled")},
        {u"authentication_methods/password/enabled"_s, QT_TRANSLATE_NOOP("Change", "Password sign-in")},
        {u"authentication_methods/password/api_behavior"_s, QT_TRANSLATE_NOOP("Change", "Password in the API")},
        {u"authentication_methods/password/signup_behavior"_s, QT_TRANSLATE_NOOP("Change", "Password at sign-up")},
    };
    return titles;
}

/// Switches of a connection within an organization.
const Titles &membershipTitles()
{
    static const Titles titles{
        {u"assign_membership_on_login"_s, QT_TRANSLATE_NOOP("Change", "Assign membership on login")},
        {u"show_as_button"_s, QT_TRANSLATE_NOOP("Change", "Show as a button")},
        {u"is_signup_enabled"_s, QT_TRANSLATE_NOOP("Change", "Sign-up")},
    };
    return titles;
}

/// Of a user's account, which no editor shows: actions change them.
const Titles &accountTitles()
{
    static const Titles titles{
        {u"blocked"_s, QT_TRANSLATE_NOOP("Change", "Blocked")},
        {u"email"_s, QT_TRANSLATE_NOOP("Change", "E-mail address")},
        {u"email_verified"_s, QT_TRANSLATE_NOOP("Change", "E-mail verified")},
    };
    return titles;
}

/// Of an application or a connection, which no editor shows: what keeps people from signing in is mended by them.
const Titles &signInTitles()
{
    static const Titles titles{
        {u"authentication/active"_s, QT_TRANSLATE_NOOP("Change", "Used for signing in")},
        {u"organization_usage"_s, QT_TRANSLATE_NOOP("Change", "Signing in through organizations")},
    };
    return titles;
}

QString titleIn(const Titles &titles, const QStringList &way)
{
    const char *title = titles.value(way.join(u'/'));
    return title ? QCoreApplication::translate("Change", title) : QString();
}

} // namespace

QString fieldTitle(ObjectKind kind, const Json::Pointer &pointer)
{
    const QStringList way = pointer.tokens();
    if (kind == ObjectKind::User) {
        return titleIn(accountTitles(), way);
    }
    if (kind == ObjectKind::OrganizationConnections) {
        return titleIn(membershipTitles(), way.mid(1));
    }
    if (kind == ObjectKind::Connection && way.value(0) == "options"_L1) {
        const auto ofPolicy = Policy::leafName(way.mid(1).join(u'/'));
        return ofPolicy ? ofPolicy->title : titleIn(optionTitles(), way.mid(1));
    }
    const QList<EditableField> &fields = editableFields(kind);
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&pointer](const EditableField &one) { return one.pointer == pointer; });
    return field == fields.end() ? titleIn(signInTitles(), way) : field->titleText().remove(u'&');
}

} // namespace Change
