#include "json/pointer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Json::Pointer;

class TestPointer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("tokens");
        QTest::newRow("whole") << QString() << QStringList();
        QTest::newRow("an empty key") << u"/"_s << QStringList{QString()};
        QTest::newRow("two steps") << u"/app_metadata/tenant"_s << QStringList{u"app_metadata"_s, u"tenant"_s};
        QTest::newRow("slash and tilde") << u"/a~1b/m~0n/~01"_s << QStringList{u"a/b"_s, u"m~n"_s, u"~1"_s};
        QTest::newRow("a dot is no step") << u"/a.b"_s << QStringList{u"a.b"_s};
    }

    void readsWhatItWrites()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, tokens);
        const std::optional<Pointer> pointer = Pointer::parse(text);
        QVERIFY(pointer);
        QCOMPARE(pointer->tokens(), tokens);
        QCOMPARE(pointer->text(), text);
    }

    void refusesWhatIsNone()
    {
        for (const char *text : {"a", "a/b", "/a~", "/a~2b", "/~/"}) {
            QVERIFY2(!Pointer::parse(QString::fromLatin1(text)), text);
        }
    }

    void knowsWhatLiesInside()
    {
        const Pointer options({u"options"_s});
        QVERIFY(options.holds(options));
        QVERIFY(options.holds(options.child(u"mfa"_s)));
        QVERIFY(!options.child(u"mfa"_s).holds(options));
        QVERIFY(!options.holds(Pointer({u"options2"_s})));
        QVERIFY(Pointer().holds(options));
    }
};

QTEST_GUILESS_MAIN(TestPointer)
#include "tst_pointer.moc"
