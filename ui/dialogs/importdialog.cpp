#include "ui/dialogs/importdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/prompt.h"
#include "ui/dialogs/tenantdialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnheader.h"

#include "settings/profilerules.h"
#include "settings/profilestore.h"

#include <QCheckBox>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

enum Column { Name, Host, From, Remarks };

QString wordFor(Auth::ImportFormat format)
{
    switch (format) {
    case Auth::ImportFormat::Environment:
        return ImportDialog::tr("Environment");
    case Auth::ImportFormat::DotEnv:
        return ImportDialog::tr(".env file");
    case Auth::ImportFormat::DeployCli:
        return u"auth0-deploy-cli"_s;
    case Auth::ImportFormat::Auth0Cli:
        return u"auth0-cli"_s;
    case Auth::ImportFormat::Terraform:
        break;
    }
    return u"Terraform"_s;
}

bool isSameTenant(const Domain::TenantProfile &one, const Domain::TenantProfile &other)
{
    return Domain::originOf(one).authority().compare(Domain::originOf(other).authority(), Qt::CaseInsensitive) == 0;
}

/// Why what was found needs no profile of its own; empty where it does.
QString whyKnown(const Domain::TenantProfile &found, const QList<Domain::TenantProfile> &saved,
                 const QList<Auth::Proposal> &above)
{
    for (const Domain::TenantProfile &profile : saved) {
        if (isSameTenant(found, profile)) {
            return profile.clientId == found.clientId
                ? ImportDialog::tr("Already added as “%1”.").arg(visibleText(profile.name))
                : ImportDialog::tr("Already added as “%1”, with another application.").arg(visibleText(profile.name));
        }
    }
    for (const Auth::Proposal &proposal : above) {
        if (isSameTenant(found, proposal.profile)) {
            return ImportDialog::tr("The same Auth0 tenant as “%1” from %2.")
                .arg(visibleText(proposal.profile.name), wordFor(proposal.format));
        }
    }
    return {};
}

/// As wide as what stands in it, unless that is no name any more.
void fit(QTreeWidget &list, int column)
{
    constexpr int widest = 380;
    list.resizeColumnToContents(column);
    list.header()->resizeSection(column, std::min(list.columnWidth(column), widest));
}

} // namespace

ImportDialog::ImportDialog(const TenantServices &services, const QMap<QString, QString> &environment, QString home,
                           QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_environment(environment)
    , m_home(std::move(home))
    , m_reader(new Auth::CredentialReader(environment, this))
    , m_banner(new Banner(this))
    , m_list(new QTreeWidget(this))
    , m_forSession(
          new QCheckBox(tr("Where the keychain refuses, keep credentials in &memory until the program ends"), this))
    , m_import(new QPushButton(tr("&Import"), this))
{
    setWindowTitle(tr("Import Auth0 tenants"));
    auto *intro = new QLabel(tr("Tenantry can take over what other tools already have. It looks only where you tell it "
                                "to, and reads a secret only of the tenants you tick and import."),
                             this);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    auto *environmentButton = new QPushButton(tr("Look in the &environment"), this);
    auto *cliButton = new QPushButton(tr("Look in &auth0-cli"), this);
    auto *fileButton = new QPushButton(tr("Choose a &file…"), this);
    fileButton->setToolTip(tr("config.json of auth0-deploy-cli or auth0-cli, a Terraform file, or a .env file"));
    environmentButton->setObjectName(u"environment"_s);
    cliButton->setObjectName(u"auth0Cli"_s);
    fileButton->setObjectName(u"file"_s);
    m_list->setObjectName(u"proposals"_s);
    m_list->setAccessibleName(tr("Auth0 tenants that were found"));
    m_list->setRootIsDecorated(false);
    ColumnHeader::give(*m_list);
    m_list->setHeaderLabels({tr("Name"), tr("Domain"), tr("From"), tr("Remarks")});
    m_list->header()->setMinimumSectionSize(90);
    m_list->header()->setStretchLastSection(true);
    auto *cancel = new QPushButton(tr("&Close"), this);
    cancel->setObjectName(u"cancel"_s);
    m_import->setObjectName(u"import"_s);
    m_import->setDefault(true);
    m_import->setProperty("primary", true);
    auto *sources = new QHBoxLayout;
    for (QPushButton *button : {environmentButton, cliButton, fileButton}) {
        button->setAutoDefault(false);
        sources->addWidget(button);
    }
    sources->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    body->setSpacing(Size::margin);
    body->addWidget(intro);
    body->addLayout(sources);
    body->addWidget(m_list, 1);
    body->addWidget(m_forSession);
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
    connect(environmentButton, &QPushButton::clicked, this, &ImportDialog::lookInEnvironment);
    connect(cliButton, &QPushButton::clicked, this, &ImportDialog::lookInAuth0Cli);
    connect(fileButton, &QPushButton::clicked, this, [this] {
        m_services.prompt.openFile(
            this, {tr("Choose a file"), tr("Configuration (*.json *.tf *.env .env);;All files (*)"), {}},
            [this](const QString &path) { lookInFile(path); });
    });
    connect(m_list, &QTreeWidget::itemChanged, this, &ImportDialog::updateButton);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    updateButton();
    sizeDialog(*this, {1000, 460});
}

void ImportDialog::lookInEnvironment()
{
    propose(Auth::proposalsFrom(m_environment), tr("the environment"));
}

void ImportDialog::lookInAuth0Cli()
{
    lookInFile(Auth::auth0CliConfig(m_home));
}

void ImportDialog::lookInFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > Auth::maximumImportSize) {
        return m_banner->showState(Banner::Tone::Warning, tr("%1 could not be read.").arg(visibleText(path)),
                                   file.isOpen() ? tr("It is too large to be such a file.")
                                                 : visibleText(file.errorString()));
    }
    const QByteArray text = file.readAll();
    const auto proposals = Auth::proposalsFrom(Auth::formatOf(path, text), path, text);
    if (!proposals) {
        return m_banner->showState(Banner::Tone::Warning, tr("%1 is not understood.").arg(visibleText(path)),
                                   proposals.error());
    }
    propose(*proposals, path);
}

void ImportDialog::propose(const QList<Auth::Proposal> &proposals, const QString &source)
{
    int added = 0;
    for (const Auth::Proposal &proposal : proposals) {
        if (m_proposals.contains(proposal)) {
            continue; // looked there twice
        }
        ++added;
        const QString known = whyKnown(proposal.profile, m_services.profiles.profiles(), m_proposals);
        m_proposals.append(proposal);
        const QStringList remarks = known.isEmpty() ? proposal.remarks : QStringList{known} + proposal.remarks;
        auto *item = new QTreeWidgetItem(m_list,
                                         {visibleText(proposal.profile.name),
                                          visibleText(Domain::originOf(proposal.profile).authority()),
                                          wordFor(proposal.format), visibleText(remarks.join(u' '))});
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        // Of the column that takes what is left: the others are as wide as their texts.
        item->setSizeHint(Remarks, QSize(0, Size::row));
        item->setCheckState(Name, known.isEmpty() ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(Name, plainToolTip(proposal.profile.name));
        item->setToolTip(Host, plainToolTip(item->text(Host)));
        item->setToolTip(Remarks, plainToolTip(remarks.join(u'\n')));
    }
    for (const int column : {Name, Host, From}) {
        fit(*m_list, column);
    }
    if (proposals.isEmpty()) {
        m_banner->showState(Banner::Tone::Neutral, tr("Nothing was found in %1.").arg(visibleText(source)), {});
    } else {
        m_banner->clear();
        m_list->setCurrentItem(m_list->topLevelItem(m_list->topLevelItemCount() - std::max(1, added)));
    }
    updateButton();
}

void ImportDialog::updateButton()
{
    int ticked = 0;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        ticked += m_list->topLevelItem(row)->checkState(Name) == Qt::Checked ? 1 : 0;
    }
    m_import->setEnabled(ticked > 0);
    m_import->setText(ticked > 0 ? tr("&Import %n tenant(s)", nullptr, ticked) : tr("&Import"));
}

void ImportDialog::accept()
{
    if (!m_import->isEnabled()) {
        return;
    }
    m_imported = 0;
    m_troubles.clear();
    for (int row = m_list->topLevelItemCount() - 1; row >= 0; --row) {
        if (m_list->topLevelItem(row)->checkState(Name) == Qt::Checked) {
            m_waiting.prepend(m_proposals.takeAt(row));
            delete m_list->takeTopLevelItem(row);
        }
    }
    m_import->setDisabled(true);
    importNext();
}

void ImportDialog::importNext()
{
    if (m_waiting.isEmpty()) {
        return conclude();
    }
    const Auth::Proposal proposal = m_waiting.takeFirst();
    Domain::TenantProfile profile = proposal.profile;
    profile.name = Settings::freeName(profile.name, m_services.profiles.profiles());
    const auto id = m_services.profiles.add(profile);
    if (!id) {
        m_troubles.append(visibleText(profile.name) + u": "_s + id.error().message);
        return importNext();
    }
    ++m_imported;
    keep(*id, proposal);
}

void ImportDialog::keep(const Domain::TenantId &id, const Auth::Proposal &proposal)
{
    const QString name = visibleText(proposal.profile.name);
    const auto trouble = [this, id, name](const Auth::StoreError &error) {
        m_troubles.append(tr("%1 came without its credential: %2").arg(name, error.message));
        Q_EMIT saved(id);
        importNext();
    };
    m_reader->read(proposal.place, proposal.format, this,
                   [this, id, kind = Auth::secretKindOf(proposal.profile.credential),
                    trouble](const Auth::StoreOutcome<Api::Secret> &secret) {
                       if (!secret) {
                           return trouble(secret.error());
                       }
                       const auto done = [this, id, trouble](const Auth::StoreOutcome<void> &kept) {
                           if (!kept) {
                               return trouble(kept.error());
                           }
                           Q_EMIT saved(id);
                           importNext();
                       };
                       m_services.keychain.write(
                           id, kind, *secret, this,
                           [this, id, kind, secret = *secret, done](const Auth::StoreOutcome<void> &kept) {
                               if (kept || !m_forSession->isChecked()) {
                                   return done(kept);
                               }
                               m_services.session.write(id, kind, secret, this, done);
                           });
                   });
}

void ImportDialog::conclude()
{
    updateButton();
    if (m_troubles.isEmpty() && m_list->topLevelItemCount() == 0) {
        return QDialog::accept();
    }
    m_banner->showState(m_troubles.isEmpty() ? Banner::Tone::Good : Banner::Tone::Warning,
                        tr("Auth0 tenants imported: %1.").arg(m_imported), m_troubles.join(u'\n'));
}

} // namespace Ui
