#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "session/pastpart.h"
#include "settings/reportstore.h"
#include "ui/reports/pagestack.h"
#include "ui/reports/reportactions.h"
#include "ui/reports/reportdialog.h"
#include "ui/reports/reportform.h"
#include "ui/reports/reportpreview.h"
#include "ui/shell/actions.h"
#include "ui/widgets/banner.h"
#include "json/application_json.h"

#include <QComboBox>
#include <QFile>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSemaphore>
#include <QSignalSpy>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using Query::Kind;

/// The window's report builder over the small sandbox.
class TestReportDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void thePreviewShowsThePages();
    void everyPageCanBeLookedAt();
    void textFormatsShowTheirText();
    void whatWasChosenIsWritten();
    void whatWasLookedAtIsWritten();
    void whatWasMadeForAnotherChoiceIsForgotten();
    void theNameSaysTheFormat();
    void aFileForEachCustomer();
    void nobodyWithAFileIsTold();
    void whatIsToldMovesNoField();
    void whatWasNotReadIsTold();
    void whatASnapshotTellsIsDated();
    void aStoppedReportLeavesWhatWasThere();
    void aRefusedPlaceIsTold();
    void theSelectedCustomerIsTaken();

private:
    template <typename T> T *find(const char *name) { return m_dialog->findChild<T *>(QLatin1StringView(name)); }
    void choose(const char *box, const QVariant &data)
    {
        auto *combo = find<QComboBox>(box);
        combo->setCurrentIndex(combo->findData(data));
    }
    void checkOnly(const QStringList &sections)
    {
        auto *list = find<QListWidget>("sections");
        for (int row = 0; row < list->count(); ++row) {
            const bool isWanted = sections.contains(list->item(row)->data(Qt::UserRole).toString());
            list->item(row)->setCheckState(isWanted ? Qt::Checked : Qt::Unchecked);
        }
    }
    QString status() { return m_dialog->findChild<Ui::ReportPreview *>()->findChild<QLabel *>(u"status"_s)->text(); }
    Ui::Banner &banner() { return *m_dialog->findChild<Ui::Banner *>(u"outcome"_s); }
    Ui::Banner &gaps() { return *m_dialog->findChild<Ui::Banner *>(u"gaps"_s); }
    Ui::CustomerServices services()
    {
        return {m_fixture->estate(),   m_fixture->customerRules(), m_fixture->customerBook(),
                &m_fixture->auditor(), m_fixture->journalFolder(), nullptr};
    }
    QString path(const QString &name) const { return m_out->filePath(name); }
    static QString contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<Settings::ReportStore> m_store;
    std::unique_ptr<QTemporaryDir> m_out;
    Ui::ReportDialog *m_dialog = nullptr; ///< the window's
};

void TestReportDialog::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_store = std::make_unique<Settings::ReportStore>(m_fixture->settings().file());
    m_out = std::make_unique<QTemporaryDir>();
    m_fixture->open(0, u"acme-eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    QTRY_VERIFY(m_fixture->customerBook().of(Domain::TenantId(u"acme-eu"_s)));
    m_dialog = new Ui::ReportDialog(services(), *m_store, m_fixture->prompt(), &m_fixture->window());
    m_dialog->show();
}

void TestReportDialog::cleanup()
{
    delete m_dialog;
    m_fixture.reset();
    m_store.reset();
}

void TestReportDialog::thePreviewShowsThePages()
{
    auto *pages = m_dialog->findChild<Ui::PageStack *>();
    QTRY_VERIFY_WITH_TIMEOUT(pages->pageCount() > 2, 20000);
    QTRY_VERIFY2(status().contains(u"page"_s), qPrintable(status()));
    QVERIFY(pages->isVisible());
    const int before = pages->pageCount();
    checkOnly({u"limits"_s});
    QTRY_VERIFY(pages->pageCount() < before);
    picture(*m_dialog, u"report-builder"_s);
    m_fixture->theme().setChoice(Settings::Theme::Dark);
    picture(*m_dialog, u"report-builder-dark"_s);
    checkOnly({});
    QVERIFY(!find<QPushButton>("write")->isEnabled());
    QTRY_VERIFY(!pages->isVisible());
    checkOnly({u"limits"_s});
    QTRY_VERIFY(pages->isVisible());
    QVERIFY(find<QPushButton>("write")->isEnabled());
}

void TestReportDialog::everyPageCanBeLookedAt()
{
    choose("report", u"full"_s);
    auto *pages = m_dialog->findChild<Ui::PageStack *>();
    QTRY_VERIFY_WITH_TIMEOUT(pages->pageCount() > 12, 20000);
    QVERIFY2(!status().contains(u"first"_s), qPrintable(status()));
    QTRY_VERIFY(pages->isShown());
    pages->verticalScrollBar()->setValue(pages->verticalScrollBar()->maximum());
    QVERIFY(!pages->isShown()); // blank paper, for a moment
    QTRY_VERIFY_WITH_TIMEOUT(pages->isShown(), 20000);
    QCOMPARE(pages->verticalScrollBar()->value(), pages->verticalScrollBar()->maximum());
    picture(*m_dialog, u"report-builder-end"_s);
    checkOnly({u"limits"_s}); // there is no such page any more
    QTRY_VERIFY(pages->pageCount() < 12 && pages->isShown());
}

void TestReportDialog::textFormatsShowTheirText()
{
    QVERIFY(!find<QComboBox>("delimiter")->isVisible());
    choose("format", int(Reports::Format::Csv));
    QVERIFY(find<QComboBox>("delimiter")->isVisible());
    choose("delimiter", u";"_s);
    auto *text = find<QPlainTextEdit>("text");
    QTRY_VERIFY(text->isVisible() && text->toPlainText().startsWith(u"section;kind;id;name;field;value"_s));
    checkOnly({u"summary"_s});
    choose("format", int(Reports::Format::Json));
    QTRY_VERIFY(nlohmann::json::accept(text->toPlainText().toStdString()));
    const auto json = nlohmann::json::parse(text->toPlainText().toStdString());
    QCOMPARE(json["sections"].size(), size_t(1));
}

void TestReportDialog::whatWasChosenIsWritten()
{
    find<QLineEdit>("title")->setText(u"For  Friday"_s);
    checkOnly({u"limits"_s, u"connections"_s});
    choose("format", int(Reports::Format::Markdown));
    m_fixture->prompt().setAnswer(path(u"friday.md"_s));
    find<QPushButton>("write")->click();
    QTRY_COMPARE(banner().what(), u"The report was written."_s);
    const QString text = contents(path(u"friday.md"_s));
    QVERIFY2(text.startsWith(u"# For Friday"_s), qPrintable(text.left(200)));
    QVERIFY(text.contains(u"## Limits"_s));
    QVERIFY(text.contains(u"## Connections"_s));
    QVERIFY(!text.contains(u"## Applications"_s));
    QVERIFY(text.contains(u"acme-eu"_s));
    QVERIFY(text.contains(u"57"_s));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(find<QPushButton>("write")->isEnabled());
}

void TestReportDialog::whatWasLookedAtIsWritten()
{
    checkOnly({u"applications"_s});
    choose("format", int(Reports::Format::Markdown));
    auto *text = find<QPlainTextEdit>("text");
    QTRY_VERIFY(text->isVisible() && text->toPlainText().contains(u"## Applications"_s));
    const QString shown = text->toPlainText();
    const auto late = Json::readApplication(R"({"client_id":"late","name":"Came later"})");
    m_fixture->session(u"acme-eu"_s).accept({*late});
    m_fixture->prompt().setAnswer(path(u"a.md"_s));
    find<QPushButton>("write")->click();
    QTRY_COMPARE(banner().what(), u"The report was written."_s);
    QCOMPARE(contents(path(u"a.md"_s)).left(shown.size()), shown);
    QTRY_VERIFY(text->toPlainText().contains(u"Came later"_s)); // and then it is shown
}

/// What is written is the preview's input: work that ends after the choice changed would put others' data into it.
void TestReportDialog::whatWasMadeForAnotherChoiceIsForgotten()
{
    Ui::ReportPreview preview(nullptr);
    Ui::ReportWish wish;
    wish.format = Reports::Format::Markdown;
    const auto inputNamed = [](const QString &name) {
        auto input = std::make_shared<Reports::ReportInput>();
        input->baselineName = name;
        return input;
    };
    const auto isBegun = std::make_shared<QSemaphore>();
    const auto mayEnd = std::make_shared<QSemaphore>();
    preview.setInput(
        [inputNamed, isBegun, mayEnd] {
            isBegun->release();
            mayEnd->acquire();
            return inputNamed(u"first"_s);
        },
        wish);
    QTRY_COMPARE(isBegun->available(), 1);
    preview.setInput([inputNamed] { return inputNamed(u"second"_s); }, wish);
    mayEnd->release();
    QSignalSpy shown(&preview, &Ui::ReportPreview::shown);
    QTRY_VERIFY(!shown.isEmpty());
    QCOMPARE(preview.input()->baselineName, u"second"_s);
}

void TestReportDialog::theNameSaysTheFormat()
{
    find<QLineEdit>("title")->setText(u"Q4 of acme-eu"_s);
    m_fixture->prompt().setAnswer(path(u"a.md"_s));
    choose("format", int(Reports::Format::Pdf));
    find<QPushButton>("write")->click();
    QVERIFY2(banner().what().contains(u"its format is PDF, and the name ends in .md"_s), qPrintable(banner().what()));
    QVERIFY(!QFile::exists(path(u"a.md"_s)));
    const QString proposal = m_fixture->prompt().proposal();
    QVERIFY2(proposal.startsWith(u"q4-of-acme-eu-20"_s), qPrintable(proposal));
}

void TestReportDialog::aFileForEachCustomer()
{
    const auto customers = m_fixture->customerBook().customers(); // a later look ends these
    QVERIFY(customers.size() > 10);
    choose("report", u"customer"_s);
    choose("customers", u"*"_s);
    choose("format", int(Reports::Format::Markdown));
    QTRY_VERIFY2(status().startsWith(u"The first of %1 customers"_s.arg(customers.size())), qPrintable(status()));
    m_fixture->prompt().setAnswer(m_out->path());
    find<QPushButton>("write")->click();
    QTRY_VERIFY_WITH_TIMEOUT(banner().what().startsWith(u"%1 file"_s.arg(customers.size())), 20000);
    const QStringList files = QDir(m_out->path()).entryList(QDir::Files);
    QCOMPARE(size_t(files.size()), customers.size());
    for (const auto &[key, customer] : customers) {
        const QString own = contents(path(key + u".md"_s));
        QVERIFY2(own.contains(customer.name), qPrintable(key));
        // Their connections are called "customer-12"; what else has a number is no customer's name.
        static const QRegularExpression names(u"\\bcustomer-(\\d+)\\b"_s);
        for (auto match = names.globalMatch(own); match.hasNext();) {
            QCOMPARE(match.next().captured(1), key);
        }
    }
    find<QPushButton>("write")->click(); // what is there is not replaced unasked
    auto *question = m_dialog->findChild<QDialog *>(u"replace"_s);
    QVERIFY(question);
    question->reject();
}

/// As where users alone name the customers, and nobody counted them.
void TestReportDialog::nobodyWithAFileIsTold()
{
    const auto input = [] {
        auto only = std::make_shared<Reports::ReportInput>();
        only->tenants.append(Reports::TenantInput());
        only->tenants[0].customers.shares.emplace(u"acme"_s,
                                                  Analysis::CustomerShare{u"acme"_s, u"Acme"_s, {}, {}, {}, {}});
        return Reports::InputPtr(only);
    };
    Ui::ReportWish wish;
    wish.definition = *Reports::findPreset(u"customer");
    wish.eachCustomer = true;
    Ui::ReportPreview preview(&m_fixture->window());
    QSignalSpy shown(&preview, &Ui::ReportPreview::shown);
    preview.setInput(input, wish);
    QTRY_COMPARE(shown.size(), 1);
    const QList<QLabel *> labels = preview.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"no customer"_s); }));
    Ui::ReportWriting writing;
    QSignalSpy finished(&writing, &Ui::ReportWriting::finished);
    writing.start(input, wish, m_out->path());
    QTRY_COMPARE(finished.size(), 1);
    const auto result = finished.first().first().value<Ui::ReportWriting::Result>();
    QCOMPARE(result.files, 0);
    QCOMPARE(result.folder, m_out->path());
    QVERIFY(result.without.contains(u"Acme"_s));
}

/// A banner that came above would put another field below the pointer.
void TestReportDialog::whatIsToldMovesNoField()
{
    const auto places = [this] {
        return QList{find<QComboBox>("customers")->mapTo(m_dialog, QPoint()),
                     find<QPushButton>("write")->mapTo(m_dialog, QPoint())};
    };
    banner().clear();
    m_dialog->layout()->activate();
    const auto before = places();
    banner().showState(Ui::Banner::Tone::Watch, u"Something"_s, u"One line\nAnother"_s);
    m_dialog->layout()->activate();
    QVERIFY(banner().isVisible() && banner().height() > 20);
    QCOMPARE(places(), before);
}

void TestReportDialog::whatWasNotReadIsTold()
{
    QTRY_VERIFY(gaps().what().isEmpty());
    m_fixture->open(1, u"acme-dev"_s);
    QTRY_VERIFY(m_dialog->findChild<Ui::ReportForm *>()->wish().tenants.size() == 2);
    if (m_fixture->session(u"acme-dev"_s).status(Kind::Connections).phase == Session::KindStatus::Phase::NotRead) {
        QTRY_VERIFY(gaps().detail().contains(u"acme-dev"_s));
        find<QAction>("read")->trigger();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->session(u"acme-dev"_s).status(Kind::Connections).phase,
                              Session::KindStatus::Phase::Complete, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(gaps().what().isEmpty(), 20000);
}

/// By the oldest of what is in the report.
void TestReportDialog::whatASnapshotTellsIsDated()
{
    m_fixture->open(1, u"acme-dev"_s);
    Session::TenantSession &session = m_fixture->session(u"acme-dev"_s);
    const QDateTime day(QDate(2026, 11, 12), QTime(8, 0), Qt::UTC);
    session.accept(Session::PastPart{day.addDays(1), Session::PastRecords{Kind::Applications, {}}});
    session.accept(Session::PastPart{day, Session::PastRecords{Kind::Connections, {}}});
    const Ui::ReportSource source(services());
    const Reports::InputPtr input = source.take({.tenants = {session.id(), Domain::TenantId(u"acme-eu"_s)}})();
    QCOMPARE(input->tenants.at(0).asOf, day);
    QVERIFY(!input->tenants.at(1).asOf.isValid());
}

void TestReportDialog::aStoppedReportLeavesWhatWasThere()
{
    QFile file(path(u"a.md"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("before") == 6);
    file.close();
    const Ui::ReportSource source(services());
    Ui::ReportWriting writing;
    QSignalSpy finished(&writing, &Ui::ReportWriting::finished);
    auto stopped = std::make_shared<QSemaphore>();
    Ui::ReportWish wish;
    wish.definition = *Reports::findPreset(u"full");
    wish.format = Reports::Format::Markdown;
    writing.start(
        [stopped, make = source.take({.tenants = {Domain::TenantId(u"acme-eu"_s)}})] {
            stopped->acquire();
            return make();
        },
        wish, path(u"a.md"_s));
    QVERIFY(writing.isBusy());
    writing.stop();
    stopped->release();
    QTRY_COMPARE(finished.size(), 1);
    const auto result = finished.first().first().value<Ui::ReportWriting::Result>();
    QVERIFY(result.problem && result.problem->kind == Reports::WriteProblem::Kind::Stopped);
    QCOMPARE(contents(path(u"a.md"_s)), u"before"_s);
    QCOMPARE(QDir(m_out->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"a.md"_s});
}

void TestReportDialog::aRefusedPlaceIsTold()
{
    m_fixture->prompt().setAnswer(path(u"no/such/folder.html"_s));
    find<QPushButton>("write")->click();
    QTRY_VERIFY2(banner().what().contains(u"could not be written"_s), qPrintable(banner().what()));
    QVERIFY(banner().detail().contains(u"Choose another place"_s));
    QVERIFY(find<QPushButton>("write")->isEnabled());
}

void TestReportDialog::theSelectedCustomerIsTaken()
{
    const auto &[key, customer] = *m_fixture->customerBook().customers().begin();
    m_dialog->showFor(Domain::TenantId(u"acme-eu"_s), key);
    const Ui::ReportWish wish = m_dialog->findChild<Ui::ReportForm *>()->wish();
    QCOMPARE(wish.definition.customer, key);
    QCOMPARE(wish.definition.id, u"customer"_s);
    QTRY_VERIFY(m_dialog->findChild<Ui::PageStack *>()->pageCount() > 0);
    Ui::ReportActions actions(services(), *m_store, m_fixture->prompt(), m_fixture->window());
    QVERIFY(m_fixture->window().actions().report->isEnabled());
    m_fixture->window().actions().report->trigger();
    QCOMPARE(m_fixture->window().findChildren<Ui::ReportDialog *>().size(), 2);
}

QTEST_MAIN(TestReportDialog)
#include "tst_reportdialog.moc"
