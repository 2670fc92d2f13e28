#include "ui/pages/tenantpage.h"

#include "ui/pages/noticelist.h"
#include "ui/pages/statustext.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/plainlabel.h"

#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/writeunlock.h"
#include "json/value.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

QPushButton *makeButton(QAction *action, QWidget *parent)
{
    auto *button = new QPushButton(action->icon(), action->text().remove(u'&'), parent);
    button->setToolTip(action->toolTip());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
    QObject::connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

QString credentialText(const Domain::TenantProfile &profile)
{
    switch (profile.credential) {
    case Domain::CredentialKind::ClientSecret:
        return TenantPage::tr("client secret");
    case Domain::CredentialKind::PrivateKey:
        return TenantPage::tr("private key, %1").arg(profile.keyAlgorithm);
    case Domain::CredentialKind::Token:
        break;
    }
    return TenantPage::tr("a token of your own");
}

Field countField(const Session::TenantSession &session, Query::Kind kind, const QDateTime &now)
{
    const Session::KindStatus &status = session.status(kind);
    const qint64 count = session.records(kind).size();
    const QString state = status.isReading()
        ? TenantPage::tr("reading, %1").arg(progressText(status.read, status.total))
        : count > 0 && !status.readAt.isValid() && !status.pastAt.isValid() ? TenantPage::tr("not read whole")
                                                                            : ageText(status, now);
    const bool isKnown = status.readAt.isValid() || count > 0;
    return {titleFor(kind), isKnown ? QLocale().toString(count) + u" · "_s + state : state, false, {}, {}};
}

Field mapField(const Session::TenantSession &session, const QDateTime &now)
{
    const Session::KindStatus &status = session.mapStatus();
    const QString label = TenantPage::tr("Enabled pairs");
    if (status.isReading()) {
        return {label, TenantPage::tr("counting, %1").arg(progressText(status.read, status.total)), false, {}, {}};
    }
    if (!session.map()) {
        return {label, TenantPage::tr("not counted yet"), false, {}, {}};
    }
    const QString moved = status.note.isEmpty() ? QString() : u" · "_s + status.note;
    return {label, QLocale().toString(session.map()->pairs()) + u" · "_s + ageText(status, now) + moved, false, {}, {}};
}

Field organizationsField(const Session::OrganizationConnections &organizations, const QDateTime &now)
{
    const Session::KindStatus &status = organizations.status();
    const QString label = TenantPage::tr("Connections of organizations");
    if (status.isReading()) {
        return {label, TenantPage::tr("reading, %1").arg(progressText(status.read, status.total)), false, {}, {}};
    }
    if (!organizations.known()) {
        return {label, TenantPage::tr("not read yet"), false, {}, {}};
    }
    const qint64 pairs
        = std::accumulate(organizations.known()->cbegin(), organizations.known()->cend(), qint64(0),
                          [](qint64 sum, const QStringList &connections) { return sum + connections.size(); });
    return {label, QLocale().toString(pairs) + u" · "_s + ageText(status.readAt, now), false, {}, {}};
}

/// What Auth0's own settings of the tenant say that matters to whoever looks after its customers.
QList<Field> settingFields(const QByteArray &settings)
{
    const auto value = Json::parse(settings);
    if (!value) {
        return {};
    }
    QList<Field> fields;
    const auto addText = [&fields, &value](const QString &label, const char *key) {
        if (const QString text = Json::stringAt(*value, key); !text.isEmpty()) {
            fields.append({label, text, false, {}, {}});
        }
    };
    addText(TenantPage::tr("Name at Auth0"), "friendly_name");
    addText(TenantPage::tr("Support e-mail"), "support_email");
    addText(TenantPage::tr("Support address"), "support_url");
    addText(TenantPage::tr("Default directory"), "default_directory");
    const Json::Value *flags = Json::memberAt(*value, "flags");
    const auto all = flags ? Json::boolAt(*flags, "enable_client_connections") : std::nullopt;
    if (all) {
        fields.append({TenantPage::tr("New applications"),
                       *all ? TenantPage::tr("get every connection that exists (enable_client_connections)")
                            : TenantPage::tr("start without connections"),
                       false,
                       {},
                       {}});
    }
    return fields;
}

} // namespace

TenantPage::TenantPage(Session::Estate &estate, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_estate(estate)
    , m_title(new PlainLabel(this))
    , m_environment(new EnvironmentTag(this))
    , m_banners(new QVBoxLayout)
    , m_fields(new FieldList(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *scroll = new QScrollArea(this);
    m_fields->setProperty("surface", u"base"_s);
    m_fields->setAttribute(Qt::WA_StyledBackground);
    scroll->setWidget(m_fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("About the tenant"));
    m_banners->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader(actions));
    layout->addLayout(m_banners);
    layout->addWidget(scroll, 1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(150ms);
    connect(&m_refresh, &QTimer::timeout, this, &TenantPage::showTenant);
    m_age.setInterval(20s);
    connect(&m_age, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            showTenant();
        }
    });
    m_age.start();
    estate.each(this, [this](Session::TenantSession *session) { watch(session); });
}

QWidget *TenantPage::buildHeader(const Actions &actions)
{
    auto *header = new QWidget(this);
    m_title->setFont(fontOf(Type::Title));
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(Size::wide, Size::gap, Size::margin, Size::gap);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_title);
    layout->addWidget(m_environment);
    layout->addStretch();
    layout->addWidget(makeButton(actions.editTenant, this));
    layout->addWidget(makeButton(actions.refreshAll, this));
    return header;
}

void TenantPage::setTenant(const Domain::TenantId &tenant)
{
    m_tenant = tenant;
    showTenant();
}

void TenantPage::watch(Session::TenantSession *session)
{
    const auto start = [this, id = session->id()] {
        if (id == m_tenant && !m_refresh.isActive()) {
            m_refresh.start();
        }
    };
    connect(session, &Session::TenantSession::statusChanged, this, start);
    connect(session, &Session::TenantSession::displayChanged, this, start);
    connect(session, &Session::TenantSession::mapStatusChanged, this, start);
    connect(&session->organizationConnections(), &Session::OrganizationConnections::changed, this, start);
    connect(&session->client(), &Api::ManagementClient::activityChanged, this, start);
    connect(&session->writeUnlock(), &Session::WriteUnlock::changed, this, start);
}

void TenantPage::showTenant()
{
    Session::TenantSession *session = m_estate.find(m_tenant);
    if (!session) {
        return;
    }
    const Domain::TenantProfile &profile = session->profile();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_title->setFullText(profile.name);
    m_environment->setEnvironment(profile.environment);
    QList<Field> fields;
    fields.append({tr("Domain"), session->client().origin().authority(), true, {}, {}});
    if (!profile.clientId.isEmpty()) {
        fields.append({tr("Client ID"), profile.clientId, true, {}, {}});
    }
    fields.append({tr("Credential"), credentialText(profile), false, {}, {}});
    fields.append({tr("Writing"),
                   profile.readOnly                          ? tr("never: the profile is read-only")
                       : session->writeUnlock().isUnlocked() ? tr("unlocked")
                                                             : tr("locked"),
                   false,
                   {},
                   {}});
    for (const Query::Kind kind : Query::inventoryKinds) {
        fields.append(countField(*session, kind, now));
    }
    fields.append(mapField(*session, now));
    fields.append(organizationsField(session->organizationConnections(), now));
    fields << settingFields(session->settings());
    if (const std::optional<QStringList> scopes = session->client().tokenScopes()) {
        fields.append({tr("Granted scopes"), {}, false, *scopes, {}});
    }
    if (fields != m_fields->fields()) {
        m_fields->setFields(fields); // a button that has the focus stays
    }
    showNotices(session);
}

void TenantPage::showNotices(Session::TenantSession *session)
{
    int position = 0;
    const auto banner = [this](int at) {
        while (m_banners->count() <= at) {
            m_banners->addWidget(new Banner(this));
        }
        return qobject_cast<Banner *>(m_banners->itemAt(at)->widget());
    };
    NoticeList list;
    const Domain::TenantProfile &profile = session->profile();
    for (const Query::Kind kind : Query::inventoryKinds) {
        list.add(profile, noticeFor(profile, kind, session->status(kind)));
    }
    list.add(profile, noticeFor(profile, Query::Kind::Tenants, session->status(Query::Kind::Tenants)));
    list.add(profile, mapNoticeFor(profile, session->mapStatus()));
    list.add(profile, organizationsNoticeFor(profile, session->organizationConnections().status()));
    for (const ToldNotice &told : list.told()) {
        banner(position++)->showState(told.notice.tone, told.notice.what, told.notice.detail);
    }
    for (; position < m_banners->count(); ++position) {
        banner(position)->clear();
    }
}

} // namespace Ui
