#include "ui/dialogs/secretdialog.h"

#include "ui/dialogs/credentialeditor.h"
#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/tenantdialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"

#include "auth/connectiontest.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

SecretDialog::SecretDialog(const TenantServices &services, Domain::TenantProfile profile, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_profile(std::move(profile))
    , m_banner(new Banner(this))
    , m_grid(new FieldGrid(this))
    , m_editor(new CredentialEditor(services.prompt, this))
    , m_replace(new QPushButton(tr("&Replace"), this))
    , m_forSession(new QAction(tr("Keep it &until the program ends"), this))
{
    setWindowTitle(tr("Replace the credential of %1").arg(visibleText(m_profile.name)));
    m_editor->setKind(m_profile.credential);
    const QString label = m_profile.credential == Domain::CredentialKind::PrivateKey ? tr("New private &key")
        : m_profile.credential == Domain::CredentialKind::Token                      ? tr("New &token")
                                                                                     : tr("New &secret");
    m_grid->add(label, m_editor, tr("The old one stays until the new one is kept."), m_editor->entry());
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_replace->setObjectName(u"replace"_s);
    m_replace->setDefault(true);
    m_replace->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_replace);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    body->setSpacing(Size::wide);
    body->addWidget(m_grid);
    body->addStretch();
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body);
    connect(m_editor, &CredentialEditor::changed, this, [this] { m_grid->setProblem(m_editor, {}); });
    connect(m_editor, &CredentialEditor::problem, this,
            [this](const QString &text) { m_grid->setProblem(m_editor, text); });
    connect(m_replace, &QPushButton::clicked, this, &SecretDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &SecretDialog::reject);
    connect(m_forSession, &QAction::triggered, this, [this] { keep(m_services.session); });
    sizeDialog(*this, {520, sizeHint().height()});
}

QString SecretDialog::problem() const
{
    if (m_editor->isEmpty()) {
        return tr("Nothing was entered. Enter the new credential, or cancel.");
    }
    for (const Auth::TestStep &step :
         Auth::stepsBeforeSending(m_profile, m_editor->secret(), true, QDateTime::currentDateTimeUtc())) {
        if (step.id == Auth::TestStep::Id::Credential && step.state == Auth::TestStep::State::Failed) {
            return QStringList{step.what, step.why, step.remedy}.join(u' ').simplified();
        }
    }
    return {};
}

void SecretDialog::accept()
{
    m_banner->clear();
    m_grid->setProblem(m_editor, problem());
    if (!m_grid->focusFirstProblem()) {
        keep(m_services.keychain);
    }
}

void SecretDialog::keep(Auth::CredentialStore &store)
{
    const bool isForSession = &store == &m_services.session;
    m_replace->setDisabled(true);
    store.write(m_profile.id, Auth::secretKindOf(m_profile.credential), m_editor->secret(), this,
                [this, isForSession](const Auth::StoreOutcome<void> &outcome) {
                    m_replace->setDisabled(false);
                    if (outcome) {
                        if (!isForSession) {
                            forgetSession(m_services, m_profile.id);
                        }
                        Q_EMIT replaced(m_profile.id);
                        return QDialog::accept();
                    }
                    m_banner->showState(Banner::Tone::Warning, tr("The credential was not kept."),
                                        outcome.error().message);
                    m_banner->addButton(m_forSession);
                });
}

} // namespace Ui
