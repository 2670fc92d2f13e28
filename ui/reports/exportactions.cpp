#include "ui/reports/exportactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/pages/tablepage.h"
#include "ui/reports/exportresultdialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/recordtable.h"

#include "session/estate.h"

#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Query::Kind;

/// The objects by their tenants, in the order of the estate.
QList<ExportOffer> byTenant(const Session::Estate &estate, Kind kind, const QList<Session::ObjectId> &objects,
                            bool isSelection)
{
    QHash<Domain::TenantId, QSet<QString>> ids;
    for (const Session::ObjectId &object : objects) {
        ids[object.tenant].insert(object.id);
    }
    QList<ExportOffer> offers;
    for (const Session::TenantSession *session : estate.sessions()) {
        if (const QSet<QString> of = ids.value(session->id()); !of.isEmpty()) {
            offers.append({session->id(), {kind, of}, isSelection});
        }
    }
    return offers;
}

} // namespace

ExportActions::ExportActions(Session::Estate &estate, Prompt &prompt, MainWindow &window)
    : QObject(&window)
    , m_estate(estate)
    , m_prompt(prompt)
    , m_window(window)
{
    connect(window.actions().exportDeploy, &QAction::triggered, this, [this] { ask(ExportTool::DeployCli); });
    connect(window.actions().exportTerraform, &QAction::triggered, this, [this] { ask(ExportTool::Terraform); });
    connect(&estate, &Session::Estate::opened, this, &ExportActions::enable);
    connect(&estate, &Session::Estate::closed, this, &ExportActions::enable);
    enable();
}

void ExportActions::enable()
{
    const bool isPossible = !m_estate.sessions().isEmpty();
    m_window.actions().exportDeploy->setEnabled(isPossible);
    m_window.actions().exportTerraform->setEnabled(isPossible);
}

/// What is selected, what a filter leaves, and all of each Auth0 tenant that the window shows.
QList<ExportOffer> ExportActions::offers() const
{
    QList<ExportOffer> everything;
    for (const Session::TenantSession *session : m_estate.sessions()) {
        if (m_window.scope().tenant.value_or(session->id()) == session->id()) {
            everything.append({session->id(), {}, false});
        }
    }
    const TablePage *page = m_window.tablePage();
    const Selection selection = page ? page->selection() : Selection();
    if (!page
        || (selection.kind != Kind::Applications && selection.kind != Kind::Connections
            && selection.kind != Kind::Organizations)) {
        return everything;
    }
    const qsizetype shown = page->table()->model()->rowCount();
    QList<Session::ObjectId> left; // where that is another answer than what is selected
    for (const Query::RecordPtr &record :
         shown > selection.objects.size() ? page->shownRecords() : QList<Query::RecordPtr>()) {
        left.append({record->tenant, record->id});
    }
    qsizetype all = 0;
    for (const Session::TenantSession *session : page->sessions()) {
        all += session->records(selection.kind).size();
    }
    const QList<ExportOffer> selected = byTenant(m_estate, selection.kind, selection.objects, true);
    const QList<ExportOffer> others = byTenant(m_estate, selection.kind, left, false);
    return selected + (shown < all ? others + everything : everything + others);
}

void ExportActions::ask(ExportTool tool, const QList<ExportOffer> &again)
{
    const QList<ExportOffer> all = again + offers();
    if (all.isEmpty()) {
        return;
    }
    auto *dialog = new ExportDialog(m_estate, tool, all, m_prompt, &m_window);
    connect(dialog, &ExportDialog::wanted, this, &ExportActions::begin);
    openDialog(dialog);
}

void ExportActions::begin(const Domain::TenantId &tenant, const FolderWish &wish)
{
    Session::TenantSession *session = m_estate.find(tenant);
    if (!session) {
        return m_window.showMessage(tr("The Auth0 tenant was closed; nothing was exported."));
    }
    auto *run = new FolderExport(m_estate, *session, wish, this);
    connect(run, &FolderExport::finished, this, [this, tenant](const FolderResult &result) { tell(tenant, result); });
    m_window.showMessage(tr("Exporting. The tab Jobs, below the table, shows how far."));
    run->start();
}

void ExportActions::tell(const Domain::TenantId &tenant, const FolderResult &result)
{
    m_window.showMessage(result.isStopped ? result.problem->what + u' ' + result.problem->advice : QString());
    if (result.isStopped) {
        return;
    }
    const bool hasMore = !result.missing.isEmpty() || !result.folder.leftOut.isEmpty();
    if (!result.problem || (result.folder.objects() == 0 && hasMore)) {
        return openDialog(new ExportResultDialog(result, &m_window));
    }
    tellProblem(tenant, result);
}

void ExportActions::tellProblem(const Domain::TenantId &tenant, const FolderResult &result)
{
    auto *box = new QMessageBox(QMessageBox::Warning, u"Tenantry"_s, visibleText(result.problem->what), QMessageBox::Ok,
                                &m_window);
    box->setObjectName(u"exportFailed"_s);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(visibleText(result.problem->why) + u' ' + result.problem->advice);
    if (m_estate.find(tenant)) {
        QPushButton *again = box->addButton(tr("Choose another &folder…"), QMessageBox::ActionRole);
        again->setObjectName(u"again"_s);
        connect(again, &QPushButton::clicked, this,
                [this, tool = result.wish.tool, offer = ExportOffer{tenant, result.wish.objects, true}] {
                    ask(tool, {offer});
                });
    }
    openDialog(box);
}

} // namespace Ui
