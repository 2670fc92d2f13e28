#include "ui/dialogs/reviewdetails.h"

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/changedelegate.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "items/changemodel.h"
#include "items/journalmodel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTextCursor>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

using Items::ChangeModel;

namespace {

/// What is seen of long notes on a small screen.
constexpr int leastNotes = 52;

} // namespace

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
    ColumnHeader::give(*m_fields);
    m_fields->setModel(&model);
    m_fields->setItemDelegate(new ChangeDelegate(m_fields));
    m_fields->setRootIsDecorated(false);
    m_fields->setUniformRowHeights(true);
    m_fields->setFrameShape(QFrame::NoFrame);
    m_fields->setTabKeyNavigation(false);
    m_fields->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_fields->setColumnHidden(ChangeModel::StateColumn, true);
    m_fields->header()->setStretchLastSection(false);
    m_fields->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_tabs->setFocusPolicy(Qt::NoFocus); // its bar takes it
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("What would change"));
    m_tabs->addTab(m_fields, tr("Fields"));
    m_http = addText(tr("Exact HTTP"), "http");
    m_undo = addText(tr("Undo"), "undo");
    m_result = addText(tr("Result"), "result");
    m_markBar = buildMarkBar();
    m_tabs->setCornerWidget(m_markBar);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        showMarkBar();
        goToMark(m_mark); // while it was hidden, it had no height to scroll in
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *body = new QWidget(this);
    auto *inside = new QVBoxLayout(body);
    inside->setContentsMargins(Size::wide, Size::gap, Size::wide, Size::gap);
    inside->addWidget(m_notes);
    m_notesPart = new FittingScroll(body, tr("Notes"), leastNotes, this);
    for (QWidget *ground : {m_notesPart->viewport(), body}) {
        ground->setProperty("surface", u"base"_s);
        ground->setAttribute(Qt::WA_StyledBackground);
    }
    layout->addWidget(m_notesPart);
    layout->addWidget(m_tabs, 1);
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

QWidget *ReviewDetails::buildMarkBar()
{
    auto *bar = new QWidget(m_tabs);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, Size::gap, 0);
    layout->setSpacing(0);
    m_markText = new QLabel(bar);
    m_markText->setTextFormat(Qt::PlainText);
    m_markText->setProperty("muted", true);
    layout->addWidget(m_markText);
    const auto add = [&](const QString &text, const QKeySequence &keys, QLatin1StringView name, int step) {
        auto *action = new QAction(icon(name), text, this);
        action->setShortcut(keys);
        addAction(action);
        auto *button = new QToolButton(bar);
        button->setDefaultAction(action);
        button->setAccessibleName(text);
        button->setProperty("flat", true);
        layout->addWidget(button);
        connect(action, &QAction::triggered, this, [this, step] { goToMark(m_mark + step); });
        return action;
    };
    m_previousMark = add(tr("Previous change"), {Qt::SHIFT | Qt::Key_F3}, "go-up"_L1, -1);
    m_nextMark = add(tr("Next change"), {Qt::Key_F3}, "go-down"_L1, 1);
    m_previousMark->setObjectName(u"previousMark"_s);
    m_nextMark->setObjectName(u"nextMark"_s);
    return bar;
}

void ReviewDetails::goToMark(qsizetype mark)
{
    const qsizetype count = m_request.changed.size();
    if (count == 0) {
        return;
    }
    m_mark = (mark + count) % count;
    QTextCursor cursor(m_http->document());
    cursor.setPosition(int(m_request.changed.at(m_mark).start));
    m_http->setTextCursor(cursor);
    m_http->centerCursor();
    showMarkBar();
}

void ReviewDetails::showMarkBar()
{
    const qsizetype count = m_request.changed.size();
    const bool isHttp = m_tabs->currentWidget() == m_http;
    m_markBar->setVisible(isHttp && count > 0);
    m_markText->setText(tr("Change %1 of %2").arg(m_mark + 1).arg(count));
    m_nextMark->setEnabled(isHttp && count > 1);
    m_previousMark->setEnabled(isHttp && count > 1);
}

void ReviewDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        markRequest();
    }
}

void ReviewDetails::showResult()
{
    if (m_tabs->isTabVisible(m_tabs->indexOf(m_result))) {
        m_tabs->setCurrentWidget(m_result);
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
    m_notesPart->setVisible(!notes.isEmpty());
}

void ReviewDetails::showIndex(const QModelIndex &index)
{
    const std::optional<ChangeModel::Place> place = m_model.placeOf(index);
    m_tabs->setVisible(place.has_value());
    if (!place) {
        QStringList notes;
        if (index.isValid()) {
            const Change::Plan &plan = m_model.plans().at(index.row()).plan;
            notes << plan.title << plan.notes << plan.foretold;
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
    std::sort(m_request.changed.begin(), m_request.changed.end(),
              [](const auto &one, const auto &other) { return one.start < other.start; });
    m_http->setPlainText(m_request.text);
    markRequest();
    m_mark = 0;
    showMarkBar();
    goToMark(0);
    m_undo->setPlainText(Items::undoText(item, m_secrets));
    m_result->setPlainText(Items::resultText(result, m_secrets));
    m_tabs->setTabVisible(m_tabs->indexOf(m_result), result.outcome != Change::ItemOutcome::Pending);
}

} // namespace Ui
