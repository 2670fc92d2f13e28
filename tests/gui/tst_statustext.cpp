#include "session/storedsecretsource.h"
#include "ui/pages/noticelist.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Phase = Session::KindStatus::Phase;
using Way = Ui::Notice::Way;

/// What pages say of a reading: a user acts on these words.
class TestStatusText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_tenant.name = u"acme-eu"_s;
    }
    void aStoppedReadingSaysWhatIsShown();
    void aCountThatFailedIsNoCount();
    void aListThatBrokeOffSaysWhatIsShown();
    void applicationsWithoutConnectionsAreNotCounted();
    void whatIsWellIsNotTold();
    void aSearchSaysWhatWasFound_data();
    void aSearchSaysWhatWasFound();
    void whatAuth0KeepsBackIsTold();
    void aMissingKeychainIsToldOnce();
    void whatConcernsOneTenantIsToldOfEach();
    void whatASnapshotTellsBearsItsTime();

private:
    Domain::TenantProfile m_tenant;
};

void TestStatusText::aStoppedReadingSaysWhatIsShown()
{
    Session::KindStatus status;
    status.phase = Phase::Cancelled;
    status.read = 100;
    const auto first = Ui::noticeFor(m_tenant, Query::Kind::Applications, status);
    QVERIFY(first);
    QVERIFY2(first->detail.contains(u"100 of its applications are shown"_s), qPrintable(first->detail));
    // The second time all 740 of before are still on the screen.
    status.readAt = QDateTime::currentDateTimeUtc();
    const auto again = Ui::noticeFor(m_tenant, Query::Kind::Applications, status);
    QVERIFY2(again->detail.contains(u"100 of its applications were read again"_s), qPrintable(again->detail));
    QCOMPARE(again->way, Way::Retry);
}

void TestStatusText::aCountThatFailedIsNoCount()
{
    Session::KindStatus status;
    status.phase = Phase::Failed;
    status.error = Api::ApiError();
    status.error->kind = Api::ApiError::Kind::Scope;
    status.error->missingScopes = {u"read:connections"_s};
    const auto never = Ui::mapNoticeFor(m_tenant, status);
    QVERIFY(never);
    QVERIFY2(never->what.contains(u"acme-eu"_s), qPrintable(never->what));
    QVERIFY2(never->detail.contains(u"read:connections"_s) && never->detail.contains(u"not known"_s),
             qPrintable(never->detail));
    QCOMPARE(never->way, Way::CountAgain);
    status.readAt = QDateTime::currentDateTimeUtc();
    const auto later = Ui::mapNoticeFor(m_tenant, status);
    QVERIFY2(later->detail.contains(u"of before are still shown"_s), qPrintable(later->detail));
    status.phase = Phase::Cancelled;
    QCOMPARE(Ui::mapNoticeFor(m_tenant, status)->way, Way::CountAgain);
}

void TestStatusText::aListThatBrokeOffSaysWhatIsShown()
{
    Session::KindStatus status;
    status.phase = Phase::Failed;
    status.error = Api::ApiError();
    status.error->kind = Api::ApiError::Kind::Server;
    status.read = 100;
    const auto first = Ui::noticeFor(m_tenant, Query::Kind::Connections, status);
    QVERIFY(first);
    QVERIFY2(first->detail.contains(u"100 of its connections are shown; the rest was not read"_s),
             qPrintable(first->detail));
    status.readAt = QDateTime::currentDateTimeUtc(); // all of before are there
    QVERIFY(!Ui::noticeFor(m_tenant, Query::Kind::Connections, status)->detail.contains(u"not read"_s));
}

void TestStatusText::applicationsWithoutConnectionsAreNotCounted()
{
    Session::KindStatus status;
    QVERIFY(!Ui::uncountedNoticeFor(m_tenant, status));
    status.phase = Phase::Failed;
    status.error = Api::ApiError();
    status.error->kind = Api::ApiError::Kind::Server;
    const auto told = Ui::uncountedNoticeFor(m_tenant, status);
    QVERIFY(told);
    QVERIFY2(told->what.contains(u"acme-eu: nothing is counted"_s), qPrintable(told->what));
    QVERIFY2(told->detail.contains(status.error->why()), qPrintable(told->detail));
}

void TestStatusText::whatIsWellIsNotTold()
{
    Session::KindStatus status;
    for (const Phase phase : {Phase::NotRead, Phase::Reading, Phase::Complete}) {
        status.phase = phase;
        QVERIFY(!Ui::noticeFor(m_tenant, Query::Kind::Connections, status));
        QVERIFY(!Ui::mapNoticeFor(m_tenant, status));
    }
}

void TestStatusText::aSearchSaysWhatWasFound_data()
{
    QTest::addColumn<Query::Kind>("kind");
    QTest::addColumn<Ui::Found>("found");
    QTest::addColumn<QString>("text");
    using enum Query::Kind;
    QTest::newRow("a list") << Connections << Ui::Found{340, 340} << u"340"_s;
    QTest::newRow("a list, filtered") << Connections << Ui::Found{12, 340} << u"12 of 340"_s;
    QTest::newRow("all users") << Users << Ui::Found{340, 340} << u"340 user(s)"_s;
    QTest::newRow("all users, filtered") << Users << Ui::Found{12, 340} << u"12 of 340 user(s)"_s;
    QTest::newRow("a search") << Users << Ui::Found{12, 12, 12, true} << u"12 user(s) found"_s;
    QTest::newRow("a search, filtered") << Users << Ui::Found{3, 12, 12, true} << u"3 of 12 user(s) found"_s;
    QTest::newRow("a search that found none") << Users << Ui::Found{0, 0, 0, true} << u"0 user(s) found"_s;
    QTest::newRow("capped") << Users << Ui::Found{1000, 1000, 5230, true, true}
                            << u"the first 1,000 of 5,230 user(s) found"_s;
    QTest::newRow("capped, filtered") << Users << Ui::Found{7, 1000, 5230, true, true}
                                      << u"7 of the first 1,000 of 5,230 user(s) found"_s;
    QTest::newRow("capped, Auth0 does not say at what")
        << Logs << Ui::Found{1000, 1000, {}, false, true} << u"the first 1,000 event(s)"_s;
}

void TestStatusText::aSearchSaysWhatWasFound()
{
    QFETCH(Query::Kind, kind);
    QFETCH(Ui::Found, found);
    QTEST(Ui::foundText(kind, found), "text");
}

void TestStatusText::whatAuth0KeepsBackIsTold()
{
    Session::KindStatus status;
    status.phase = Phase::Partial;
    status.read = 1000;
    status.total = 5230;
    QCOMPARE(Ui::noticeFor(m_tenant, Query::Kind::Users, status)->what,
             u"acme-eu: of 5,230 users that were found, Auth0 gives the first 1,000."_s);
    status.total.reset();
    QCOMPARE(Ui::noticeFor(m_tenant, Query::Kind::Logs, status)->what,
             u"acme-eu: more than 1,000 logs were found, and Auth0 gives no more."_s);
}

/// Three tenants, four lists each: one cause, one notice.
void TestStatusText::aMissingKeychainIsToldOnce()
{
    Session::KindStatus status;
    status.phase = Phase::Failed;
    status.error = Api::ApiError();
    status.error->kind = Api::ApiError::Kind::Auth;
    status.error->errorCode = Session::keychainErrorCode;
    status.error->message = u"There is no keychain."_s;
    Ui::NoticeList list;
    for (const QString &name : {u"acme-eu"_s, u"acme-us"_s, u"acme-dev"_s}) {
        Domain::TenantProfile tenant;
        tenant.id = Domain::TenantId(name);
        tenant.name = name;
        for (const Query::Kind kind : Query::inventoryKinds) {
            status.error->path = u"/"_s + QString(Query::wordFor(kind));
            list.add(tenant, Ui::noticeFor(tenant, kind, status));
        }
        if (list.told().size() == 1 && name == "acme-eu"_L1) {
            QCOMPARE(list.told().first().notice.way, Way::EditTenant); // where its secret can be given
        }
    }
    QCOMPARE(list.told().size(), 1);
    const Ui::ToldNotice &told = list.told().first();
    QCOMPARE(told.tenants.size(), 3);
    QCOMPARE(told.notice.way, Way::Retry);
    for (const QString &name : {u"acme-eu"_s, u"acme-us"_s, u"acme-dev"_s}) {
        QVERIFY2(told.notice.what.contains(name), qPrintable(told.notice.what));
    }
    QCOMPARE(told.notice.what.count(u"keychain"_s), 1);
    QVERIFY2(told.notice.detail.contains(u"There is no keychain."_s), qPrintable(told.notice.detail));
    for (int more = 0; more < 20; ++more) { // an estate of many: as long as a banner can be
        Domain::TenantProfile tenant;
        tenant.id = Domain::TenantId(u"id-%1"_s.arg(more));
        tenant.name = u"customer-%1"_s.arg(more);
        list.add(tenant, Ui::noticeFor(tenant, Query::Kind::Users, status));
    }
    QCOMPARE(list.told().size(), 1);
    QVERIFY2(told.notice.what.contains(u"and 17 more"_s), qPrintable(told.notice.what));
}

void TestStatusText::whatConcernsOneTenantIsToldOfEach()
{
    Session::KindStatus status;
    status.phase = Phase::Failed;
    status.error = Api::ApiError();
    status.error->kind = Api::ApiError::Kind::Auth;
    status.error->httpStatus = 401;
    Ui::NoticeList list;
    for (const QString &name : {u"acme-eu"_s, u"acme-us"_s}) {
        Domain::TenantProfile tenant;
        tenant.id = Domain::TenantId(name);
        tenant.name = name;
        list.add(tenant, Ui::noticeFor(tenant, Query::Kind::Users, status));
        list.add(tenant, Ui::noticeFor(tenant, Query::Kind::Users, status)); // the same again is no news
        list.add(tenant, std::nullopt);
    }
    QCOMPARE(list.told().size(), 2);
    QCOMPARE(list.told().last().notice.way, Way::EditTenant);
}

void TestStatusText::whatASnapshotTellsBearsItsTime()
{
    Session::KindStatus status;
    status.pastAt = QDateTime(QDate(2026, 11, 12), QTime(19, 2), Qt::UTC);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString age = Ui::ageText(status, now);
    QVERIFY2(age.startsWith(u"as of "_s) && age.contains(u"11/12/26"_s), qPrintable(age));
    const auto notice = Ui::noticeFor(m_tenant, Query::Kind::Connections, status);
    QVERIFY(notice);
    QVERIFY2(notice->what.contains(age), qPrintable(notice->what));
    QCOMPARE(notice->way, Way::Retry);
    status.phase = Phase::Reading;
    QVERIFY(!Ui::noticeFor(m_tenant, Query::Kind::Connections, status));
    status.phase = Phase::Failed;
    status.error = Api::ApiError();
    status.error->kind = Api::ApiError::Kind::Network;
    const auto offline = Ui::noticeFor(m_tenant, Query::Kind::Connections, status);
    QVERIFY(offline);
    QVERIFY2(offline->detail.contains(age), qPrintable(offline->detail));
    status = {};
    status.phase = Phase::Complete;
    status.readAt = now;
    QCOMPARE(Ui::ageText(status, now), u"read just now"_s);
}

QTEST_GUILESS_MAIN(TestStatusText)
#include "tst_statustext.moc"
