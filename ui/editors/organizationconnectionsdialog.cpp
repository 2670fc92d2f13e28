#include "ui/editors/organizationconnectionsdialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/editors/switchsheet.h"
#include "ui/pages/statustext.h"
#include "ui/widgets/banner.h"

#include "domain/organizationlimit.h"
#include "items/organizationconnectionmodel.h"
#include "session/tenantsession.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace Ui {

using Query::Kind;

OrganizationConnectionsDialog::OrganizationConnectionsDialog(Session::TenantSession &session,
                                                             const Session::ChangeTray &tray,
                                                             const QString &organization, QWidget *parent)
    : QDialog(parent)
    , m_board(new Session::OrganizationBoard(session, tray, organization, this))
    , m_model(new Items::OrganizationConnectionModel(*m_board, this))
    , m_sheet(new SwitchSheet(*this, *m_model, session.profile(),
                              {tr("Connections of %1").arg(m_board->object().name), tr("Find a connection"),
                               tr("Connections of the organization")}))
    , m_readList(new QAction(tr("Read the connections"), this))
{
    setObjectName(u"organizationConnections"_s);
    connect(m_board, &Session::OrganizationBoard::changed, this, &OrganizationConnectionsDialog::showState);
    connect(m_board, &Session::OrganizationBoard::failed, m_sheet, &SwitchSheet::showError);
    connect(m_model, &Items::OrganizationConnectionModel::gathered, this, &OrganizationConnectionsDialog::showState);
    connect(m_sheet, &SwitchSheet::readAgainWanted, m_board, &Session::OrganizationBoard::read);
    connect(m_readList, &QAction::triggered, &session,
            [&session] { session.refresh(Kind::Connections, Api::Priority::Foreground); });
    connect(&session, &Session::TenantSession::statusChanged, this, [this](Kind kind) {
        if (kind == Kind::Connections) {
            showState();
        }
    });
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); }); // nothing is left to ask about
    m_sheet->setStage(false, 0);
    m_board->read();
}

bool OrganizationConnectionsDialog::isListMissing() const
{
    const Session::KindStatus &status = m_board->session().status(Kind::Connections);
    return !status.isReading() && !status.readAt.isValid();
}

void OrganizationConnectionsDialog::showState()
{
    if (!m_model->isGathered()) { // the banner says what goes on
        return;
    }
    const Session::OrganizationForecast forecast = m_board->forecast();
    m_sheet->setForecast({Session::textOf(forecast)});
    m_sheet->setStage(m_board->isEdited() && !forecast.isOver(), m_board->wishes());
    showEmpty();
    showBanner(forecast);
}

void OrganizationConnectionsDialog::showEmpty()
{
    const Session::KindStatus &status = m_board->session().status(Kind::Connections);
    if (status.isReading()) {
        m_sheet->setEmpty(tr("Reading the connections…"), tr("The rows follow once they are there."));
    } else if (isListMissing()) {
        m_sheet->setEmpty(tr("No connections are known"), tr("None is enabled, and the tenant's list was not read."));
    } else {
        m_sheet->setEmpty(tr("The tenant has no connections"), tr("There is nothing to enable."));
    }
}

void OrganizationConnectionsDialog::showBanner(const Session::OrganizationForecast &forecast)
{
    Banner &banner = m_sheet->banner();
    const Session::TenantSession &session = m_board->session();
    const Session::KindStatus &status = session.status(Kind::Connections);
    if (forecast.isOver()) {
        const int limit = Domain::organizationConnectionLimit;
        banner.showState(Banner::Tone::Warning,
                         tr("Auth0 enables %1 connections for an organization at most.").arg(limit),
                         tr("It would refuse what is beyond. Turn %n connection(s) off before this can be staged.",
                            nullptr, int(forecast.after - std::max<qsizetype>(limit, forecast.now))));
    } else if (const auto notice = noticeFor(session.profile(), Kind::Connections, status)) {
        banner.showState(notice->tone, notice->what, notice->detail);
    } else if (isListMissing()) {
        banner.showState(Banner::Tone::Neutral, tr("The connections of the tenant were not read."),
                         tr("Only those that are enabled are shown, by their ids. Reading the others takes a request "
                            "for each 100 of them."));
    } else if (status.isReading() && !status.readAt.isValid()) {
        banner.showState(Banner::Tone::Neutral, tr("Reading the connections…"), {});
        banner.showProgress(status.read, status.total.value_or(0));
    } else {
        banner.clear();
    }
    if (isListMissing() && !forecast.isOver()) {
        banner.addButton(m_readList);
    }
}

void OrganizationConnectionsDialog::accept()
{
    if (m_board->isEdited()) {
        Q_EMIT staged(m_board->item());
    }
    QDialog::accept();
}

void OrganizationConnectionsDialog::reject()
{
    if (!m_board->isEdited()) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
