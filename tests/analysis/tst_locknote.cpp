#include "analysis/diagnosis.h"
#include "analysis/signinscene.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace SignInScene;

using Analysis::SignInFacts;

/// What enabling one more connection comes to in Lock, as evidence and plan tell it.
class TestLockNote : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneMoreDatabaseIsToldByLocksLimit();
};

/// Only databases count, and only where the application may use Lock.
void TestLockNote::oneMoreDatabaseIsToldByLocksLimit()
{
    SignInFacts facts = healthy();
    fillLock(facts);
    facts.enabled->removeLast(); // that of Jane: 50 are left
    facts.others.insert(u"acme-users"_s, {connection("acme-users"), true});
    const auto evidence = [&facts] { return Analysis::diagnose(facts).causes.first().evidence.join(u'\n'); };
    const QString note = Analysis::lockNote(facts, connection("acme-users"));
    QVERIFY2(note.contains("has 51 database connections. Lock shows 50 of them"_L1), qPrintable(note));
    QVERIFY2(evidence().contains(note), qPrintable(evidence()));
    facts.lockMark = false;
    QVERIFY2(!evidence().contains("Lock"_L1), qPrintable(evidence()));
    facts.lockMark.reset();
    QVERIFY(Analysis::lockNote(facts, connection("acme-saml", "samlp")).isEmpty());

    for (Domain::Connection &one : *facts.enabled) {
        one = connection(one.name.toUtf8(), "samlp");
    }
    QVERIFY2(!evidence().contains("Lock"_L1), qPrintable(evidence()));
    QVERIFY(Analysis::lockNote(facts, connection("acme-users")).contains("has 1 of the 50"_L1));
}

QTEST_GUILESS_MAIN(TestLockNote)
#include "tst_locknote.moc"
