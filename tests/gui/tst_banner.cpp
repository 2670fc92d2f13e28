#include "ui/widgets/banner.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using Ui::Banner;

/// What a banner says can be read at any width.
class TestBanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void buttonsGoBelowWhereThereIsNoRoom();
};

void TestBanner::buttonsGoBelowWhereThereIsNoRoom()
{
    Banner banner;
    QAction rules(u"Customer rules…"_s);
    QAction sample(u"Read a sample of users"_s);
    banner.showState(Banner::Tone::Neutral, u"Proposed from names, and kept to date."_s,
                     u"Nobody decided whether the rules of this tenant are right."_s);
    banner.addButton(&rules);
    banner.addButton(&sample);
    banner.resize(900, 60);
    banner.show();
    const auto texts = [&banner] { return banner.findChild<QLabel *>()->geometry(); };
    const auto buttons = [&banner] {
        QRect all;
        for (const QPushButton *button : banner.findChildren<QPushButton *>()) {
            all |= button->isHidden() ? QRect() : button->geometry();
        }
        return all;
    };
    QTRY_VERIFY(buttons().left() > texts().right()); // beside
    banner.resize(430, 110);
    QTRY_VERIFY(buttons().top() > texts().bottom());
    QVERIFY(texts().width() > 300);
    QVERIFY(buttons().right() < banner.width() && buttons().bottom() < banner.height());
    banner.resize(900, 60);
    QTRY_VERIFY(buttons().left() > texts().right());
    // Without buttons there is nothing to make room for.
    banner.resize(300, 80);
    banner.showState(Banner::Tone::Good, u"All is well."_s, {});
    QVERIFY(banner.minimumSizeHint().width() <= 300);
    QTRY_VERIFY(texts().width() > 240);
}

QTEST_MAIN(TestBanner)
#include "tst_banner.moc"
