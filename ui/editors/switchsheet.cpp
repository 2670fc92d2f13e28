#include "ui/editors/switchsheet.h"

#include "ui/dialogs/opendialog.h"
#include "ui/editors/stagebar.h"
#include "ui/editors/switchtable.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "items/switchtablemodel.h"

#include <QAction>
#include <QCheckBox>
#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

SwitchSheet::SwitchSheet(QDialog &dialog, Items::SwitchTableModel &model, const Domain::TenantProfile &tenant,
                         const Words &words)
    : QWidget(&dialog)
    , m_model(model)
    , m_again(new QAction(tr("&Read again"), this))
    , m_filter(new QLineEdit(this))
    , m_onlyChanged(new QCheckBox(tr("Only what &changes"), this))
    , m_banner(new Banner(this))
    , m_table(new SwitchTable(model, this))
    , m_empty(new EmptyState(this))
    , m_forecast(new WrapLabel(this))
    , m_turnOn(namedButton("turnOn", tr("Turn &on"), this))
    , m_turnOff(namedButton("turnOff", tr("Turn o&ff"), this))
    , m_whatIf(namedButton("whatIf", tr("&What if…"), this))
    , m_stage(new QPushButton(tr("&Stage"), this))
{
    m_table->setAccessibleName(words.table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader(tenant, words));
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_banner); // below: it comes and goes with a click, and no cell may move from under the pointer
    layout->addWidget(buildFooter(dialog));
    auto *whole = new QVBoxLayout(&dialog);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(this);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_table->model(), signal, this, &SwitchSheet::showRows);
    }
    connect(m_table->model(), &QAbstractItemModel::modelReset, this, &SwitchSheet::showRows);
    connect(&model, &Items::SwitchTableModel::gathered, this, &SwitchSheet::showRows);
    connect(m_table, &SwitchTable::selectionMoved, this, &SwitchSheet::showButtons);
    connect(&model, &QAbstractItemModel::dataChanged, this, &SwitchSheet::showButtons);
    connect(m_again, &QAction::triggered, this, [this] {
        m_banner->showState(Banner::Tone::Neutral, tr("Reading what is enabled…"), {});
        Q_EMIT readAgainWanted();
    });
    dialog.setWindowTitle(visibleText(words.title));
    sizeDialog(dialog, {1080, 720});
    m_table->setFocus();
    m_banner->showState(Banner::Tone::Neutral, tr("Reading what is enabled…"), {});
    showRows();
}

QWidget *SwitchSheet::buildHeader(const Domain::TenantProfile &tenant, const Words &words)
{
    auto *header = new DialogHeader(words.title, tenant, this);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(words.find);
    m_filter->setAccessibleName(words.find);
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(140);
    m_filter->installEventFilter(this);
    m_onlyChanged->setObjectName(u"onlyChanged"_s);
    connect(m_filter, &QLineEdit::textChanged, this, &SwitchSheet::filter);
    connect(m_onlyChanged, &QCheckBox::toggled, this, &SwitchSheet::filter);
    header->addWidget(m_onlyChanged);
    header->addWidget(m_filter);
    setTabOrder(m_onlyChanged, m_filter); // as they stand
    setTabOrder(m_filter, m_table);
    return header;
}

QWidget *SwitchSheet::buildFooter(QDialog &dialog)
{
    auto *footer = new QWidget(this);
    m_forecast->setObjectName(u"forecast"_s);
    m_forecast->hide();
    m_turnOn->setToolTip(tr("Turn the selected cells on (Space turns one)"));
    m_turnOff->setToolTip(tr("Turn the selected cells off"));
    m_stage->setToolTip(tr("Nothing is sent before the change is reviewed and applied"));
    connect(m_turnOn, &QPushButton::clicked, this, [this] { m_table->turnSelected(true); });
    connect(m_turnOff, &QPushButton::clicked, this, [this] { m_table->turnSelected(false); });
    m_whatIf->setToolTip(tr("What would come of it for Lock and for the findings, and of more than is chosen here"));
    m_whatIf->hide();
    connect(m_whatIf, &QPushButton::clicked, this, &SwitchSheet::whatIfWanted);
    auto *said = new QVBoxLayout;
    said->setContentsMargins(Size::wide, Size::margin, Size::wide, 0);
    said->addWidget(m_forecast);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(said);
    layout->addWidget(makeStageBar(dialog, *m_stage, {m_turnOn, m_turnOff, m_whatIf}));
    m_stage->setDefault(true);
    return footer;
}

/// The filter is as it should be: on to the rows. The dialog, whose Return stages, must not hear of it.
bool SwitchSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isPlain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!isPlain || (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter && key->key() != Qt::Key_Down)) {
        return QWidget::eventFilter(watched, event);
    }
    if (const QAbstractItemModel *rows = m_table->model(); rows->rowCount() > 0 && rows->columnCount() > 0) {
        m_table->setFocus(Qt::ShortcutFocusReason);
        if (!m_table->currentIndex().isValid()) {
            m_table->setCurrentIndex(rows->index(0, 0));
        }
    }
    return true;
}

void SwitchSheet::filter()
{
    m_table->setFilter(m_filter->text(), m_onlyChanged->isChecked());
    showRows();
}

void SwitchSheet::showError(const Api::ApiError &error)
{
    m_banner->showError(error);
    m_banner->addButton(m_again);
}

void SwitchSheet::setForecast(const QStringList &lines)
{
    m_forecast->setLines(lines);
    m_forecast->setVisible(!lines.isEmpty());
}

void SwitchSheet::setEmpty(const QString &title, const QString &text)
{
    m_emptyTitle = title;
    m_emptyText = text;
    showRows();
}

void SwitchSheet::setStage(bool canStage, qsizetype wishes)
{
    m_stage->setEnabled(canStage);
    m_stage->setText(tr("&Stage %n change(s)", nullptr, int(wishes)));
}

void SwitchSheet::offerWhatIf()
{
    m_whatIf->show();
}

/// The table, or why it has no rows. Before it can have any it stays: the keyboard is with it.
void SwitchSheet::showRows()
{
    const bool isEmpty = m_model.isGathered() && m_table->model()->rowCount() == 0;
    if (m_model.rowCount() > 0) {
        m_empty->setContent("edit-find"_L1, tr("No row is like that"),
                            tr("Look for another name, or show those that do not change as well."));
    } else if (!m_emptyTitle.isEmpty()) {
        m_empty->setContent("network-connect"_L1, m_emptyTitle, m_emptyText);
    }
    m_table->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    showButtons();
}

void SwitchSheet::showButtons()
{
    const bool canTurn = m_model.isKnown() && m_table->hasSelection();
    m_turnOn->setEnabled(canTurn);
    m_turnOff->setEnabled(canTurn);
}

} // namespace Ui
