#include "ui/pages/tenantspage.h"

#include "ui/pages/statustext.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recordtable.h"

#include "items/roles.h"
#include "session/estate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

constexpr Query::Kind listedKinds[] = {Query::Kind::Applications, Query::Kind::Connections, Query::Kind::Organizations};

QString stateText(const Session::TenantSession &session, const QDateTime &now)
{
    QDateTime oldest;
    QStringList remarks;
    for (const Query::Kind kind : listedKinds) {
        const Session::KindStatus &status = session.status(kind);
        if (status.isReading()) {
            return TenantsPage::tr("reading, %1").arg(progressText(status.read, status.total));
        }
        if (status.isOffline()) {
            return TenantsPage::tr("offline");
        }
        if (status.error && !status.error->missingScopes.isEmpty()) {
            return TenantsPage::tr("missing scope %1").arg(status.error->missingScopes.first());
        }
        if (status.phase == Session::KindStatus::Phase::Failed && status.error) {
            return status.error->happened();
        }
        if (status.phase == Session::KindStatus::Phase::Partial) {
            remarks << titleFor(kind) + u": "_s + status.note;
        } else if (status.phase == Session::KindStatus::Phase::Cancelled) {
            remarks << TenantsPage::tr("%1: stopped").arg(titleFor(kind));
        }
        if (status.readAt.isValid() && (!oldest.isValid() || status.readAt < oldest)) {
            oldest = status.readAt;
        }
    }
    if (session.mapStatus().isReading()) {
        remarks
            << TenantsPage::tr("counting, %1").arg(progressText(session.mapStatus().read, session.mapStatus().total));
    } else if (session.mapStatus().phase == Session::KindStatus::Phase::Failed) {
        remarks << TenantsPage::tr("connections not counted");
    }
    remarks.prepend(ageText(oldest, now));
    return remarks.join(u" · "_s);
}

} // namespace

TenantsPage::TenantsPage(Session::Estate &estate, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_estate(estate)
    , m_subtitle(new QLabel(this))
    , m_model(new QStandardItemModel(this))
    , m_table(new RecordTable(Query::Kind::Tenants, this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    const QList<Query::Column> &columns = Query::columnsOf(Query::Kind::Tenants);
    m_model->setColumnCount(int(columns.size()));
    for (int i = 0; i < columns.size(); ++i) {
        m_model->setHeaderData(i, Qt::Horizontal, Query::titleOf(columns.at(i)));
    }
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Tenants"));
    m_table->setColumnWidth(0, 190);
    m_table->setColumnWidth(Query::columnIndex(Query::Kind::Tenants, u"domain"_s), 240);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT tenantWanted(Domain::TenantId(index.data(Items::TenantRole).toString()));
    });

    auto *title = new QLabel(tr("All tenants"), this);
    title->setFont(fontOf(Type::Title));
    m_subtitle->setProperty("muted", true);
    auto *again = new QPushButton(actions.refreshAll->text().remove(u'&'), this);
    again->setToolTip(actions.refreshAll->toolTip());
    connect(again, &QPushButton::clicked, actions.refreshAll, &QAction::trigger);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(Size::margin, Size::gap, Size::margin, Size::gap);
    header->setSpacing(Size::gap);
    header->addWidget(title);
    header->addWidget(m_subtitle, 1);
    header->addWidget(again);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_table, 1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(100ms);
    connect(&m_refresh, &QTimer::timeout, this, &TenantsPage::fill);
    m_age.setInterval(20s);
    connect(&m_age, &QTimer::timeout, this, &TenantsPage::fill);
    m_age.start();
    for (Session::TenantSession *session : estate.sessions()) {
        watch(session);
    }
    connect(&estate, &Session::Estate::opened, this, [this](const Domain::TenantId &id) { watch(m_estate.find(id)); });
    connect(&estate, &Session::Estate::closed, &m_refresh, qOverload<>(&QTimer::start));
    fill();
}

void TenantsPage::watch(Session::TenantSession *session)
{
    const auto start = [this] {
        if (!m_refresh.isActive()) {
            m_refresh.start();
        }
    };
    connect(session, &Session::TenantSession::statusChanged, this, start);
    connect(session, &Session::TenantSession::mapStatusChanged, this, start);
    connect(session, &Session::TenantSession::recordsChanged, this, start);
    start();
}

void TenantsPage::fill()
{
    const QList<Session::TenantSession *> sessions = m_estate.sessions();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_model->setRowCount(int(sessions.size()));
    for (int row = 0; row < sessions.size(); ++row) {
        const Session::TenantSession &session = *sessions.at(row);
        const Domain::TenantProfile &profile = session.profile();
        setCell(row, 0, profile.name, profile.name);
        setCell(row, 1, Domain::tagOf(profile.environment), Domain::tagOf(profile.environment));
        setCell(row, 2, profile.domain.isEmpty() ? profile.baseUrl.authority() : profile.domain, {});
        int column = 3;
        for (const Query::Kind kind : listedKinds) {
            const qint64 count = session.records(kind).size();
            const bool isKnown = session.status(kind).readAt.isValid() || count > 0;
            setCell(row, column++, isKnown ? QLocale().toString(count) : QString(), count);
        }
        setCell(row, column, stateText(session, now), {});
        for (int i = 0; i < m_model->columnCount(); ++i) {
            m_model->setData(m_model->index(row, i), session.id().text(), Items::TenantRole);
            m_model->setData(m_model->index(row, i), int(profile.environment), Items::EnvironmentRole);
            m_model->setData(m_model->index(row, i), profile.color, Items::ColorRole);
        }
    }
    m_subtitle->setText(tr("%n tenant(s)", nullptr, int(sessions.size())));
}

void TenantsPage::setCell(int row, int column, const QString &text, const QVariant &value)
{
    const QModelIndex index = m_model->index(row, column);
    m_model->setData(index, text, Qt::DisplayRole);
    m_model->setData(index, value, Items::ValueRole);
}

} // namespace Ui
