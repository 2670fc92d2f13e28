#include "ui/editors/switchesdialog.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/checkdelegate.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/wraplabel.h"

#include "domain/locklimit.h"
#include "items/switchmodel.h"
#include "session/tenantsession.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Applications whose counts are told; the tables have them all once the change is applied.
constexpr qsizetype toldForecasts = 4;
constexpr int least = 150; ///< of a column, so that its words fit
constexpr int widest = 280;
constexpr int namesWidth = 300;

} // namespace

/// Rows by their name, and those with a wish alone.
class SwitchesDialog::Rows : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setFilter(const QString &text, bool onlyChanged)
    {
        m_text = text.trimmed();
        m_onlyChanged = onlyChanged;
        invalidateRowsFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QString name = sourceModel()->headerData(row, Qt::Vertical).toString();
        if (!m_text.isEmpty() && !name.contains(m_text, Qt::CaseInsensitive)) {
            return false;
        }
        for (int column = 0; m_onlyChanged && column < sourceModel()->columnCount(parent); ++column) {
            if (!sourceModel()->index(row, column, parent).data().toString().isEmpty()) {
                return true;
            }
        }
        return !m_onlyChanged;
    }

private:
    QString m_text;
    bool m_onlyChanged = false;
};

SwitchesDialog::SwitchesDialog(Session::TenantSession &session, const Session::ChangeTray &tray, Session::MapSide side,
                               const QStringList &chosen, QWidget *parent)
    : QDialog(parent)
    , m_board(new Session::SwitchBoard(session, tray, side, chosen, this))
    , m_model(new Items::SwitchModel(*m_board, this))
    , m_rows(new Rows(this))
    , m_filter(new QLineEdit(this))
    , m_onlyChanged(new QCheckBox(tr("Only what &changes"), this))
    , m_banner(new Banner(this))
    , m_table(new QTableView(this))
    , m_forecast(new WrapLabel(this))
    , m_turnOn(new QPushButton(tr("Turn &on"), this))
    , m_turnOff(new QPushButton(tr("Turn o&ff"), this))
    , m_stage(new QPushButton(tr("&Stage"), this))
{
    setObjectName(u"switches"_s);
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_banner);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildFooter());
    connect(m_board, &Session::SwitchBoard::changed, this, &SwitchesDialog::showState);
    connect(m_board, &Session::SwitchBoard::failed, this, [this](const Api::ApiError &error) {
        m_banner->showState(Banner::Tone::Error, error.happened(), error.why() + u' ' + error.advice());
    });
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    resize(1080, 720);
    m_table->setFocus();
    m_banner->showState(Banner::Tone::Neutral, tr("Reading what is enabled…"), {});
    showButtons();
    m_board->read();
}

SwitchesDialog::~SwitchesDialog() = default;

QWidget *SwitchesDialog::buildHeader()
{
    const bool ofApplications = m_board->side() == Session::MapSide::Applications;
    const int count = int(m_board->chosen().size());
    const QString title = ofApplications ? tr("Connections of %n application(s)", nullptr, count)
                                         : tr("Applications of %n connection(s)", nullptr, count);
    setWindowTitle(title);
    auto *header = new DialogHeader(title, m_board->session().profile(), this);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(ofApplications ? tr("Find a connection") : tr("Find an application"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(260);
    m_onlyChanged->setObjectName(u"onlyChanged"_s);
    const auto filter = [this] {
        m_rows->setFilter(m_filter->text(), m_onlyChanged->isChecked());
        showButtons();
    };
    connect(m_filter, &QLineEdit::textChanged, this, filter);
    connect(m_onlyChanged, &QCheckBox::toggled, this, filter);
    header->addWidget(m_onlyChanged);
    header->addWidget(m_filter);
    return header;
}

void SwitchesDialog::buildTable()
{
    m_rows->setSourceModel(m_model);
    m_table->setObjectName(u"switchTable"_s);
    m_table->setAccessibleName(tr("Connections and applications"));
    m_table->setModel(m_rows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setItemDelegate(new CheckDelegate(m_table));
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->installEventFilter(this);
    QHeaderView *names = m_table->verticalHeader();
    names->setDefaultSectionSize(Size::row);
    names->setSectionResizeMode(QHeaderView::Fixed);
    names->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    names->setFixedWidth(namesWidth);
    names->setTextElideMode(Qt::ElideMiddle);
    QHeaderView *columns = m_table->horizontalHeader();
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setTextElideMode(Qt::ElideMiddle);
    columns->setHighlightSections(false);
    for (int column = 0; column < columns->count(); ++column) {
        columns->resizeSection(column, std::clamp(columns->sectionSizeHint(column) + Size::wide, least, widest));
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SwitchesDialog::showButtons);
}

QWidget *SwitchesDialog::buildFooter()
{
    auto *footer = new QWidget(this);
    m_forecast->setObjectName(u"forecast"_s);
    m_turnOn->setObjectName(u"turnOn"_s);
    m_turnOff->setObjectName(u"turnOff"_s);
    m_turnOn->setToolTip(tr("Enable the selected cells (Space turns one)"));
    m_turnOff->setToolTip(tr("Turn the selected cells off"));
    m_stage->setObjectName(u"stage"_s);
    m_stage->setProperty("primary", true);
    m_stage->setToolTip(tr("Nothing is sent before the change is reviewed and applied"));
    auto *cancel = new QPushButton(tr("Cancel"), footer);
    cancel->setObjectName(u"cancel"_s);
    for (QPushButton *button : {m_turnOn, m_turnOff, cancel}) {
        button->setAutoDefault(false);
    }
    m_stage->setDefault(true);
    connect(m_turnOn, &QPushButton::clicked, this, [this] { turnSelected(true); });
    connect(m_turnOff, &QPushButton::clicked, this, [this] { turnSelected(false); });
    connect(m_stage, &QPushButton::clicked, this, &SwitchesDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_turnOn);
    buttons->addWidget(m_turnOff);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_stage);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(m_forecast);
    layout->addLayout(buttons);
    return footer;
}

QModelIndexList SwitchesDialog::selectedCells() const
{
    QModelIndexList cells;
    for (const QModelIndex &cell : m_table->selectionModel()->selectedIndexes()) {
        cells.append(m_rows->mapToSource(cell));
    }
    return cells;
}

void SwitchesDialog::turnSelected(bool on)
{
    m_model->turn(selectedCells(), on);
}

bool SwitchesDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space
        && m_board->isKnown()) {
        const QModelIndexList cells = selectedCells();
        if (cells.size() > 1) {
            turnSelected(m_table->currentIndex().data(Qt::CheckStateRole).toInt() != Qt::Checked);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void SwitchesDialog::showState()
{
    const QList<Session::LockForecast> forecasts = m_board->forecasts();
    const QStringList lines = Session::linesOf(forecasts, toldForecasts);
    QStringList over;
    for (const Session::LockForecast &forecast : forecasts) {
        if (forecast.gained > 0 && forecast.after().value_or(0) > Domain::lockLimit) {
            over.append(visibleText(forecast.name));
        }
    }
    m_forecast->setLines(lines);
    m_forecast->setVisible(!lines.isEmpty());
    if (over.isEmpty()) {
        m_banner->clear();
    } else {
        m_banner->showState(
            Banner::Tone::Warning,
            tr("Lock would not show every database connection of %n application(s).", nullptr, int(over.size())),
            tr("It shows %1 at most: %2.").arg(Domain::lockLimit).arg(over.join(u", "_s)));
    }
    showButtons();
}

void SwitchesDialog::showButtons()
{
    const bool isSelected = m_board->isKnown() && m_table->selectionModel()->hasSelection();
    m_turnOn->setEnabled(isSelected);
    m_turnOff->setEnabled(isSelected);
    m_stage->setEnabled(m_board->isKnown() && m_board->hasItems());
    m_stage->setText(tr("&Stage %n change(s)", nullptr, int(m_board->wishes())));
}

void SwitchesDialog::accept()
{
    if (const QList<Change::PlanItem> items = m_board->items(); !items.isEmpty()) {
        Q_EMIT staged(items);
    }
    QDialog::accept();
}

} // namespace Ui
