#include "change/fieldtitles.h"

#include "change/editablefields.h"
#include "change/policywish.h"
#include "policy/policyplacing.h"
#include "json/leaves.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Change::ObjectKind;

namespace {

Json::Pointer at(const QString &text)
{
    return *Json::Pointer::parse(text);
}

/// A value that no policy has by itself, so that placing it changes something.
Policy::Setting some(Policy::Key key)
{
    switch (key) {
    case Policy::Key::MinLength:
        return 17;
    case Policy::Key::HistorySize:
        return 7;
    case Policy::Key::ProfileData:
        return true;
    case Policy::Key::CharacterTypes:
        return QStringList{u"number"_s};
    case Policy::Key::DictionaryWords:
    case Policy::Key::BlockedFields:
        return QStringList{u"acme"_s};
    case Policy::Key::Dictionary:
        return u"en_10k"_s;
    default:
        return u"block"_s;
    }
}

} // namespace

/// What people call the leaves of an edit.
class TestFieldTitles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachSettingOfAPolicyHasOne();
    void eachSwitchHasOne();
    void eachFieldOfAnEditorHasOne();
    void switchesWithinAnOrganizationHaveOne();
    void whatLetsPeopleSignInHasOne();
    void metadataHasNone();
};

void TestFieldTitles::eachSettingOfAPolicyHasOne()
{
    for (const auto generation : {Domain::PolicyGeneration::Legacy, Domain::PolicyGeneration::Flexible}) {
        int placed = 0;
        for (const Policy::Key key : Policy::allKeys()) {
            const Json::Value before = Json::Value::parse(
                R"({"options":{"password_complexity_options":{},"password_dictionary":{},"password_history":{},
                    "password_no_personal_info":{},
                    "password_options":{"complexity":{},"dictionary":{},"history":{},"profile_data":{}}}})");
            Json::Value after = before;
            if (!Policy::place(after["options"], generation, {key, some(key)})) {
                continue;
            }
            ++placed;
            const QList<Json::LeafChange> changes = Json::leafChanges(before, after);
            QVERIFY(!changes.isEmpty());
            for (const Json::LeafChange &change : changes) {
                QVERIFY2(!Change::fieldTitle(ObjectKind::Connection, change.pointer).isEmpty(),
                         qPrintable(change.pointer.text()));
            }
        }
        QVERIFY(placed >= 6);
    }
}

void TestFieldTitles::eachSwitchHasOne()
{
    for (const Policy::Switch which : Policy::allSwitches()) {
        const QString pointer = Change::pointerOf(which);
        QVERIFY2(!Change::fieldTitle(ObjectKind::Connection, at(pointer)).isEmpty(), qPrintable(pointer));
    }
}

void TestFieldTitles::eachFieldOfAnEditorHasOne()
{
    for (const ObjectKind kind : {ObjectKind::Application, ObjectKind::Connection, ObjectKind::Organization}) {
        for (const Change::EditableField &field : Change::editableFields(kind)) {
            const QString title = Change::fieldTitle(kind, field.pointer);
            QVERIFY2(!title.isEmpty() && !title.contains(u'&'), qPrintable(field.pointer.text()));
        }
    }
}

void TestFieldTitles::switchesWithinAnOrganizationHaveOne()
{
    QCOMPARE(Change::fieldTitle(ObjectKind::OrganizationConnections, at(u"/con_1/show_as_button"_s)),
             u"Show as a button"_s);
    QCOMPARE(Change::fieldTitle(ObjectKind::OrganizationConnections, at(u"/con_1"_s)), QString());
}

void TestFieldTitles::whatLetsPeopleSignInHasOne()
{
    QCOMPARE(Change::fieldTitle(ObjectKind::Connection, at(u"/authentication/active"_s)), u"Used for signing in"_s);
    QCOMPARE(Change::fieldTitle(ObjectKind::Application, at(u"/organization_usage"_s)),
             u"Signing in through organizations"_s);
}

void TestFieldTitles::metadataHasNone()
{
    QCOMPARE(Change::fieldTitle(ObjectKind::User, at(u"/app_metadata/plan"_s)), QString());
    QCOMPARE(Change::fieldTitle(ObjectKind::Connection, at(u"/options"_s)), QString());
    QCOMPARE(Change::fieldTitle(ObjectKind::Connection, Json::Pointer()), QString());
}

QTEST_GUILESS_MAIN(TestFieldTitles)
#include "tst_fieldtitles.moc"
