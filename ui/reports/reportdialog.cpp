#include "ui/reports/reportdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/reports/reportform.h"
#include "ui/reports/reportpreview.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/scrollbody.h"

#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/storedstate.h"
#include "settings/reportstore.h"

#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int settleTime = 500; // ms
constexpr int formWidth = 420;

} // namespace

ReportSource::Wish inputOf(const ReportWish &wish)
{
    return {wish.tenants, wish.changeDays, wish.definition.sections.contains("comparison"_L1)};
}

ReportDialog::ReportDialog(const CustomerServices &services, Settings::ReportStore &store, Prompt &prompt,
                           QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_store(store)
    , m_prompt(prompt)
    , m_source(services)
    , m_banner(new Banner(this))
    , m_gaps(new Banner(this))
    , m_form(new ReportForm(store, this))
    , m_preview(new ReportPreview(this))
    , m_told(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(namedButton("cancel", tr("Sto&p"), this))
    , m_write(namedButton("write", tr("&Write…"), this))
    , m_read(new QAction(tr("&Read now"), this))
    , m_writing(new ReportWriting(this))
{
    setObjectName(u"reportBuilder"_s);
    setWindowTitle(tr("Report"));
    m_banner->setObjectName(u"outcome"_s);
    m_gaps->setObjectName(u"gaps"_s);
    build();
    m_later.setSingleShot(true);
    m_later.setInterval(settleTime);
    connect(&m_later, &QTimer::timeout, this, &ReportDialog::takeAnew);
    services.estate.each(this, [this](Session::TenantSession *session) { watch(session); });
    for (auto estateChanged : {&Session::Estate::opened, &Session::Estate::closed}) {
        connect(&services.estate, estateChanged, this, [this] {
            fillTenants();
            m_later.start();
        });
    }
    connect(&services.book, &Session::CustomerBook::changed, &m_later, qOverload<>(&QTimer::start));
    connect(m_form, &ReportForm::changed, this, &ReportDialog::forgetTold);
    connect(m_form, &ReportForm::changed, this, &ReportDialog::takeWish);
    connect(m_form, &ReportForm::saveWanted, this, &ReportDialog::save);
    connect(m_form, &ReportForm::deleteWanted, this, &ReportDialog::remove);
    connect(m_read, &QAction::triggered, this, &ReportDialog::readMissing);
    connect(m_write, &QPushButton::clicked, this, &ReportDialog::askWhere);
    connect(m_cancel, &QPushButton::clicked, m_writing, &ReportWriting::stop);
    connect(m_writing, &ReportWriting::finished, this, &ReportDialog::showWritten);
    connect(m_writing, &ReportWriting::progressed, this, [this](qint64 rows, int files, int ofFiles) {
        m_told->setText(ofFiles > 1 ? tr("%L1 of %L2 files written").arg(files).arg(ofFiles)
                                    : tr("%L1 rows written").arg(rows));
        m_progress->setRange(0, ofFiles > 1 ? ofFiles : 0);
        m_progress->setValue(files);
    });
    fillTenants();
    fillCustomers();
    showBusy(false);
    takeWish();
    m_form->enter();
    sizeDialog(*this, {1240, 820});
}

void ReportDialog::build()
{
    m_told->setObjectName(u"told"_s);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setProperty("muted", true);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Writing the report"));
    m_write->setProperty("primary", true);
    m_write->setDefault(true);
    m_read->setObjectName(u"read"_s);
    auto *close = namedButton("close", tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    QScrollArea *form = makeScrollBody(m_form, tr("What goes into the report"), this);
    form->setMinimumWidth(m_form->minimumSizeHint().width() + form->verticalScrollBar()->sizeHint().width());
    split->addWidget(form);
    split->addWidget(m_preview);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setSizes({formWidth, 2 * formWidth});
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_progress);
    buttons->addWidget(m_told, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(close);
    buttons->addWidget(m_write);
    buttons->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::gap);
    body->addWidget(split, 1);
    // The banners come below what is chosen: above, they would push the field away that is about to be clicked.
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(body, 1);
    layout->addWidget(m_gaps);
    layout->addWidget(m_banner);
    layout->addLayout(buttons);
}

void ReportDialog::watch(Session::TenantSession *session)
{
    const auto soon = qOverload<>(&QTimer::start);
    connect(session, &Session::TenantSession::statusChanged, &m_later, soon);
    connect(session, &Session::TenantSession::recordsChanged, &m_later, soon);
    connect(session, &Session::TenantSession::mapStatusChanged, &m_later, soon);
}

void ReportDialog::showFor(const std::optional<Domain::TenantId> &tenant, const QString &customerKey)
{
    m_form->choose(tenant, {});
    fillCustomers();
    if (!customerKey.isEmpty()) {
        m_form->chooseReport(u"customer"_s);
        m_form->choose(tenant, customerKey);
    }
}

void ReportDialog::fillTenants()
{
    QList<ReportForm::Choice> choices;
    for (const Session::TenantSession *session : m_services.estate.sessions()) {
        choices.append({session->id(), session->profile().name, Session::storedName(session->profile())});
    }
    m_form->setTenants(choices);
}

/// Those of the chosen Auth0 tenants.
void ReportDialog::fillCustomers()
{
    QList<QPair<QString, QString>> customers;
    const QList<Domain::TenantId> tenants = m_form->wish().tenants;
    for (const auto &[key, customer] : m_services.book.customers()) {
        const bool isThere = std::ranges::any_of(
            tenants, [&shares = customer.shares](const Domain::TenantId &tenant) { return shares.contains(tenant); });
        if (isThere) {
            customers.append({key, customer.name});
        }
    }
    const bool areProposed = std::ranges::any_of(
        tenants, [this](const Domain::TenantId &tenant) { return m_services.book.isProposed(tenant); });
    m_form->setCustomers(customers, areProposed);
}

void ReportDialog::takeWish()
{
    if (!m_taken || m_form->wish().tenants != m_taken->tenants) {
        fillCustomers();
    }
    const ReportWish wish = m_form->wish();
    const QString obstacle = m_form->obstacle();
    showObstacle(*m_write, obstacle, tr("Asks where to, and writes the report there"));
    showGaps();
    if (!obstacle.isEmpty()) {
        m_preview->setNothing(obstacle);
        m_taken.reset();
    } else if (const ReportSource::Wish needed = inputOf(wish); m_taken != needed) {
        m_taken = needed;
        m_preview->setInput(m_source.take(needed), wish);
    } else {
        m_preview->setWish(wish);
    }
}

/// Something was read: what the preview is made of is another.
void ReportDialog::takeAnew()
{
    m_taken.reset();
    takeWish();
}

void ReportDialog::showGaps()
{
    const ReportWish wish = m_form->wish();
    const Analysis::Needs needs = Reports::needsOf(wish.definition);
    QStringList gaps;
    for (const Domain::TenantId &tenant : wish.tenants) {
        const QStringList own = m_source.gapsOf(tenant, needs);
        const Session::TenantSession *session = m_services.estate.find(tenant);
        if (!own.isEmpty() && session != nullptr) {
            gaps.append(tr("%1: %2").arg(visibleText(session->profile().name), own.join(tr(", "))));
        }
    }
    if (gaps.isEmpty()) {
        return m_gaps->clear();
    }
    m_gaps->showState(Banner::Tone::Watch, tr("Not everything was read that this report tells about."),
                      gaps.join(u'\n'));
    m_gaps->addButton(m_read);
}

/// What was written or saved is no word on another choice.
void ReportDialog::forgetTold()
{
    if (m_toldWish && *m_toldWish != m_form->wish()) {
        m_toldWish.reset();
        m_banner->clear();
    }
}

void ReportDialog::readMissing()
{
    const ReportWish wish = m_form->wish();
    const Analysis::Needs needs = Reports::needsOf(wish.definition);
    for (const Domain::TenantId &tenant : wish.tenants) {
        if (!m_source.gapsOf(tenant, needs).isEmpty()) {
            m_services.estate.find(tenant)->refreshAll(Api::Priority::Foreground);
        }
    }
}

void ReportDialog::save()
{
    const Domain::SavedReport report = m_form->toSave();
    const bool isGiven = std::ranges::any_of(Reports::presets(), [&report](const Reports::Definition &preset) {
        return preset.id == report.name || preset.title.compare(report.name, Qt::CaseInsensitive) == 0;
    });
    if (isGiven) {
        return m_form->showProblem(tr("A report that comes with the program is called so. The choice is saved under "
                                      "its title: give another one."));
    }
    if (const auto kept = m_store.keep(report); !kept) {
        return m_form->showProblem(kept.error().message);
    }
    m_form->chooseReport(report.name);
    m_banner->showState(Banner::Tone::Good, tr("“%1” was saved.").arg(visibleText(report.name)),
                        tr("tenantry-cli report --preset writes it as well."));
    m_toldWish = m_form->wish();
}

void ReportDialog::remove()
{
    const auto report = m_store.find(m_form->savedName());
    if (!report) {
        return;
    }
    if (const auto removed = m_store.remove(report->name); !removed) {
        m_banner->showState(Banner::Tone::Error, tr("The report could not be deleted."), removed.error().message);
        return;
    }
    m_toldWish.reset(); // the way back stays
    m_banner->showState(Banner::Tone::Neutral, tr("“%1” was deleted.").arg(visibleText(report->name)), {});
    auto *undo = new QAction(tr("Undo"), m_banner);
    undo->setObjectName(u"undo"_s);
    connect(undo, &QAction::triggered, this, [this, gone = *report] {
        m_banner->clear();
        if (m_store.keep(gone)) {
            m_form->chooseReport(gone.name);
        }
    });
    m_banner->addButton(undo);
}

} // namespace Ui
