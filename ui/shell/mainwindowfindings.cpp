// What the MainWindow shows of the audits.

#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/warningspanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/estatepanel.h"
#include "ui/shell/mainwindow.h"

#include "items/findingtext.h"
#include "items/recordtablemodel.h"
#include "session/auditor.h"
#include "session/estate.h"
#include "session/stagedfindings.h"
#include "settings/windowstate.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Ui {

void MainWindow::showFindings(const Session::Auditor &auditor, const Session::StagedFindings *staged)
{
    m_warnings = new WarningsPanel(m_estate, auditor, this);
    m_bottom->insertTab(0, m_warnings, tr("Warnings"));
    m_bottom->setCurrentIndex(m_memory.value(Settings::WindowState::Part::Choice, u"bottom"_s).toInt());
    m_warnings->setTenant(m_scope.tenant);
    m_estatePanel->showFindings(auditor);
    m_inspector->showFindings(auditor);
    for (const auto &[kind, page] : m_tablePages) {
        page->model()->showLockMarks(auditor);
    }
    m_actions->showWarnings->setEnabled(true);
    m_actions->whatIf->setEnabled(true);
    connect(m_actions->showWarnings, &QAction::triggered, this, &MainWindow::enterWarnings);
    connect(m_warnings, &WarningsPanel::totalChanged, this, [this](qsizetype total, qsizetype unseen) {
        const QLocale locale;
        const QString counted = total > 0 ? tr("Warnings %1").arg(locale.toString(total)) : tr("Warnings");
        const int tab = m_bottom->indexOf(m_warnings);
        m_bottom->setTabText(tab, unseen > 0 ? tr("%1 · %2 new").arg(counted, locale.toString(unseen)) : counted);
        m_bottom->setTabToolTip(tab, unseen > 0 ? tr("New until somebody looks at them: F8") : QString());
    });
    connect(m_warnings, &WarningsPanel::objectWanted, this,
            [this](const Domain::TenantId &tenant, Query::Kind kind, const QString &id) {
                if (kind == Query::Kind::Tenants) {
                    showScope({tenant, kind, {}});
                } else {
                    showObject(tenant, kind, id);
                }
            });
    connect(m_warnings, &WarningsPanel::copyWanted, this,
            [this](RowFormat format) { takeOut(m_warnings->selectedRows(), false, format); });
    connect(m_warnings, &WarningsPanel::saveWanted, this,
            [this](RowFormat format) { takeOut(m_warnings->shownRows(), true, format); });
    connect(&auditor, &Session::Auditor::audited, this,
            [this](const Domain::TenantId &tenant, const QList<Domain::Finding> &appeared) {
                tellFindings(tenant, appeared, tr("%n new finding(s) in %1", nullptr, int(appeared.size())));
            });
    if (staged) {
        m_warnings->showStaged(*staged);
        connect(staged, &Session::StagedFindings::wouldAppear, this,
                [this](const Domain::TenantId &tenant, const QList<Domain::Finding> &findings) {
                    tellFindings(
                        tenant, findings,
                        tr("%n finding(s) would appear in %1 by what is staged", nullptr, int(findings.size())));
                });
    }
}

void MainWindow::enterWarnings()
{
    m_actions->showBottom->setChecked(true);
    m_bottom->openTab(m_warnings);
    m_warnings->entry()->setFocus(Qt::ShortcutFocusReason);
    m_warnings->noteSeen();
}

void MainWindow::takeOut(const QList<Items::FindingRow> &rows, bool toFile, RowFormat format)
{
    const OutgoingText text{u"findings"_s, int(rows.size()), [rows](RowFormat wanted) {
                                switch (wanted) {
                                case RowFormat::Csv:
                                    return Items::findingsAsCsv(rows);
                                case RowFormat::Json:
                                    return Items::findingsAsJson(rows);
                                case RowFormat::Markdown:
                                    break;
                                }
                                return Items::findingsAsMarkdown(rows);
                            }};
    if (toFile) {
        m_rowsOut->save(text, format, this);
    } else {
        m_rowsOut->copy(text, format);
    }
}

/// `text` has a place for the tenant's name.
void MainWindow::tellFindings(const Domain::TenantId &tenant, const QList<Domain::Finding> &findings,
                              const QString &text)
{
    const Session::TenantSession *session = m_estate.find(tenant);
    if (findings.isEmpty() || !session) {
        return;
    }
    m_warnings->noteAppeared(tenant, findings); // which stays when the sentence has made room for another
    const Domain::Finding &gravest = findings.first();
    showMessage(text.arg(session->profile().name) + u": "_s
                + tr("%1: %2 (F8 shows all)").arg(gravest.subject.name, gravest.message));
}

} // namespace Ui
