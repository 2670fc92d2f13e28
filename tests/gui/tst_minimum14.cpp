#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "policy/policyrow.h"
#include "sandbox/defaultestate.h"
#include "session/changetray.h"
#include "session/writeunlock.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/banner.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;

/// "At least 14 characters everywhere", on the sandbox's whole estate, from the filter to the evidence, by keyboard
/// alone. A user action is one chord of keys, or one text typed into a field.
class TestMinimum14 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void fromFilterToEvidence();

private:
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    static void activate(QWidget &window);
    QWidget *active() const;
    QDialog *dialog() const { return qobject_cast<QDialog *>(active()); }
    /// Database connections with a policy below 14, by tenant and name.
    QStringList below() const;

    Ui::SourcePlurals m_plurals;
    std::unique_ptr<WindowFixture> m_fixture;
    QTemporaryDir m_folder;
    int m_actions = 0;
};

QWidget *TestMinimum14::active() const
{
    QWidget *open = &m_fixture->window();
    for (QDialog *dialog : m_fixture->window().findChildren<QDialog *>()) {
        open = dialog->isVisible() ? dialog : open;
    }
    return open;
}

void TestMinimum14::activate(QWidget &window)
{
    window.activateWindow(); // offscreen, nobody does that when a dialog opens or closes
    // A window counts as active where the one below it is; keys go to the application's.
    QTRY_COMPARE(QApplication::activeWindow(), &window);
}

void TestMinimum14::press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget *window = active();
    activate(*window);
    const QPointer<QWidget> target = window->focusWidget() ? window->focusWidget() : window;
    QTest::keyClick(target, Qt::Key(key), modifiers);
    QTest::keyRelease(&m_fixture->window(), Qt::Key_Control); // else it counts as held down
    ++m_actions;
}

void TestMinimum14::type(const QString &text)
{
    QWidget *window = active();
    activate(*window);
    QVERIFY(window->focusWidget());
    QTest::keyClicks(window->focusWidget(), text);
    ++m_actions;
}

QStringList TestMinimum14::below() const
{
    QStringList found;
    for (std::size_t tenant = 0; tenant < m_fixture->server().tenants().size(); ++tenant) {
        const Sandbox::TenantState state = m_fixture->server().state(tenant);
        for (const Sandbox::Json &connection : state.connections.items()) {
            const auto row = Policy::policyRow(QByteArray::fromStdString(connection.dump()));
            if (row && row->policy.minLength() < 14) {
                found.append(QString::fromStdString(state.name) + u'/' + row->name);
            }
        }
    }
    return found;
}

void TestMinimum14::fromFilterToEvidence()
{
    m_fixture = std::make_unique<WindowFixture>(Sandbox::Options(), Sandbox::defaultEstate());
    const auto tenants = int(m_fixture->server().tenants().size());
    for (int i = 0; i < tenants; ++i) {
        m_fixture->openWritable(i, QString::number(i));
    }
    m_fixture->window().showScope({{}, Kind::Applications, {}});
    QVERIFY(m_fixture->waitUntilRead(60000));
    const QStringList before = below();
    QVERIFY(before.size() > 40);

    press(Qt::Key_P, Qt::ControlModifier); // the grid of all policies
    const Ui::TablePage *page = m_fixture->window().tablePage();
    QCOMPARE(page->kind(), Kind::Policies);
    press(Qt::Key_F, Qt::ControlModifier);
    type(u"min_length<14"_s);
    QTRY_COMPARE(page->model()->rowCount(), before.size());
    press(Qt::Key_Return); // into the table
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier); // the editor
    QTRY_VERIFY(qobject_cast<QLineEdit *>(m_fixture->window().focusWidget()));
    type(u"14"_s);
    press(Qt::Key_Return, Qt::ControlModifier); // stages
    QTRY_VERIFY(!m_fixture->tray().isEmpty());
    const qsizetype staged = m_fixture->tray().size();
    press(Qt::Key_Return, Qt::ControlModifier); // reviews
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    press(Qt::Key_Return, Qt::ControlModifier); // to the first lock
    for (const Session::TenantPlan &plan : m_fixture->tray().plans()) {
        if (m_fixture->estate().find(plan.tenant)->profile().environment == Domain::Environment::Production) {
            type(plan.plan.tenant.name);
            press(Qt::Key_Return);
        } else {
            press(Qt::Key_Space);
        }
        const auto *focus = active()->focusWidget();
        QVERIFY2(m_fixture->estate().find(plan.tenant)->writeUnlock().isUnlocked(),
                 qPrintable(plan.plan.tenant.name + u", the focus is at "_s
                            + (focus ? focus->accessibleName() : QString())));
    }
    auto *banner = dialog()->findChild<Ui::Banner *>();
    press(Qt::Key_Return, Qt::ControlModifier); // applies
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->tray().isEmpty(), 120000);
    QTRY_VERIFY(dialog()->findChild<QPushButton *>(u"close"_s)->isVisible());
    QCOMPARE(banner->what(), u"%1 of %1 changes are done."_s.arg(staged));
    const QString file = m_folder.filePath(u"evidence.csv"_s);
    m_fixture->prompt().setAnswer(file);
    press(Qt::Key_S, Qt::ControlModifier);
    m_actions += 2; // the name of the file, and Return
    QTRY_VERIFY(QFile::exists(file));

    qInfo("%d user actions for %d connections", m_actions, int(staged));
    QVERIFY2(m_actions <= 25, qPrintable(QString::number(m_actions)));
    // Whatever is still below was told to stay as it is; all others are at 14, and the evidence has a row for each.
    const QStringList after = below();
    QCOMPARE(before.size() - after.size(), staged);
    QFile evidence(file);
    QVERIFY(evidence.open(QIODevice::ReadOnly));
    const QString csv = QString::fromUtf8(evidence.readAll());
    QVERIFY(csv.count(u",done,"_s) >= staged);
    for (const QString &name : before) {
        QCOMPARE(csv.contains(u',' + name.section(u'/', 1) + u','), !after.contains(name));
    }
}

QTEST_MAIN(TestMinimum14)
#include "tst_minimum14.moc"
