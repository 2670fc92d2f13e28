#include "ui/pages/startpage.h"

#include "ui/shell/actions.h"
#include "ui/widgets/emptystate.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

StartPage::StartPage(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_state(new EmptyState(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_state);
    showOpeningSandbox(false);
}

void StartPage::showOpeningSandbox(bool isOpening)
{
    m_state->clearButtons();
    if (isOpening) {
        m_state->setContent("view-refresh"_L1, tr("Opening the sandbox…"),
                            tr("Its tenants are being made up on this computer. A large one takes some seconds."));
        return;
    }
    m_state->setContent("network-server"_L1, tr("Add your first Auth0 tenant"),
                        tr("Tenantry reads it with a client of your own, keeps the secret in the keychain and talks to "
                           "nobody else. Or look around in the sandbox: a made-up estate on this computer."));
    m_state->addButton(m_actions.addTenant, true);
    m_state->addButton(m_actions.importTenants);
    m_state->addButton(m_actions.openSandbox);
}

} // namespace Ui
