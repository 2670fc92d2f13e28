#include "ui/dialogs/lockprobedialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/wraplabel.h"

#include "query/columns.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"

#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Query::Kind;

} // namespace

LockProbeDialog::LockProbeDialog(Session::TenantSession &session, const QString &application, QWidget *parent)
    : QDialog(parent)
    , m_probe(new Session::LockProbe(session, application, this))
    , m_about(new WrapLabel(this))
    , m_banner(new Banner(this))
    , m_state(new WrapLabel(this))
    , m_rows(new QTreeWidget(this))
    , m_fetch(namedButton("fetch", tr("&Read the file"), this))
{
    setObjectName(u"lockProbe"_s);
    const QString title = tr("What Lock sees of %1").arg(Session::nameOf(session, Kind::Applications, application));
    setWindowTitle(visibleText(title));
    build(title, session);
    connect(m_fetch, &QPushButton::clicked, this, &LockProbeDialog::read);
    connect(m_probe, &Session::LockProbe::finished, this, &LockProbeDialog::show);
    connect(m_probe, &Session::LockProbe::failed, this, [this](const Api::ApiError &error) {
        m_banner->showError(error);
        m_fetch->setEnabled(true);
    });
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
    sizeDialog(*this, {760, 560});
    m_fetch->setFocus();
}

void LockProbeDialog::build(const QString &title, Session::TenantSession &session)
{
    m_about->setObjectName(u"about"_s);
    m_about->setText(
        tr("Lock knows what stands in a public file, and nothing else. “Read the file” fetches it from %1, without a "
           "token, and reads once more what is enabled (a request or two). Nothing is changed.")
            .arg(m_probe->address()));
    m_state->setObjectName(u"state"_s);
    m_state->setMaximumLines(6);
    m_state->hide();
    ColumnHeader *header = ColumnHeader::give(*m_rows);
    m_rows->setObjectName(u"sight"_s);
    m_rows->setHeaderLabels({tr("Database connection"), tr("Lock")});
    m_rows->setAccessibleName(tr("What Lock sees of the database connections"));
    m_rows->setRootIsDecorated(false);
    m_rows->setUniformRowHeights(true);
    m_rows->setAllColumnsShowFocus(true);
    m_rows->setItemDelegate(new RowDelegate(m_rows));
    m_rows->setMinimumHeight(56);
    header->setStretchLastSection(false);
    header->resizeSection(1, 240);
    header->setFilling(0, 260);
    m_rows->hide(); // until there is something in it
    m_fetch->setProperty("primary", true);
    m_fetch->setDefault(true);
    auto *close = namedButton("close", tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_fetch);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->setSpacing(Size::gap);
    body->addWidget(m_about);
    body->addWidget(m_state);
    body->addWidget(m_rows, 1);
    body->addStretch();
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(title, session.profile(), this));
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
}

void LockProbeDialog::read()
{
    m_fetch->setEnabled(false);
    m_rows->clear();
    m_rows->hide();
    m_state->hide();
    m_banner->showState(Banner::Tone::Neutral, tr("Reading what Lock reads…"), {});
    m_probe->start();
}

void LockProbeDialog::show(const Analysis::LockSight &sight)
{
    using Stand = Analysis::LockSight::Stand;
    m_banner->clear();
    m_fetch->setText(tr("&Read it again"));
    m_fetch->setEnabled(true);
    QStringList lines = Analysis::linesOf(sight);
    if (sight.count(Stand::Beyond) + sight.count(Stand::Missing) > 0) {
        lines.append(Analysis::textOf(sight.fallback));
    }
    m_state->setLines(lines);
    m_state->show();
    for (const Analysis::LockSight::Row &row : sight.rows) {
        auto *item = new QTreeWidgetItem(m_rows);
        const QString cells[] = {row.name, Analysis::textOf(row.stand)};
        for (int column = 0; column < 2; ++column) {
            item->setText(column, visibleText(cells[column]));
            item->setToolTip(column, plainToolTip(cells[column]));
        }
    }
    m_rows->show();
    m_rows->setFocus();
}

} // namespace Ui
