#include "ui/editors/policypreview.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/plainlabel.h"

#include "policy/policytitles.h"
#include "policy/strengthchange.h"
#include "json/leaves.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Nobody reads more of them one by one; the rest is counted.
constexpr qsizetype shownConnections = 500;

QString shownValue(const Policy::Setting &value)
{
    const QString text = Policy::textOf(value);
    return text.isEmpty() ? u"–"_s : visibleText(text);
}

/// What a policy of another generation asks for as the one before did.
QList<Policy::Edit> settingsOf(const Policy::Reading &reading, const QList<Policy::Deviation> &changes)
{
    QList<Policy::Edit> settings;
    for (const Policy::Key key : Policy::allKeys()) {
        const bool isOther = std::any_of(changes.begin(), changes.end(),
                                         [key](const Policy::Deviation &change) { return change.key == key; });
        const bool isThere = key != Policy::Key::Level || reading.generation == Domain::PolicyGeneration::Legacy;
        if (isThere && !isOther) {
            settings.append({key, Policy::settingOf(reading, key)});
        }
    }
    return settings;
}

} // namespace

PolicyPreview::PolicyPreview(QWidget *parent)
    : QWidget(parent)
    , m_work(this, [this](const Result &result) { show(result); })
    , m_summary(new PlainLabel(this))
    , m_tree(new QTreeWidget(this))
{
    m_summary->setObjectName(u"summary"_s);
    m_tree->setObjectName(u"preview"_s);
    m_tree->setAccessibleName(tr("What would change"));
    ColumnHeader::give(*m_tree);
    m_tree->setHeaderLabels({tr("Connection"), tr("Now"), tr("Then"), tr("Which is")});
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(16);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->setColumnWidth(1, 170);
    m_tree->setColumnWidth(2, 170);
    m_tree->setColumnWidth(3, 110);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree, 1);
}

PolicyPreview::Row PolicyPreview::rowOf(const Session::PolicyTarget &target, const Change::PolicyOutcome &outcome)
{
    Row row{target.subject.object.name, target.planTenant.name, outcome.skipped, {}, {}, {}, false};
    if (outcome.isSkipped()) {
        return row;
    }
    row.notes = outcome.item.notes;
    const QByteArray now = Change::asStaged(target.subject).value_or(target.subject.connection);
    const auto parsed = Json::parse(now);
    const auto before = Policy::policyRow(now);
    const auto after
        = parsed ? Policy::policyRow(Json::write(Json::merge(*parsed, outcome.item.changes).value)) : std::nullopt;
    if (!before || !after || after->readings().isEmpty()) {
        return row;
    }
    const Policy::Reading then = after->readings().first();
    row.changes = Policy::settingChanges(before->policy, after->policy);
    if (before->generation == Domain::PolicyGeneration::Both) {
        row.notes.prepend(tr("It holds both generations: the %1 one stays, the other is removed.")
                              .arg(Policy::wordFor(then.generation)));
    }
    // A conversion tells each difference as a loss as well: once is enough.
    for (const Policy::Loss &loss : outcome.losses) {
        const auto isTold = [&loss](const Policy::Deviation &change) { return loss.key == change.key; };
        if (std::any_of(row.changes.begin(), row.changes.end(), isTold)) {
            row.notes.removeOne(loss.text);
        }
    }
    if (Policy::changesGeneration(outcome.item.changes) && before->generation != Domain::PolicyGeneration::Both) {
        row.settings = settingsOf(then, row.changes);
    }
    row.isWeaker = std::any_of(row.changes.begin(), row.changes.end(), [](const Policy::Deviation &change) {
        return change.direction == Policy::Direction::Weaker;
    });
    return row;
}

void PolicyPreview::showWish(const QList<Session::PolicyTarget> &targets, const Change::PolicyWish &wish)
{
    m_work.start([targets, wish] {
        Result result{Session::forecast(targets, wish), {}};
        for (qsizetype i = 0; i < std::min(shownConnections, targets.size()); ++i) {
            result.rows.append(rowOf(targets.at(i), result.forecast.outcomes.at(i)));
        }
        return result;
    });
}

/// A level is of legacy policies alone, so that none was there before.
void PolicyPreview::addSettings(QTreeWidgetItem &item, const QList<Policy::Edit> &settings) const
{
    for (const Policy::Edit &edit : settings) {
        auto *setting = new QTreeWidgetItem(&item);
        const bool isNew = edit.key == Policy::Key::Level;
        setting->setText(0, Policy::titleOf(edit.key));
        setting->setText(1, isNew ? u"–"_s : shownValue(edit.value));
        setting->setText(2, shownValue(edit.value));
        setting->setText(3, isNew ? tr("new") : tr("as before"));
        setting->setForeground(3, tokensOf(palette()).muted);
        setting->setToolTip(1, plainToolTip(setting->text(1)));
        setting->setToolTip(2, plainToolTip(setting->text(2)));
    }
}

void PolicyPreview::show(const Result &result)
{
    m_result = result;
    const Session::PolicyForecast &forecast = result.forecast;
    QStringList parts{tr("%1 of %2 change").arg(forecast.changing).arg(forecast.targets.size())};
    if (forecast.soAlready > 0) {
        parts.append(tr("%1 already so").arg(forecast.soAlready));
    }
    if (forecast.skippedCount() > 0) {
        parts.append(tr("%1 left as is").arg(forecast.skippedCount()));
    }
    if (forecast.targets.size() > result.rows.size()) {
        parts.append(tr("the first %1 are shown").arg(result.rows.size()));
    }
    m_summary->setFullText(parts.join(u" · "_s));
    m_tree->clear();
    QList<QTreeWidgetItem *> items;
    for (const Row &row : result.rows) {
        auto *item = new QTreeWidgetItem;
        item->setText(0, u"%1 · %2"_s.arg(visibleText(row.name), visibleText(row.tenant)));
        item->setToolTip(0, plainToolTip(row.name));
        item->setText(3, row.isWeaker ? Policy::markedWord(Policy::Direction::Weaker) : QString());
        for (const Policy::Deviation &change : row.changes) {
            auto *setting = new QTreeWidgetItem(item);
            setting->setText(0, Policy::titleOf(change.key));
            setting->setText(1, shownValue(change.wanted));
            setting->setText(2, shownValue(change.found));
            setting->setText(3, Policy::markedWord(change.direction));
            setting->setToolTip(1, plainToolTip(setting->text(1)));
            setting->setToolTip(2, plainToolTip(setting->text(2)));
        }
        addSettings(*item, row.settings);
        const bool isSilent
            = row.stays.isEmpty() && row.changes.isEmpty() && row.settings.isEmpty() && row.notes.isEmpty();
        const QStringList told = !row.stays.isEmpty() ? QStringList{row.stays}
            : isSilent                                ? QStringList{tr("It asks for the same as before.")}
                                                      : row.notes;
        for (const QString &note : told) {
            auto *line = new QTreeWidgetItem(item);
            line->setText(0, visibleText(note));
            line->setToolTip(0, plainToolTip(note));
        }
        item->setSizeHint(0, QSize(0, Size::row - 2)); // of all: their heights are one
        items.append(item);
    }
    m_tree->addTopLevelItems(items);
    for (QTreeWidgetItem *item : std::as_const(items)) {
        item->setExpanded(true);
        for (int i = 0; i < item->childCount(); ++i) {
            item->child(i)->setFirstColumnSpanned(item->child(i)->text(3).isEmpty());
        }
    }
    if (!items.isEmpty()) {
        m_tree->setCurrentItem(items.first());
    }
    Q_EMIT ready();
}

} // namespace Ui
