#include "auth/waiting.h"

#include "auth/layeredstore.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Auth::SecretKind;
using Auth::StoreError;
using Domain::TenantId;

namespace {

/// A keychain in memory that is locked when asked to be, and counts who looks into it.
class LockableKeychain : public Auth::MemoryStore
{
public:
    bool isLocked = false;
    int reads = 0;

    void read(const TenantId &id, SecretKind kind, QObject *context, Callback<Auth::Secret> callback) override
    {
        ++reads;
        MemoryStore::read(id, kind, context, std::move(callback));
    }
    void write(const TenantId &id, SecretKind kind, const Auth::Secret &secret, QObject *context,
               Callback<void> callback) override
    {
        if (!isLocked) {
            MemoryStore::write(id, kind, secret, context, std::move(callback));
            return;
        }
        QMetaObject::invokeMethod(
            context, [callback] { callback(tl::make_unexpected(storeError(StoreError::Kind::Locked))); },
            Qt::QueuedConnection);
    }
    bool isPersistent() const override { return true; }
};

} // namespace

/// Which secret a session finds: the one of this session, or the keychain's.
class TestLayeredStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theSessionsOwnComesFirst();
    void whatTheKeychainTookReplacesTheSessionsOwn();
    void aKeychainThatRefusesLeavesTheSessionsOwn();
    void theNewSecretCountsEvenWhenNobodyWaits();
    void removedAndPurgedIsGoneFromBoth();
    void nobodyIsAnsweredWhoIsGone();

private:
    /// The secret that is found, or nothing.
    QByteArray found(const TenantId &id = TenantId(u"acme"_s), SecretKind kind = SecretKind::ClientSecret)
    {
        const auto outcome = Waiting::read(*m_store, id, kind);
        return outcome && *outcome ? (*outcome)->reveal() : QByteArray();
    }
    void give(Auth::CredentialStore &store, const QByteArray &secret)
    {
        const auto outcome = Waiting::write(store, m_acme, SecretKind::ClientSecret, secret);
        QVERIFY(outcome && *outcome);
    }

    const TenantId m_acme{u"acme"_s};
    std::unique_ptr<LockableKeychain> m_keychain;
    std::unique_ptr<Auth::LayeredStore> m_store;
};

void TestLayeredStore::init()
{
    m_store.reset();
    m_keychain = std::make_unique<LockableKeychain>();
    m_store = std::make_unique<Auth::LayeredStore>(*m_keychain);
    QVERIFY(m_store->isPersistent());
}

void TestLayeredStore::theSessionsOwnComesFirst()
{
    QCOMPARE(found(), QByteArray());
    give(*m_keychain, "kept");
    QCOMPARE(found(), QByteArray("kept"));
    m_keychain->reads = 0;
    give(m_store->sessionOnly(), "of this session");
    QCOMPARE(found(), QByteArray("of this session"));
    QCOMPARE(m_keychain->reads, 0); // a locked keychain would ask for its password
    QCOMPARE(found(m_acme, SecretKind::PrivateKey), QByteArray());
    QCOMPARE(found(TenantId(u"other"_s)), QByteArray());
}

void TestLayeredStore::whatTheKeychainTookReplacesTheSessionsOwn()
{
    give(m_store->sessionOnly(), "of this session");
    give(*m_store, "new");
    QCOMPARE(found(), QByteArray("new"));
    const auto kept = Waiting::read(*m_keychain, m_acme, SecretKind::ClientSecret);
    QVERIFY(kept && *kept);
}

void TestLayeredStore::aKeychainThatRefusesLeavesTheSessionsOwn()
{
    give(m_store->sessionOnly(), "of this session");
    m_keychain->isLocked = true;
    const auto outcome = Waiting::write(*m_store, m_acme, SecretKind::ClientSecret, "new");
    QVERIFY(outcome && !*outcome);
    QCOMPARE(outcome->error().kind, StoreError::Kind::Locked);
    QCOMPARE(found(), QByteArray("of this session"));
}

void TestLayeredStore::theNewSecretCountsEvenWhenNobodyWaits()
{
    give(m_store->sessionOnly(), "of this session");
    bool isAnswered = false;
    {
        QObject dialog;
        m_store->write(m_acme, SecretKind::ClientSecret, Auth::Secret("new"), &dialog,
                       [&isAnswered](const Auth::StoreOutcome<void> &) { isAnswered = true; });
    }
    QTRY_COMPARE(found(), QByteArray("new"));
    QVERIFY(!isAnswered);
}

void TestLayeredStore::removedAndPurgedIsGoneFromBoth()
{
    give(*m_keychain, "kept");
    give(m_store->sessionOnly(), "of this session");
    QVERIFY(Waiting::remove(*m_store, m_acme, SecretKind::ClientSecret)->has_value());
    QCOMPARE(found(), QByteArray());
    give(*m_keychain, "kept");
    give(m_store->sessionOnly(), "of this session");
    QVERIFY(Waiting::purge(*m_store, m_acme)->has_value());
    QCOMPARE(found(), QByteArray());
}

void TestLayeredStore::nobodyIsAnsweredWhoIsGone()
{
    give(*m_keychain, "kept");
    bool isAnswered = false;
    {
        QObject dialog;
        m_store->read(m_acme, SecretKind::ClientSecret, &dialog,
                      [&isAnswered](const Auth::StoreOutcome<Auth::Secret> &) { isAnswered = true; });
    }
    QCOMPARE(found(), QByteArray("kept")); // answered after it
    QVERIFY(!isAnswered);
}

QTEST_GUILESS_MAIN(TestLayeredStore)
#include "tst_layeredstore.moc"
