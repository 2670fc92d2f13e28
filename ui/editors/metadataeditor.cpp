#include "ui/editors/metadataeditor.h"

#include "ui/editors/jsontextedit.h"
#include "ui/editors/jsontree.h"
#include "ui/editors/metadataconfirmation.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/textsearch.h"

#include "items/jsontreemodel.h"

#include <QAction>
#include <QEvent>
#include <QProgressBar>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStyle>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

using Change::MetadataProblem;

namespace {

/// Of a longer text the tree is read on another thread, when typing rests.
constexpr int longestReadAtOnce = 16 * 1024;

} // namespace

MetadataEditor::MetadataEditor(const Change::MetadataDraft &draft, const QList<QByteArray> &others, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_counting(this,
                 [this](const Change::MetadataTypes &types) {
                     m_types = types;
                     startReview();
                 })
    , m_reviewing(this, [this](const MetadataReading &reading) { takeReading(reading); })
    , m_model(new Items::JsonTreeModel(this))
    , m_tree(new JsonTree(*m_model, this))
    , m_text(new JsonTextEdit(this))
    , m_search(new TextSearch(m_text, tr("Find in text"), this))
    , m_refusal(new PlainLabel(this))
    , m_size(new PlainLabel(this))
    , m_meter(new QProgressBar(this))
    , m_pane(new MetadataReviewPane(this))
    , m_confirmation(new MetadataConfirmation(draft.member(), this))
{
    m_model->setTextsOnly(Change::maximumMetadataKeys(draft.object().kind) > 0);
    m_text->setAccessibleName(tr("%1 as JSON").arg(draft.member()));
    m_text->setPlainText(draft.text());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *lower = new QWidget(this);
    auto *lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->setSpacing(0);
    lowerLayout->addLayout(buildMeter());
    lowerLayout->addWidget(m_pane, 1);
    auto *rows = new QSplitter(Qt::Vertical, this);
    rows->setChildrenCollapsible(false);
    rows->setHandleWidth(1);
    rows->addWidget(buildPanes());
    rows->addWidget(lower);
    rows->setStretchFactor(0, 1);
    rows->setSizes({400, 210});
    layout->addWidget(buildBar());
    layout->addWidget(rows, 1);
    layout->addWidget(m_confirmation);

    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &MetadataEditor::startReview);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        takeText();
        m_pause.start();
    });
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &MetadataEditor::followCursor);
    connect(m_search, &TextSearch::hitsChanged, this, [this] { m_text->setHits(m_search->hits()); });
    connect(m_tree, &JsonTree::nodeChosen, this, &MetadataEditor::showNode);
    connect(m_model, &Items::JsonTreeModel::spliceWanted, this, [this](const Json::Splice &splice) {
        const QScopedValueRollback editing(m_isTreeEdit, true);
        m_text->apply(splice);
    });
    connect(m_model, &Items::JsonTreeModel::refused, this, [this](const QString &reason) {
        m_refusal->setFullText(reason);
        m_refusal->show();
    });
    connect(m_pane, &MetadataReviewPane::placeWanted, this, &MetadataEditor::goTo);
    connect(m_pane, &MetadataReviewPane::positionWanted, this, [this](qsizetype position) {
        m_text->goTo(position);
        m_text->setFocus();
    });
    connect(m_confirmation, &MetadataConfirmation::changed, this, &MetadataEditor::obstacleChanged);
    takeText();
    startReview();
    if (!others.isEmpty()) {
        m_counting.start([others, member = draft.member()] { return Change::MetadataTypes::of(others, member); });
    }
}

QAction *MetadataEditor::makeAction(const QString &text, const QKeySequence &keys, QLatin1StringView iconName)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(keys.isEmpty() ? text : u"%1 (%2)"_s.arg(text, keys.toString(QKeySequence::NativeText)));
    addAction(action);
    return action;
}

QWidget *MetadataEditor::buildBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Size::wide, Size::gap, Size::wide, Size::gap);
    layout->setSpacing(Size::gap);
    const auto addButton = [this, bar, layout](QAction *action) {
        auto *button = new QToolButton(bar);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        button->setProperty("flat", true);
        layout->addWidget(button);
        return button;
    };
    QAction *undo = makeAction(tr("Undo"), QKeySequence::Undo, "edit-undo"_L1);
    QAction *redo = makeAction(tr("Redo"), QKeySequence::Redo, "edit-redo"_L1);
    QAction *add = makeAction(tr("Add a key"), {}, "list-add"_L1);
    QAction *remove = makeAction(tr("Remove the key"), {}, "list-remove"_L1);
    QAction *held = makeAction(tr("Back to what Auth0 holds"), {}, "view-refresh"_L1);
    QAction *find = makeAction(tr("Find"), QKeySequence::Find, "edit-find"_L1);
    QAction *next = makeAction(tr("Next hit"), {Qt::Key_F3}, "go-down"_L1);
    QAction *previous = makeAction(tr("Previous hit"), {Qt::SHIFT | Qt::Key_F3}, "go-up"_L1);
    add->setToolTip(tr("Add a key after this one (Insert in the tree)"));
    remove->setToolTip(tr("Remove this key (Delete in the tree)"));
    undo->setEnabled(false);
    redo->setEnabled(false);
    addButton(undo);
    addButton(redo);
    addButton(add);
    addButton(remove);
    addButton(held)->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    layout->addWidget(m_refusal, 1);
    layout->addWidget(m_search);
    m_search->setMinimumWidth(200);
    m_refusal->setProperty("error", true);
    QSizePolicy keeps = m_refusal->sizePolicy();
    keeps.setRetainSizeWhenHidden(true);
    m_refusal->setSizePolicy(keeps);
    m_refusal->hide();
    connect(undo, &QAction::triggered, m_text, &QPlainTextEdit::undo);
    connect(redo, &QAction::triggered, m_text, &QPlainTextEdit::redo);
    connect(m_text, &QPlainTextEdit::undoAvailable, undo, &QAction::setEnabled);
    connect(m_text, &QPlainTextEdit::redoAvailable, redo, &QAction::setEnabled);
    connect(add, &QAction::triggered, m_tree, &JsonTree::addKey);
    connect(remove, &QAction::triggered, m_tree, &JsonTree::removeKey);
    connect(held, &QAction::triggered, this, [this] { m_text->replaceAll(m_draft.heldText()); });
    connect(find, &QAction::triggered, m_search, &TextSearch::start);
    connect(next, &QAction::triggered, this, [this] { m_search->step(false); });
    connect(previous, &QAction::triggered, this, [this] { m_search->step(true); });
    return bar;
}

QWidget *MetadataEditor::buildPanes()
{
    auto *panes = new QSplitter(Qt::Horizontal, this);
    panes->setChildrenCollapsible(false);
    panes->setHandleWidth(1);
    panes->addWidget(m_tree);
    panes->addWidget(m_text);
    panes->setSizes({420, 480});
    return panes;
}

QHBoxLayout *MetadataEditor::buildMeter()
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins(Size::wide, Size::gap, Size::wide, Size::gap);
    layout->setSpacing(Size::margin);
    m_meter->setTextVisible(false);
    m_meter->setMaximumWidth(140);
    m_meter->setAccessibleName(tr("How much of the limit is used"));
    m_size->setProperty("muted", true);
    m_size->setObjectName(u"size"_s);
    layout->addWidget(m_meter);
    layout->addWidget(m_size, 1);
    return layout;
}

void MetadataEditor::setSchema(const Change::MetadataSchema &schema)
{
    m_schema = schema;
    m_awaitsSchema = false;
    startReview();
}

void MetadataEditor::takeText()
{
    m_refusal->hide();
    if (m_isTreeEdit || m_text->document()->characterCount() <= longestReadAtOnce) {
        showTree(Json::TextTree::read(m_text->rawText()));
    } else {
        m_isTreeOld = true;
        m_model->setEditable(false);
    }
}

void MetadataEditor::showTree(const tl::expected<Json::TextTree, Json::TextProblem> &tree)
{
    m_isTreeOld = false;
    m_model->setEditable(tree.has_value());
    m_tree->setEnabled(tree.has_value());
    if (tree) {
        const QScopedValueRollback following(m_isFollowing, true);
        m_model->setTree(*tree);
    }
}

bool MetadataEditor::isReviewed() const
{
    return !m_awaitsSchema && !m_pause.isActive() && !m_reviewing.isBusy() && m_reading.text == m_text->rawText();
}

bool MetadataEditor::isTouched() const
{
    return m_text->rawText() != m_draft.text();
}

void MetadataEditor::startReview()
{
    m_pause.stop();
    m_reviewing.start([draft = m_draft, text = m_text->rawText(), types = m_types, schema = m_schema] {
        return MetadataReading{text, Json::TextTree::read(text), draft.review(text, types, schema)};
    });
}

void MetadataEditor::takeReading(const MetadataReading &reading)
{
    if (reading.text != m_text->rawText()) {
        return; // typing went on, and another one comes; the marks go along with the text
    }
    m_reading = reading;
    if (m_isTreeOld) {
        showTree(m_reading.tree);
    }
    showReview();
}

void MetadataEditor::showReview()
{
    m_pane->showReview(m_reading);
    m_search->refresh();
    showMeter();
    showMarks();
    m_confirmation->showReview(m_reading.review);
    Q_EMIT reviewed();
}

void MetadataEditor::showMeter()
{
    if (m_reading.review.textProblem) {
        m_meter->setValue(0);
        m_size->setFullText(tr("The text cannot be read at line %L1, column %L2: %3")
                                .arg(m_reading.review.textProblem->line)
                                .arg(m_reading.review.textProblem->column)
                                .arg(m_reading.review.textProblem->message));
        return;
    }
    const int maximum = Change::maximumMetadataKeys(m_draft.object().kind);
    const qint64 used = maximum > 0 ? m_reading.review.keys : m_reading.review.profileBytes;
    const qint64 limit = maximum > 0 ? maximum : Change::maximumProfileBytes;
    m_meter->setMaximum(int(limit));
    m_meter->setValue(int(std::min(used, limit)));
    if (const bool isOver = used > limit; m_meter->property("over").toBool() != isOver) {
        m_meter->setProperty("over", isOver);
        m_meter->style()->polish(m_meter);
    }
    m_size->setFullText(
        maximum > 0
            ? tr("%1: %2 of %3 keys, %L4 bytes; names and texts up to %5 characters (Auth0's limits of this kind)")
                  .arg(member())
                  .arg(m_reading.review.keys)
                  .arg(maximum)
                  .arg(m_reading.review.bytes)
                  .arg(Change::maximumMetadataText)
            : tr("Profile: about %L1 of %L2 bytes (Auth0's limit; an estimate) · %3: %L4 bytes, advised are up to %L5")
                  .arg(m_reading.review.profileBytes)
                  .arg(Change::maximumProfileBytes)
                  .arg(member())
                  .arg(m_reading.review.bytes)
                  .arg(Change::advisedMetadataBytes));
}

void MetadataEditor::showMarks()
{
    QList<JsonTextEdit::Mark> marks;
    QHash<Json::Pointer, QString> problems;
    if (m_reading.review.textProblem) {
        marks.append({m_reading.review.textProblem->position, m_reading.review.textProblem->length, true});
    } else {
        constexpr int mostMarked = 200;
        for (const MetadataProblem &problem : std::as_const(m_reading.review.problems)) {
            const Json::Pointer place(problem.pointer.tokens().mid(1));
            problems.insert(place, problem.message);
            const int node = m_model->tree().find(place);
            if (node > Json::TextTree::root && marks.size() < mostMarked) {
                const Json::TextTree::Node &found = m_model->tree().node(node);
                const bool isMember = found.keyStart >= 0;
                const qsizetype start = isMember ? found.keyStart : found.start;
                marks.append({start, (isMember ? found.keyEnd : found.end) - start,
                              problem.severity == MetadataProblem::Severity::Refused});
            }
        }
    }
    m_model->setProblems(problems);
    m_text->setMarks(marks);
}

bool MetadataEditor::isAcceptable()
{
    if (m_reading.review.isRefused()) {
        m_pane->enterProblems();
        return false;
    }
    if (m_confirmation->isGiven()) {
        return true;
    }
    if (!m_reading.review.violations.isEmpty()) {
        m_pane->setCurrentWidget(m_pane->problems());
    }
    return false;
}

QString MetadataEditor::obstacle() const
{
    return m_confirmation->obstacle();
}

void MetadataEditor::showNode(int node)
{
    if (m_isTreeOld) {
        return;
    }
    const Json::TextTree::Node &found = m_model->tree().node(node);
    const qsizetype start = found.keyStart >= 0 ? found.keyStart : found.start;
    const QScopedValueRollback following(m_isFollowing, true);
    m_text->setCurrentPlace(start, found.end - start);
    m_text->goTo(start);
}

void MetadataEditor::followCursor()
{
    if (m_isFollowing || !m_model->isEditable() || !m_text->hasFocus()) {
        return;
    }
    m_text->setCurrentPlace(0, 0);
    const QScopedValueRollback following(m_isFollowing, true);
    m_tree->show(m_model->tree().pointerTo(m_model->tree().nodeAt(m_text->textCursor().position())));
}

void MetadataEditor::goTo(const Json::Pointer &pointer)
{
    const Json::Pointer place(pointer.tokens().mid(1));
    if (const int node = m_model->tree().find(place); !m_isTreeOld && node > Json::TextTree::root) {
        m_tree->show(place);
        showNode(node);
    }
}

void MetadataEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_search) {
        m_search->refresh();
        showMeter();
    }
}

} // namespace Ui
