#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "ui/pages/tablepage.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;

/// What a screen reader would meet on its way through the window.
class TestAccessibility : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFocusableWidgetHasItsOwnName_data();
    void everyFocusableWidgetHasItsOwnName();
    void tabReachesEveryPane();
};

void TestAccessibility::everyFocusableWidgetHasItsOwnName_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("everywhere");
    QTest::newRow("start") << -1 << true;
    QTest::newRow("all tenants") << int(Query::Kind::Tenants) << true;
    QTest::newRow("a tenant") << int(Query::Kind::Tenants) << false;
    QTest::newRow("applications") << int(Query::Kind::Applications) << false;
    QTest::newRow("connections of all") << int(Query::Kind::Connections) << true;
    QTest::newRow("password policies") << int(Query::Kind::Policies) << false;
    QTest::newRow("organizations") << int(Query::Kind::Organizations) << false;
}

void TestAccessibility::everyFocusableWidgetHasItsOwnName()
{
    QFETCH(int, kind);
    QFETCH(bool, everywhere);
    WindowFixture fixture;
    if (kind >= 0) {
        fixture.open(0, u"eu"_s);
        QVERIFY(fixture.waitUntilRead());
        const auto tenant = everywhere ? std::nullopt : std::optional(Domain::TenantId(u"eu"_s));
        fixture.window().showScope({tenant, Query::Kind(kind), {}});
        if (Ui::TablePage *page = fixture.window().tablePage()) {
            QTRY_VERIFY(page->model()->rowCount() > 0);
            page->select(Domain::TenantId(u"eu"_s), page->model()->recordAt(0)->id);
        }
    }
    QHash<QString, const QWidget *> names;
    for (QWidget *widget : fixture.window().findChildren<QWidget *>()) {
        const bool takesFocus = widget->focusPolicy() != Qt::NoFocus && widget->isEnabled() && widget->isVisible();
        const bool isQtsOwn = widget->parentWidget() && widget->parentWidget()->inherits("QTabBar"); // scrolls the tabs
        if (!takesFocus || isQtsOwn || widget->focusProxy()) {
            continue;
        }
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(face);
        const QString name = face->text(QAccessible::Name);
        const QByteArray what = widget->metaObject()->className() + QByteArray(" in ")
            + widget->parentWidget()->metaObject()->className();
        QVERIFY2(!name.isEmpty(), what.constData());
        const QString key = name + u'/' + QString::number(int(face->role()));
        QVERIFY2(!names.contains(key), qPrintable(key + u" twice: "_s + QString::fromLatin1(what)));
        names.insert(key, widget);
    }
    QVERIFY(names.size() > 5);
}

void TestAccessibility::tabReachesEveryPane()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Applications, {}});
    QTRY_VERIFY(fixture.window().tablePage()->model()->rowCount() > 0);
    fixture.window().activateWindow();
    QSet<QWidget *> met;
    for (int i = 0; i < 60; ++i) {
        QWidget *at = QApplication::focusWidget();
        if (at) {
            met.insert(at);
        }
        QTest::keyClick(at ? at : static_cast<QWidget *>(&fixture.window()), Qt::Key_Tab);
    }
    QVERIFY2(met.size() >= 10, "Tab is caught somewhere");
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
