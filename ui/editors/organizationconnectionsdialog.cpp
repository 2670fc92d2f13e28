#include "ui/editors/organizationconnectionsdialog.h"

#include "ui/editors/switchsheet.h"
#include "ui/pages/statustext.h"
#include "ui/widgets/banner.h"

#include "domain/organizationlimit.h"
#include "items/organizationconnectionmodel.h"
#include "session/tenantsession.h"

using namespace Qt::StringLiterals;

namespace Ui {

using Query::Kind;

OrganizationConnectionsDialog::OrganizationConnectionsDialog(Session::TenantSession &session,
                                                             const Session::ChangeTray &tray,
                                                             const QString &organization, QWidget *parent)
    : QDialog(parent)
    , m_board(new Session::OrganizationBoard(session, tray, organization, this))
    , m_sheet(new SwitchSheet(*this, *new Items::OrganizationConnectionModel(*m_board, this), session.profile(),
                              {tr("Connections of %1").arg(m_board->object().name), tr("Find a connection"),
                               tr("Connections of the organization")}))
{
    setObjectName(u"organizationConnections"_s);
    connect(m_board, &Session::OrganizationBoard::changed, this, &OrganizationConnectionsDialog::showState);
    connect(m_board, &Session::OrganizationBoard::failed, m_sheet, &SwitchSheet::showError);
    connect(m_sheet, &SwitchSheet::readAgainWanted, this, [this] {
        readConnections();
        m_board->read();
    });
    connect(&session, &Session::TenantSession::statusChanged, this, [this](Kind kind) {
        if (kind == Kind::Connections && m_board->isKnown()) {
            showState();
        }
    });
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    m_sheet->setStage(false, 0);
    readConnections();
    m_board->read();
}

/// The list of the tenant, where there is none.
void OrganizationConnectionsDialog::readConnections()
{
    const Session::KindStatus &status = m_board->session().status(Kind::Connections);
    if (!status.isReading() && !status.readAt.isValid()) {
        m_board->session().refresh(Kind::Connections);
    }
}

void OrganizationConnectionsDialog::showState()
{
    const Session::OrganizationForecast forecast = m_board->forecast();
    m_sheet->setForecast({Session::textOf(forecast)});
    m_sheet->setStage(m_board->isEdited() && !forecast.isOver(), m_board->wishes());
    const Session::KindStatus &status = m_board->session().status(Kind::Connections);
    if (status.isReading()) {
        m_sheet->setEmpty(tr("Reading the connections…"), tr("The rows follow once they are there."));
    } else if (status.phase == Session::KindStatus::Phase::Complete) {
        m_sheet->setEmpty(tr("The tenant has no connections"), tr("There is nothing to enable."));
    } else {
        m_sheet->setEmpty(tr("No connections are known"), tr("Read them with F5 in their table."));
    }
    showBanner(forecast);
}

void OrganizationConnectionsDialog::showBanner(const Session::OrganizationForecast &forecast)
{
    Banner &banner = m_sheet->banner();
    const Session::TenantSession &session = m_board->session();
    if (forecast.isOver()) {
        const int limit = Domain::organizationConnectionLimit;
        banner.showState(Banner::Tone::Warning,
                         tr("Auth0 enables %1 connections for an organization at most.").arg(limit),
                         tr("It would refuse what is beyond. Turn %n connection(s) off before this can be staged.",
                            nullptr, int(forecast.after - std::max<qsizetype>(limit, forecast.now))));
    } else if (const auto notice = noticeFor(session.profile(), Kind::Connections, session.status(Kind::Connections))) {
        banner.showState(notice->tone, notice->what, notice->detail);
    } else {
        banner.clear();
    }
}

void OrganizationConnectionsDialog::accept()
{
    if (m_board->isEdited()) {
        Q_EMIT staged(m_board->item());
    }
    QDialog::accept();
}

} // namespace Ui
