#include "gui/windowfixture.h"

#include "session/storedstate.h"
#include "settings/reportstore.h"
#include "ui/reports/reportdialog.h"
#include "ui/reports/reportform.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What the report builder keeps of a choice, and what comes of it when it is chosen again.
class TestSavedReports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void reportsAreSavedAndDeleted();
    void whatIsOfOneCustomerIsNeverOfAll();
    void whatIsOfOneTenantIsNeverOfAnother();
    void whatWasDoneHidesNoGapAndGoesWithItsChoice();

private:
    template <typename T> T *find(const char *name) { return m_dialog->findChild<T *>(QLatin1StringView(name)); }
    void choose(const char *box, const QVariant &data)
    {
        auto *combo = find<QComboBox>(box);
        combo->setCurrentIndex(combo->findData(data));
    }

    Ui::Banner &outcome() { return *find<Ui::Banner>("outcome"); }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<Settings::ReportStore> m_store;
    Ui::ReportDialog *m_dialog = nullptr; ///< the window's
};

void TestSavedReports::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_store = std::make_unique<Settings::ReportStore>(m_fixture->settings().file());
    m_fixture->open(0, u"acme-eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    QTRY_VERIFY(m_fixture->customerBook().of(Domain::TenantId(u"acme-eu"_s)));
    const Ui::CustomerServices services{m_fixture->estate(),   m_fixture->customerRules(), m_fixture->customerBook(),
                                        &m_fixture->auditor(), m_fixture->journalFolder(), nullptr};
    m_dialog = new Ui::ReportDialog(services, *m_store, m_fixture->prompt(), &m_fixture->window());
    m_dialog->show();
}

void TestSavedReports::cleanup()
{
    delete m_dialog;
    m_fixture.reset();
    m_store.reset();
}

void TestSavedReports::reportsAreSavedAndDeleted()
{
    find<QLineEdit>("title")->setText(u"Friday"_s);
    auto *list = find<QListWidget>("sections");
    for (int row = 0; row < list->count(); ++row) {
        const QString id = list->item(row)->data(Qt::UserRole).toString();
        list->item(row)->setCheckState(id == "limits"_L1 || id == "changes"_L1 ? Qt::Checked : Qt::Unchecked);
    }
    choose("changes", 7);
    choose("format", int(Reports::Format::Pdf));
    find<QPushButton>("save")->click();
    const Domain::SavedReport expected{u"Friday"_s, {u"limits"_s, u"changes"_s},
                                       false,       7,
                                       u"pdf"_s,    {},
                                       false,       Session::storedName(m_fixture->session(u"acme-eu"_s).profile())};
    QCOMPARE(m_store->reports(), QList<Domain::SavedReport>{expected});
    QCOMPARE(find<QComboBox>("report")->currentText(), u"Friday"_s);
    choose("report", u"support"_s);
    QVERIFY(find<QLineEdit>("title")->text() != u"Friday"_s);
    choose("report", u"Friday"_s);
    auto *form = m_dialog->findChild<Ui::ReportForm *>();
    QCOMPARE(form->toSave(), expected);
    const Settings::ReportStore onDisk(m_fixture->settings().file());
    QCOMPARE(onDisk.reports(), m_store->reports());
    find<QPushButton>("delete")->click();
    QVERIFY(m_store->reports().isEmpty());
    QVERIFY(!find<QPushButton>("delete")->isEnabled());
    outcome().findChild<QAction *>(u"undo"_s)->trigger();
    QCOMPARE(m_store->reports(), QList<Domain::SavedReport>{expected});
    find<QLineEdit>("title")->setText(u"support"_s);
    find<QPushButton>("save")->click();
    QCOMPARE(m_store->reports().size(), 1); // a preset's word stays the preset's
    find<QLineEdit>("title")->setText(u"security REVIEW"_s);
    find<QPushButton>("save")->click();
    QCOMPARE(m_store->reports().size(), 1); // and so does its title
}

void TestSavedReports::whatIsOfOneCustomerIsNeverOfAll()
{
    const QString key = m_fixture->customerBook().customers().begin()->first;
    find<QLineEdit>("title")->setText(u"For one"_s);
    choose("customers", key);
    find<QPushButton>("save")->click();
    QCOMPARE(m_store->find(u"For one"_s)->customer, key);
    choose("report", u"support"_s);
    choose("customers", QString());
    choose("report", u"For one"_s);
    QCOMPARE(find<QComboBox>("customers")->currentData().toString(), key);
    // One who is not here is not replaced by all.
    QVERIFY(m_store->keep({u"For another"_s, {u"limits"_s}, false, 0, u"md"_s, u"nobody"_s}));
    choose("report", u"For another"_s);
    QCOMPARE(find<QComboBox>("customers")->currentData().toString(), u"nobody"_s);
    QVERIFY(!find<QPushButton>("write")->isEnabled());
    choose("customers", key);
    QVERIFY(find<QPushButton>("write")->isEnabled());
}

void TestSavedReports::whatIsOfOneTenantIsNeverOfAnother()
{
    const Domain::TenantId own(u"acme-eu"_s);
    const QString domain = Session::storedName(m_fixture->session(own.text()).profile());
    const auto *form = m_dialog->findChild<Ui::ReportForm *>();
    find<QLineEdit>("title")->setText(u"Of one"_s);
    find<QPushButton>("save")->click();
    QCOMPARE(m_store->find(u"Of one"_s)->tenants, domain);
    m_fixture->open(1, u"acme-us"_s);
    choose("tenants", QString());
    QCOMPARE(form->wish().tenants.size(), 2);
    QCOMPARE(form->toSave().tenants, Domain::SavedReport::all);
    choose("report", u"support"_s);
    choose("report", u"Of one"_s);
    QCOMPARE(form->wish().tenants, QList{own});
    QVERIFY(m_store->keep({u"Of another"_s, {u"limits"_s}, false, 0, u"md"_s, {}, false, u"other.auth0.com"_s}));
    choose("report", u"Of another"_s);
    QVERIFY(form->wish().tenants.isEmpty());
    QVERIFY2(form->obstacle().contains(u"not open"_s), qPrintable(form->obstacle()));
    QVERIFY(!find<QPushButton>("write")->isEnabled());
    choose("tenants", own.text());
    QVERIFY(find<QPushButton>("write")->isEnabled());
}

void TestSavedReports::whatWasDoneHidesNoGapAndGoesWithItsChoice()
{
    m_fixture->open(1, u"acme-us"_s); // which nobody reads
    choose("tenants", QString());
    auto &gaps = *find<Ui::Banner>("gaps");
    QTRY_VERIFY(gaps.detail().contains(u"connections were not read"_s));
    find<QLineEdit>("title")->setText(u"Friday"_s);
    find<QPushButton>("save")->click();
    QVERIFY2(outcome().what().contains(u"was saved"_s), qPrintable(outcome().what()));
    QVERIFY(gaps.isVisible() && gaps.findChild<QPushButton *>());
    choose("format", int(Reports::Format::Markdown));
    QVERIFY(!outcome().isVisible());
    const QTemporaryDir folder;
    m_fixture->prompt().setAnswer(folder.filePath(u"a.md"_s));
    find<QPushButton>("write")->click();
    QTRY_COMPARE_WITH_TIMEOUT(outcome().what(), u"The report was written."_s, 20000);
    QVERIFY(gaps.isVisible());
    choose("customers", m_fixture->customerBook().customers().begin()->first);
    QVERIFY(!outcome().isVisible());
    QVERIFY(gaps.isVisible());
}

QTEST_MAIN(TestSavedReports)
#include "tst_savedreports.moc"
