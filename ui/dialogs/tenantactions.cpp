#include "ui/dialogs/tenantactions.h"

#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/prompt.h"
#include "ui/dialogs/secretdialog.h"
#include "ui/dialogs/tenantdialog.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"

#include "auth/profileexchange.h"
#include "auth/tokensources.h"
#include "files/wholefile.h"
#include "session/storedstate.h"
#include "settings/profilerules.h"
#include "settings/profilestore.h"

#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr qint64 largestFile = qint64(4) * 1024 * 1024;

QString fileFilter()
{
    return TenantActions::tr("Profiles (*.json);;All files (*)");
}

/// What becomes of the snapshots of a tenant whose profile goes: they are the tenant's, not the profile's.
QString snapshotsText(const Domain::TenantProfile &profile, const QList<Domain::TenantProfile> &profiles)
{
    const bool isShared = std::any_of(profiles.begin(), profiles.end(), [&profile](const Domain::TenantProfile &other) {
        return other.id != profile.id && Session::storedName(other) == Session::storedName(profile);
    });
    return isShared
        ? TenantActions::tr("Its snapshots on this computer stay, since another profile is of the same tenant.")
        : TenantActions::tr("All its snapshots on this computer go as well: the trend of its applications "
                            "begins anew where it is added again.");
}

} // namespace

TenantActions::TenantActions(const TenantServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{ }

void TenantActions::add()
{
    auto *dialog = new TenantDialog(m_services, Domain::TenantProfile(), m_window);
    connect(dialog, &TenantDialog::saved, this, &TenantActions::saved);
    openDialog(dialog);
}

void TenantActions::addFor(const QString &customer, QWidget *over)
{
    Domain::TenantProfile proposal;
    proposal.name = customer.isEmpty() ? customer : Settings::freeName(customer, m_services.profiles.profiles());
    auto *dialog = new TenantDialog(m_services, proposal, over);
    dialog->showAdvice(
        tr("Make the tenant in the Dashboard first (Create tenant), and in it an application for Tenantry. Once it is "
           "added here, give it the customer rule “the whole Auth0 tenant”."));
    connect(dialog, &TenantDialog::saved, this, &TenantActions::saved);
    openDialog(dialog);
}

void TenantActions::edit(const Domain::TenantId &id)
{
    if (!m_services.profiles.find(id)) {
        // A banner may offer it for any tenant.
        return Q_EMIT failed(tr("This tenant has no saved profile."),
                             tr("It belongs to the sandbox or was named on the command line. Add it as a tenant to "
                                "keep it with a credential of its own."));
    }
    auto *dialog = new TenantDialog(m_services, id, m_window);
    connect(dialog, &TenantDialog::saved, this, &TenantActions::saved);
    openDialog(dialog);
}

void TenantActions::duplicate(const Domain::TenantId &id)
{
    std::optional<Domain::TenantProfile> profile = m_services.profiles.find(id);
    if (!profile) {
        return;
    }
    profile->id = {};
    profile->name = Settings::freeName(profile->name, m_services.profiles.profiles());
    auto *dialog = new TenantDialog(m_services, *profile, m_window);
    connect(dialog, &TenantDialog::saved, this, &TenantActions::saved);
    openDialog(dialog);
}

void TenantActions::replaceSecret(const Domain::TenantId &id)
{
    const auto profile = m_services.profiles.find(id);
    if (!profile) {
        return;
    }
    auto *dialog = new SecretDialog(m_services, *profile, m_window);
    connect(dialog, &SecretDialog::replaced, this,
            [this](const Domain::TenantId &replaced) { Q_EMIT saved(replaced, true); });
    openDialog(dialog);
}

void TenantActions::remove(const Domain::TenantId &id)
{
    const auto profile = m_services.profiles.find(id);
    if (!profile) {
        return;
    }
    const QString name = visibleText(profile->name);
    auto *question = new QMessageBox(
        QMessageBox::NoIcon, tr("Remove %1").arg(name),
        tr("Remove %1 (%2) from Tenantry?").arg(name, visibleText(Domain::originOf(*profile).authority())),
        QMessageBox::NoButton, m_window);
    question->setTextFormat(Qt::PlainText);
    const QString unsent = m_unsent ? m_unsent(id) : QString();
    question->setInformativeText(
        (unsent.isEmpty() ? QString() : unsent + u' ' + tr("They are lost with it.") + u"\n\n"_s)
        + tr("Its profile goes, and its credential in the keychain and in memory, and what was read from it.") + u' '
        + snapshotsText(*profile, m_services.profiles.profiles()) + u' '
        + tr("Nothing changes at Auth0: the application and its secret stay valid there until you rotate or delete "
             "them."));
    question->setIconPixmap(icon("data-warning"_L1).pixmap(32));
    QPushButton *confirm = question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    confirm->setObjectName(u"remove"_s);
    QPushButton *cancel = question->addButton(tr("&Cancel"), QMessageBox::RejectRole);
    question->setDefaultButton(cancel);
    question->setEscapeButton(cancel);
    connect(confirm, &QPushButton::clicked, this, [this, id, name] { purge(id, name); });
    openDialog(question);
}

void TenantActions::purge(const Domain::TenantId &id, const QString &name)
{
    m_services.keychain.purge(id, this, [this, id, name](const Auth::StoreOutcome<void> &purged) {
        if (!purged) {
            // The profile stays, so that what is left in the keychain can still be named and removed.
            return Q_EMIT failed(tr("%1 was not removed.").arg(name), purged.error().message);
        }
        forgetSession(m_services, id);
        if (const auto gone = m_services.profiles.remove(id); !gone) {
            return Q_EMIT failed(tr("The credential of %1 was removed, but not its profile.").arg(name),
                                 gone.error().message);
        }
        Q_EMIT removed(id);
        Q_EMIT done(tr("%1 was removed.").arg(name));
    });
}

void TenantActions::importFromTools()
{
    auto *dialog = new ImportDialog(m_services, Auth::processEnvironment(), QDir::homePath(), m_window);
    connect(dialog, &ImportDialog::saved, this, [this](const Domain::TenantId &id) { Q_EMIT saved(id, true); });
    openDialog(dialog);
}

void TenantActions::importProfiles()
{
    m_services.prompt.openFile(m_window, {tr("Import profiles"), fileFilter(), {}},
                               [this](const QString &path) { readProfiles(path); });
}

void TenantActions::readProfiles(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile) {
        return Q_EMIT failed(tr("%1 could not be read.").arg(visibleText(path)),
                             file.isOpen() ? tr("It is too large to be a list of profiles.")
                                           : visibleText(file.errorString()));
    }
    const auto profiles = Auth::importedProfiles(file.readAll());
    if (!profiles) {
        return Q_EMIT failed(tr("No profile was imported."), profiles.error().message);
    }
    const auto added = m_services.profiles.addAll(*profiles);
    if (!added) {
        return Q_EMIT failed(tr("No profile was imported."), added.error().message);
    }
    for (const Domain::TenantId &id : *added) {
        Q_EMIT saved(id, false);
    }
    Q_EMIT done(tr("Profiles imported: %1. Each still needs its credential: choose Replace credential on it.")
                    .arg(added->size()));
}

void TenantActions::exportProfiles()
{
    m_services.prompt.saveFile(m_window, {tr("Export profiles"), fileFilter(), u"tenantry-profiles.json"_s},
                               [this](const QString &path) { writeProfiles(path); });
}

void TenantActions::writeProfiles(const QString &path)
{
    const QList<Domain::TenantProfile> profiles = m_services.profiles.profiles();
    if (const QString why = Files::writeWholeFile(path, Auth::exportedProfiles(profiles)); !why.isEmpty()) {
        return Q_EMIT failed(tr("The profiles were not exported."),
                             tr("%1: %2. Choose a folder that can be written.").arg(visibleText(path), why));
    }
    Q_EMIT done(tr("Profiles exported, without their credentials: %1.").arg(profiles.size()));
}

} // namespace Ui
