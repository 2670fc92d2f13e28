#include "ui/editors/likenessdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/editors/stagebar.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"
#include "ui/widgets/wraplabel.h"

#include "session/lockforecast.h"
#include "session/organizationforecast.h"
#include "session/tenantsession.h"

#include <QSignalBlocker>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr qsizetype toldForecasts = 3;
constexpr int leftHeight = 130;

} // namespace

LikenessDialog::LikenessDialog(const Session::Estate &estate, const Session::CustomerBook &book,
                               const Session::ChangeTray &tray, Session::TenantSession &session,
                               const Session::LikenessTask &task, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_likeness(new Session::CustomerLikeness(estate, book, tray, task, this))
    , m_banner(new Banner(this))
    , m_model(
          new Items::CustomerTreeModel({tr("What is carried over"), tr("From what it is, to what it becomes")}, this))
    , m_leftModel(new Items::CustomerTreeModel({tr("What stays"), tr("Why")}, this))
    , m_tree(makeTree(m_model, "likeness", tr("What is carried over")))
    , m_left(makeTree(m_leftModel, "left", tr("What stays as it is")))
    , m_leftTitle(new WrapLabel(this))
    , m_forecast(new WrapLabel(this))
    , m_stage(namedButton("stage", tr("&Stage"), this))
{
    setObjectName(u"likeness"_s);
    m_model->setCheckable(true);
    build();
    connect(m_likeness, &Session::CustomerLikeness::changed, this, &LikenessDialog::showLikeness);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &LikenessDialog::showChosen);
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); }); // nothing is left to ask about
    m_stage->setEnabled(false);
    m_banner->showState(Banner::Tone::Neutral, tr("Reading what is enabled for either…"),
                        tr("%n request(s)", nullptr, int(m_likeness->requests())));
    m_likeness->read();
}

QTreeView *LikenessDialog::makeTree(Items::CustomerTreeModel *model, const char *name, const QString &accessible)
{
    auto *tree = new QTreeView(this);
    ColumnHeader *header = ColumnHeader::give(*tree);
    tree->setObjectName(QLatin1StringView(name));
    tree->setAccessibleName(accessible);
    tree->setModel(model);
    tree->setItemDelegate(new PlainRowDelegate(tree));
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setMinimumHeight(72);
    header->resizeSection(0, 360);
    header->setFilling(1, 160);
    return tree;
}

void LikenessDialog::build()
{
    const QString title = tr("Make %1 like %2").arg(m_likeness->subjectTitle(), m_likeness->modelTitle());
    setWindowTitle(visibleText(title));
    auto *told = new WrapLabel(this);
    told->setProperty("muted", true);
    told->setText(tr("Names, ids, secrets, domains and users stay with their customer, and nothing is created. What "
                     "takes something away, or asks for less than now, is not checked at first."));
    m_tree->setRootIsDecorated(true);
    m_left->setRootIsDecorated(false);
    m_left->setMaximumHeight(leftHeight);
    m_leftTitle->setText(tr("What stays as it is"));
    m_forecast->setObjectName(u"forecast"_s);
    m_forecast->hide();
    m_stage->setToolTip(tr("Nothing is sent before the change is reviewed and applied"));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->setSpacing(Size::gap);
    body->addWidget(told);
    body->addWidget(m_tree, 1);
    body->addWidget(m_leftTitle);
    body->addWidget(m_left);
    body->addWidget(m_forecast);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(title, m_session.profile(), this));
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
    layout->addWidget(makeStageBar(*this, *m_stage));
    m_stage->setDefault(true);
    m_tree->setFocus();
    sizeDialog(*this, {900, 680});
}

void LikenessDialog::showLikeness()
{
    const Change::Likeness &likeness = m_likeness->likeness();
    m_rows = Items::rowsOf(likeness);
    m_model->setRows(m_rows.steps);
    m_leftModel->setRows(m_rows.left);
    m_tree->expandAll();
    {
        const QSignalBlocker quiet(m_model); // each check would work out anew what all of them come to
        for (qsizetype group = 0; group < m_rows.places.size(); ++group) {
            const QModelIndex heading = m_model->index(int(group), 0);
            for (qsizetype row = 0; row < m_rows.places.at(group).size(); ++row) {
                const bool weakens = likeness.steps.at(m_rows.places.at(group).at(row)).weakens();
                m_model->setChecked(m_model->index(int(row), 0, heading), !weakens);
            }
        }
    }
    m_leftTitle->setVisible(!m_rows.left.isEmpty());
    m_left->setVisible(!m_rows.left.isEmpty());
    if (likeness.steps.isEmpty()) {
        m_banner->showState(Banner::Tone::Good, tr("They do not differ in what can be carried over."), {});
    } else {
        m_banner->clear();
    }
    if (m_model->rowCount() > 0) {
        m_tree->setCurrentIndex(m_model->index(0, 0, m_model->index(0, 0)));
    }
    showChosen();
}

QList<Change::LikenessStep> LikenessDialog::chosen() const
{
    QList<Change::LikenessStep> steps;
    for (qsizetype group = 0; group < m_rows.places.size(); ++group) {
        const QModelIndex heading = m_model->index(int(group), 0);
        for (qsizetype row = 0; row < m_rows.places.at(group).size(); ++row) {
            if (m_model->isChecked(m_model->index(int(row), 0, heading))) {
                steps.append(m_likeness->likeness().steps.at(m_rows.places.at(group).at(row)));
            }
        }
    }
    return steps;
}

void LikenessDialog::showChosen()
{
    const QList<Change::LikenessStep> steps = chosen();
    const QList<Change::PlanItem> items = m_likeness->items(steps);
    const QList<Session::OrganizationForecast> organizations = Session::organizationForecasts(items);
    const QStringList lines = Session::linesOf(Session::lockForecasts(m_session, items), toldForecasts)
        + Session::linesOf(organizations, toldForecasts);
    m_forecast->setLines(lines);
    m_forecast->setVisible(!lines.isEmpty());
    const auto over = std::find_if(organizations.cbegin(), organizations.cend(),
                                   [](const Session::OrganizationForecast &one) { return one.isOver(); });
    if (over != organizations.cend()) {
        m_banner->showState(Banner::Tone::Warning, Session::textOf(*over),
                            tr("Auth0 would refuse what is beyond. Uncheck a connection before this can be staged."));
    } else if (!m_likeness->likeness().steps.isEmpty()) {
        m_banner->clear();
    }
    m_stage->setText(steps.isEmpty() ? tr("&Stage") : tr("&Stage %n difference(s)", nullptr, int(steps.size())));
    m_stage->setEnabled(!items.isEmpty() && over == organizations.cend());
}

void LikenessDialog::accept()
{
    const QList<Change::PlanItem> items = m_likeness->items(chosen());
    if (!items.isEmpty()) {
        Q_EMIT staged(items);
    }
    QDialog::accept();
}

} // namespace Ui
