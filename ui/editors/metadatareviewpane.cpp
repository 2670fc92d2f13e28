#include "ui/editors/metadatareviewpane.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/rowdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QTabBar>
#include <QTreeWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Change::MetadataFate;
using Change::MetadataProblem;

constexpr int pointerRole = Qt::UserRole;
constexpr int positionRole = Qt::UserRole + 1;
/// A list of more tells nobody anything, and would take its time.
constexpr int mostShown = 2000;

QLatin1StringView iconOf(MetadataProblem::Severity severity)
{
    switch (severity) {
    case MetadataProblem::Severity::Refused:
        return "data-error"_L1;
    case MetadataProblem::Severity::Warning:
        return "data-warning"_L1;
    case MetadataProblem::Severity::Hint:
        break;
    }
    return "data-information"_L1;
}

QString shown(const QByteArray &json)
{
    constexpr qsizetype longest = 300;
    const QString text = QString::fromUtf8(json);
    return json.isEmpty() ? u"–"_s : visibleText(text.size() > longest ? text.first(longest) + u'…' : text);
}

} // namespace

MetadataReviewPane::MetadataReviewPane(QWidget *parent)
    : QTabWidget(parent)
    , m_problems(makeList(tr("Problems"), {tr("Place"), tr("What is wrong")}))
    , m_fates(makeList(tr("What Auth0 holds afterwards"),
                       {tr("What happens"), tr("Key"), tr("Auth0 holds now"), tr("Afterwards")}))
{
    setDocumentMode(true);
    setAccessibleName(tr("What the edit comes to"));
    tabBar()->setAccessibleName(accessibleName());
    m_problems->setObjectName(u"problems"_s);
    m_fates->setObjectName(u"fates"_s);
    m_problems->header()->resizeSection(0, 240);
    m_fates->header()->resizeSection(0, 170);
    m_fates->header()->resizeSection(1, 270);
    m_fates->header()->resizeSection(2, 200);
    addTab(m_fates, tr("Afterwards"));
    addTab(m_problems, tr("Problems"));
}

QTreeWidget *MetadataReviewPane::makeList(const QString &name, const QStringList &columns)
{
    auto *list = new QTreeWidget(this);
    ColumnHeader::give(*list);
    list->setHeaderLabels(columns);
    list->setAccessibleName(name);
    list->setItemDelegate(new RowDelegate(list));
    list->setRootIsDecorated(false);
    list->setMinimumHeight(Size::row + Size::gap);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->header()->setStretchLastSection(true);
    connect(list, &QTreeWidget::itemActivated, this, &MetadataReviewPane::goTo);
    connect(list, &QTreeWidget::itemClicked, this, &MetadataReviewPane::goTo);
    return list;
}

void MetadataReviewPane::goTo(const QTreeWidgetItem *item)
{
    if (const QVariant position = item->data(0, positionRole); position.isValid()) {
        Q_EMIT positionWanted(position.toLongLong());
    } else if (const auto pointer = Json::Pointer::parse(item->data(0, pointerRole).toString())) {
        Q_EMIT placeWanted(*pointer);
    }
}

void MetadataReviewPane::enterProblems()
{
    setCurrentWidget(m_problems);
    m_problems->setFocus();
    if (QTreeWidgetItem *first = m_problems->topLevelItem(0)) {
        m_problems->setCurrentItem(first);
        goTo(first);
    }
}

void MetadataReviewPane::showReview(const MetadataReading &reading)
{
    m_reading = reading;
    const Change::MetadataReview &review = m_reading.review;
    showProblems();
    showFates();
    // What cannot be staged leaves nothing to show afterwards: its problems come forward, and go back with it.
    if (review.isRefused() && currentWidget() == m_fates) {
        setCurrentWidget(m_problems);
        m_cameForward = true;
    } else if (!review.isRefused() && std::exchange(m_cameForward, false)) {
        setCurrentWidget(m_fates);
    }
}

void MetadataReviewPane::showProblems()
{
    const auto &[text, tree, review] = m_reading;
    m_problems->clear();
    QList<QTreeWidgetItem *> rows;
    if (const auto &problem = review.textProblem) {
        auto *row = new QTreeWidgetItem(
            {tr("Line %L1, column %L2").arg(problem->line).arg(problem->column), visibleText(problem->message)});
        row->setIcon(0, icon("data-error"_L1));
        row->setData(0, positionRole, qlonglong(problem->position));
        rows.append(row);
    }
    for (const MetadataProblem &problem : review.problems) {
        if (rows.size() == mostShown) {
            break;
        }
        const Json::Pointer inside(problem.pointer.tokens().mid(1));
        const int node = tree ? tree->find(inside) : -1;
        QString place = problem.pointer.text();
        if (node > Json::TextTree::root) {
            const Json::TextTree::Node &found = tree->node(node);
            const auto [line, column] = Json::lineAndColumn(text, found.keyStart >= 0 ? found.keyStart : found.start);
            place = tr("Line %L1 · %2").arg(line).arg(inside.text());
        }
        auto *row = new QTreeWidgetItem({visibleText(place), visibleText(problem.message)});
        row->setIcon(0, icon(iconOf(problem.severity)));
        row->setData(0, pointerRole, problem.pointer.text());
        row->setToolTip(1, plainToolTip(problem.message));
        rows.append(row);
    }
    m_problems->addTopLevelItems(rows);
    setTabText(1, rows.isEmpty() ? tr("Problems") : tr("Problems %1", "tab with its count").arg(rows.size()));
}

void MetadataReviewPane::showFates()
{
    const Tokens &tokens = tokensOf(palette());
    m_fates->clear();
    QList<QTreeWidgetItem *> rows;
    int changes = 0;
    for (const MetadataFate &fate : std::as_const(m_reading.review.fates)) {
        changes += fate.kind == MetadataFate::Kind::SentBack ? 0 : 1;
        if (rows.size() == mostShown) {
            continue;
        }
        const bool isSentBack = fate.kind == MetadataFate::Kind::SentBack;
        const QString what = fate.kind == MetadataFate::Kind::Added ? tr("+ comes")
            : fate.kind == MetadataFate::Kind::Vanishes             ? tr("− vanishes")
            : fate.kind == MetadataFate::Kind::Changed              ? tr("~ changes")
                                                                    : tr("= stays, sent along");
        const QString key = Json::Pointer(fate.pointer.tokens().mid(1)).text();
        auto *row = new QTreeWidgetItem({what, visibleText(key), shown(fate.now), shown(fate.after)});
        const QColor color = fate.kind == MetadataFate::Kind::Added ? tokens.ok
            : fate.kind == MetadataFate::Kind::Vanishes             ? tokens.full
            : isSentBack                                            ? tokens.muted
                                                                    : tokens.text;
        for (int column = 0; column < m_fates->columnCount(); ++column) {
            row->setForeground(column, isSentBack || column == 0 ? color : tokens.text);
            if (column > 0) {
                row->setFont(column, fontOf(Type::Mono));
                row->setToolTip(column, plainToolTip(row->text(column)));
            }
            if (column == 1 && fate.kind == MetadataFate::Kind::Vanishes) {
                QFont struck = fontOf(Type::Mono);
                struck.setStrikeOut(true);
                row->setFont(column, struck);
            }
        }
        row->setData(0, pointerRole, fate.pointer.text());
        rows.append(row);
    }
    m_fates->addTopLevelItems(rows);
    setTabText(0, changes == 0 ? tr("Afterwards") : tr("Afterwards %1", "tab with its count").arg(changes));
}

void MetadataReviewPane::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showReview(MetadataReading(m_reading));
    }
}

} // namespace Ui
