#include "ui/pages/relatedpanel.h"

#include "ui/pages/statustext.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/listdelegate.h"
#include "ui/widgets/namedbutton.h"

#include "session/tenantsession.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int idRole = Qt::UserRole;

QStandardItem *makeItem(const QString &text, const QString &id)
{
    auto *item = new QStandardItem(visibleText(text));
    item->setData(id, idRole);
    item->setToolTip(plainToolTip(text));
    item->setEditable(false);
    return item;
}

} // namespace

RelatedPanel::RelatedPanel(QAction *countConnections, QAction *probeLock, QWidget *parent)
    : QWidget(parent)
    , m_countConnections(countConnections)
    , m_stack(new QStackedWidget(this))
    , m_summary(new QLabel(this))
    , m_probe(namedButton("probeLock", tr("See what Lock sees…"), this))
    , m_empty(new EmptyState(this))
    , m_list(new QTreeView(this))
    , m_model(new QStandardItemModel(this))
{
    m_summary->setProperty("muted", true);
    m_summary->setIndent(0);
    m_list->setItemDelegate(new ListDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    ColumnHeader::give(*m_list);
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSortingEnabled(true);
    m_list->setAccessibleName(tr("Related objects"));
    connect(m_list, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT objectWanted(m_listed, index.siblingAtColumn(0).data(idRole).toString());
    });
    auto *listPage = new QWidget(this);
    auto *listLayout = new QVBoxLayout(listPage);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(0);
    auto *summary = new QHBoxLayout; // a style sheet takes a label's own margins away
    summary->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::gap);
    summary->addWidget(m_summary);
    listLayout->addLayout(summary);
    auto *probe = new QHBoxLayout;
    probe->setContentsMargins(Size::wide, 0, Size::wide, Size::gap);
    probe->addWidget(m_probe);
    probe->addStretch();
    listLayout->addLayout(probe);
    m_probe->setToolTip(tr("Reads the public file of the application that Lock reads, once you say so"));
    connect(m_probe, &QPushButton::clicked, probeLock, &QAction::trigger);
    listLayout->addWidget(m_list, 1);
    m_stack->addWidget(listPage);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

void RelatedPanel::showRelated(Session::TenantSession &session, Query::Kind kind, const QString &id)
{
    const bool isApplication = kind == Query::Kind::Applications;
    m_listed = isApplication ? Query::Kind::Connections : Query::Kind::Applications;
    m_empty->clearButtons();
    const Session::ConnectionMap *map = session.map();
    if (!map) {
        const QString cost = mapCost({&session});
        if (const auto notice = mapNoticeFor(session.profile(), session.mapStatus())) {
            m_empty->setContent("data-warning"_L1, notice->what, notice->detail);
            m_empty->addButton(m_countConnections);
            m_stack->setCurrentWidget(m_empty);
            return;
        }
        m_empty->setContent("view-statistics"_L1, tr("Not counted yet"),
                            cost.isEmpty() ? tr("Which connections are enabled for which applications is read after "
                                                "both lists.")
                                           : tr("Counting takes %1.").arg(cost));
        if (!cost.isEmpty()) {
            m_empty->addButton(m_countConnections);
        }
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    QStringList ids;
    if (isApplication) {
        for (const Domain::ConnectionId &connection : map->connectionsOf(Domain::ApplicationId(id))) {
            ids.append(connection.text());
        }
    } else {
        for (const Domain::ApplicationId &application : map->applicationsOf(Domain::ConnectionId(id))) {
            ids.append(application.text());
        }
    }
    if (ids.isEmpty()) {
        m_empty->setContent("network-disconnect"_L1,
                            isApplication ? tr("No connection is enabled") : tr("Enabled for no application"),
                            isApplication ? tr("Nobody can log in to this application through a connection.")
                                          : tr("Nobody can log in through this connection."));
        m_model->clear();
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    fill(session, ids);
    m_stack->setCurrentIndex(0);
}

int RelatedPanel::count() const
{
    return m_stack->currentIndex() == 0 ? m_model->rowCount() : 0;
}

void RelatedPanel::fill(Session::TenantSession &session, const QStringList &ids)
{
    m_list->setUpdatesEnabled(false);
    m_model->clear();
    const bool connections = m_listed == Query::Kind::Connections;
    m_model->setHorizontalHeaderLabels({tr("Name"), connections ? tr("Strategy") : tr("Type")});
    int databases = 0;
    for (const QString &id : ids) {
        const Query::RecordPtr record = session.record(m_listed, id);
        const QString name = record ? Query::textAt(*record, m_listed, u"name") : id;
        const QString kind = record ? Query::textAt(*record, m_listed, connections ? u"strategy" : u"type") : QString();
        databases += kind == u"auth0"_s;
        m_model->appendRow({makeItem(name, id), makeItem(kind, id)});
    }
    m_probe->setVisible(connections && databases > 0);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_list->setColumnWidth(1, 120);
    m_list->sortByColumn(0, Qt::AscendingOrder);
    m_list->setUpdatesEnabled(true);
    m_summary->setText(connections ? tr("%n connection(s)", nullptr, int(ids.size())) + u", "_s
                               + tr("%n of them database", nullptr, databases)
                                   : tr("%n application(s)", nullptr, int(ids.size())));
}

} // namespace Ui
