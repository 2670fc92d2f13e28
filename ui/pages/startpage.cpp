#include "ui/pages/startpage.h"

#include "ui/shell/actions.h"
#include "ui/widgets/emptystate.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

StartPage::StartPage(const Actions &actions, QWidget *parent)
    : QWidget(parent)
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *state = new EmptyState(this);
    state->setContent("network-server"_L1, tr("Add your first Auth0 tenant"),
                      tr("Tenantry reads it with a client of your own, keeps the secret in the keychain and talks to "
                         "nobody else. Or look around in the sandbox: a made-up estate on this computer."));
    state->addButton(actions.addTenant, true);
    state->addButton(actions.importTenants);
    state->addButton(actions.openSandbox);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(state);
}

} // namespace Ui
