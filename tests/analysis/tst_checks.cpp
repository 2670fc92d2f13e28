#include "analysis/scene.h"

#include "query/filter.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

QList<Case> allCases()
{
    return lockCases() + connectionCases() + policyCases() + applicationCases() + organizationCases() + safeguardCases()
        + tenantCases() + userCases();
}

} // namespace

/// Each check against objects that fail, that pass, and that stand on the border between.
class TestChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatItShould_data();
    void findsWhatItShould();
    void everyCheckHasItsCases();
    void everyCheckSaysWhatItIs();
    void ifIsSaidWhereNobodyKnows();
    void figuresAndObjectsAreNamed();
    void eachNoticeIsAFindingOfItsOwn();
    void aSecretInAScriptIsNotRepeated();
    void theyReadTheSameInEveryTimeZone();
};

void TestChecks::findsWhatItShould_data()
{
    QTest::addColumn<qsizetype>("index");
    const QList<Case> cases = allCases();
    for (qsizetype i = 0; i < cases.size(); ++i) {
        QTest::addRow("%s: %s", qPrintable(cases[i].check), qPrintable(cases[i].what)) << i;
    }
}

void TestChecks::findsWhatItShould()
{
    static const QList<Case> cases = allCases();
    QFETCH(qsizetype, index);
    const Case &row = cases.at(index);
    const QList<Domain::Finding> findings = row.scene.findings(row.check);
    if (!row.expected) {
        QVERIFY2(findings.isEmpty(), findings.isEmpty() ? "" : qPrintable(findings.first().message));
        return;
    }
    QCOMPARE(findings.size(), 1);
    const Domain::Finding &finding = findings.first();
    QCOMPARE(finding.severity, *row.expected);
    QCOMPARE(finding.check, row.check);
    QVERIFY(!finding.message.isEmpty() && !finding.reason.isEmpty() && !finding.advice.isEmpty());
    QVERIFY(!finding.source.isEmpty() && !finding.subject.id.isEmpty() && !finding.subject.name.isEmpty());
    QVERIFY2(!finding.message.contains(u'%'), qPrintable(finding.message));
}

void TestChecks::everyCheckHasItsCases()
{
    const QList<Case> cases = allCases();
    for (const Analysis::Check &check : Analysis::checks()) {
        for (const Case::Sort sort : {Case::Sort::Fails, Case::Sort::Passes, Case::Sort::Border}) {
            const bool isThere = std::any_of(
                cases.begin(), cases.end(), [&](const Case &row) { return row.check == check.id && row.sort == sort; });
            QVERIFY2(isThere, qPrintable(u"%1 lacks a row of sort %2"_s.arg(check.id).arg(int(sort))));
        }
    }
    for (const Case &row : cases) {
        QVERIFY2(Analysis::findCheck(row.check) != nullptr, qPrintable(row.check));
        QVERIFY(row.sort != Case::Sort::Fails || row.expected);
        QVERIFY(row.sort != Case::Sort::Passes || !row.expected);
    }
}

void TestChecks::everyCheckSaysWhatItIs()
{
    QSet<QString> ids;
    static const QRegularExpression word(u"^[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*$"_s);
    for (const Analysis::Check &check : Analysis::checks()) {
        QVERIFY2(word.match(check.id).hasMatch(), check.id.data());
        QVERIFY2(!ids.contains(check.id), check.id.data());
        ids.insert(check.id);
        QVERIFY(!Analysis::titleOf(check).isEmpty());
        QVERIFY(Analysis::findCheck(QString(check.id)) == &check);
        QCOMPARE(std::holds_alternative<Analysis::Check::OfUser>(check.run),
                 check.subject == Domain::FindingSubject::Kind::User);
    }
    QVERIFY(Analysis::findCheck(u"lock.") == nullptr);
}

void TestChecks::ifIsSaidWhereNobodyKnows()
{
    const auto find = [](const QString &what) {
        const QList<Case> cases = lockCases();
        const auto row = std::find_if(cases.begin(), cases.end(), [&](const Case &candidate) {
            return candidate.check == "lock.flexible-policy"_L1 && candidate.what == what;
        });
        return row->scene.findings(row->check).first().message;
    };
    QVERIFY(find(u"nobody said whether it shows Lock"_s).startsWith("If "_L1));
    QVERIFY(!find(u"flexible"_s).startsWith("If "_L1));
}

void TestChecks::figuresAndObjectsAreNamed()
{
    Scene scene;
    scene.application(R"({"client_id":"app","name":"Portal"})").databases(1, 57).enableFirst(57);
    const Domain::Finding finding = scene.findings(u"lock.database-connections"_s).first();
    QCOMPARE(finding.count, 57);
    QCOMPARE(finding.limit, 50);
    QCOMPARE(finding.objects.size(), 57);
    QCOMPARE(finding.remedy.kind, Domain::Remedy::Kind::DisableConnections);
    QCOMPARE(finding.subject,
             (Domain::FindingSubject{Domain::FindingSubject::Kind::Application, u"app"_s, u"Portal"_s}));
}

void TestChecks::eachNoticeIsAFindingOfItsOwn()
{
    Scene scene;
    const auto log = [&scene](const QByteArray &id, const QByteArray &day, const QByteArray &text) {
        scene.log(R"({"log_id":")" + id + R"(","type":"depnote","date":"2026-11-)" + day
                  + R"(T10:00:00.000Z","description":")" + text + R"("})");
    };
    log("1", "11", "Profile of 10,312 bytes is above the limit.");
    log("2", "13", "Profile of 11,007 bytes is above the limit.");
    log("3", "12", "Legacy grant is used.");
    const QList<Domain::Finding> found = scene.findings(u"tenant.deprecation-notices"_s);
    QCOMPARE(found.size(), 2);
    QVERIFY(identityOf(found[0]) != identityOf(found[1])); // each can be waived alone
    const auto profile = std::find_if(found.begin(), found.end(),
                                      [](const Domain::Finding &finding) { return finding.objects.size() == 2; });
    QVERIFY(profile != found.end());
    QCOMPARE(profile->count, 2);
    QVERIFY2(profile->message.contains(u"11,007"_s) && profile->message.contains(u"13"_s),
             qPrintable(profile->message));
    QVERIFY2(profile->message.contains(u"on 2026-11-13)"_s), qPrintable(profile->message));
    QVERIFY2(profile->advice.contains(u"type=depnote"_s), qPrintable(profile->advice));
    QVERIFY(Query::Filter::parse(Query::Kind::Logs, u"type=depnote"_s));
    const auto before = identityOf(*profile);
    log("4", "14", "Profile of 12,000 bytes is above the limit.");
    const QList<Domain::Finding> later = scene.findings(u"tenant.deprecation-notices"_s);
    QVERIFY(std::any_of(later.begin(), later.end(),
                        [&before](const Domain::Finding &finding) { return identityOf(finding) == before; }));
}

void TestChecks::aSecretInAScriptIsNotRepeated()
{
    const QList<Case> cases = connectionCases();
    for (const Case &row : cases) {
        if (row.check != "connection.secrets-in-scripts"_L1 || !row.expected) {
            continue;
        }
        const Domain::Finding finding = row.scene.findings(row.check).first();
        QVERIFY2(!finding.message.contains(u"hunter2"_s), qPrintable(finding.message));
        QVERIFY(!finding.objects.join(u' ').contains(u"hunter2"_s));
    }
}

void TestChecks::theyReadTheSameInEveryTimeZone()
{
    const auto messages = [](const QByteArray &zone) {
        qputenv("TZ", zone);
        tzset();
        QStringList all;
        for (const Case &row : allCases()) {
            for (const Domain::Finding &finding : row.scene.findings(row.check)) {
                all.append(finding.message);
            }
        }
        return all;
    };
    const QByteArray before = qgetenv("TZ");
    const QStringList here = messages("UTC");
    const QStringList there = messages("Pacific/Auckland"); // at noon of UTC it is the next day there
    before.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", before);
    tzset();
    QVERIFY(here.size() > 50);
    QCOMPARE(there, here);
}

QTEST_GUILESS_MAIN(TestChecks)
#include "tst_checks.moc"
