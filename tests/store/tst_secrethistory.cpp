#include "store/database.h"
#include "store/schema.h"
#include "store/states.h"
#include "store/storefixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

using States::day;
using Store::Part;
using Store::TenantState;

namespace {

const QString acme = u"acme.eu.auth0.com"_s;
const QString app = u"client_1"_s;

/// As Auth0 makes them: 64 characters.
QByteArray secretOf(char letter)
{
    return QByteArray("canary-") + QByteArray(57, letter);
}

Store::Object withSecret(const QByteArray &secret, const QString &id = app)
{
    return {id, R"({"client_id":")" + id.toUtf8() + R"(","name":"App","client_secret":")" + secret + R"("})"};
}

/// A state of one application with this secret.
TenantState state(const QDateTime &at, const QByteArray &secret, const QString &tenant = acme)
{
    TenantState state;
    state.tenant = tenant;
    state.name = u"acme"_s;
    state.at = at;
    state.objects[Part::Applications] = {withSecret(secret)};
    return state;
}

} // namespace

/// Since when client secrets are what they are, though none is kept.
class TestSecretHistory : public QObject, private StoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aSecretIsKnownFromItsFirstSnapshotOn();
    void anotherSecretBeginsAnew();
    void aRotatedSecretIsNews();
    void whatWasNotSentIsNotTold();
    void shortSecretsAreNotFollowed();
    void neitherSecretNorHashReachesTheDisk();
    void equalSecretsLookDifferent();
    void ageingOutKeepsTheAge();
    void whoeverNamesASnapshotTakesItsTime();
    void aRemovedTenantIsForgotten();
    void filesOfTheFirstVersionGoOn();

private:
    /// Since when an application with this secret is known to have it.
    std::optional<QDateTime> since(const QByteArray &secret, const QString &id = app) const
    {
        return m_store->secretHistory(acme)->since(id, withSecret(secret, id).body);
    }
};

void TestSecretHistory::init()
{
    QVERIFY(reopen());
}

void TestSecretHistory::aSecretIsKnownFromItsFirstSnapshotOn()
{
    QVERIFY(m_store->secretHistory(acme)->isEmpty());
    for (const int number : {3, 5, 400}) {
        QVERIFY(save(state(day(number), secretOf('a'))));
        QCOMPARE(since(secretOf('a')), std::optional(day(3)));
    }
    QVERIFY(!since(secretOf('b'))); // what it has now was never seen
    m_store = States::open(path());
    QCOMPARE(since(secretOf('a')), std::optional(day(3))); // the key is the file's
    QVERIFY(m_store->secretHistory(u"other.auth0.com"_s)->isEmpty());
}

void TestSecretHistory::anotherSecretBeginsAnew()
{
    save(state(day(0), secretOf('a')));
    save(state(day(10), secretOf('b')));
    QCOMPARE(since(secretOf('b')), std::optional(day(10)));
    QVERIFY(!since(secretOf('a')));
    save(state(day(20), secretOf('a'))); // nobody knows what lay between
    QCOMPARE(since(secretOf('a')), std::optional(day(20)));
}

/// Though what is stored of it is equal.
void TestSecretHistory::aRotatedSecretIsNews()
{
    const Store::SaveWish news{std::chrono::hours(24) * 365};
    save(state(day(0), secretOf('a')));
    QVERIFY(!m_store->save(state(day(1), secretOf('a')), news)->isStored);
    QVERIFY(m_store->save(state(day(2), secretOf('b')), news)->isStored);
    QCOMPARE(since(secretOf('b')), std::optional(day(2)));
    QVERIFY(!m_store->save(state(day(3), secretOf('b')), news)->isStored);
    QCOMPARE(since(secretOf('b')), std::optional(day(2)));
}

/// A token with fewer scopes read in between.
void TestSecretHistory::whatWasNotSentIsNotTold()
{
    save(state(day(0), secretOf('a')));
    TenantState without = state(day(1), {});
    without.objects[Part::Applications] = {{app, R"({"client_id":"client_1","name":"App"})"}};
    save(without);
    QVERIFY(!m_store->secretHistory(acme)->since(app, without.objects[Part::Applications].first().body));
    QVERIFY(!m_store->secretHistory(acme)->since(app, R"({"client_id":"client_1","client_secret":null})"));
    save(state(day(2), secretOf('a')));
    QCOMPARE(since(secretOf('a')), std::optional(day(0)));
}

void TestSecretHistory::shortSecretsAreNotFollowed()
{
    save(state(day(0), QByteArray(Store::shortestSecret - 1, 'x')));
    QVERIFY(m_store->secretHistory(acme)->isEmpty());
    save(state(day(1), QByteArray(Store::shortestSecret, 'x')));
    QCOMPARE(since(QByteArray(Store::shortestSecret, 'x')), std::optional(day(1)));
}

void TestSecretHistory::neitherSecretNorHashReachesTheDisk()
{
    const QByteArray secret = secretOf('a');
    save(state(day(0), secret));
    QVERIFY(holds("client_1"));
    for (const QByteArray &form : {secret, secret.toBase64().first(60), secret.toHex()}) {
        QVERIFY2(!holds(form), form.constData());
    }
    const QByteArray named = app.toUtf8() + '\0' + secret;
    for (const auto algorithm :
         {QCryptographicHash::Md5, QCryptographicHash::Sha1, QCryptographicHash::Sha256, QCryptographicHash::Sha512}) {
        for (const QByteArray &text : {secret, named}) {
            const QByteArray hash = QCryptographicHash::hash(text, algorithm);
            QVERIFY(!holds(hash.first(8)));
            QVERIFY(!holds(hash.toHex().first(16)));
        }
    }
}

/// That two applications share a secret is to be seen by nobody either; nor do two files tell it.
void TestSecretHistory::equalSecretsLookDifferent()
{
    TenantState two = state(day(0), secretOf('a'));
    two.objects[Part::Applications].append(withSecret(secretOf('a'), u"client_2"_s));
    save(two);
    const auto fingerprint = [this](int number) {
        Store::Database database(path());
        Store::Statement find(database, u"SELECT fingerprint FROM secret ORDER BY object LIMIT 1 OFFSET ?"_s);
        return find.run(number) && find.next() ? find.bytes(0) : QByteArray();
    };
    const QByteArray first = fingerprint(0);
    QCOMPARE(first.size(), 8);
    QVERIFY(first != fingerprint(1));
    QVERIFY(reopen());
    save(two);
    QVERIFY(fingerprint(0).size() == 8 && fingerprint(0) != first);
}

void TestSecretHistory::ageingOutKeepsTheAge()
{
    TenantState twoOfThem = state(day(0), secretOf('a'));
    twoOfThem.objects[Part::Applications].append(withSecret(secretOf('b'), u"client_2"_s));
    save(twoOfThem);
    for (const int number : {1, 500, 501, 502}) {
        save(state(day(number), secretOf('a')));
    }
    QVERIFY(since(secretOf('b'), u"client_2"_s)); // an application that is gone, which a snapshot still holds
    QVERIFY(*m_store->prune(acme, Store::standardRetention(day(502))) > 0);
    QCOMPARE(since(secretOf('a')), std::optional(day(0)));
    QVERIFY(!since(secretOf('b'), u"client_2"_s)); // none holds it any more
    QVERIFY(*m_store->removeBeyond(acme, {1, std::nullopt, std::nullopt}) > 0);
    QCOMPARE(since(secretOf('a')), std::optional(day(0)));
}

/// The time of that snapshot may have been wrong.
void TestSecretHistory::whoeverNamesASnapshotTakesItsTime()
{
    const qint64 first = save(state(day(0), secretOf('a')));
    TenantState settings = state(day(1), {});
    settings.objects = {{Part::Settings, {{{}, "{}"}}}};
    const qint64 second = save(settings);
    save(state(day(2), secretOf('a')));
    QVERIFY(m_store->remove({first}));
    QCOMPARE(since(secretOf('a')), std::optional(day(2))); // the second did not read applications
    QVERIFY(m_store->remove({second}));
    QCOMPARE(since(secretOf('a')), std::optional(day(2)));
    const qint64 ofAWrongClock = save(state(day(9000), secretOf('b')));
    QVERIFY(m_store->remove({ofAWrongClock}));
    save(state(day(3), secretOf('b')));
    QCOMPARE(since(secretOf('b')), std::optional(day(3)));
}

void TestSecretHistory::aRemovedTenantIsForgotten()
{
    save(state(day(0), secretOf('a')));
    save(state(day(0), secretOf('a'), u"other.auth0.com"_s));
    QVERIFY(m_store->removeTenant(acme));
    QVERIFY(m_store->secretHistory(acme)->isEmpty());
    QVERIFY(!m_store->secretHistory(u"other.auth0.com"_s)->isEmpty());
    save(state(day(9), secretOf('a')));
    QCOMPARE(since(secretOf('a')), std::optional(day(9)));
    for (const QString &tenant : {acme, u"other.auth0.com"_s}) {
        QVERIFY(m_store->removeTenant(tenant));
    }
    Store::Database database(path());
    QCOMPARE(database.number(u"SELECT count(*) FROM secret"_s), 0);
}

/// Before secrets were followed.
void TestSecretHistory::filesOfTheFirstVersionGoOn()
{
    m_store.reset();
    for (const QString &name : QDir(QFileInfo(path()).path()).entryList(QDir::Files)) {
        QVERIFY(QFile::remove(QFileInfo(path()).path() + u'/' + name));
    }
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    {
        Store::Database database(path());
        QVERIFY(database.execute(u"PRAGMA application_id = %1"_s.arg(0x546e7279)));
        QVERIFY(Store::migrate(database, Store::migrations().first(1)));
        QCOMPARE(database.version(), 1);
        for (const QString &statement :
             {u"INSERT INTO tenant VALUES (1, 'acme.eu.auth0.com', 'acme')"_s,
              u"INSERT INTO snapshot VALUES (1, 1, %1, 1, 0, 0)"_s.arg(day(0).toMSecsSinceEpoch()),
              u"INSERT INTO part VALUES (1, 1, 1, 1, '')"_s, u"INSERT INTO object VALUES (1, 1, 1, 'client_1', NULL)"_s,
              u"INSERT INTO version VALUES (1, 1, NULL, 1)"_s}) {
            QVERIFY2(database.execute(statement), qPrintable(statement));
        }
        Store::Statement body(database, u"INSERT INTO content VALUES (1, ?, ?)"_s);
        QVERIFY(body.run(QByteArray("hash"), qCompress(R"({"client_id":"client_1","name":"before"})")));
    }
    m_store = States::open(path());
    QVERIFY(m_store && m_store->setAside().isEmpty());
    QCOMPARE(m_store->snapshots(acme)->size(), 1);
    QVERIFY(States::contentsOf(*m_store, 1, Part::Applications).value(app).contains("before"));
    QVERIFY(m_store->secretHistory(acme)->isEmpty());
    QVERIFY(save(state(day(1), secretOf('a'))));
    QCOMPARE(since(secretOf('a')), std::optional(day(1)));
    QVERIFY(Store::Database(path()).version() == Store::migrations().size());
}

QTEST_GUILESS_MAIN(TestSecretHistory)
#include "tst_secrethistory.moc"
