#include "ui/pages/statustext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Phase = Session::KindStatus::Phase;
using Way = Ui::Notice::Way;

/// What pages say of a reading: a user acts on these words.
class TestStatusText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_tenant.name = u"acme-eu"_s; }
    void aStoppedReadingSaysWhatIsShown();
    void aCountThatFailedIsNoCount();
    void aListThatBrokeOffSaysWhatIsShown();
    void applicationsWithoutConnectionsAreNotCounted();
    void whatIsWellIsNotTold();

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

QTEST_GUILESS_MAIN(TestStatusText)
#include "tst_statustext.moc"
