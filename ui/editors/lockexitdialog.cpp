#include "ui/editors/lockexitdialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/stagebar.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/checkdelegate.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "items/lockexitmodel.h"
#include "items/roles.h"
#include "items/signin.h"
#include "query/columns.h"
#include "session/tenantsession.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QSortFilterProxyModel>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Items::LockExitModel;
using Query::Kind;
using Way = Session::LockExit::Way;

constexpr qsizetype toldForecasts = 2; ///< the application and where connections move to
constexpr int stepsHeight = 140;

/// Of the height that rows have everywhere.
class CheckRowDelegate : public CheckDelegate
{
public:
    using CheckDelegate::CheckDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {CheckDelegate::sizeHint(option, index).width(), Size::row};
    }
};

/// Nobody signs in to a machine.
bool isTarget(const Query::Record &record, Kind kind)
{
    return kind != Kind::Applications || Items::signsPeopleIn(record);
}

/// By name, with the id as data; what tells nothing comes first.
void fill(QComboBox &box, const Session::TenantSession &session, Kind kind, const QString &first, const QString &left)
{
    box.addItem(first, QString());
    QList<std::pair<QString, QString>> names;
    for (const Query::RecordPtr &record : session.records(kind)) {
        if (record->id != left && isTarget(*record, kind)) {
            names.append({visibleText(Query::textAt(*record, kind, u"name")), record->id});
        }
    }
    std::sort(names.begin(), names.end(), [](const auto &one, const auto &other) {
        return one.first.compare(other.first, Qt::CaseInsensitive) < 0;
    });
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto &[name, id] = names.at(i);
        const bool isTwin = (i > 0 && names.at(i - 1).first == name) || (names.value(i + 1).first == name);
        box.addItem(isTwin ? name + u" · "_s + id : name, id);
    }
}

} // namespace

LockExitDialog::LockExitDialog(Session::TenantSession &session, const Session::ChangeTray &tray,
                               const QString &application, QWidget *parent)
    : QDialog(parent)
    , m_exit(new Session::LockExit(session, tray, application, this))
    , m_model(new LockExitModel(*m_exit, this))
    , m_rows(new QSortFilterProxyModel(this))
    , m_again(new QAction(tr("Read again"), this))
    , m_way(new QComboBox(this))
    , m_target(new QComboBox(this))
    , m_organization(new QComboBox(this))
    , m_set(namedButton("setOrganization", tr("&Set for the selected"), this))
    , m_banner(new Banner(this))
    , m_table(new QTreeView(this))
    , m_forecast(new WrapLabel(this))
    , m_steps(new QPlainTextEdit(this))
    , m_uses(namedButton("countUsers", {}, this))
    , m_copy(namedButton("copySteps", tr("&Copy the steps"), this))
    , m_stage(new QPushButton(this))
{
    setObjectName(u"lockExit"_s);
    const QString title = tr("Ways out of Lock's limit: %1").arg(m_exit->nameOf(application));
    setWindowTitle(visibleText(title));
    buildTable();
    build(title);
    connect(m_exit, &Session::LockExit::changed, this, &LockExitDialog::showState);
    connect(m_exit, &Session::LockExit::usesChanged, this, &LockExitDialog::showUses);
    connect(m_exit, &Session::LockExit::usesFailed, m_banner, &Banner::showError);
    connect(m_again, &QAction::triggered, m_exit, &Session::LockExit::read);
    connect(m_exit, &Session::LockExit::prepared, this, [this](const QList<Change::PlanItem> &items) {
        Q_EMIT staged(items);
        QDialog::accept();
    });
    connect(m_exit, &Session::LockExit::refused, this, [this](const QString &reason) {
        showState();
        m_banner->showState(Banner::Tone::Warning, tr("This cannot be staged."), visibleText(reason));
        m_table->setFocus();
    });
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
    sizeDialog(*this, {980, 680});
    m_table->setFocus();
    showState();
    m_exit->read();
}

void LockExitDialog::buildTable()
{
    m_rows->setSourceModel(m_model);
    m_rows->setSortRole(Items::SortRole);
    ColumnHeader *header = ColumnHeader::give(*m_table);
    m_table->setObjectName(u"connections"_s);
    m_table->setAccessibleName(tr("Connections of the application"));
    m_table->setModel(m_rows);
    m_table->setItemDelegate(new CheckRowDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setMouseTracking(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setMinimumHeight(72);
    m_table->installEventFilter(this);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LockExitModel::Lock, Qt::AscendingOrder); // those beyond 50 first, as Auth0 lists them
    header->setFixedHeight(Size::row);
    header->setFilling(LockExitModel::Connection, 170);
    const std::pair<int, int> widths[]
        = {{LockExitModel::Strategy, 100}, {LockExitModel::Lock, 108},      {LockExitModel::Applications, 128},
           {LockExitModel::Users, 84},     {LockExitModel::LastLogin, 136}, {LockExitModel::Organization, 140}};
    for (const auto &[column, width] : widths) {
        header->resizeSection(column, width);
    }
    header->moveSection(LockExitModel::Organization, LockExitModel::Strategy); // beside what goes into it
}

QWidget *LockExitDialog::buildChoices()
{
    m_way->setObjectName(u"way"_s);
    m_way->setAccessibleName(tr("What becomes of the chosen connections"));
    m_way->addItem(tr("Turn off the chosen connections"), int(Way::TurnOff));
    m_way->addItem(tr("Move them to another application"), int(Way::Move));
    m_way->addItem(tr("Put them into organizations"), int(Way::Organizations));
    m_target->setObjectName(u"target"_s);
    m_target->setAccessibleName(tr("The application that they move to"));
    m_organization->setObjectName(u"organization"_s);
    m_organization->setAccessibleName(tr("The organization for the selected connections"));
    for (QComboBox *box : {m_target, m_organization}) {
        box->setMinimumContentsLength(18);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    connect(m_way, &QComboBox::currentIndexChanged, this, [this] {
        const auto way = Way(m_way->currentData().toInt());
        fillFor(way);
        m_exit->setWay(way);
    });
    connect(m_target, &QComboBox::currentIndexChanged, this,
            [this] { m_exit->setTarget(m_target->currentData().toString()); });
    connect(m_set, &QPushButton::clicked, this, &LockExitDialog::setOrganization);
    m_choices = new QWidget(this);
    auto *layout = new QHBoxLayout(m_choices);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::gap);
    layout->setSpacing(Size::gap);
    for (QWidget *widget : QList<QWidget *>{m_way, m_target, m_organization, m_set}) {
        layout->addWidget(widget);
    }
    layout->addStretch();
    return m_choices;
}

/// What a way chooses from, once it is looked at: there may be very many.
void LockExitDialog::fillFor(Way way)
{
    if (way == Way::Move && m_target->count() == 0) {
        const QSignalBlocker quiet(m_target);
        fill(*m_target, m_exit->session(), Kind::Applications, tr("One that does not exist yet"),
             m_exit->application());
    }
    if (way == Way::Organizations && m_organization->count() == 0) {
        fill(*m_organization, m_exit->session(), Kind::Organizations, tr("One that does not exist yet"), {});
    }
}

void LockExitDialog::build(const QString &title)
{
    m_forecast->setObjectName(u"forecast"_s);
    m_forecast->setMaximumLines(3);
    m_steps->setObjectName(u"steps"_s);
    m_steps->setAccessibleName(tr("What is left to do by hand"));
    m_steps->setReadOnly(true);
    m_steps->setTabChangesFocus(true);
    m_steps->setFixedHeight(stepsHeight);
    m_stage->setToolTip(tr("Nothing is sent before the change is reviewed and applied"));
    connect(m_uses, &QPushButton::clicked, this, &LockExitDialog::toggleUses);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_steps->toPlainText()); });
    auto *told = new QVBoxLayout;
    told->setContentsMargins(Size::wide, Size::gap, Size::wide, 0);
    told->setSpacing(Size::gap);
    told->addWidget(m_forecast);
    told->addWidget(m_steps);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(title, m_exit->session().profile(), this));
    layout->addWidget(buildChoices());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_banner); // below: rows must not move away under the mouse
    layout->addLayout(told);
    layout->addWidget(makeStageBar(*this, *m_stage, {m_uses, m_copy}));
}

QModelIndexList LockExitDialog::selectedRows() const
{
    QModelIndexList rows;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows()) {
        rows.append(m_rows->mapToSource(row));
    }
    return rows;
}

void LockExitDialog::setOrganization()
{
    m_exit->setOrganization(m_model->idsOf(selectedRows()), m_organization->currentData().toString());
}

void LockExitDialog::toggleUses()
{
    m_exit->usesUnderWay() ? m_exit->cancelUses() : m_exit->readUses();
}

void LockExitDialog::showState()
{
    const Way way = m_exit->way();
    m_target->setVisible(way == Way::Move);
    m_organization->setVisible(way == Way::Organizations);
    m_set->setVisible(way == Way::Organizations);
    m_table->setColumnHidden(LockExitModel::Organization, way != Way::Organizations);
    const qsizetype edits = m_exit->edits();
    const bool isPreparing = m_exit->state() == Session::LockExit::State::Preparing;
    m_choices->setEnabled(!isPreparing);
    m_table->setEnabled(!isPreparing);
    m_stage->setText(tr("&Stage %n connection(s)", nullptr, int(edits)));
    m_stage->setEnabled(edits > 0 && !isPreparing);
    showBanner();
    showSteps();
    showUses();
}

void LockExitDialog::showBanner()
{
    using State = Session::LockExit::State;
    const qsizetype orphans = m_exit->way() == Way::TurnOff ? m_exit->orphans().size() : 0;
    switch (m_exit->state()) {
    case State::Reading:
        m_banner->showState(Banner::Tone::Neutral, tr("Reading what is enabled…"), {});
        return;
    case State::Failed:
        m_banner->showError(*m_exit->error());
        m_banner->addButton(m_again);
        return;
    case State::Preparing:
        m_banner->showState(Banner::Tone::Neutral, tr("Reading the organizations…"),
                            tr("Then what is chosen is staged."));
        return;
    case State::Idle:
        break;
    }
    if (orphans > 0) {
        m_banner->showState(Banner::Tone::Warning,
                            tr("On for this application only: %n of the chosen connection(s).", nullptr, int(orphans)),
                            tr("Turned off, nobody can sign in with them any more. Their users stay."));
    } else {
        m_banner->clear();
    }
}

void LockExitDialog::showSteps()
{
    QStringList lines = Session::linesOf(m_exit->forecasts(), toldForecasts);
    if (m_exit->way() == Way::Organizations) {
        lines.append(tr("The chosen connections are enabled for the organization that each row names, with membership "
                        "at login. Staging reads these organizations, a request each."));
    } else if (lines.isEmpty()) {
        lines.append(tr("Tick the connections that are meant (Space ticks all that are selected). A column's heading "
                        "sorts."));
    }
    if (const qsizetype proposed = m_exit->proposed(); proposed > 0) {
        lines.prepend(tr("Ticked as a proposal: %n connection(s) with which nobody logged in for %1 days or ever. Look "
                         "through them.",
                         nullptr, int(proposed))
                          .arg(Session::LockExit::staleDays));
    }
    m_forecast->setLines(lines);
    QStringList steps = m_exit->steps();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        steps[i] = u"%1. %2"_s.arg(i + 1).arg(visibleText(steps.at(i)));
    }
    const QString text = steps.isEmpty() ? QString() : tr("By hand:") + u'\n' + steps.join(u'\n');
    if (text != m_steps->toPlainText()) {
        m_steps->setPlainText(text);
    }
    m_steps->setVisible(!steps.isEmpty());
    m_copy->setVisible(!steps.isEmpty());
}

void LockExitDialog::showUses()
{
    if (const Session::ConnectionUseReader *reader = m_exit->usesUnderWay()) {
        m_uses->setText(tr("Stop counting (%L1 of %L2)").arg(reader->read()).arg(reader->total()));
        return;
    }
    int left = 0;
    for (const Session::ExitRow &row : m_exit->rows()) {
        left += m_exit->useOf(row.id) ? 0 : 1;
    }
    m_uses->setText(left > 0 ? tr("Count &users (%n request(s))", nullptr, left) : tr("Users are counted"));
    m_uses->setToolTip(tr("Searches the users of each connection for how many there are and who logged in last. "
                          "Needs read:users"));
    m_uses->setEnabled(left > 0);
}

/// Space ticks all that are selected, away from what the current one is.
bool LockExitDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress
        || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Space || !m_table->currentIndex().isValid()) {
        return QDialog::eventFilter(watched, event);
    }
    const QModelIndex current = m_table->currentIndex().siblingAtColumn(LockExitModel::Connection);
    const bool isOff = current.data(Qt::CheckStateRole).value<Qt::CheckState>() != Qt::Checked;
    QModelIndexList rows = selectedRows();
    if (rows.isEmpty()) {
        rows.append(m_rows->mapToSource(current));
    }
    m_model->choose(rows, isOff);
    return true;
}

void LockExitDialog::accept()
{
    if (m_exit->edits() > 0) {
        m_exit->prepare();
    }
}

void LockExitDialog::reject()
{
    if (!m_exit->isEdited()) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
