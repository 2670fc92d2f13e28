#include "change/fieldtitles.h"

#include "change/editablefields.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Titles = QHash<QString, const char *>;

/// Below `options` of a database connection; legacy and flexible settings of one meaning have one name.
const Titles &optionTitles()
{
    static const char *minLength = QT_TRANSLATE_NOOP("Change", "Minimum length");
    static const char *dictionary = QT_TRANSLATE_NOOP("Change", "Dictionary");
    static const char *dictionaryWords = QT_TRANSLATE_NOOP("Change", "Own words of the dictionary");
    static const char *history = QT_TRANSLATE_NOOP("Change", "History");
    static const char *historySize = QT_TRANSLATE_NOOP("Change", "Passwords in the history");
    static const char *profileData = QT_TRANSLATE_NOOP("Change", "Profile data blocked");
    static const Titles titles{
        {u"passwordPolicy"_s, QT_TRANSLATE_NOOP("Change", "Level")},
        {u"password_complexity_options/min_length"_s, minLength},
        {u"password_dictionary/enable"_s, dictionary},
        {u"password_dictionary/dictionary"_s, dictionaryWords},
        {u"password_history/enable"_s, history},
        {u"password_history/size"_s, historySize},
        {u"password_no_personal_info/enable"_s, profileData},
        {u"password_options"_s, QT_TRANSLATE_NOOP("Change", "The flexible policy")},
        {u"password_options/complexity/min_length"_s, minLength},
        {u"password_options/complexity/character_types"_s, QT_TRANSLATE_NOOP("Change", "Character types")},
        {u"password_options/complexity/character_type_rule"_s, QT_TRANSLATE_NOOP("Change", "Rule for types")},
        {u"password_options/complexity/identical_characters"_s, QT_TRANSLATE_NOOP("Change", "Identical characters")},
        {u"password_options/complexity/sequential_characters"_s, QT_TRANSLATE_NOOP("Change", "Sequences")},
        {u"password_options/complexity/max_length_exceeded"_s, QT_TRANSLATE_NOOP("Change", "Over 72 bytes")},
        {u"password_options/dictionary/active"_s, dictionary},
        {u"password_options/dictionary/default"_s, QT_TRANSLATE_NOOP("Change", "Auth0's list of words")},
        {u"password_options/dictionary/custom"_s, dictionaryWords},
        {u"password_options/history/active"_s, history},
        {u"password_options/history/size"_s, historySize},
        {u"password_options/profile_data/active"_s, profileData},
        {u"password_options/profile_data/blocked_fields"_s, QT_TRANSLATE_NOOP("Change", "Blocked fields")},
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

QString titleIn(const Titles &titles, const QStringList &way)
{
    const char *title = titles.value(way.join(u'/'));
    return title ? QCoreApplication::translate("Change", title) : QString();
}

} // namespace

QString fieldTitle(ObjectKind kind, const Json::Pointer &pointer)
{
    const QStringList way = pointer.tokens();
    if (kind == ObjectKind::OrganizationConnections) {
        return titleIn(membershipTitles(), way.mid(1));
    }
    if (kind == ObjectKind::Connection && way.value(0) == "options"_L1) {
        return titleIn(optionTitles(), way.mid(1));
    }
    const QList<EditableField> &fields = editableFields(kind);
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&pointer](const EditableField &one) { return one.pointer == pointer; });
    return field == fields.end() ? QString() : field->titleText().remove(u'&');
}

} // namespace Change
