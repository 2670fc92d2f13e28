#include "ui/theme/theme.h"
#include "ui/widgets/columnheader.h"

#include <QHelpEvent>
#include <QStandardItemModel>
#include <QStyleOptionHeader>
#include <QTableView>
#include <QTest>
#include <QToolTip>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

/// Lets the test see what is drawn.
class Header : public Ui::ColumnHeader
{
public:
    using ColumnHeader::ColumnHeader;

    QString drawn(int section) const
    {
        QStyleOptionHeaderV2 option;
        initStyleOption(&option);
        initStyleOptionForIndex(&option, section);
        return option.text;
    }

    QString toolTip(int section)
    {
        QToolTip::hideText();
        const QPoint middle(sectionViewportPosition(section) + sectionSize(section) / 2, height() / 2);
        QHelpEvent event(QEvent::ToolTip, middle, mapToGlobal(middle));
        viewportEvent(&event);
        return QToolTip::text();
    }
};

} // namespace

/// What a heading says where it has no room.
class TestColumnHeader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { new Ui::Theme(this); }
    void init();
    void aCutHeadingIsWholeInATooltip();
    void whatIsNotCutIsDrawnWhole();
    void theFillingColumnTakesWhatIsLeft();
    void treesGetOneToo();

private:
    std::unique_ptr<QTableView> m_table;
    Header *m_header = nullptr;
};

void TestColumnHeader::init()
{
    m_table = std::make_unique<QTableView>();
    m_header = new Header(Qt::Horizontal, m_table.get());
    m_table->setHorizontalHeader(m_header);
    auto *model = new QStandardItemModel(0, 3, m_table.get());
    model->setHorizontalHeaderLabels({u"Lock: database connections"_s, u"Method"_s, u"<b>Type</b>"_s});
    model->setHeaderData(1, Qt::Horizontal, u"What it is called"_s, Qt::ToolTipRole);
    m_table->setModel(model);
    m_table->resize(600, 200);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void TestColumnHeader::aCutHeadingIsWholeInATooltip()
{
    m_header->resizeSection(0, 300);
    QVERIFY(!m_header->isCut(0));
    QCOMPARE(m_header->drawn(0), u"Lock: database connections"_s);
    QCOMPARE(m_header->toolTip(0), QString());
    m_header->resizeSection(0, 110);
    QVERIFY(m_header->isCut(0));
    QVERIFY2(m_header->drawn(0).endsWith(u'…') && m_header->drawn(0).startsWith(u"Lock"),
             qPrintable(m_header->drawn(0)));
    QVERIFY(m_header->toolTip(0).contains(u"Lock: database connections"));
    QVERIFY(m_header->toolTip(1).contains(u"What it is called"));
    m_header->resizeSection(2, 40);
    QVERIFY2(m_header->toolTip(2).contains(u"&lt;b&gt;"), qPrintable(m_header->toolTip(2)));
}

/// What isCut() says is what is seen: the heading drawn whole and drawn narrow differ in nothing else.
void TestColumnHeader::whatIsNotCutIsDrawnWhole()
{
    const auto drawn = [this](int width) {
        m_header->resizeSection(1, width);
        const int left = m_header->sectionViewportPosition(1);
        return m_header->grab(QRect(left, 0, std::min(width, 70), m_header->height() - 2)).toImage();
    };
    int width = 60;
    for (m_header->resizeSection(1, width); m_header->isCut(1); m_header->resizeSection(1, ++width)) { }
    QVERIFY(width > 60);
    const QImage whole = drawn(200).copy(0, 0, 60, m_header->height() - 2);
    QCOMPARE(drawn(width).copy(0, 0, 60, m_header->height() - 2), whole);
    QVERIFY(drawn(width - 1).copy(0, 0, 60, m_header->height() - 2) != whole);
}

void TestColumnHeader::theFillingColumnTakesWhatIsLeft()
{
    m_header->setFilling(0, 180);
    const int room = m_table->viewport()->width();
    QCOMPARE(m_header->length(), room);
    m_header->resizeSection(1, m_header->sectionSize(1) + 20);
    QCOMPARE(m_header->length(), room);
    m_table->resize(900, 200);
    QTRY_COMPARE(m_header->length(), m_table->viewport()->width());
    m_table->resize(250, 200);
    QTRY_COMPARE(m_header->sectionSize(0), 180);
}

void TestColumnHeader::treesGetOneToo()
{
    QTreeView tree;
    const Ui::ColumnHeader *given = Ui::ColumnHeader::give(tree);
    QVERIFY(tree.header() == given);
    QVERIFY(tree.header()->sectionsMovable());
    QTableView table;
    given = Ui::ColumnHeader::give(table);
    QVERIFY(table.horizontalHeader() == given);
    QVERIFY(table.horizontalHeader()->sectionsClickable());
}

QTEST_MAIN(TestColumnHeader)
#include "tst_columnheader.moc"
