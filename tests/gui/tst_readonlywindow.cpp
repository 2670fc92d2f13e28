#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "session/writeunlock.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTabWidget>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

using Query::Kind;

/// A window whose tenants are marked read-only sends nothing that writes, whatever is done in it.
class TestReadOnlyWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fiveHundredActionsSendNoWrite();

private:
    void stageSomething(std::mt19937 &random);
    void actInDialog(QDialog *dialog, std::mt19937 &random);
    void actInWindow(std::mt19937 &random);
    QDialog *dialog() const;

    template <typename List> static auto pick(const List &list, std::mt19937 &random)
    {
        return list.at(qsizetype(random() % std::size_t(list.size())));
    }

    std::unique_ptr<WindowFixture> m_fixture;
    qsizetype m_staged = 0;
    qsizetype m_reviewed = 0;
};

QDialog *TestReadOnlyWindow::dialog() const
{
    QDialog *open = nullptr;
    for (QDialog *dialog : m_fixture->window().findChildren<QDialog *>()) {
        open = dialog->isVisible() ? dialog : open;
    }
    return open;
}

void TestReadOnlyWindow::stageSomething(std::mt19937 &random)
{
    Session::TenantSession *session = pick(m_fixture->estate().sessions(), random);
    const auto &records = session->records(Kind::Connections);
    if (records.isEmpty()) {
        return;
    }
    const Query::RecordPtr record = pick(records, random);
    const QByteArray value = '"' + QByteArray::number(random()) + '"';
    m_fixture->tray().stage(session->id(),
                            {{Change::ObjectKind::Connection, record->id, record->id},
                             {{*Json::Pointer::parse(u"/display_name"), {}, value, {}}},
                             record->original});
    ++m_staged;
}

/// Presses whatever can be pressed, and types the names that are asked for.
void TestReadOnlyWindow::actInDialog(QDialog *dialog, std::mt19937 &random)
{
    if (qobject_cast<QFileDialog *>(dialog)) {
        dialog->reject(); // it would ask in an event loop of its own, or write a file
        return;
    }
    m_reviewed += dialog->objectName() == u"review"_s ? 1 : 0;
    for (QLineEdit *field : dialog->findChildren<QLineEdit *>()) {
        const QString name = field->objectName() == u"tenantName"_s ? u"acme-eu"_s : QString::number(random());
        field->setText(name);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QList<QAbstractButton *> buttons;
    for (QAbstractButton *button : dialog->findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->isEnabled()) {
            buttons.append(button);
        }
    }
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTest::keyRelease(dialog, Qt::Key_Control);
    const QPointer<QDialog> still(dialog);
    if (!buttons.isEmpty()) {
        pick(buttons, random)->click();
    }
    if (still && random() % 2 == 0) {
        still->close();
    }
}

void TestReadOnlyWindow::actInWindow(std::mt19937 &random)
{
    Ui::MainWindow &window = m_fixture->window();
    const Ui::Actions &actions = window.actions();
    QList<QAction *> all;
    for (const Ui::Actions::Group &group : actions.groups()) {
        for (QAction *action : group.actions) {
            if (action && action->isEnabled() && action != actions.quit) {
                all.append(action);
            }
        }
    }
    switch (random() % 6) {
    case 0:
        stageSomething(random);
        break;
    case 1: {
        const Kind kinds[] = {Kind::Tenants, Kind::Applications, Kind::Connections, Kind::Organizations};
        const QList<Session::TenantSession *> sessions = m_fixture->estate().sessions();
        window.showScope({random() % 3 == 0 ? std::nullopt : std::optional(pick(sessions, random)->id()),
                          kinds[random() % std::size(kinds)],
                          {}});
        break;
    }
    case 2:
        if (Ui::TablePage *page = window.tablePage(); page && page->model()->rowCount() > 0) {
            const int row = int(random() % std::size_t(page->model()->rowCount()));
            const Query::RecordPtr record = page->model()->recordAt(row);
            page->select(record->tenant, record->id);
        }
        break;
    case 3:
        (random() % 2 == 0 ? actions.reviewChanges : actions.toggleLock)->trigger();
        break;
    case 4:
        pick(QList{actions.editObject, actions.editSwitches, actions.journal}, random)->trigger();
        break;
    default:
        pick(all, random)->trigger();
    }
}

void TestReadOnlyWindow::fiveHundredActionsSendNoWrite()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(0, u"eu"_s); // read-only, as a new profile is
    m_fixture->open(1, u"dev"_s);
    m_fixture->session(u"dev"_s).refreshAll();
    QVERIFY(m_fixture->waitUntilRead());
    std::mt19937 random(20); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same actions each time
    for (int i = 0; i < 500; ++i) {
        if (QDialog *open = dialog()) {
            actInDialog(open, random);
        } else {
            actInWindow(random);
        }
        if (QWidget *menu = QApplication::activePopupWidget()) {
            menu->close();
        }
        QCoreApplication::processEvents();
        for (Session::TenantSession *session : m_fixture->estate().sessions()) {
            QVERIFY2(!session->writeUnlock().isUnlocked(), qPrintable(u"after action %1"_s.arg(i)));
        }
    }
    QVERIFY2(m_staged > 20 && m_reviewed > 20,
             qPrintable(u"%1 staged, %2 in the review"_s.arg(m_staged).arg(m_reviewed)));
    (void)m_fixture->waitUntilRead();
    for (const Sandbox::ReceivedRequest &request : m_fixture->server().requests()) {
        const bool isToken = request.path == "/oauth/token";
        QVERIFY2(request.method == "GET" || isToken, (request.method + ' ' + request.path).c_str());
    }
    m_fixture.reset();
}

QTEST_MAIN(TestReadOnlyWindow)
#include "tst_readonlywindow.moc"
