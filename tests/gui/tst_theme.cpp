#include "ui/theme/badge.h"
#include "ui/theme/desktopscheme.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/lockmeter.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/policycell.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Ui::Theme>(); }
    void textCanBeReadOnItsGround_data();
    void textCanBeReadOnItsGround();
    void everyListedIconIsThereInBothThemes();
    void iconsFollowTheTheme();
    void aChoiceReachesWidgetsThatAreOpen();
    void systemFollowsThePortal();
    void severityHasItsOwnWordAndShape();
    void aNarrowCellKeepsTheWordOfABand();
    void everyChoiceOfABoxIsSeen_data();
    void everyChoiceOfABoxIsSeen();
    void hostileTextIsShownAsText_data();
    void hostileTextIsShownAsText();

private:
    std::unique_ptr<Ui::Theme> m_theme;
};

void TestTheme::textCanBeReadOnItsGround_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    for (const Ui::Tokens *tokens : {&Ui::Tokens::day(), &Ui::Tokens::night()}) {
        const auto add = [tokens](const char *name, const QColor &ink, const QColor &ground, double least) {
            QTest::addRow("%s, %s", tokens->dark ? "dark" : "light", name) << ink << ground << least;
        };
        for (const QColor &ground :
             {tokens->window, tokens->base, tokens->alternate, tokens->selection, tokens->hover}) {
            add(qPrintable(u"text on "_s + ground.name()), tokens->text, ground, 4.5);
            add(qPrintable(u"muted on "_s + ground.name()), tokens->muted, ground, 4.5);
            add(qPrintable(u"focus ring on "_s + ground.name()), tokens->accent, ground, 3.0);
        }
        add("primary button", tokens->onAccent, tokens->accent, 4.5);
        for (const auto level : {Domain::LockLevel::Fine, Domain::LockLevel::Watch, Domain::LockLevel::Near,
                                 Domain::LockLevel::Full, Domain::LockLevel::Over}) {
            const Ui::Tint tint = Ui::tintOf(*tokens, level);
            add(qPrintable(u"level %1"_s.arg(int(level))), tint.text, tint.ground, 4.5);
            add(qPrintable(u"level %1 on the table"_s.arg(int(level))), tint.text, tokens->base, 4.5);
            add(qPrintable(u"text in a banner %1"_s.arg(int(level))), tokens->text, tint.ground, 4.5);
        }
        for (const auto direction :
             {Policy::Direction::Weaker, Policy::Direction::Stronger, Policy::Direction::Different}) {
            for (const QColor &ground : {tokens->base, tokens->hover, tokens->selection}) {
                add(qPrintable(u"deviation %1 on %2"_s.arg(int(direction)).arg(ground.name())),
                    Ui::inkOf(*tokens, direction), ground, 4.5);
            }
        }
        for (const auto environment :
             {Domain::Environment::Development, Domain::Environment::Staging, Domain::Environment::Production}) {
            const Ui::Tint tint = Ui::tintOf(*tokens, environment);
            add(qPrintable(Domain::tagOf(environment)), tint.text, tint.ground, 4.5);
        }
    }
}

void TestTheme::textCanBeReadOnItsGround()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    const double found = Ui::contrast(ink, ground);
    QVERIFY2(found >= least, qPrintable(u"%1 on %2 is %3:1"_s.arg(ink.name(), ground.name()).arg(found)));
}

void TestTheme::everyListedIconIsThereInBothThemes()
{
    QFile list(qEnvironmentVariable("TENANTRY_SOURCE_DIR") + u"/resources/icons.txt"_s);
    QVERIFY(list.open(QIODevice::ReadOnly | QIODevice::Text));
    int icons = 0;
    for (const QByteArray &line : list.readAll().split('\n')) {
        const QString name = QString::fromLatin1(line.trimmed());
        if (name.isEmpty() || name.startsWith(u'#')) {
            continue;
        }
        ++icons;
        for (const QLatin1StringView theme : {"light"_L1, "dark"_L1}) {
            QVERIFY2(QFile::exists(u":/icons/%1/%2.svg"_s.arg(theme, name)), qPrintable(name));
        }
    }
    QVERIFY(icons > 50);
}

void TestTheme::iconsFollowTheTheme()
{
    const QIcon icon = Ui::icon("view-refresh"_L1);
    m_theme->setChoice(Settings::Theme::Light);
    const QImage light = icon.pixmap(16, 16).toImage();
    m_theme->setChoice(Settings::Theme::Dark);
    const QImage dark = icon.pixmap(16, 16).toImage();
    QVERIFY(light != dark);
    QVERIFY(!Ui::icon("no-such-icon"_L1).isNull() == false);
}

void TestTheme::aChoiceReachesWidgetsThatAreOpen()
{
    QLabel label(u"Applications"_s);
    label.show();
    m_theme->setChoice(Settings::Theme::Light);
    QCOMPARE(label.palette().color(QPalette::WindowText), Ui::Tokens::day().text);
    m_theme->setChoice(Settings::Theme::Dark);
    QCOMPARE(label.palette().color(QPalette::WindowText), Ui::Tokens::night().text);
    QVERIFY(Ui::tokensOf(label.palette()).dark);
}

void TestTheme::systemFollowsThePortal()
{
    Ui::DesktopScheme desktop;
    const bool atStart = desktop.prefersDark();
    desktop.setPortalValue(2);
    QSignalSpy changes(&desktop, &Ui::DesktopScheme::changed);
    desktop.setPortalValue(1);
    QVERIFY(desktop.prefersDark());
    desktop.setPortalValue(1);
    QCOMPARE(changes.count(), 1);
    desktop.setPortalValue(0);
    QCOMPARE(desktop.prefersDark(), atStart);
}

/// What a count means is told in a narrow column too, where the bar has no room.
void TestTheme::aNarrowCellKeepsTheWordOfABand()
{
    const QFont font = QApplication::font();
    const QPalette palette = QApplication::palette();
    const Ui::Badge badge = Ui::badgeFor(Ui::tokensOf(palette), Domain::LockLevel::Watch);
    const int least = QFontMetrics(font).horizontalAdvance(u"44 / 50"_s) + Ui::sizeOf(badge, font).width() + 20;
    for (const int width : {least, 150, 180, 200, 205, 210, 215, 220, 230, 400}) {
        QImage image(width, 24, QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        Ui::paintLockCount(&painter, image.rect(), font, palette, 44, Domain::LockLevel::Watch);
        painter.end();
        int ground = 0;
        for (int x = 0; x < width; ++x) {
            for (int y = 0; y < image.height(); ++y) {
                ground += image.pixelColor(x, y) == badge.tint.ground ? 1 : 0;
            }
        }
        QVERIFY2(ground > 50, qPrintable(QString::number(width)));
    }
}

void TestTheme::severityHasItsOwnWordAndShape()
{
    QSet<QString> words;
    QSet<int> marks;
    for (const int count : {40, 45, 50, 51}) {
        const Domain::LockLevel level = Domain::lockLevelOf(count);
        words.insert(Ui::wordFor(level));
        marks.insert(int(Ui::markFor(level)));
    }
    QCOMPARE(words, (QSet<QString>{u"WATCH"_s, u"NEAR"_s, u"FULL"_s, u"OVER"_s}));
    QCOMPARE(marks.size(), 4);
    QSet<int> deviations;
    for (const auto direction :
         {Policy::Direction::Weaker, Policy::Direction::Stronger, Policy::Direction::Different}) {
        deviations.insert(int(Ui::markFor(direction)));
    }
    QCOMPARE(deviations.size(), 3);
    QCOMPARE(Domain::lockLevelOf(39), Domain::LockLevel::Fine);
    QCOMPARE(Domain::lockLevelOf(44), Domain::LockLevel::Watch);
    QCOMPARE(Domain::lockLevelOf(49), Domain::LockLevel::Near);
}

void TestTheme::everyChoiceOfABoxIsSeen_data()
{
    QTest::addColumn<int>("choices");
    for (const int choices : {2, 3, 4, 10}) {
        QTest::addRow("%d", choices) << choices;
    }
}

/// No choice is cut off, or hidden behind an arrow, where the screen has room for all.
void TestTheme::everyChoiceOfABoxIsSeen()
{
    QFETCH(const int, choices);
    QWidget window;
    QComboBox box(&window);
    for (int i = 0; i < choices; ++i) {
        box.addItem(u"Choice %1"_s.arg(i));
    }
    box.adjustSize();
    window.resize(300, 100);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    for (int time = 0; time < 2; ++time) { // another one is sized as the first was left
        box.showPopup();
        QTRY_VERIFY(box.view()->isVisible());
        QCoreApplication::processEvents();
        const QRect first = box.view()->visualRect(box.model()->index(0, 0));
        const QRect last = box.view()->visualRect(box.model()->index(choices - 1, 0));
        const int seen = box.view()->viewport()->height();
        QVERIFY2(first.top() >= 0 && last.bottom() < seen,
                 qPrintable(u"%1 to %2 of %3"_s.arg(first.top()).arg(last.bottom()).arg(seen)));
        QCOMPARE(box.view()->verticalScrollBar()->maximum(), 0);
        box.hidePopup();
    }
}

void TestTheme::hostileTextIsShownAsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("image") << u"<img src=\"file:///etc/hostname\">"_s << u"<img src=\"file:///etc/hostname\">"_s;
    QTest::newRow("line break") << u"Acme\nPROD"_s << u"Acme\u240APROD"_s;
    QTest::newRow("bidi override") << u"a\u202Eexe.txt"_s << u"a‹RLO›exe.txt"_s;
    QTest::newRow("null") << u"a%1b"_s.arg(QChar(u'\0')) << u"a\u2400b"_s;
    QTest::newRow("Hebrew stays") << u"שלום"_s << u"שלום"_s;
}

void TestTheme::hostileTextIsShownAsText()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    Ui::PlainLabel label;
    label.resize(2000, 20);
    label.setFullText(name);
    QCOMPARE(label.text(), shown);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.fullText(), name);
    label.resize(30, 20);
    label.setFullText(name.repeated(20));
    QVERIFY(label.text().size() < name.size() * 20);
    QVERIFY(label.toolTip().contains(Ui::visibleText(name).toHtmlEscaped()));
    QVERIFY(!label.toolTip().contains(u"<img"));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
