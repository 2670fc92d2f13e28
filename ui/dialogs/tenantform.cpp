#include "ui/dialogs/tenantform.h"

#include "ui/dialogs/colorchoice.h"
#include "ui/dialogs/credentialeditor.h"
#include "ui/dialogs/filepatheditor.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"

#include "api/origin.h"
#include "auth/connectiontest.h"
#include "session/storedstate.h"
#include "settings/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using Domain::CredentialKind;
using Domain::Environment;

namespace Ui {

namespace {

constexpr int defaultReserve = -1;

bool isUrl(const QString &place)
{
    return place.startsWith("http://"_L1, Qt::CaseInsensitive);
}

QString joined(const Auth::TestStep &step)
{
    return QStringList{step.what, step.why, step.remedy}.join(u' ').simplified();
}

} // namespace

TenantForm::TenantForm(Prompt &prompt, QWidget *parent)
    : QWidget(parent)
    , m_grid(new FieldGrid(this))
    , m_name(new QLineEdit(this))
    , m_place(new QLineEdit(this))
    , m_clientId(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_algorithm(new QComboBox(this))
    , m_credential(new CredentialEditor(prompt, this))
    , m_environment(new QComboBox(this))
    , m_color(new QComboBox(this))
    , m_readOnly(new QCheckBox(tr("Read-onl&y: refuse every change"), this))
    , m_plan(new QComboBox(this))
    , m_reserve(new QSpinBox(this))
    , m_caFile(new FilePathEditor(
          prompt, {tr("Choose CA certificates"), tr("Certificates (*.pem *.crt *.cer);;All files (*)"), {}}, this))
    , m_metadataSchema(new FilePathEditor(
          prompt, {tr("Choose a metadata schema"), tr("JSON Schema (*.json);;All files (*)"), {}}, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);
    addIdentity();
    addUse();
    for (QLineEdit *edit : {m_name, m_place, m_clientId}) {
        connect(edit, &QLineEdit::textChanged, this, &TenantForm::changed);
    }
    connect(m_credential, &CredentialEditor::changed, this, [this] { m_grid->setProblem(m_credential, {}); });
    connect(m_credential, &CredentialEditor::changed, this, &TenantForm::changed);
    connect(m_credential, &CredentialEditor::problem, this,
            [this](const QString &text) { m_grid->setProblem(m_credential, text); });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &TenantForm::showCredentialKind);
    // Said when a field is left, not while it is being typed; taken back while it is.
    connect(m_place, &QLineEdit::editingFinished, this, [this] {
        if (!m_place->text().isEmpty()) {
            m_grid->setProblem(m_place, placeProblem());
        }
    });
    connect(m_place, &QLineEdit::textEdited, this, [this] { m_grid->setProblem(m_place, {}); });
    connect(m_place, &QLineEdit::textChanged, this, &TenantForm::showPlaceHint);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_grid->setProblem(m_name, {}); });
    connect(m_clientId, &QLineEdit::textEdited, this, [this] { m_grid->setProblem(m_clientId, {}); });
    for (FilePathEditor *file : {m_caFile, m_metadataSchema}) {
        connect(file, &FilePathEditor::changed, this, [this, file] { m_grid->setProblem(file, {}); });
    }
    showCredentialKind();
}

void TenantForm::addIdentity()
{
    m_name->setObjectName(u"name"_s);
    m_place->setObjectName(u"domain"_s);
    m_clientId->setObjectName(u"clientId"_s);
    m_kind->setObjectName(u"credentialKind"_s);
    m_grid->add(tr("&Name"), m_name, tr("What you call it: in the tree, in titles and in the journal."));
    m_place->setPlaceholderText(u"acme.eu.auth0.com"_s);
    m_grid->add(tr("&Domain"), m_place);
    showPlaceHint();
    m_kind->addItem(tr("Client secret"), int(CredentialKind::ClientSecret));
    m_kind->addItem(tr("Private key"), int(CredentialKind::PrivateKey));
    m_kind->addItem(tr("Token"), int(CredentialKind::Token));
    m_grid->add(tr("Sign in &with"), m_kind);
    m_grid->add(tr("Client &ID"), m_clientId,
                tr("Of a machine-to-machine application that may call the Management API."));
    m_algorithm->addItems({u"RS256"_s, u"RS384"_s, u"PS256"_s});
    m_grid->add(tr("Al&gorithm"), m_algorithm, tr("As the application's credential says in the Auth0 dashboard."));
    m_grid->add(tr("&Secret"), m_credential, {}, m_credential->entry());
}

void TenantForm::addUse()
{
    m_environment->setObjectName(u"environment"_s);
    m_readOnly->setObjectName(u"readOnly"_s);
    for (const Environment environment : {Environment::Development, Environment::Staging, Environment::Production}) {
        m_environment->addItem(Domain::tagOf(environment), int(environment));
    }
    m_grid->add(tr("&Environment"), m_environment,
                tr("The tag beside the name. On PROD, more is asked before a change."));
    fillColors(m_color);
    m_grid->add(tr("C&olour"), m_color);
    m_grid->add(tr("Changes"), m_readOnly, tr("Otherwise each change still needs an unlock that ends by itself."));
    m_plan->setObjectName(u"plan"_s);
    const QStringList plans{tr("Free"), tr("Essentials or Professional"), tr("Enterprise")};
    m_plan->addItem(tr("Not known"), QString());
    for (int i = 0; i < plans.size(); ++i) {
        m_plan->addItem(plans.at(i), Domain::planWords().at(i));
    }
    m_grid->add(tr("&Plan"), m_plan,
                tr("Checks hold the tenant against the limits of its plan, which Auth0 does not tell."));
    m_reserve->setRange(defaultReserve, int(std::lround(Settings::maximumReserve * 100)));
    m_reserve->setSpecialValueText(tr("As in the preferences"));
    m_reserve->setSuffix(tr(" %"));
    m_grid->add(tr("&Leave to others"), m_reserve,
                tr("The share of Auth0's rate limit that Tenantry leaves to your own systems."));
    m_grid->add(tr("C&A file"), m_caFile,
                tr("Further certificate authorities, where a proxy opens TLS. Usually empty."), m_caFile->entry());
    m_metadataSchema->entry()->setObjectName(u"metadataSchema"_s);
    m_grid->add(tr("&Metadata schema"), m_metadataSchema,
                tr("A JSON Schema that edits of metadata are held against. Usually empty; Auth0 knows nothing of it."),
                m_metadataSchema->entry());
}

void TenantForm::setProfile(const Domain::TenantProfile &profile, bool hasCredential)
{
    m_original = profile;
    m_hasCredential = hasCredential;
    m_name->setText(profile.name);
    m_place->setText(profile.baseUrl.isEmpty() ? profile.domain : profile.baseUrl.toString());
    m_clientId->setText(profile.clientId);
    m_kind->setCurrentIndex(m_kind->findData(int(profile.credential)));
    m_algorithm->setCurrentText(profile.keyAlgorithm.isEmpty() ? u"RS256"_s : profile.keyAlgorithm);
    m_environment->setCurrentIndex(m_environment->findData(int(profile.environment)));
    chooseColor(m_color, profile.color);
    m_readOnly->setChecked(profile.readOnly);
    m_plan->setCurrentIndex(std::max(0, m_plan->findData(profile.plan)));
    m_reserve->setValue(profile.reservedShare < 0 ? defaultReserve : int(std::lround(profile.reservedShare * 100)));
    m_caFile->setPath(profile.caFile);
    m_metadataSchema->setPath(profile.metadataSchemaFile);
    m_credential->clear();
    m_grid->clearProblems();
    showCredentialKind();
}

Domain::TenantProfile TenantForm::profile() const
{
    Domain::TenantProfile profile = m_original;
    const QString place = m_place->text().trimmed();
    profile.name = m_name->text().trimmed();
    profile.domain.clear();
    profile.baseUrl.clear();
    if (isUrl(place)) {
        const auto origin = Api::Origin::fromBaseUrl(place);
        profile.baseUrl = QUrl(origin ? origin->baseUrl() : place);
    } else {
        const auto origin = Api::Origin::fromDomain(place);
        profile.domain = origin ? origin->authority() : place;
    }
    profile.credential = CredentialKind(m_kind->currentData().toInt());
    profile.clientId = profile.credential == CredentialKind::Token ? QString() : m_clientId->text().trimmed();
    profile.keyAlgorithm = profile.credential == CredentialKind::PrivateKey ? m_algorithm->currentText() : QString();
    profile.environment = Environment(m_environment->currentData().toInt());
    profile.color = m_color->currentData().toString();
    profile.readOnly = m_readOnly->isChecked();
    profile.plan = m_plan->currentData().toString();
    profile.reservedShare = m_reserve->value() == defaultReserve ? -1.0 : m_reserve->value() / 100.0;
    profile.caFile = m_caFile->path();
    profile.metadataSchemaFile = m_metadataSchema->path();
    return profile;
}

Api::Secret TenantForm::secret() const
{
    return m_credential->secret();
}

void TenantForm::setKeepingHint(const QString &hint)
{
    m_keepingHint = hint;
    showCredentialKind();
}

bool TenantForm::wantsCredential() const
{
    const Domain::TenantProfile now = profile();
    // A secret must not reach another host or another application than the one it was entered for.
    return m_credential->isEmpty()
        && (!m_hasCredential || now.domain != m_original.domain || now.baseUrl != m_original.baseUrl
            || now.clientId != m_original.clientId || now.credential != m_original.credential);
}

bool TenantForm::check(const QStringList &takenNames)
{
    m_grid->setProblem(m_name, nameProblem(takenNames));
    m_grid->setProblem(m_place, placeProblem());
    m_grid->setProblem(m_clientId, clientProblem());
    m_grid->setProblem(m_credential, secretProblem());
    checkFile(m_caFile, tr("This file cannot be read. Choose a PEM file, or leave the field empty."));
    checkFile(m_metadataSchema, tr("This file cannot be read. Choose a JSON Schema, or leave the field empty."));
    return !m_grid->focusFirstProblem();
}

void TenantForm::checkFile(FilePathEditor *file, const QString &problem)
{
    const QFileInfo info(file->path());
    const bool isFine = file->path().isEmpty() || (info.isFile() && info.isReadable()); // a pipe would be waited for
    m_grid->setProblem(file, isFine ? QString() : problem);
}

QString TenantForm::nameProblem(const QStringList &takenNames) const
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        return tr("The profile has no name. Enter one, such as acme-eu.");
    }
    if (takenNames.contains(name, Qt::CaseInsensitive)) {
        return tr("Another profile has this name. Names tell profiles apart, so enter another one.");
    }
    return {};
}

QString TenantForm::placeProblem() const
{
    const QString place = m_place->text().trimmed();
    if (place.isEmpty()) {
        return tr("The domain is missing. The Auth0 dashboard shows it under Settings of any application.");
    }
    const auto origin = isUrl(place) ? Api::Origin::fromBaseUrl(place) : Api::Origin::fromDomain(place);
    return origin ? QString() : origin.error();
}

QString TenantForm::clientProblem() const
{
    const bool isNeeded = CredentialKind(m_kind->currentData().toInt()) != CredentialKind::Token;
    return isNeeded && m_clientId->text().trimmed().isEmpty()
        ? tr("The client ID is missing. The Auth0 dashboard shows it under Settings of the application.")
        : QString();
}

QString TenantForm::secretProblem() const
{
    if (m_credential->isEmpty()) {
        return wantsCredential() ? tr("The credential is missing. It is not taken over from another domain or "
                                      "application; enter the one that belongs to this one.")
                                 : QString();
    }
    const auto steps
        = Auth::stepsBeforeSending(profile(), m_credential->secret(), true, QDateTime::currentDateTimeUtc());
    const auto wrong = std::find_if(steps.begin(), steps.end(), [](const Auth::TestStep &step) {
        return step.id == Auth::TestStep::Id::Credential && step.state == Auth::TestStep::State::Failed;
    });
    return wrong == steps.end() ? QString() : joined(*wrong);
}

/// What is kept is an Auth0 tenant's, and its domain says which.
void TenantForm::showPlaceHint()
{
    const bool isAnother = m_hasCredential && Session::storedName(profile()) != Session::storedName(m_original);
    m_grid->setHint(m_place,
                    isAnother ? tr("Another domain is another Auth0 tenant: once this is saved, the snapshots of %1 on "
                                   "this computer go, unless another profile has it.")
                                    .arg(visibleText(Session::storedName(m_original)))
                              : tr("The tenant's own domain, also where it has a custom one. Or http://127.0.0.1:PORT "
                                   "for a server on this computer."));
}

void TenantForm::showCredentialKind()
{
    const auto kind = CredentialKind(m_kind->currentData().toInt());
    m_credential->setKind(kind);
    const QString label = kind == CredentialKind::ClientSecret ? tr("&Secret")
        : kind == CredentialKind::PrivateKey                   ? tr("Private &key")
                                                               : tr("To&ken");
    m_grid->setLabel(m_credential, label, m_credential->entry());
    m_grid->setRowVisible(m_clientId, kind != CredentialKind::Token);
    m_grid->setRowVisible(m_algorithm, kind == CredentialKind::PrivateKey);
    const bool isKept = m_hasCredential && kind == m_original.credential;
    m_grid->setHint(m_credential, isKept ? tr("Leave it empty to keep the one that is stored.") : m_keepingHint);
    Q_EMIT changed();
}

} // namespace Ui
