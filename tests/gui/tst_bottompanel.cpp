#include "gui/windowfixture.h"

#include "items/activitymodel.h"
#include "items/budgetmodel.h"
#include "items/jobmodel.h"
#include "query/columns.h"
#include "sandbox/scale.h"
#include "session/joblist.h"
#include "session/tenantsession.h"
#include "ui/pages/findingfields.h"
#include "ui/pages/warningspanel.h"
#include "ui/widgets/columnheader.h"

#include <QHelpEvent>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolTip>

#include <array>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace {

QTableView &tableOf(WindowFixture &fixture, const QString &name)
{
    const auto tables = fixture.window().bottom()->findChildren<QTableView *>();
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const QTableView *table) { return table->accessibleName() == name; });
    return **found;
}

/// All that a table says.
QString textOf(const QTableView &table)
{
    QStringList cells;
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        for (int column = 0; column < table.model()->columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)}) {
                cells << table.model()->index(row, column).data(role).toString();
            }
        }
    }
    return cells.join(u'\n');
}

void choose(WindowFixture &fixture, const QString &tab)
{
    QTabWidget &tabs = *fixture.window().bottom();
    tabs.setCurrentWidget(tabs.findChild<QWidget *>(tab));
    QCoreApplication::processEvents();
}

} // namespace

/// The tabs below the tables: requests as they go, the rate budget and the running jobs.
class TestBottomPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsAreListedWithoutSecrets();
    void aPathIsReadWhole();
    void theBudgetIsThatOfTheServer();
    void jobsAreCountedAndCancelled();
    void theSelectedJobsAreCancelled();
    void whatWouldAppearIsToldAsItWouldBe();
    void applicationsAreToldByNameAndId();
    void reasonsOfChecksThatWereNotRunAreLines();
};

void TestBottomPanel::requestsAreListedWithoutSecrets()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    choose(fixture, u"activity"_s);
    const QTableView &table = tableOf(fixture, u"Requests"_s);
    QVERIFY(table.isVisible());
    std::size_t sent = fixture.server().requests().size();
    QTRY_COMPARE(std::size_t(table.model()->rowCount()), sent);
    const QString text = textOf(table);
    for (const QStringView part : {u"GET", u"/api/v2/clients", u"/api/v2/connections", u"200", u"acme-eu"}) {
        QVERIFY2(text.contains(part), qPrintable(text));
    }
    const Sandbox::TenantAccess access = fixture.server().tenants().front();
    QVERIFY(!text.contains(QString::fromStdString(access.clientSecret)));
    QVERIFY(!text.contains(u"Bearer"));
    // The last request stays in view.
    QCOMPARE(table.rowAt(table.viewport()->height() - 2), table.model()->rowCount() - 1);
}

void TestBottomPanel::aPathIsReadWhole()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    fixture.window().resize(1440, 900);
    QCoreApplication::processEvents();
    QTableView &table = tableOf(fixture, u"Requests"_s);
    QVERIFY(table.model()->rowCount() > 0);
    int widest = 0;
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        widest = std::max(widest,
                          table.sizeHintForIndex(table.model()->index(row, Items::ActivityModel::PathColumn)).width());
    }
    QVERIFY2(table.columnWidth(Items::ActivityModel::PathColumn) >= widest, qPrintable(QString::number(widest)));
    // Where there is no room after all, a tooltip tells it.
    auto *header = qobject_cast<Ui::ColumnHeader *>(table.horizontalHeader());
    header->setFilling(-1, 0);
    header->resizeSection(Items::ActivityModel::PathColumn, 80);
    const QModelIndex first = table.model()->index(0, Items::ActivityModel::PathColumn);
    table.scrollTo(first);
    const QPoint middle = table.visualRect(first).center();
    QHelpEvent event(QEvent::ToolTip, middle, table.viewport()->mapToGlobal(middle));
    QCoreApplication::sendEvent(table.viewport(), &event);
    QVERIFY2(QToolTip::text().contains(first.data().toString().toHtmlEscaped()), qPrintable(QToolTip::text()));
}

void TestBottomPanel::theBudgetIsThatOfTheServer()
{
    Sandbox::Options options;
    options.plan = Sandbox::Plan::Free;
    options.clockRate = 10;
    WindowFixture fixture(options);
    fixture.open(1, u"dev"_s);
    fixture.session(u"dev"_s).refresh(Kind::Organizations);
    choose(fixture, u"budget"_s);
    const QTableView &table = tableOf(fixture, u"Rate budget"_s);
    QVERIFY(table.isVisible());
    const auto figure = [&table](int column) { return table.model()->index(0, column).data().toString().toInt(); };
    QTRY_VERIFY(table.model()->rowCount() > 0 && figure(Items::BudgetModel::LimitColumn) > 0);
    QVERIFY(figure(Items::BudgetModel::RemainingColumn) <= figure(Items::BudgetModel::LimitColumn));
    QCOMPARE(table.model()->index(0, Items::BudgetModel::TenantColumn).data().toString(), u"acme-dev"_s);
}

void TestBottomPanel::jobsAreCountedAndCancelled()
{
    Sandbox::Options options;
    options.latency = std::chrono::milliseconds(300);
    WindowFixture fixture(options, {Sandbox::scaleEstate({.connections = 450, .applications = 20}, 1)});
    QTabWidget &tabs = *fixture.window().bottom();
    fixture.open(0, u"large"_s);
    fixture.session(u"large"_s).refresh(Kind::Connections);
    fixture.session(u"large"_s).refresh(Kind::Organizations);
    choose(fixture, u"jobs"_s);
    QTableView &table = tableOf(fixture, u"Jobs"_s);
    const int jobs = table.model()->rowCount();
    QVERIFY(jobs >= 2);
    QCOMPARE(tabs.tabText(tabs.currentIndex()), u"Jobs %1"_s.arg(jobs));
    auto *cancel = tabs.currentWidget()->findChild<QPushButton *>();
    QVERIFY(cancel && cancel->isVisible() && !cancel->isEnabled());
    const QModelIndex reading
        = table.model()
              ->match(table.model()->index(0, Items::JobModel::TitleColumn), Qt::DisplayRole, u"Reading connections"_s)
              .value(0);
    QVERIFY(reading.isValid());
    table.selectRow(reading.row());
    QVERIFY(cancel->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(fixture.session(u"large"_s).status(Kind::Connections).phase, Session::KindStatus::Phase::Cancelled);
    QVERIFY(fixture.session(u"large"_s).status(Kind::Organizations).isReading()); // the others go on
    QTRY_COMPARE(table.model()->rowCount(), 1);
    QVERIFY(!table.selectionModel()->hasSelection() && cancel->isEnabled()); // it is the only one that can be meant
    QVERIFY(fixture.waitUntilRead());
    QTRY_COMPARE(tabs.tabText(tabs.currentIndex()), u"Jobs"_s);
    QCOMPARE(table.model()->rowCount(), 0);
    QVERIFY(!cancel->isEnabled());
}

/// Jobs end while they are cancelled, and rows move up.
void TestBottomPanel::theSelectedJobsAreCancelled()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    Session::JobList &jobs = fixture.session(u"eu"_s).jobList();
    QStringList cancelled;
    std::array<quint64, 3> ids{};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ids.at(i) = jobs.begin(u"job"_s, {}, [&jobs, &cancelled, &ids, i] {
            cancelled.append(QString::number(i));
            jobs.end(ids.at(i));
        });
    }
    choose(fixture, u"jobs"_s);
    QTableView &table = tableOf(fixture, u"Jobs"_s);
    for (const int row : {0, 1}) {
        table.selectionModel()->select(table.model()->index(row, 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    fixture.window().bottom()->currentWidget()->findChild<QPushButton *>()->click();
    QCOMPARE(cancelled, QStringList({u"0"_s, u"1"_s}));
}

void TestBottomPanel::whatWouldAppearIsToldAsItWouldBe()
{
    WindowFixture fixture;
    fixture.open(0, u"acme-eu"_s);
    const Domain::TenantId tenant(u"acme-eu"_s);
    fixture.window().showScope({tenant, Kind::Applications, {}});
    QVERIFY(fixture.waitUntilRead());
    QTRY_VERIFY(fixture.session(tenant.text()).map());
    QList<Change::PlanItem> staged;
    for (const Query::RecordPtr &connection : fixture.session(tenant.text()).records(Kind::Connections)) {
        const QString name = Query::textAt(*connection, Kind::Connections, u"name");
        if (name.startsWith(u"customer-"_s) && name.mid(9).toInt() >= 12 && staged.size() < 39) {
            Json::LeafChange change{Json::Pointer({u"office"_s}), std::nullopt, QByteArray("true"), std::nullopt};
            staged.append({{Change::ObjectKind::ConnectionClients, connection->id, name}, {change}});
        }
    }
    QCOMPARE(staged.size(), 39);
    Items::FindingRow row;
    row.tenant = tenant;
    row.finding.check = u"lock.database-connections"_s;
    row.finding.subject = {Domain::FindingSubject::Kind::Application, u"office"_s, u"Back office"_s};
    row.finding.remedy.kind = Domain::Remedy::Kind::DisableConnections;
    const auto labels = [&] {
        QStringList list;
        for (const Ui::Field &field : Ui::concernedBy(row, fixture.estate(), nullptr, staged)) {
            list.append(field.label);
        }
        return list;
    };
    QVERIFY2(labels().contains(u"Shown (12)"_s), qPrintable(labels().join(u' ')));
    row.isForetold = true;
    QVERIFY2(labels().contains(u"Shown (50)"_s) && labels().contains(u"Beyond 50 (1)"_s),
             qPrintable(labels().join(u' ')));
}

void TestBottomPanel::applicationsAreToldByNameAndId()
{
    WindowFixture fixture;
    fixture.open(0, u"acme-eu"_s);
    QVERIFY(fixture.waitUntilRead());
    Items::FindingRow row;
    row.tenant = Domain::TenantId(u"acme-eu"_s);
    row.finding.objects = {u"office"_s, u"gone"_s};
    const QList<Ui::Field> fields = Ui::concernedBy(row, fixture.estate());
    QCOMPARE(fields.first().lines, (QStringList{u"Back office (office)"_s, u"gone"_s}));
}

void TestBottomPanel::reasonsOfChecksThatWereNotRunAreLines()
{
    WindowFixture fixture;
    fixture.open(0, u"acme-eu"_s, true);
    QVERIFY(fixture.waitUntilRead());
    const auto reasons = [&fixture] {
        for (const QWidget *label : fixture.window().warnings()->findChildren<QWidget *>()) {
            if (label->toolTip().count(u"</p>"_s) > 1) {
                return label->toolTip();
            }
        }
        return QString();
    };
    QTRY_VERIFY(!reasons().isEmpty());
    QVERIFY2(!reasons().contains(QChar(u'\u240A')), qPrintable(reasons()));
}

QTEST_MAIN(TestBottomPanel)
#include "tst_bottompanel.moc"
