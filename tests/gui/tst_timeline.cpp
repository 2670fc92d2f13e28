#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "session/readplan.h"
#include "session/snapshotkeeper.h"
#include "session/snapshotparts.h"
#include "session/storedstate.h"
#include "ui/shell/actions.h"
#include "ui/snapshots/timelineactions.h"
#include "ui/snapshots/timelinedialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "json/organization_json.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Store::Part;

/// The window's timeline of an Auth0 tenant over the small sandbox.
class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aTenantWithoutSnapshotsIsTold();
    void whatWasNeverReadIsToldOnce();
    void whatWasOtherwiseIsBroughtBack();
    void singleFieldsAreBroughtBack();
    void manyOrganizationsAreAskedFor();
    void twoSnapshotsAreCompared();
    void theFilterNarrows();
    void theSnapshotIsExported();
    void aFileThatCannotBeReadIsTold();

private:
    Session::TenantSession &session() { return m_fixture->session(u"acme-eu"_s); }
    Store::TenantState held();
    void keep(const Store::TenantState &state);
    void keepOthers();
    Ui::TimelineDialog *open();
    template <typename T> T *find(const char *name) { return m_dialog->findChild<T *>(QLatin1StringView(name)); }
    QAbstractItemModel *tree() { return find<QTreeView>("differences")->model(); }
    QString count() { return find<QLabel>("count")->text(); }
    QString nothing() { return find<Ui::EmptyState>("nothing")->title(); }
    Ui::Banner &banner() { return *m_dialog->findChild<Ui::Banner *>(); }
    QModelIndex rowOf(const QString &name);
    QString restoreObstacle() { return find<QPushButton>("restore")->accessibleDescription(); }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session::SnapshotKeeper> m_keeper;
    QString m_file;
    Ui::TimelineDialog *m_dialog = nullptr; ///< the window's
};

void TestTimeline::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"data/snapshots.sqlite"_s);
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->window().resize(1440, 900);
    m_fixture->openWritable(0, u"acme-eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    m_keeper = std::make_unique<Session::SnapshotKeeper>(m_fixture->estate(), m_fixture->profiles(),
                                                         Session::SnapshotFiles{{}, m_file},
                                                         Json::SecretKeys::fromResource());
    m_keeper->setPace({std::chrono::hours(1), std::chrono::hours(1), std::chrono::hours(1)});
    const Ui::ChangeServices changes{m_fixture->estate(), m_fixture->tray(), m_fixture->journalFolder(),
                                     m_fixture->prompt()};
    new Ui::TimelineActions(changes, *m_keeper, m_fixture->window());
    m_fixture->window().showScope({Domain::TenantId(u"acme-eu"_s), Query::Kind::Connections, {}});
}

void TestTimeline::cleanup()
{
    delete m_dialog;
    m_dialog = nullptr;
    m_fixture->window().close();
    m_keeper.reset();
    m_fixture.reset();
}

Store::TenantState TestTimeline::held()
{
    return Session::storedState(Session::SnapshotParts(session()).snapshot(), Session::storedName(session().profile()),
                                QDateTime::currentDateTimeUtc(), Session::notWhole(session()));
}

void TestTimeline::keep(const Store::TenantState &state)
{
    const auto store = Store::SnapshotStore::open(m_file, Json::SecretKeys::fromResource());
    QVERIFY(store);
    const auto saved = (*store)->save(state);
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().text()));
}

/// Two hours ago a policy was another, an application had a connection less, and one was there that is gone; an hour
/// ago that one was gone already.
void TestTimeline::keepOthers()
{
    Store::TenantState state = held();
    QVERIFY(state.objects.count(Part::Connections) == 1 && state.relations.count(Part::Enabled) == 1);
    QList<Store::Object> &connections = state.objects[Part::Connections];
    for (Store::Object &connection : connections) {
        if (connection.body.contains(R"("customer-3")")) {
            connection.body.replace(R"("good")", R"("excellent")");
            connection.body.replace(R"("strategy")", R"("display_name":"Third","strategy")");
        }
    }
    state.relations[Part::Enabled][u"office"_s].removeAll(u"con_0000000000000005"_s);
    const Store::TenantState later = state;
    connections.append({u"con_gone"_s, R"({"id":"con_gone","name":"was-here","strategy":"auth0"})"});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    state.at = now.addSecs(-7'200);
    keep(state);
    Store::TenantState second = later;
    second.at = now.addSecs(-3'600);
    keep(second);
}

Ui::TimelineDialog *TestTimeline::open()
{
    m_fixture->window().actions().timeline->trigger();
    m_dialog = m_fixture->window().findChild<Ui::TimelineDialog *>();
    return m_dialog && QTest::qWaitFor([this] { return m_dialog->isSettled(); }, 20000) ? m_dialog : nullptr;
}

QModelIndex TestTimeline::rowOf(const QString &name)
{
    const QModelIndexList found = tree()->match(tree()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
    return found.value(0);
}

void TestTimeline::aTenantWithoutSnapshotsIsTold()
{
    QVERIFY(open());
    QCOMPARE(nothing(), u"No snapshots yet"_s);
    QVERIFY(find<QWidget>("nothing")->isVisible());
    QVERIFY(!find<QPushButton>("export")->isEnabled());
    QVERIFY(!find<QPushButton>("restore")->isEnabled());
    QVERIFY(!QFile::exists(m_file)); // looking makes none
    picture(*m_dialog, u"timeline-empty"_s);
    m_keeper->setPace({std::chrono::milliseconds(1), std::chrono::milliseconds(1), std::chrono::hours(1)});
    session().refreshAll();
    auto *list = find<QTableView>("snapshots");
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, 20000);
    QTRY_VERIFY(list->isVisible());
}

void TestTimeline::whatWasNeverReadIsToldOnce()
{
    Store::TenantState state = held();
    m_fixture->server().stop();
    m_fixture->openWritable(1, u"acme-us"_s);
    const Domain::TenantId unread(u"acme-us"_s);
    state.tenant = Session::storedName(m_fixture->session(unread.text()).profile());
    keep(state);
    m_fixture->window().showScope({unread, Query::Kind::Connections, {}});
    QVERIFY(open());
    QVERIFY2(count().contains(u"nothing was read yet"_s), qPrintable(count()));
    QVERIFY2(banner().detail().startsWith(u"Not compared, since what is read now does not have them: "_s),
             qPrintable(banner().detail()));
    QVERIFY2(!banner().detail().contains(u'\n'), qPrintable(banner().detail()));
}

void TestTimeline::whatWasOtherwiseIsBroughtBack()
{
    keepOthers();
    QVERIFY(open());
    auto *list = find<QTableView>("snapshots");
    QCOMPARE(list->model()->rowCount(), 2);
    QCOMPARE(list->model()->index(0, 1).data().toString(), u"+0  ~0  −1"_s);
    QVERIFY2(count().contains(u"2 changed, 0 new, 0 gone"_s), qPrintable(count()));
    // Of when "Now" is: what was read last is in it, and what was changed from here.
    QDateTime latest;
    for (const auto &[part, at] : Session::readTimes(session())) {
        latest = at.isValid() && !(latest > at) ? at : latest;
    }
    const QString read = QLocale().toString(latest.toLocalTime(), QLocale::ShortFormat);
    QVERIFY2(count().contains(read + u", with what was changed from here since."_s), qPrintable(count()));
    list->selectRow(1);
    QTRY_VERIFY2(count().contains(u"2 changed, 0 new, 1 gone"_s), qPrintable(count()));
    const QModelIndex connection = rowOf(u"customer-3"_s);
    QVERIFY(connection.isValid());
    QCOMPARE(tree()->rowCount(connection), 2);
    QVERIFY(rowOf(u"Back office"_s).isValid());
    QCOMPARE(restoreObstacle(), u"Select what is to be as it was: objects, or single fields"_s);
    picture(*m_dialog, u"timeline"_s);
    m_fixture->theme().setChoice(Settings::Theme::Dark);
    picture(*m_dialog, u"timeline-dark"_s);
    find<QTreeView>("differences")->selectAll();
    QVERIFY(restoreObstacle().isEmpty());
    press(*m_dialog, "restore");
    QTRY_VERIFY(banner().what().startsWith(u"Staged, not sent"_s));
    QVERIFY2(banner().detail().contains(u"was-here"_s), qPrintable(banner().detail()));
    QVERIFY(m_fixture->window().actions().reviewChanges->isEnabled());
    const auto plans = m_fixture->tray().plans();
    QCOMPARE(plans.size(), 1);
    QCOMPARE(plans.first().plan.items.size(), 2);
    QCOMPARE(plans.first().plan.skipped.size(), 1);
    QVERIFY(plans.first().plan.title.startsWith(u"Restore as of"_s));
    const auto policy
        = m_fixture->tray().staged(session().id(), {Change::ObjectKind::Connection, u"con_0000000000000003"_s, {}});
    QVERIFY(policy);
    const auto switches = m_fixture->tray().staged(
        session().id(), {Change::ObjectKind::ConnectionClients, u"con_0000000000000005"_s, {}});
    QVERIFY(switches && switches->changes.size() == 1);
    QCOMPARE(switches->changes.first().pointer.text(), u"/office"_s);
    QCOMPARE(switches->changes.first().before, QByteArrayLiteral("true"));
    QVERIFY(!switches->changes.first().after);
    picture(*m_dialog, u"timeline-restored"_s);
}

void TestTimeline::singleFieldsAreBroughtBack()
{
    keepOthers();
    QVERIFY(open());
    const QModelIndex connection = rowOf(u"customer-3"_s);
    const QModelIndexList fields = tree()->match(tree()->index(0, 0, connection), Qt::ToolTipRole,
                                                 u"/options/passwordPolicy"_s, 1, Qt::MatchExactly);
    QCOMPARE(fields.size(), 1);
    QCOMPARE(fields.first().siblingAtColumn(2).data().toString(), u"\"excellent\""_s);
    auto *view = find<QTreeView>("differences");
    view->selectionModel()->select(fields.first(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    press(*m_dialog, "restore");
    QTRY_VERIFY(!m_fixture->tray().isEmpty());
    const QList<Change::PlanItem> items = m_fixture->tray().plans().first().plan.items;
    QCOMPARE(items.size(), 1);
    QCOMPARE(items.first().changes.size(), 1);
    QCOMPARE(items.first().changes.first().after, QByteArrayLiteral("\"excellent\""));
}

/// A request for each organization: so many are not read unasked.
void TestTimeline::manyOrganizationsAreAskedFor()
{
    QList<Domain::Organization> organizations;
    for (qint64 i = 0; i <= Session::unaskedMapRequests; ++i) {
        const QString id = u"org_more%1"_s.arg(i);
        organizations.append(*Json::readOrganization(
            QByteArray(R"({"id":"ID","name":"ID","display_name":"More"})").replace("ID", id.toUtf8())));
    }
    session().accept(organizations);
    Store::TenantState state = held();
    for (const Domain::Organization &organization : organizations) {
        state.relations[Part::OrganizationConnections].insert(organization.id.text(), {u"con_0000000000000003"_s});
    }
    state.at = QDateTime::currentDateTimeUtc().addSecs(-3'600);
    keep(state);
    QVERIFY(open());
    QVERIFY2(count().contains(u"301 changed"_s), qPrintable(count()));
    find<QTreeView>("differences")->selectAll();
    press(*m_dialog, "restore");
    QVERIFY(m_dialog->isSettled()); // nothing was sent
    auto *read = banner().findChild<QAction *>(u"readAll"_s);
    QVERIFY(read);
    QVERIFY2(read->text().contains(u"301 request"_s), qPrintable(read->text()));
    picture(*m_dialog, u"timeline-many"_s);
    read->trigger();
    QVERIFY(!m_dialog->isSettled());
    QCOMPARE(session().jobs().size(), 1);
    auto *stop = banner().findChild<QAction *>(u"stopReading"_s);
    QVERIFY(stop);
    picture(*m_dialog, u"timeline-many-reading"_s);
    stop->trigger();
    QVERIFY(session().jobs().isEmpty());
    QCOMPARE(banner().what(), u"Stopped. Nothing was staged."_s);
    QVERIFY(m_fixture->tray().isEmpty());
}

void TestTimeline::twoSnapshotsAreCompared()
{
    keepOthers();
    QVERIFY(open());
    QCOMPARE(faultsOf(*m_dialog), QStringList());
    find<QTableView>("snapshots")->selectAll();
    QTRY_VERIFY2(count().contains(u"0 changed, 0 new, 1 gone"_s), qPrintable(count()));
    QCOMPARE(tree()->headerData(3, Qt::Horizontal).toString(), u"Later"_s);
    QVERIFY(rowOf(u"was-here"_s).isValid());
    find<QTreeView>("differences")->selectAll();
    QVERIFY(restoreObstacle().startsWith(u"Choose one snapshot"_s));
    QVERIFY(!find<QPushButton>("restore")->isEnabled());
    QVERIFY(find<QPushButton>("export")->text().contains(u"2 snapshot"_s));
}

void TestTimeline::theFilterNarrows()
{
    keepOthers();
    QVERIFY(open());
    QCOMPARE(tree()->rowCount(), 2);
    type(*m_dialog, "filter", u"application OFFICE"_s);
    QTRY_COMPARE(tree()->rowCount(), 1);
    QCOMPARE(tree()->index(0, 0).data().toString(), u"Back office"_s);
    QVERIFY2(count().contains(u"1 shown"_s), qPrintable(count()));
    type(*m_dialog, "filter", u"passwordPolicy"_s);
    QTRY_COMPARE(tree()->index(0, 0).data().toString(), u"customer-3"_s);
    type(*m_dialog, "filter", u"no such thing"_s);
    QTRY_VERIFY(find<Ui::EmptyState>("same")->isVisible());
    QCOMPARE(find<Ui::EmptyState>("same")->title(), u"Nothing of it fits"_s);
}

void TestTimeline::theSnapshotIsExported()
{
    keepOthers();
    QVERIFY(open());
    const QString path = m_folder->filePath(u"out.snapshots"_s);
    m_fixture->prompt().setAnswer(path);
    press(*m_dialog, "export");
    QTRY_COMPARE(banner().what(), u"The snapshot was exported."_s);
    const auto file = Store::SnapshotStore::openExport(path, Json::SecretKeys::fromResource());
    QVERIFY(file);
    QCOMPARE((*file)->snapshots()->size(), 1);
    m_fixture->prompt().setAnswer(m_file); // where they are kept
    press(*m_dialog, "export");
    QTRY_COMPARE(banner().what(), u"The snapshot was not exported."_s);
}

void TestTimeline::aFileThatCannotBeReadIsTold()
{
    QVERIFY(QDir().mkpath(m_file)); // a folder in its place
    QVERIFY(open());
    QCOMPARE(nothing(), u"The snapshots cannot be read"_s);
    QVERIFY(find<QWidget>("nothing")->isVisible());
}

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
