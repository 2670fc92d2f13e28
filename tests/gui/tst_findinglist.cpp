#include "gui/dialogfixture.h"
#include "gui/warningsfixture.h"

#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "session/auditor.h"
#include "ui/dialogs/waiverdialog.h"
#include "ui/dialogs/whatifdialog.h"
#include "ui/editors/lockexitdialog.h"
#include "ui/pages/findingdetails.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/estatepanel.h"
#include "ui/theme/badge.h"
#include "ui/widgets/estatetree.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/wraplabel.h"
#include "json/connection_json.h"

#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

using Query::Kind;

/// The estate tree as it would be, were every tenant unlocked.
class UnlockedTree : public QIdentityProxyModel
{
public:
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Items::UnlockedRole ? QVariant(true) : QIdentityProxyModel::data(index, role);
    }
};

/// The estate tree as it would be, were every name longer than the tree is wide.
class LongNames : public QIdentityProxyModel
{
public:
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QString(80, u'w')) : QIdentityProxyModel::data(index, role);
    }
};

/// What is seen of a finding, in the list, beside it and where its object is: of one and the same, and whole.
class TestFindingList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_warnings->reset(); }
    void detailsAndActionsAreOfOneFinding();
    void enteredByKeysAFindingCanBeActedOn();
    void theSeverityIsSeenBelowHeadings();
    void theMessageKeepsItsRoom();
    void whatAppearsIsCountedUntilItIsSeen();
    void theTreeCountsOnWhenWritingIsUnlocked();
    void aMarkAboutLockIsSeen();
    void theInspectorTellsTheFindings();
    void theTableLeadsToWhatLockNeeds();
    void theCommonCasesAreChosen();
    void theMatrixLeadsToWhatIf();

private:
    Ui::WarningsPanel &panel() { return m_warnings->panel(); }
    QTreeView &list() { return m_warnings->list(); }
    QComboBox &choice(const QString &name) { return m_warnings->choice(name); }
    void settle() { QVERIFY(m_warnings->settle()); }
    Items::FindingRow rowAt(int row) { return m_warnings->rowAt(row); }
    void choose(int row) { m_warnings->choose(row); }
    QAction *action(const QString &title) { return m_warnings->action(title); }
    Ui::InspectorPanel &inspector() { return *m_fixture->window().inspector(); }
    /// What the inspector says of an application under a label.
    QString told(const QString &application, const QString &label);

    std::unique_ptr<WarningsFixture> m_warnings;
    WindowFixture *m_fixture = nullptr;
};

void TestFindingList::initTestCase()
{
    m_warnings = std::make_unique<WarningsFixture>();
    m_fixture = &m_warnings->window;
    QVERIFY(m_warnings->openAndAudit());
}

QString TestFindingList::told(const QString &application, const QString &label)
{
    m_fixture->window().showObject(Domain::TenantId(u"acme-eu"_s), Kind::Applications, application);
    if (!QTest::qWaitFor([&] { return inspector().objectId() == application; })) {
        return {};
    }
    for (const Ui::FieldList *list : inspector().findChildren<Ui::FieldList *>()) {
        for (const Ui::Field &field : list->fields()) {
            if (field.label == label) {
                return field.lines.isEmpty() ? field.value : field.lines.join(u' ');
            }
        }
    }
    return {};
}

/// However one came to the current row, what is told below it and what its buttons do is of one and the same finding.
void TestFindingList::detailsAndActionsAreOfOneFinding()
{
    const auto title = [this] {
        const auto fields = panel().findChild<Ui::FieldList *>()->fields();
        const auto subject = std::find_if(fields.begin(), fields.end(),
                                          [](const Ui::Field &field) { return field.label == u"Subject"_s; });
        return subject == fields.end() ? QString() : subject->value;
    };
    QStringList waived;
    connect(&panel(), &Ui::WarningsPanel::waiveWanted, this, [&waived](const QList<Items::FindingRow> &rows) {
        waived.clear();
        for (const Items::FindingRow &row : rows) {
            waived.append(row.finding.subject.name);
        }
    });
    const auto told = [&] {
        action(u"Waive…"_s)->trigger();
        m_fixture->window().findChildren<Ui::WaiverDialog *>().last()->reject();
        return title();
    };
    m_fixture->window().actions().showWarnings->trigger();
    const int last = panel().model().rowCount() - 1;
    choose(last);
    QTest::keyClick(&list(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(list().currentIndex().row(), 0);
    QCOMPARE(told(), rowAt(0).finding.subject.name);
    QCOMPARE(waived, QStringList{told()});
    QTest::keyClick(&list(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(told(), rowAt(last).finding.subject.name);
    QCOMPARE(waived, QStringList{told()});
    // Ctrl moves the current row away from the selection, which stays.
    choose(0);
    QTest::keyClick(&list(), Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(&list(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(list().currentIndex().row(), 2);
    QCOMPARE(told(), rowAt(0).finding.subject.name);
    QCOMPARE(waived, QStringList{told()});
    // Nothing is selected any more: the current row is told, and acted on.
    choose(2);
    list().selectionModel()->clearSelection();
    QCOMPARE(told(), rowAt(2).finding.subject.name);
    QCOMPARE(waived, QStringList{told()});
    disconnect(&panel(), &Ui::WarningsPanel::waiveWanted, this, nullptr);
}

void TestFindingList::enteredByKeysAFindingCanBeActedOn()
{
    list().selectionModel()->clear();
    m_fixture->window().tablePage()->setFocus();
    QVERIFY(!action(u"Ways out…"_s));
    m_fixture->window().actions().showWarnings->trigger();
    QTRY_VERIFY(list().hasFocus());
    QCOMPARE(list().selectionModel()->selectedRows().value(0).row(), 0);
    QVERIFY(action(u"Ways out…"_s) && action(u"Waive…"_s));
}

/// The badge is whole at its indentation, whatever is grouped.
void TestFindingList::theSeverityIsSeenBelowHeadings()
{
    m_fixture->window().resize(1440, 900);
    m_fixture->window().actions().showWarnings->trigger();
    for (const int grouping : {0, 1, 3, 0}) {
        choice(u"grouping"_s).setCurrentIndex(grouping);
        settle();
        const QModelIndex top = panel().model().index(0, 0);
        const QModelIndex row = grouping == 0 ? top : panel().model().index(0, 0, top);
        list().scrollTo(row);
        const QRect cell = list().visualRect(row);
        const auto severity = Domain::Severity(row.data(Items::SeverityRole).toInt());
        const QSize badge = Ui::sizeOf(Ui::badgeFor(Ui::tokensOf(list().palette()), severity), list().font());
        QVERIFY2(cell.width() >= badge.width() + 2 * Ui::Size::gap, qPrintable(u"grouping %1"_s.arg(grouping)));
    }
}

/// However narrow: other columns, which the details have as well, give way to it, and no filter is out of reach.
void TestFindingList::theMessageKeepsItsRoom()
{
    m_fixture->window().actions().showWarnings->trigger();
    m_warnings->choose(0);
    for (const int width : {1100, 780, 730, 560}) {
        panel().setFixedWidth(width);
        QTRY_COMPARE(panel().width(), width);
        const QByteArray at = QByteArray::number(width);
        QTRY_VERIFY2(list().columnWidth(Items::FindingModel::MessageColumn) >= 200, at.constData());
        const int columns = list().header()->length();
        QTRY_VERIFY2(list().viewport()->width() >= columns, at.constData());
        QList<QAction *> offered;
        for (const QToolButton *more : panel().findChildren<QToolButton *>(u"more"_s)) {
            offered += more->menu()->actions();
        }
        for (const auto *name : {"severity", "where", "waived", "grouping"}) {
            const QComboBox &box = choice(QString::fromLatin1(name));
            QVERIFY2(box.isVisible()
                         || std::any_of(offered.begin(), offered.end(),
                                        [&box](const QAction *action) {
                                            return action->menu() && action->menu()->title() == box.accessibleName();
                                        }),
                     name);
        }
    }
    panel().setMinimumWidth(0);
    panel().setMaximumWidth(QWIDGETSIZE_MAX);
}

/// The sentence in the status line goes; the tab counts what came until somebody is in the panel.
void TestFindingList::whatAppearsIsCountedUntilItIsSeen()
{
    const QTabWidget &tabs = *m_fixture->window().bottom();
    m_fixture->window().actions().showWarnings->trigger();
    m_fixture->window().tablePage()->entry()->setFocus();
    QVERIFY(!tabs.tabText(0).contains(u"new"_s));
    const qsizetype before = panel().model().total({});
    m_fixture->session(u"acme-dev"_s)
        .accept(QList<Domain::Connection>{*Json::readConnection(
            R"({"id":"con_seen","name":"db-seen","strategy":"auth0","options":{"brute_force_protection":false}})")});
    QTRY_VERIFY_WITH_TIMEOUT(tabs.tabText(0).contains(u"new"_s), 10000);
    settle();
    const qsizetype after = panel().model().total({});
    QVERIFY(after > before);
    QTRY_COMPARE(tabs.tabText(0), u"Warnings %1 · %2 new"_s.arg(after).arg(after - before));
    m_fixture->window().showMessage({});
    QVERIFY(tabs.tabText(0).contains(u"new"_s));
    m_fixture->window().actions().showWarnings->trigger();
    QTRY_COMPARE(tabs.tabText(0), u"Warnings %1"_s.arg(after));
}

/// In the least room in which the count is there, it stays when the tenant is unlocked.
void TestFindingList::theTreeCountsOnWhenWritingIsUnlocked()
{
    const auto *tree = m_fixture->window().estatePanel()->tree();
    const QModelIndex first = tree->model()->index(0, 0);
    const QModelIndex tenant = tree->model()->match(first, Items::TenantRole, u"acme-eu"_s).value(0);
    QVERIFY(tenant.data(Items::FindingCountRole).isValid());
    const auto severity = Domain::Severity(tenant.data(Items::FindingSeverityRole).toInt());
    const Ui::Tokens &tokens = Ui::tokensOf(tree->palette());
    const Ui::Tint tint = Ui::badgeFor(tokens, severity).tint;
    const auto isDrawn = [&](const QModelIndex &node, int width, const QColor &colour) {
        QImage image(width, 28, QImage::Format_RGB32);
        image.fill(Qt::white);
        QStyleOptionViewItem option;
        option.initFrom(tree);
        option.rect = image.rect();
        QPainter painter(&image);
        tree->itemDelegate()->paint(&painter, option, node);
        int x = 0;
        for (; x < width && image.pixelColor(x, 14).rgb() != colour.rgb(); ++x) { }
        return x < width;
    };
    const auto isCounted = [&](const QModelIndex &node, int width) { return isDrawn(node, width, tint.ground); };
    int width = 400;
    while (width > 60 && isCounted(tenant, width - 1)) {
        --width;
    }
    QVERIFY(isCounted(tenant, width));
    UnlockedTree unlocked;
    unlocked.setSourceModel(const_cast<QAbstractItemModel *>(tenant.model()));
    const QModelIndex writable = unlocked.mapFromSource(tenant);
    QVERIFY(isCounted(writable, width));
    const auto environment = Domain::Environment(tenant.data(Items::EnvironmentRole).toInt());
    const int narrowest = 150 - m_fixture->window().estatePanel()->width() + tree->visualRect(tenant).width();
    QVERIFY(isDrawn(tenant, narrowest, tint.text) && isDrawn(writable, narrowest, tint.text)); // its mark is left
    QVERIFY(isDrawn(writable, narrowest, Ui::badgeFor(tokens, environment).tint.ground));
    // A long name gives way to it, not the other way round.
    LongNames renamed;
    renamed.setSourceModel(const_cast<QAbstractItemModel *>(tenant.model()));
    QVERIFY(isCounted(renamed.mapFromSource(tenant), 200));
}

/// In the table and in the inspector, and no word warns of a count that is no finding.
void TestFindingList::aMarkAboutLockIsSeen()
{
    const Domain::TenantId tenant(u"acme-eu"_s);
    QVERIFY(told(u"portal"_s, u"Uses Lock"_s).startsWith(u"not known"_s));
    const auto cell = [&] {
        const Items::RecordTableModel &model = *m_fixture->window().tablePage()->model();
        return model.index(model.rowOf(tenant, u"portal"_s), Query::columnIndex(Kind::Applications, u"lock"));
    };
    QVERIFY(!cell().data(Items::LockMarkRole).isValid());
    const auto drawn = [&] {
        auto *table = m_fixture->window().tablePage()->findChild<Ui::RecordTable *>();
        return table->grab(table->visualRect(cell()).translated(table->viewport()->pos())).toImage();
    };
    const QImage before = drawn();
    m_fixture->window().actions().markLock->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(cell().data(Items::LockMarkRole), QVariant(true), 10000);
    QTRY_COMPARE(told(u"portal"_s, u"Uses Lock"_s), u"yes, as marked"_s);
    QVERIFY(drawn() != before);
    m_fixture->window().actions().markNoLock->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(cell().data(Items::LockMarkRole), QVariant(false), 10000);
    QVERIFY2(cell().data(Qt::ToolTipRole).toString().contains(u"not using Lock"_s),
             qPrintable(cell().data(Qt::ToolTipRole).toString()));
    QTRY_VERIFY(told(u"portal"_s, u"Uses Lock"_s).startsWith(u"no, as marked"_s));
    QCOMPARE(told(u"portal"_s, u"Database"_s), u"57 of 50"_s); // in words: the meter would say OVER
    m_fixture->window().actions().unmarkLock->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!cell().data(Items::LockMarkRole).isValid(), 10000);
    QVERIFY(m_warnings->awaitAudits());
}

void TestFindingList::theInspectorTellsTheFindings()
{
    QVERIFY(m_warnings->awaitAudits());
    const QString findings = told(u"portal"_s, u"Findings"_s);
    QVERIFY2(findings.contains(u"Critical: 57 database connections"_s), qPrintable(findings));
}

/// From its row: the ways out, the probe, what if, and the marks.
void TestFindingList::theTableLeadsToWhatLockNeeds()
{
    m_fixture->window().showObject(Domain::TenantId(u"acme-eu"_s), Kind::Applications, u"portal"_s);
    Ui::TablePage *page = m_fixture->window().tablePage();
    QTRY_COMPARE(page->selectedRecords().size(), 1);
    auto *table = page->findChild<Ui::RecordTable *>();
    Q_EMIT table->customContextMenuRequested(table->visualRect(table->currentIndex()).center());
    auto *menu = page->findChild<QMenu *>(u"lock"_s);
    QVERIFY(menu);
    QStringList offered;
    for (const QAction *action : menu->actions()) {
        offered.append(action->objectName());
    }
    for (const auto *name : {"ways-out", "probe-lock", "what-if", "mark-lock", "mark-no-lock", "unmark-lock"}) {
        QVERIFY2(offered.contains(QLatin1StringView(name)), name);
    }
    qobject_cast<QMenu *>(menu->parent())->close();
    m_fixture->window().actions().waysOut->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::LockExitDialog *>();
    QVERIFY(dialog && dialog->windowTitle().contains(u"Portal"_s));
    auto *rows = dialog->findChild<QTreeView *>(u"connections"_s);
    QTRY_COMPARE(rows->model()->rowCount(), 57);
    QCOMPARE(rows->model()->index(0, 2).data().toString(), u"beyond 50"_s); // what helps most stands first
    dialog->reject();
}

void TestFindingList::theCommonCasesAreChosen()
{
    m_fixture->window().showObject(Domain::TenantId(u"acme-eu"_s), Kind::Applications, u"portal"_s);
    QTRY_COMPARE(m_fixture->window().tablePage()->selectedRecords().size(), 1);
    m_fixture->window().actions().whatIf->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::WhatIfDialog *>();
    QVERIFY(dialog);
    auto *text = dialog->findChild<QLineEdit *>(u"supposed"_s);
    QCOMPARE(text->text(), u"add 1 customers for \"Portal\""_s); // by its name, filled in
    const auto *counts = dialog->findChildren<QTreeWidget *>().at(0);
    QTRY_COMPARE_WITH_TIMEOUT(counts->topLevelItemCount(), 1, 10000);
    QCOMPARE(counts->topLevelItem(0)->text(2), u"58 of 50"_s);
    dialog->findChild<QSpinBox *>(u"number"_s)->setValue(3);
    QCOMPARE(text->text(), u"add 3 customers for \"Portal\""_s);
    dialog->findChild<QComboBox *>(u"case"_s)->setCurrentIndex(3);
    QVERIFY(text->text().isEmpty());
    QTRY_VERIFY(!counts->isVisible()); // nothing to show
    dialog->findChild<QLineEdit *>(u"supposedConnection"_s)->setText(u"customer-3"_s);
    QCOMPARE(text->text(), u"disable \"customer-3\" for \"Portal\""_s);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isSettled() && counts->topLevelItemCount() == 1, 10000);
    QCOMPARE(counts->topLevelItem(0)->text(2), u"56 of 50"_s);
    picture(*dialog, u"WhatIfDialog-chosen"_s);
    dialog->reject();
}

void TestFindingList::theMatrixLeadsToWhatIf()
{
    m_fixture->window().showObject(Domain::TenantId(u"acme-eu"_s), Kind::Applications, u"portal"_s);
    QTRY_COMPARE(m_fixture->window().tablePage()->selectedRecords().size(), 1);
    m_fixture->window().actions().editSwitches->trigger();
    auto *dialog = m_fixture->window().findChild<QDialog *>(u"switches"_s);
    QVERIFY(dialog);
    press(*dialog, "whatIf");
    auto *supposing = dialog->findChild<Ui::WhatIfDialog *>();
    QVERIFY(supposing);
    QVERIFY(supposing->findChild<QLineEdit *>(u"supposed"_s)->text().contains(u"\"Portal\""_s));
    supposing->reject();
    auto *table = dialog->findChild<QAbstractItemView *>(u"switchTable"_s);
    QTRY_VERIFY(table->model()->rowCount() > 0);
    const QModelIndex first = table->model()->index(0, 0);
    const QString connection = table->model()->headerData(0, Qt::Vertical).toString();
    const bool isOn = first.data(Qt::CheckStateRole).toInt() == int(Qt::Checked);
    QVERIFY(table->model()->setData(first, isOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole));
    press(*dialog, "whatIf");
    const QString text
        = dialog->findChildren<Ui::WhatIfDialog *>().last()->findChild<QLineEdit *>(u"supposed"_s)->text();
    QCOMPARE(text, (isOn ? u"disable \""_s : u"enable \""_s) + connection + u"\" for \"Portal\""_s);
    dialog->findChildren<Ui::WhatIfDialog *>().last()->reject();
    delete dialog;
}

QTEST_MAIN(TestFindingList)
#include "tst_findinglist.moc"
