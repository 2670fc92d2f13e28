#include "gui/windowfixture.h"

#include "auth/tokensources.h"
#include "ui/dialogs/changeactions.h"
#include "ui/editors/countactions.h"
#include "ui/editors/diagnosisactions.h"
#include "ui/editors/editoractions.h"
#include "ui/editors/findingactions.h"
#include "ui/editors/onboardactions.h"
#include "ui/editors/shareactions.h"
#include "ui/editors/supportactions.h"
#include "ui/shell/searchactions.h"
#include "ui/shell/useractions.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr auto limitedId = "limited-reader";
constexpr auto limitedSecret = "a-secret-for-tests";

Sandbox::Json application(const std::string &id, const std::string &name)
{
    return {{"client_id", id},
            {"name", name},
            {"app_type", "spa"},
            {"is_first_party", true},
            {"client_secret", "never-shown-to-anybody"},
            {"callbacks", {"https://" + id + ".example/callback"}},
            {"grant_types", {"authorization_code", "refresh_token"}}};
}

Sandbox::TenantState production()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append(application("portal", "Portal"));
    state.clients.append(application("office", "Back office"));
    state.clients.append(application("hostile", WindowFixture::hostileName));
    for (int i = 0; i < 57; ++i) {
        const std::string number = std::to_string(i);
        const std::string id = "con_" + std::string(16 - number.size(), '0') + number;
        state.connections.append({{"id", id},
                                  {"name", "customer-" + number},
                                  {"strategy", "auth0"},
                                  {"options", {{"passwordPolicy", "good"}}}});
        state.enabledClients.enable(id, "portal");
        if (i < 12) {
            state.enabledClients.enable(id, "office");
        }
    }
    state.connections.append({{"id", "con_saml000000000001"}, {"name", "initech-saml"}, {"strategy", "samlp"}});
    state.organizations.append({{"id", "org_0000000000000001"}, {"name", "acme"}, {"display_name", "Acme"}});
    return state;
}

Sandbox::TenantState development()
{
    Sandbox::TenantState state;
    state.name = "acme-dev";
    state.domain = "acme-dev.eu.auth0.com";
    state.environment = "development";
    state.clients.append(application("try", "Try-out"));
    return state;
}

Settings::SettingsStore *take(Settings::Outcome<std::unique_ptr<Settings::SettingsStore>> opened)
{
    return opened ? opened->release() : nullptr;
}

} // namespace

WindowFixture::WindowFixture()
    : WindowFixture(Sandbox::Options())
{ }

WindowFixture::WindowFixture(Sandbox::Options options, std::vector<Sandbox::TenantState> tenants)
    : m_settings(take(Settings::SettingsStore::open(m_folder.filePath(u"config"_s))))
    , m_profiles(std::make_unique<Settings::ProfileStore>(m_settings->file()))
    , m_paletteStore(std::make_unique<Settings::PaletteStore>(m_settings->file(), *m_profiles))
    , m_searchStore(std::make_unique<Settings::SearchStore>(m_settings->file(), *m_profiles))
    , m_decisions(std::make_unique<Settings::DecisionStore>(m_settings->file(), *m_profiles))
    , m_customers(std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles))
    , m_book(std::make_unique<Session::CustomerBook>(m_estate, *m_customers))
{
    m_userCounts = std::make_unique<Settings::UserCountStore>(m_folder.filePath(u"data"_s), *m_profiles);
    m_book->setUserCounts(*m_userCounts);
    m_book->setAuditor(m_auditor);
    m_census = std::make_unique<Session::UserCensus>(m_estate, *m_book, *m_userCounts);
    m_auditor.setDecisions(*m_decisions);
    options.recordRequests = true;
    options.clients.push_back({limitedId, limitedSecret, {"read:clients"}, {}});
    if (tenants.empty()) {
        tenants = {production(), development()};
    }
    m_server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
    m_server->start();
    makeWindow();
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::makeWindow()
{
    m_memory = std::make_unique<Settings::WindowState>(m_folder.filePath(u"state"_s));
    m_window = std::make_unique<Ui::MainWindow>(m_estate, *m_settings, *m_memory, m_theme);
    m_window->showFindings(m_auditor);
    m_palette = new Ui::PaletteActions(m_estate, *m_paletteStore, *m_window);
    new Ui::SearchActions(m_estate, *m_searchStore, *m_palette, *m_window);
    m_links = new Ui::LinkActions(m_estate, *m_book, *m_window);
    const Ui::ChangeServices changes{m_estate,         m_tray,     journalFolder(), m_prompt,
                                     templateFolder(), &m_auditor, m_book.get()};
    new Ui::ChangeActions(changes, *m_window);
    new Ui::EditorActions(changes, *m_window);
    new Ui::SupportActions(changes, *m_book, *m_memory, *m_window);
    new Ui::DiagnosisActions(changes, *m_book, *m_decisions, *m_window);
    new Ui::FindingActions(changes, *m_decisions, *m_memory, *m_window);
    const Ui::CustomerServices customers{m_estate, *m_customers, *m_book, &m_auditor, journalFolder(), m_census.get()};
    new Ui::UserActions(m_estate, *m_book, *m_window);
    new Ui::ShareActions(customers, changes, *m_window);
    new Ui::CountActions(customers, *m_window);
    new Ui::OnboardActions(customers, changes, *m_window);
    m_window->show();
    (void)QTest::qWaitForWindowActive(m_window.get());
}

void WindowFixture::open(int tenant, const QString &id, bool limited)
{
    open(tenant, id, limited, true);
}

void WindowFixture::openWritable(int tenant, const QString &id)
{
    open(tenant, id, false, false);
}

void WindowFixture::open(int tenant, const QString &id, bool limited, bool isReadOnly)
{
    const Sandbox::TenantAccess access = m_server->tenants().at(std::size_t(tenant));
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(id);
    profile.name = QString::fromStdString(access.name);
    profile.domain = QString::fromStdString(access.domain);
    profile.baseUrl = QUrl(QString::fromStdString(access.url));
    profile.clientId = limited ? QString::fromLatin1(limitedId) : QString::fromStdString(access.clientId);
    profile.readOnly = isReadOnly;
    profile.environment = m_server->state(std::size_t(tenant)).environment == "production"
        ? Domain::Environment::Production
        : Domain::Environment::Development;
    const Api::Secret secret(limited ? QByteArray(limitedSecret) : QByteArray::fromStdString(access.clientSecret));
    const auto origin = Api::Origin::fromBaseUrl(profile.baseUrl.toString());
    Api::ClientOptions options;
    options.sharesBudget = false;
    m_estate.open(
        std::make_unique<Session::TenantSession>(profile, *origin, Auth::tokenSource(profile, secret), options));
}

bool WindowFixture::waitUntilRead(int milliseconds)
{
    const auto isQuiet = [this] {
        for (Session::TenantSession *session : m_estate.sessions()) {
            for (const Query::Kind kind : Query::inventoryKinds) {
                const auto phase = session->status(kind).phase;
                if (phase == Session::KindStatus::Phase::NotRead || phase == Session::KindStatus::Phase::Reading) {
                    return false;
                }
            }
            if (session->mapStatus().isReading() || !session->jobs().isEmpty()) {
                return false;
            }
        }
        return true;
    };
    return QTest::qWaitFor(isQuiet, milliseconds);
}

void WindowFixture::restart()
{
    m_window->close();
    m_window.reset();
    makeWindow();
}
