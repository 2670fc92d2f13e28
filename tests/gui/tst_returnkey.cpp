#include "ui/shell/returnkey.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

/// Return presses the button that the keys are on, once for each press.
class TestReturnKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void aButtonIsPressedOnce();
    void aDisabledButtonIsNotPressed();
    void aMenuOpens();

private:
    template <typename Button> Button *add();

    std::unique_ptr<QWidget> m_window;
};

void TestReturnKey::init()
{
    m_window = std::make_unique<QWidget>();
    new QVBoxLayout(m_window.get());
    new Ui::ReturnKey(m_window.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

template <typename Button> Button *TestReturnKey::add()
{
    auto *button = new Button(m_window.get());
    m_window->layout()->addWidget(button);
    button->show();
    button->setFocus();
    return button;
}

void TestReturnKey::aButtonIsPressedOnce()
{
    int pressed = 0;
    const auto count = [&pressed] { ++pressed; };
    QAbstractButton *buttons[] = {add<QPushButton>(), add<QToolButton>()};
    for (QAbstractButton *button : buttons) {
        connect(button, &QAbstractButton::clicked, this, count);
        pressed = 0;
        QTest::keyClick(button, Qt::Key_Return);
        QTest::keyClick(button, Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(pressed, 2);
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QString(), true);
        QApplication::sendEvent(button, &held);
        QCOMPARE(pressed, 2);
    }
}

void TestReturnKey::aDisabledButtonIsNotPressed()
{
    auto *button = add<QPushButton>();
    int pressed = 0;
    connect(button, &QPushButton::clicked, this, [&pressed] { ++pressed; });
    button->setEnabled(false);
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QApplication::sendEvent(button, &press);
    QCOMPARE(pressed, 0);
}

void TestReturnKey::aMenuOpens()
{
    const auto opens = [](QWidget *button, QMenu *menu) {
        bool wasOpen = false;
        QTimer::singleShot(0, menu, [menu, &wasOpen] { // it is modal
            wasOpen = menu->isVisible();
            menu->close();
        });
        QTest::keyClick(button, Qt::Key_Return);
        const bool isSeen = QTest::qWaitFor([&wasOpen] { return wasOpen; }, 1000);
        menu->close();
        return isSeen;
    };
    auto *more = add<QToolButton>(); // as at the end of a bar that has no room for all
    auto *tools = new QMenu(more);
    tools->addAction(u"Columns"_s);
    more->setMenu(tools);
    more->setPopupMode(QToolButton::InstantPopup);
    QVERIFY(opens(more, tools));
    auto *take = add<QPushButton>();
    auto *ways = new QMenu(take);
    ways->addAction(u"CSV"_s);
    take->setMenu(ways);
    QVERIFY(opens(take, ways));
}

QTEST_MAIN(TestReturnKey)
#include "tst_returnkey.moc"
