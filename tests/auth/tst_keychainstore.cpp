#include "auth/fakekeychain.h"
#include "auth/waiting.h"

#include "auth/chunks.h"
#include "auth/keychainstore.h"
#include "auth/memorystore.h"
#include "settings/credentialkeys.h"
#include "settings/settingsstore.h"

#include <QAbstractEventDispatcher>
#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Auth::SecretKind;
using Auth::StoreError;
using Domain::TenantId;

namespace {

/// A deterministic secret of that many bytes, zero bytes and bad UTF-8 among them.
QByteArray secretOf(qsizetype size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes) {
        byte = static_cast<char>(random.bounded(256));
    }
    return bytes;
}

template <typename T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};
template <typename T>
concept Text = std::is_convertible_v<T, QString> || std::is_convertible_v<T, QByteArray>;
static_assert(!Printable<Auth::Secret>, "a secret must not be printable");
static_assert(!Text<Auth::Secret>, "a secret must not turn into text by itself");

} // namespace

class TestKeychainStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsSecretsOfAllSizes_data();
    void keepsSecretsOfAllSizes();
    void refusesWhatIsNoSecret();
    void keepsKindsAndTenantsApart();
    void replacingLeavesNothingOld();
    void killedAnywhereKeepsOneWholeSecret();
    void failedWriteKeepsTheOldOne();
    void knowsOnceTheKeychainIsMissing();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void noticesDamage_data();
    void noticesDamage();
    void findsTheSecretThatAnotherProcessPutThereMeanwhile();
    void purgeLeavesNothing();
    void settingsHoldNamesOnly();
    void answersNobodyWhoIsGone();
    void memoryStoreKeepsForTheSession();
    void headsAreReadStrictly_data();
    void headsAreReadStrictly();

private:
    std::unique_ptr<Auth::KeychainStore> store();
    QByteArray settingsText() const;

    const TenantId m_id{u"0b9c2f7e"_s};
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::CredentialKeys> m_keys;
    FakeKeychain m_keychain;
};

void TestKeychainStore::init()
{
    m_keys.reset();
    m_settings.reset();
    m_home = std::make_unique<QTemporaryDir>();
    m_settings = std::move(*Settings::SettingsStore::open(m_home->path()));
    m_keys = std::make_unique<Settings::CredentialKeys>(m_settings->file());
    m_keychain = {};
}

std::unique_ptr<Auth::KeychainStore> TestKeychainStore::store()
{
    return std::make_unique<Auth::KeychainStore>(std::make_unique<FakeEntries>(m_keychain), *m_keys);
}

QByteArray TestKeychainStore::settingsText() const
{
    QFile file(m_home->filePath(u"tenantry.ini"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestKeychainStore::keepsSecretsOfAllSizes_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 64, 2047, 2048, 2049, 4096, 10000, 65536, 262144}) {
        QTest::addRow("%d bytes", size) << size;
    }
}

void TestKeychainStore::keepsSecretsOfAllSizes()
{
    QFETCH(const int, size);
    const QByteArray secret = secretOf(size, 7);
    QVERIFY(*Waiting::write(*store(), m_id, SecretKind::PrivateKey, secret));
    QVERIFY2(m_keychain.longest <= 2048, "Windows takes 2,560 bytes an entry");
    const auto read = Waiting::read(*store(), m_id, SecretKind::PrivateKey);
    QVERIFY(read && *read);
    QVERIFY((*read)->reveal() == secret);
}

void TestKeychainStore::refusesWhatIsNoSecret()
{
    const auto stored = store();
    QVERIFY(!*Waiting::write(*stored, m_id, SecretKind::Token, {}));
    QVERIFY(!*Waiting::write(*stored, m_id, SecretKind::Token, QByteArray(262145, 'x')));
    QVERIFY(m_keychain.entries.isEmpty());
}

void TestKeychainStore::keepsKindsAndTenantsApart()
{
    const auto stored = store();
    const TenantId other(u"0b9c2f7e2"_s);
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::ClientSecret, "one"));
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::Token, "two"));
    QVERIFY(*Waiting::write(*stored, other, SecretKind::ClientSecret, "three"));
    QVERIFY(*Waiting::remove(*stored, m_id, SecretKind::ClientSecret));
    QVERIFY(*Waiting::remove(*stored, m_id, SecretKind::PrivateKey));
    QCOMPARE(Waiting::read(*stored, m_id, SecretKind::ClientSecret)->error().kind, StoreError::Kind::NotFound);
    QVERIFY((*Waiting::read(*stored, m_id, SecretKind::Token))->reveal() == "two");
    QVERIFY((*Waiting::read(*stored, other, SecretKind::ClientSecret))->reveal() == "three");
    QVERIFY(m_keychain.entries.contains(u"tenantry/0b9c2f7e/token"_s));
}

void TestKeychainStore::replacingLeavesNothingOld()
{
    const auto stored = store();
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::PrivateKey, secretOf(9000, 1)));
    QCOMPARE(m_keychain.entries.size(), 6);
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::PrivateKey, secretOf(100, 2)));
    QCOMPARE(m_keychain.entries.size(), 2);
    QCOMPARE(m_keys->keys(m_id).size(), 2);
}

/// For every point at which a replacement can be killed: what is read afterwards is the old or the new secret, whole,
/// and the next write and purge leave nothing of any of them.
void TestKeychainStore::killedAnywhereKeepsOneWholeSecret()
{
    int whole = 0;
    const QList<qsizetype> sizes{1, 2049, 9000};
    for (const qsizetype oldSize : sizes) {
        for (const qsizetype newSize : sizes) {
            const QByteArray old = secretOf(oldSize, 11);
            const QByteArray replacement = secretOf(newSize, 12);
            const auto steps = static_cast<int>(Auth::chunksOf(replacement).size() + 1 + Auth::chunksOf(old).size());
            for (int step = 0; step <= steps; ++step) {
                init();
                QVERIFY(*Waiting::write(*store(), m_id, SecretKind::PrivateKey, old));
                m_keychain.stopAfter = m_keychain.changes + step;
                {
                    const auto killed = store();
                    killed->write(m_id, SecretKind::PrivateKey, Auth::Secret(replacement), this, [](const auto &) {});
                    while (QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents)) { }
                }
                m_keychain.stopAfter = -1;
                const auto read = Waiting::read(*store(), m_id, SecretKind::PrivateKey);
                QVERIFY2(read && *read, qPrintable(u"%1 -> %2, step %3"_s.arg(oldSize).arg(newSize).arg(step)));
                const QByteArray kept = (*read)->reveal();
                QVERIFY(kept == old || kept == replacement);
                whole += 1;
                QVERIFY(*Waiting::write(*store(), m_id, SecretKind::PrivateKey, "x"));
                QCOMPARE(m_keychain.entries.size(), 2);
                QVERIFY(*Waiting::purge(*store(), m_id));
                QVERIFY(m_keychain.entries.isEmpty());
            }
        }
    }
    qInfo("%d broken writes, each left one whole secret", whole);
}

void TestKeychainStore::failedWriteKeepsTheOldOne()
{
    const QByteArray old = secretOf(5000, 3);
    const auto stored = store();
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::ClientSecret, old));
    const auto before = m_keychain.entries;
    m_keychain.failure = StoreError::Kind::Locked;
    m_keychain.stopAfter = m_keychain.changes + 2;
    const auto written = Waiting::write(*stored, m_id, SecretKind::ClientSecret, secretOf(8000, 4));
    QVERIFY(!*written);
    QCOMPARE(written->error().kind, StoreError::Kind::Locked);
    m_keychain.stopAfter = -1;
    QVERIFY((*Waiting::read(*stored, m_id, SecretKind::ClientSecret))->reveal() == old);
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::ClientSecret, old));
    QCOMPARE(m_keychain.entries.size(), before.size());
}

void TestKeychainStore::knowsOnceTheKeychainIsMissing()
{
    const auto stored = store();
    QVERIFY(stored->isPersistent());
    m_keychain.failure = StoreError::Kind::Unavailable;
    m_keychain.stopAfter = 0;
    QVERIFY(!*Waiting::read(*stored, m_id, SecretKind::ClientSecret));
    QVERIFY(!stored->isPersistent());
    QVERIFY(!*Waiting::write(*stored, m_id, SecretKind::ClientSecret, secretOf(100, 9)));
    QVERIFY2(m_keys->keys(m_id).isEmpty(), "what no keychain holds is named in the settings");
    m_keychain.stopAfter = -1;
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::ClientSecret, secretOf(100, 9)));
    QVERIFY(stored->isPersistent());
}

void TestKeychainStore::saysWhatIsWrong_data()
{
    QTest::addColumn<StoreError::Kind>("kind");
    QTest::addColumn<QString>("word");
    QTest::newRow("absent") << StoreError::Kind::Unavailable << u"no keychain"_s;
    QTest::newRow("locked") << StoreError::Kind::Locked << u"locked"_s;
    QTest::newRow("denied") << StoreError::Kind::Denied << u"refused"_s;
    QTest::newRow("missing") << StoreError::Kind::NotFound << u"no secret"_s;
    QTest::newRow("damaged") << StoreError::Kind::Damaged << u"not whole"_s;
}

void TestKeychainStore::saysWhatIsWrong()
{
    QFETCH(const StoreError::Kind, kind);
    QFETCH(const QString, word);
    const StoreError error = Auth::storeError(kind);
    QVERIFY2(error.message.contains(word), qPrintable(error.message));
    QVERIFY(error.message.count(u'.') >= 2);
}

void TestKeychainStore::noticesDamage_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("head is no head") << 0;
    QTest::newRow("a chunk changed") << 1;
    QTest::newRow("a chunk missing") << 2;
    QTest::newRow("chunks swapped") << 3;
}

void TestKeychainStore::noticesDamage()
{
    QFETCH(const int, damage);
    const auto stored = store();
    QVERIFY(*Waiting::write(*stored, m_id, SecretKind::ClientSecret, secretOf(5000, 5)));
    const QStringList keys = m_keychain.entries.keys();
    switch (damage) {
    case 0:
        m_keychain.entries[keys[0]] = "s3cret";
        break;
    case 1:
        m_keychain.entries[keys[2]][17] = static_cast<char>(m_keychain.entries[keys[2]][17] ^ 1);
        break;
    case 2:
        m_keychain.entries.remove(keys[3]);
        break;
    default:
        qSwap(m_keychain.entries[keys[1]], m_keychain.entries[keys[2]]);
    }
    const auto read = Waiting::read(*stored, m_id, SecretKind::ClientSecret);
    QVERIFY(!*read);
    QCOMPARE(read->error().kind, StoreError::Kind::Damaged);
    QVERIFY(*Waiting::purge(*stored, m_id));
    QVERIFY(m_keychain.entries.isEmpty());
}

void TestKeychainStore::findsTheSecretThatAnotherProcessPutThereMeanwhile()
{
    const auto reader = store();
    QVERIFY(*Waiting::write(*reader, m_id, SecretKind::ClientSecret, secretOf(5000, 6)));
    const QByteArray newer = secretOf(3000, 8);
    bool isRead = false;
    // The reader has asked for the head; before it gets to the chunks they are replaced.
    reader->read(m_id, SecretKind::ClientSecret, this, [&](const Auth::StoreOutcome<Auth::Secret> &read) {
        QVERIFY(read);
        QVERIFY(read->reveal() == newer);
        isRead = true;
    });
    const auto replacing = store();
    FakeKeychain &keychain = m_keychain;
    const Auth::ChunkHead head = Auth::newHead(newer);
    const QString headKey = u"tenantry/0b9c2f7e/secret"_s;
    keychain.entries.clear();
    keychain.entries.insert(headKey, head.toText());
    const QStringList chunkKeys = Auth::chunkKeys(headKey, head);
    for (int i = 0; i < chunkKeys.size(); ++i) {
        keychain.entries.insert(chunkKeys[i], Auth::chunksOf(newer)[i]);
    }
    QTRY_VERIFY(isRead);
}

void TestKeychainStore::purgeLeavesNothing()
{
    const auto stored = store();
    const TenantId other(u"other"_s);
    QVERIFY(*Waiting::write(*stored, other, SecretKind::Token, "stays"));
    for (const auto kind : {SecretKind::ClientSecret, SecretKind::PrivateKey, SecretKind::Token}) {
        QVERIFY(*Waiting::write(*stored, m_id, kind, secretOf(4500, 9)));
    }
    QVERIFY(*Waiting::purge(*stored, m_id));
    QCOMPARE(m_keychain.entries.size(), 2);
    QVERIFY(m_keys->keys(m_id).isEmpty());
    QVERIFY((*Waiting::read(*stored, other, SecretKind::Token))->reveal() == "stays");
}

void TestKeychainStore::settingsHoldNamesOnly()
{
    QVERIFY(*Waiting::write(*store(), m_id, SecretKind::ClientSecret, "tp_Very-Secret_Value_1"));
    const QByteArray text = settingsText();
    QVERIFY(text.contains("tenantry/0b9c2f7e/secret"));
    QVERIFY(!text.contains("Very-Secret"));
    QVERIFY(!text.contains(QByteArray("tp_Very-Secret_Value_1").toBase64()));
}

void TestKeychainStore::answersNobodyWhoIsGone()
{
    const auto stored = store();
    bool isAnswered = false;
    {
        QObject dialog;
        stored->write(m_id, SecretKind::Token, Auth::Secret("kept"), &dialog, [&](const auto &) { isAnswered = true; });
    }
    // The write itself goes on: what the user confirmed is kept, and the next operation has its turn.
    QVERIFY((*Waiting::read(*stored, m_id, SecretKind::Token))->reveal() == "kept");
    QVERIFY(!isAnswered);
}

void TestKeychainStore::memoryStoreKeepsForTheSession()
{
    Auth::MemoryStore memory;
    QVERIFY(!memory.isPersistent());
    QVERIFY(*Waiting::write(memory, m_id, SecretKind::Token, "one"));
    QVERIFY(*Waiting::write(memory, m_id, SecretKind::ClientSecret, "two"));
    QVERIFY((*Waiting::read(memory, m_id, SecretKind::Token))->reveal() == "one");
    QVERIFY(*Waiting::remove(memory, m_id, SecretKind::Token));
    QCOMPARE(Waiting::read(memory, m_id, SecretKind::Token)->error().kind, StoreError::Kind::NotFound);
    QVERIFY(*Waiting::purge(memory, m_id));
    QVERIFY(!*Waiting::read(memory, m_id, SecretKind::ClientSecret));
    Auth::MemoryStore next;
    QVERIFY(!*Waiting::read(next, m_id, SecretKind::ClientSecret));
}

void TestKeychainStore::headsAreReadStrictly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isHead");
    const QByteArray hash(64, 'a');
    QTest::newRow("right") << QByteArray("tenantry 1 0123abcd 3 " + hash) << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("a secret") << "hunter2"_ba << false;
    QTest::newRow("later version") << QByteArray("tenantry 2 0123abcd 3 " + hash) << false;
    QTest::newRow("no chunks") << QByteArray("tenantry 1 0123abcd 0 " + hash) << false;
    QTest::newRow("too many") << QByteArray("tenantry 1 0123abcd 9999 " + hash) << false;
    QTest::newRow("path") << QByteArray("tenantry 1 ../../ab 3 " + hash) << false;
    QTest::newRow("line break") << QByteArray("tenantry 1 0123abcd 3 " + hash + '\n') << false;
}

void TestKeychainStore::headsAreReadStrictly()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isHead);
    const auto head = Auth::ChunkHead::fromText(text);
    QCOMPARE(head.has_value(), isHead);
    if (head) {
        QCOMPARE(head->toText(), text);
    }
}

QTEST_GUILESS_MAIN(TestKeychainStore)

#include "tst_keychainstore.moc"
