#include "ui/editors/metadataeditor.h"

#include "ui/editors/jsontextedit.h"
#include "ui/editors/jsontree.h"
#include "ui/editors/metadatareviewpane.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/textsearch.h"

#include "items/jsontreemodel.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

using Change::MetadataProblem;

MetadataEditor::MetadataEditor(const Change::MetadataDraft &draft, const QList<QByteArray> &others, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_counting(this,
                 [this](const Change::MetadataTypes &types) {
                     m_types = types;
                     startReview();
                 })
    , m_reviewing(this,
                  [this](const std::pair<QString, Change::MetadataReview> &done) {
                      m_reviewedText = done.first;
                      m_review = done.second;
                      showReview();
                  })
    , m_model(new Items::JsonTreeModel(this))
    , m_tree(new JsonTree(*m_model, this))
    , m_text(new JsonTextEdit(this))
    , m_search(new TextSearch(m_text, tr("Find in text"), this))
    , m_refusal(new PlainLabel(this))
    , m_size(new PlainLabel(this))
    , m_meter(new QProgressBar(this))
    , m_pane(new MetadataReviewPane(this))
    , m_confirmation(buildConfirmation())
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
        readText();
        m_pause.start();
    });
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &MetadataEditor::followCursor);
    connect(m_search, &TextSearch::hitsChanged, this, [this] { m_text->setHits(m_search->hits()); });
    connect(m_tree, &JsonTree::nodeChosen, this, &MetadataEditor::showNode);
    connect(m_model, &Items::JsonTreeModel::spliceWanted, m_text, &JsonTextEdit::apply);
    connect(m_model, &Items::JsonTreeModel::refused, this, [this](const QString &reason) {
        m_refusal->setFullText(reason);
        m_refusal->show();
    });
    connect(m_pane, &MetadataReviewPane::placeWanted, this, &MetadataEditor::goTo);
    connect(m_pane, &MetadataReviewPane::positionWanted, this, [this](qsizetype position) {
        m_text->goTo(position);
        m_text->setFocus();
    });
    readText();
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
    QAction *held = makeAction(tr("As Auth0 holds it"), {}, "view-refresh"_L1);
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
    m_search->setMinimumWidth(300);
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
    m_meter->setFixedWidth(140);
    m_meter->setAccessibleName(tr("How much of the limit is used"));
    m_size->setProperty("muted", true);
    m_size->setObjectName(u"size"_s);
    layout->addWidget(m_meter);
    layout->addWidget(m_size, 1);
    return layout;
}

QWidget *MetadataEditor::buildConfirmation()
{
    auto *row = new QWidget(this);
    m_wipeText = new PlainLabel(row);
    m_wipe = new QLineEdit(row);
    m_nulls = new QCheckBox(row);
    m_wipe->setObjectName(u"confirmWipe"_s);
    m_nulls->setObjectName(u"confirmNulls"_s);
    m_wipe->setAccessibleName(tr("Confirm that everything goes"));
    m_wipe->setFixedWidth(180);
    m_wipeText->setProperty("error", true);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(Size::wide, Size::gap, Size::wide, 0);
    layout->setSpacing(Size::gap);
    auto *wipe = new QHBoxLayout;
    wipe->addWidget(m_wipeText, 1);
    wipe->addWidget(m_wipe);
    layout->addLayout(wipe);
    layout->addWidget(m_nulls);
    row->hide();
    return row;
}

void MetadataEditor::readText()
{
    m_refusal->hide();
    const auto tree = Json::TextTree::read(m_text->rawText());
    m_model->setEditable(tree.has_value());
    m_tree->setEnabled(tree.has_value());
    if (tree) {
        const QScopedValueRollback following(m_isFollowing, true);
        m_model->setTree(*tree);
    }
}

bool MetadataEditor::isReviewed() const
{
    return !m_pause.isActive() && !m_reviewing.isBusy() && m_reviewedText == m_text->rawText();
}

bool MetadataEditor::isTouched() const
{
    return m_text->rawText() != m_draft.text();
}

void MetadataEditor::startReview()
{
    m_pause.stop();
    m_reviewing.start([draft = m_draft, text = m_text->rawText(), types = m_types] {
        return std::pair(text, draft.review(text, types));
    });
}

void MetadataEditor::showReview()
{
    m_pane->showReview(m_review, m_reviewedText);
    m_search->refresh();
    showMeter();
    showMarks();
    showConfirmation();
    Q_EMIT reviewed();
}

void MetadataEditor::showMeter()
{
    if (m_review.textProblem) {
        m_meter->setValue(0);
        m_size->setFullText(tr("The text cannot be read at line %L1, column %L2: %3")
                                .arg(m_review.textProblem->line)
                                .arg(m_review.textProblem->column)
                                .arg(m_review.textProblem->message));
        return;
    }
    const int maximum = Change::maximumMetadataKeys(m_draft.object().kind);
    const qint64 used = maximum > 0 ? m_review.keys : m_review.profileBytes;
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
                  .arg(m_review.keys)
                  .arg(maximum)
                  .arg(m_review.bytes)
                  .arg(Change::maximumMetadataText)
            : tr("Profile: about %L1 of %L2 bytes (Auth0's limit; an estimate) · %3: %L4 bytes, advised are up to %L5")
                  .arg(m_review.profileBytes)
                  .arg(Change::maximumProfileBytes)
                  .arg(member())
                  .arg(m_review.bytes)
                  .arg(Change::advisedMetadataBytes));
}

void MetadataEditor::showMarks()
{
    QList<JsonTextEdit::Mark> marks;
    QHash<Json::Pointer, QString> problems;
    if (m_review.textProblem) {
        marks.append({m_review.textProblem->position, m_review.textProblem->length, true});
    } else if (m_reviewedText == m_model->tree().text()) {
        constexpr int mostMarked = 200;
        for (const MetadataProblem &problem : std::as_const(m_review.problems)) {
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

void MetadataEditor::showConfirmation()
{
    const int nulls = int(m_review.removedByNull.size());
    m_wipeText->setFullText(tr("{} takes everything in %1 away. Type its name to confirm:").arg(member()));
    m_nulls->setText(
        visibleText(
            tr("null takes %n key(s) away: %1", nullptr, nulls).arg(m_review.removedByNull.join(u", "_s).left(120)))
            .replace(u'&', u"&&"_s));
    if (!m_review.takesAllAway) {
        m_wipe->clear();
    }
    if (m_review.removedByNull != m_toldNulls) { // other keys want another confirmation
        m_nulls->setChecked(false);
        m_toldNulls = m_review.removedByNull;
    }
    m_wipeText->setVisible(m_review.takesAllAway);
    m_wipe->setVisible(m_review.takesAllAway);
    m_nulls->setVisible(nulls > 0);
    m_confirmation->setVisible(m_review.takesAllAway || nulls > 0);
}

bool MetadataEditor::isAcceptable()
{
    if (m_review.isRefused()) {
        m_pane->enterProblems();
        return false;
    }
    if (m_review.takesAllAway && m_wipe->text() != member()) {
        m_wipe->setFocus();
        return false;
    }
    if (!m_review.removedByNull.isEmpty() && !m_nulls->isChecked()) {
        m_nulls->setFocus();
        return false;
    }
    return true;
}

void MetadataEditor::showNode(int node)
{
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
    if (const int node = m_model->tree().find(place); node > Json::TextTree::root) {
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
