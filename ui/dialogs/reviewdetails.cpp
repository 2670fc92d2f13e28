#include "ui/dialogs/reviewdetails.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/changedelegate.h"
#include "ui/widgets/wraplabel.h"

#include "items/changemodel.h"
#include "items/journalmodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTextCursor>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

using Items::ChangeModel;

ReviewDetails::ReviewDetails(ChangeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_secrets(Json::SecretKeys::fromResource())
    , m_notes(new WrapLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_fields(new QTreeView(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_fields->setObjectName(u"fields"_s);
    m_fields->setAccessibleName(tr("Fields before and after"));
    m_fields->setModel(&model);
    m_fields->setItemDelegate(new ChangeDelegate(m_fields));
    m_fields->setRootIsDecorated(false);
    m_fields->setUniformRowHeights(true);
    m_fields->setFrameShape(QFrame::NoFrame);
    m_fields->setTabKeyNavigation(false);
    m_fields->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_fields->setColumnHidden(ChangeModel::StateColumn, true);
    m_fields->header()->setStretchLastSection(false);
    m_fields->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_fields->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_tabs->setFocusPolicy(Qt::NoFocus); // its bar takes it
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("What would change"));
    m_tabs->addTab(m_fields, tr("Fields"));
    m_http = addText(tr("Exact HTTP"), "http");
    m_undo = addText(tr("Undo"), "undo");
    m_result = addText(tr("Result"), "result");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notes);
    layout->addWidget(m_tabs, 1);
    m_notes->setContentsMargins(Size::margin, Size::gap, Size::margin, 0);
    showIndex({});
}

QPlainTextEdit *ReviewDetails::addText(const QString &title, const char *name)
{
    auto *text = new QPlainTextEdit(m_tabs);
    text->setObjectName(QLatin1StringView(name));
    text->setAccessibleName(title);
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text->setFont(fontOf(Type::Mono));
    text->setTabChangesFocus(true);
    text->setProperty("frameless", true);
    text->document()->setDocumentMargin(Size::margin);
    m_tabs->addTab(text, title);
    return text;
}

void ReviewDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        markRequest();
    }
}

/// What the edit is about, among what is sent back as it is.
void ReviewDetails::markRequest()
{
    QList<QTextEdit::ExtraSelection> marks;
    QTextCharFormat format;
    format.setBackground(tokensOf(palette()).added);
    for (const Items::RequestText::Span &span : std::as_const(m_request.changed)) {
        QTextCursor cursor(m_http->document());
        cursor.setPosition(int(span.start));
        cursor.setPosition(int(span.start + span.length), QTextCursor::KeepAnchor);
        marks.append({cursor, format});
    }
    m_http->setExtraSelections(marks);
}

void ReviewDetails::showNotes(const QStringList &notes)
{
    m_notes->setLines(notes);
    m_notes->setVisible(!notes.isEmpty());
}

void ReviewDetails::showIndex(const QModelIndex &index)
{
    const std::optional<ChangeModel::Place> place = m_model.placeOf(index);
    m_tabs->setVisible(place.has_value());
    if (!place) {
        QStringList notes;
        if (index.isValid()) {
            const Change::Plan &plan = m_model.plans().at(index.row()).plan;
            notes << plan.title << plan.notes;
            for (const Change::Skipped &skipped : plan.skipped) {
                notes << tr("%1 stays as it is. %2").arg(Change::described(skipped.object), skipped.reason);
            }
        }
        showNotes(notes);
        return;
    }
    const Change::PlanItem &item = m_model.plans().at(place->plan).plan.items.at(place->item);
    const Change::ItemResult &result = m_model.result(place->plan, place->item);
    showNotes(item.notes);
    m_fields->setRootIndex(m_model.indexOf(place->plan, place->item));
    m_fields->setColumnHidden(ChangeModel::NowColumn, result.conflicts.isEmpty());
    m_request = Items::requestText(item, m_secrets);
    m_http->setPlainText(m_request.text);
    markRequest();
    m_undo->setPlainText(Items::undoText(item, m_secrets));
    m_result->setPlainText(Items::resultText(result, m_secrets));
    m_tabs->setTabVisible(m_tabs->indexOf(m_result), result.outcome != Change::ItemOutcome::Pending);
}

} // namespace Ui
