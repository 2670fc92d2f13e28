#include "ui/dialogs/tenantdialog.h"

#include "ui/dialogs/connectiontestpanel.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/tenantform.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/wraplabel.h"

#include "settings/profilestore.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

void forgetSession(const TenantServices &services, const Domain::TenantId &id)
{
    services.session.purge(id, &services.session, [](const Auth::StoreOutcome<void> &) {});
}

TenantDialog::TenantDialog(const TenantServices &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_advice(new WrapLabel(this))
    , m_form(new TenantForm(services.prompt, this))
    , m_banner(new Banner(this))
    , m_panel(new ConnectionTestPanel(this))
    , m_scroll(new QScrollArea(this))
    , m_test(new QPushButton(tr("&Test"), this))
    , m_save(new QPushButton(tr("Sa&ve"), this))
    , m_forSession(new QAction(tr("Keep it &until the program ends"), this))
{
    build();
}

TenantDialog::TenantDialog(const TenantServices &services, const Domain::TenantProfile &proposal, QWidget *parent)
    : TenantDialog(services, parent)
{
    setWindowTitle(tr("Add an Auth0 tenant"));
    m_form->setProfile(proposal, false);
}

TenantDialog::TenantDialog(const TenantServices &services, const Domain::TenantId &id, QWidget *parent)
    : TenantDialog(services, parent)
{
    m_id = id;
    const Domain::TenantProfile profile = services.profiles.find(id).value_or(Domain::TenantProfile());
    setWindowTitle(tr("Edit %1").arg(visibleText(profile.name)));
    m_form->setProfile(profile, true);
}

void TenantDialog::build()
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::wide);
    column->setSpacing(Size::wide);
    m_advice->setObjectName(u"advice"_s);
    m_advice->hide();
    column->addWidget(m_advice);
    column->addWidget(m_form);
    column->addWidget(m_panel, 1);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    m_test->setObjectName(u"test"_s);
    m_save->setObjectName(u"save"_s);
    cancel->setObjectName(u"cancel"_s);
    m_save->setDefault(true);
    m_save->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_test);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(buttons);
    m_form->setKeepingHint(m_services.keychain.isPersistent()
                               ? tr("Kept in the desktop's keychain, never in a file.")
                               : tr("This computer has no keychain: kept until the program ends, never in a file."));
    connect(m_test, &QPushButton::clicked, this, &TenantDialog::test);
    connect(m_save, &QPushButton::clicked, this, &TenantDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &TenantDialog::reject);
    connect(m_form, &TenantForm::changed, m_panel, &ConnectionTestPanel::clear);
    connect(m_panel, &ConnectionTestPanel::runningChanged, m_test, [this](bool running) {
        keepFocus(running, [this, running] { m_test->setDisabled(running); });
        // What was found stands below the fields: bring it into sight.
        QTimer::singleShot(0, this, [this] { m_scroll->ensureWidgetVisible(m_panel, 0, 0); });
    });
    connect(m_forSession, &QAction::triggered, this, [this] { keepSecret(m_services.session); });
    sizeDialog(*this, {720, 760});
}

void TenantDialog::showAdvice(const QString &advice)
{
    m_advice->setText(advice);
    m_advice->show();
}

QStringList TenantDialog::takenNames() const
{
    QStringList names;
    for (const Domain::TenantProfile &profile : m_services.profiles.profiles()) {
        if (profile.id != m_id) {
            names.append(profile.name);
        }
    }
    return names;
}

void TenantDialog::test()
{
    m_banner->clear();
    if (!m_form->check(takenNames())) {
        return;
    }
    if (const Api::Secret entered = m_form->secret(); !entered.isEmpty()) {
        return testWith(entered);
    }
    // The one that is kept: of this session first, since it was entered last.
    const Auth::SecretKind kind = Auth::secretKindOf(m_form->profile().credential);
    setBusy(true);
    m_services.session.read(m_id, kind, this, [this, kind](const Auth::StoreOutcome<Api::Secret> &ofSession) {
        if (ofSession) {
            setBusy(false);
            return testWith(*ofSession);
        }
        m_services.keychain.read(m_id, kind, this, [this](const Auth::StoreOutcome<Api::Secret> &kept) {
            setBusy(false);
            if (kept) {
                return testWith(*kept);
            }
            m_banner->showState(Banner::Tone::Error, tr("The credential could not be read, so nothing was tested."),
                                kept.error().message);
        });
    });
}

void TenantDialog::testWith(const Api::Secret &secret)
{
    const Domain::TenantProfile profile = m_form->profile();
    m_panel->run(profile, secret, m_services.clientFor ? m_services.clientFor(profile) : Api::ClientOptions());
}

void TenantDialog::accept()
{
    m_banner->clear();
    if (!m_form->check(takenNames())) {
        return;
    }
    Domain::TenantProfile profile = m_form->profile();
    profile.id = m_id;
    if (m_id.isEmpty()) {
        const auto added = m_services.profiles.add(profile);
        if (!added) {
            return m_banner->showState(Banner::Tone::Error, tr("The profile could not be saved."),
                                       added.error().message);
        }
        m_id = *added;
        m_wasAdded = true;
    } else if (const auto edited = m_services.profiles.edit(profile); !edited) {
        return m_banner->showState(Banner::Tone::Error, tr("The profile could not be saved."), edited.error().message);
    }
    if (m_form->secret().isEmpty()) {
        return finish(false);
    }
    keepSecret(m_services.keychain);
}

void TenantDialog::keepSecret(Auth::CredentialStore &store)
{
    const bool isForSession = &store == &m_services.session;
    setBusy(true);
    store.write(m_id, Auth::secretKindOf(m_form->profile().credential), m_form->secret(), this,
                [this, isForSession](const Auth::StoreOutcome<void> &outcome) {
                    setBusy(false);
                    if (!outcome) {
                        return offerSession(outcome.error());
                    }
                    if (!isForSession) {
                        // One that was kept for the session would come before the new one.
                        forgetSession(m_services, m_id);
                    }
                    finish(true);
                });
}

void TenantDialog::offerSession(const Auth::StoreError &error)
{
    m_banner->showState(Banner::Tone::Warning, tr("The credential was not kept."),
                        error.message + u' '
                            + tr("It can stay in memory until the program ends; it is never written to a file."));
    m_banner->addButton(m_forSession);
}

void TenantDialog::finish(bool credentialChanged)
{
    m_wasAdded = false;
    Q_EMIT saved(m_id, credentialChanged);
    QDialog::accept();
}

void TenantDialog::reject()
{
    // A profile that was added on the way to a credential that could not be kept goes again.
    if (m_wasAdded) {
        (void)m_services.profiles.remove(m_id);
    }
    QDialog::reject();
}

void TenantDialog::setBusy(bool busy)
{
    keepFocus(busy, [this, busy] {
        m_save->setDisabled(busy);
        m_test->setDisabled(busy);
        m_form->setDisabled(busy);
    });
}

/// What is disabled hands the focus on to Save or Cancel, where Enter would end the dialog: it gets it back.
void TenantDialog::keepFocus(bool busy, const std::function<void()> &change)
{
    if (busy && !m_focusBefore) {
        m_focusBefore = focusWidget();
    }
    change();
    if (busy) {
        m_focusMeanwhile = focusWidget();
    } else if (QWidget *before = std::exchange(m_focusBefore, nullptr); before && focusWidget() == m_focusMeanwhile) {
        before->setFocus();
    }
}

} // namespace Ui
