#include "ui/dialogs/preferencesdialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/filepatheditor.h"
#include "ui/dialogs/opendialog.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/scrollbody.h"

#include "settings/settingsstore.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Ui {

PreferencesDialog::PreferencesDialog(Settings::SettingsStore &store, Prompt &prompt,
                                     const QList<BaselineChoice> &baselines, qsizetype keyRequests, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_banner(new Banner(this))
    , m_grid(new FieldGrid(this))
    , m_theme(new QComboBox(this))
    , m_refresh(new QCheckBox(tr("Read a tenant when it is &opened for the first time"), this))
    , m_unlock(new QSpinBox(this))
    , m_watch(new QSpinBox(this))
    , m_near(new QSpinBox(this))
    , m_reserve(new QSpinBox(this))
    , m_secrets(new QSpinBox(this))
    , m_snapshots(new QSpinBox(this))
    , m_baseline(new QComboBox(this))
    , m_credentials(new QCheckBox(tr("Read the &keys of applications"), this))
    , m_caFile(new FilePathEditor(
          prompt, {tr("Choose CA certificates"), tr("Certificates (*.pem *.crt *.cer);;All files (*)"), {}}, this))
{
    setWindowTitle(tr("Preferences"));
    m_theme->setObjectName(u"theme"_s);
    m_unlock->setObjectName(u"unlockMinutes"_s);
    m_reserve->setObjectName(u"reserve"_s);
    m_theme->addItem(tr("As the desktop"), int(Settings::Theme::System));
    m_theme->addItem(tr("Light"), int(Settings::Theme::Light));
    m_theme->addItem(tr("Dark"), int(Settings::Theme::Dark));
    m_unlock->setRange(Settings::minimumUnlockMinutes, Settings::maximumUnlockMinutes);
    m_unlock->setSuffix(tr(" min"));
    m_watch->setObjectName(u"lockWatch"_s);
    m_near->setObjectName(u"lockNear"_s);
    for (QSpinBox *box : {m_watch, m_near}) {
        box->setRange(1,
                      Domain::lockLimit); // what is too much is told: a box that swallows a digit keeps another number
    }
    m_baseline->setObjectName(u"policyBaseline"_s);
    m_baseline->addItem(tr("None"), QString());
    for (const BaselineChoice &choice : baselines) {
        m_baseline->addItem(choice.name, choice.word);
    }
    m_secrets->setObjectName(u"secretDays"_s);
    m_secrets->setRange(Domain::minimumSecretDays, Domain::maximumSecretDays);
    m_secrets->setSuffix(tr(" days"));
    m_snapshots->setObjectName(u"snapshotDays"_s);
    m_snapshots->setRange(Domain::minimumSnapshotDays, Domain::maximumSnapshotDays);
    m_snapshots->setSuffix(tr(" days"));
    m_reserve->setRange(0, int(std::lround(Settings::maximumReserve * 100)));
    m_reserve->setSuffix(tr(" %"));
    m_grid->add(tr("&Theme"), m_theme);
    m_grid->add(tr("Reading"), m_refresh, tr("Otherwise only F5 reads. Nothing is ever read again by itself."));
    m_grid->add(tr("&Unlock writing for"), m_unlock,
                tr("A tenant that was unlocked locks itself again after this time. One that is unlocked now keeps its "
                   "own."));
    m_grid->add(tr("Lock: &watch from"), m_watch,
                tr("From so many database connections on, an application is a finding of low severity."));
    m_grid->add(
        tr("Lock: &near from"), m_near,
        tr("From here on of medium severity; at %1 Lock is full, which is its own limit.").arg(Domain::lockLimit));
    m_grid->add(tr("Policy &baseline"), m_baseline,
                tr("The template that checks hold every password policy against, here and in tenantry-cli check. The "
                   "table of policies has a choice of its own."));
    m_grid->add(tr("&Rotate secrets after"), m_secrets,
                tr("A client secret that snapshots know as the same for so long is a finding. Auth0 names no age; "
                   "Microsoft recommends less than 12 months."));
    m_grid->add(tr("Kee&p snapshots for"), m_snapshots,
                tr("Older ones are removed when the next one is stored, here and by tenantry-cli snapshot save; the "
                   "latest stays. Of what is older than two days the last one of each day is kept."));
    m_credentials->setObjectName(u"readCredentials"_s);
    m_grid->add(tr("Checks"), m_credentials,
                tr("To tell of keys that end. Takes a request for each application with keys whenever a tenant's "
                   "applications are read (of the tenants that are open: %n), and the scope read:client_credentials.",
                   nullptr, int(keyRequests)));
    m_grid->add(
        tr("&Leave to others on PROD"), m_reserve,
        tr("The share of Auth0's rate limit that Tenantry leaves to your own systems on production tenants, unless "
           "a tenant says otherwise. Tenants that are open keep theirs until the next start."));
    m_grid->add(
        tr("C&A file"), m_caFile,
        tr("Further certificate authorities for every tenant, where a proxy opens TLS. Usually empty. Tenants that are "
           "open keep theirs until the next start."),
        m_caFile->entry());

    const Settings::Preferences now = store.preferences();
    m_theme->setCurrentIndex(m_theme->findData(int(now.theme)));
    m_refresh->setChecked(now.refreshOnOpen);
    m_credentials->setChecked(now.readCredentials);
    m_unlock->setValue(now.unlockMinutes);
    m_watch->setValue(int(now.lock.watch));
    m_near->setValue(int(now.lock.near));
    m_secrets->setValue(now.secretDays);
    m_snapshots->setValue(now.snapshotDays);
    m_reserve->setValue(int(std::lround(now.productionReserve * 100)));
    m_caFile->setPath(now.caFile);
    if (m_baseline->findData(now.policyBaseline) < 0) { // removed meanwhile: no choice is taken back unasked
        m_baseline->addItem(tr("%1 (not there any more)").arg(now.policyBaseline), now.policyBaseline);
    }
    m_baseline->setCurrentIndex(m_baseline->findData(now.policyBaseline));

    auto *cancel = new QPushButton(tr("&Cancel"), this);
    auto *save = new QPushButton(tr("&Save"), this);
    cancel->setObjectName(u"cancel"_s);
    save->setObjectName(u"save"_s);
    save->setDefault(true);
    save->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    body->setSpacing(Size::wide);
    body->addWidget(makeScrollBody(m_grid, tr("Preferences"), this), 1);
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
    connect(save, &QPushButton::clicked, this, &PreferencesDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &PreferencesDialog::reject);
    connect(m_caFile, &FilePathEditor::changed, this, [this] { m_grid->setProblem(m_caFile, {}); });
    sizeDialog(*this, {600, 560});
}

void PreferencesDialog::accept()
{
    const QString caFile = m_caFile->path();
    m_grid->setProblem(m_caFile,
                       caFile.isEmpty() || QFileInfo(caFile).isReadable()
                           ? QString()
                           : tr("This file cannot be read. Choose a PEM file, or leave the field empty."));
    const auto latest = int(Domain::LockBands().watch);
    m_grid->setProblem(m_watch,
                       m_watch->value() > latest
                           ? tr("Watching begins at %1 at the latest, so that nobody is surprised.").arg(latest)
                           : QString());
    m_grid->setProblem(m_near,
                       m_near->value() < m_watch->value() ? tr("This must not be less than where watching begins.")
                                                          : QString());
    if (m_grid->focusFirstProblem()) {
        return;
    }
    Settings::Preferences preferences = m_store.preferences();
    preferences.theme = Settings::Theme(m_theme->currentData().toInt());
    preferences.refreshOnOpen = m_refresh->isChecked();
    preferences.readCredentials = m_credentials->isChecked();
    preferences.unlockMinutes = m_unlock->value();
    preferences.lock.watch = m_watch->value();
    preferences.lock.near = m_near->value();
    preferences.secretDays = m_secrets->value();
    preferences.snapshotDays = m_snapshots->value();
    preferences.productionReserve = m_reserve->value() / 100.0;
    preferences.caFile = caFile;
    preferences.policyBaseline = m_baseline->currentData().toString();
    if (const auto kept = m_store.setPreferences(preferences); !kept) {
        return m_banner->showState(Banner::Tone::Error, tr("The preferences could not be saved."),
                                   kept.error().message);
    }
    QDialog::accept();
}

} // namespace Ui
