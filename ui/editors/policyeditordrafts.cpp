// What a PolicyEditor keeps of the selections that it left.

#include "ui/editors/policyeditor.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/wraplabel.h"

#include "session/estate.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

QString PolicyEditor::shortName(const QString &name)
{
    constexpr qsizetype shown = 60;
    const QString visible = visibleText(name);
    return visible.size() > shown ? visible.left(shown) + u'…' : visible;
}

QString PolicyEditor::namesOf(const Selection &selection) const
{
    QStringList names;
    for (const Session::ObjectId &object : selection.objects) {
        if (const auto record = m_services.estate.record(object.tenant, Query::Kind::Connections, object.id)) {
            names.append(shortName(Query::textAt(*record, Query::Kind::Connections, u"name")));
        }
        if (names.size() > 1) {
            break; // the first speaks for all
        }
    }
    return names.size() > 1 ? tr("“%1” and %2 more").arg(names.first()).arg(selection.objects.size() - 1)
        : names.isEmpty()   ? QString()
                            : tr("“%1”").arg(names.first());
}

/// While its connections are read anew, as after its tenant's profile changed, nobody knows.
bool PolicyEditor::isGone(const Session::ObjectId &object) const
{
    const Session::TenantSession *session = m_services.estate.find(object.tenant);
    return !session
        || (session->status(Query::Kind::Connections).readAt.isValid()
            && !m_services.estate.record(object.tenant, Query::Kind::Connections, object.id));
}

/// Whether none of its connections is there any more.
bool PolicyEditor::isGone(const Selection &selection) const
{
    return std::all_of(selection.objects.begin(), selection.objects.end(),
                       [this](const Session::ObjectId &object) { return isGone(object); });
}

PolicyEditor::Draft PolicyEditor::currentDraft() const
{
    return {m_selection, m_fields->draft(), m_keep->checkedId()};
}

QList<Selection> PolicyEditor::drafts() const
{
    QList<Selection> selections;
    for (const Draft &draft : m_drafts + QList{currentDraft()}) {
        if (!draft.isEmpty() && !isGone(draft.selection)) {
            selections.append(draft.selection);
        }
    }
    return selections;
}

/// Keeps what was entered for the selection that goes, and says so.
void PolicyEditor::putAside()
{
    const Draft draft = currentDraft();
    if (draft.isEmpty() || isGone(draft.selection)) {
        return; // nothing was entered, or what it was for is gone
    }
    m_drafts.append(draft);
    if (const QString names = namesOf(draft.selection); !names.isEmpty()) {
        Q_EMIT told(tr("The edits of %1 are kept, not staged. Select the same again to go on.").arg(names));
    }
}

/// Back to what was entered for the selection that comes, if anything was.
void PolicyEditor::takeUp()
{
    revert();
    const auto found = std::find_if(m_drafts.begin(), m_drafts.end(), [this](const Draft &draft) {
        return isOfSameObjects(draft.selection, m_selection);
    });
    if (found == m_drafts.end()) {
        return;
    }
    m_fields->restore(found->fields);
    if (QAbstractButton *way = m_keep->button(found->keep)) {
        way->setChecked(true);
    }
    m_drafts.erase(found);
    showElsewhere();
    showButtons();
}

QWidget *PolicyEditor::buildElsewhere()
{
    auto *elsewhere = new QWidget(this);
    m_toldDrafts->setObjectName(u"drafts"_s);
    m_discardAll->setToolTip(tr("Forget the edits of all other selections that are not staged"));
    connect(m_showDraft, &QPushButton::clicked, this, &PolicyEditor::showDraft);
    connect(m_discardDraft, &QPushButton::clicked, this, [this] { askToDiscardDrafts(1); });
    connect(m_discardAll, &QPushButton::clicked, this, [this] { askToDiscardDrafts(m_drafts.size()); });
    auto *line = new QHBoxLayout;
    line->setSpacing(Size::gap);
    for (QPushButton *button : {m_showDraft, m_discardDraft, m_discardAll}) {
        line->addWidget(button);
    }
    line->addStretch();
    auto *layout = new QVBoxLayout(elsewhere);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_toldDrafts);
    layout->addLayout(line);
    elsewhere->hide();
    return elsewhere;
}

/// The first that was left is named, so that who shows one after the other comes to all of them. Forgets those whose
/// connections are gone.
void PolicyEditor::showElsewhere()
{
    m_drafts.removeIf([this](const Draft &draft) { return isGone(draft.selection); });
    const QString first = m_drafts.isEmpty() ? QString() : namesOf(m_drafts.first().selection);
    const auto others = int(m_drafts.size()) - 1;
    m_elsewhere->setVisible(!first.isEmpty());
    if (first.isEmpty()) {
        return;
    }
    m_toldDrafts->setText(
        others == 0 ? tr("Not staged yet: the edits of %1.").arg(first)
                    : tr("Not staged yet: the edits of %1, and of %n other selection(s).", nullptr, others).arg(first));
    m_showDraft->setToolTip(plainToolTip(tr("Select %1 again, to go on with the edits").arg(first)));
    m_discardDraft->setToolTip(plainToolTip(tr("Forget the edits of %1").arg(first)));
    m_showDraft->setAccessibleName(tr("Show the edits of %1").arg(first));
    m_discardDraft->setAccessibleName(tr("Discard the edits of %1").arg(first));
    m_discardAll->setVisible(others > 0);
}

void PolicyEditor::showDraft()
{
    showElsewhere();
    if (!m_drafts.isEmpty()) {
        Selection &selection = m_drafts.first().selection;
        selection.objects.removeIf([this](const Session::ObjectId &object) { return isGone(object); });
        Q_EMIT selectionWanted(Selection(selection)); // it is taken out of the list by being shown
    }
}

/// Of the first that were left: they are kept nowhere else.
void PolicyEditor::askToDiscardDrafts(qsizetype count)
{
    showElsewhere();
    QList<Selection> selections;
    for (const Draft &draft : m_drafts.first(std::min(count, m_drafts.size()))) {
        selections.append(draft.selection);
    }
    if (selections.isEmpty()) {
        return;
    }
    const auto others = int(selections.size()) - 1;
    const QString first = namesOf(selections.first());
    askToDiscard(*this,
                 others == 0 ? tr("Discard the edits of %1?").arg(first)
                             : tr("Discard the edits of %1, and of %n other selection(s)?", nullptr, others).arg(first),
                 [this, selections] { discardDrafts(selections); });
}

void PolicyEditor::discardDrafts(const QList<Selection> &selections)
{
    const qsizetype count = m_drafts.removeIf([&selections](const Draft &draft) {
        return std::any_of(selections.begin(), selections.end(), [&draft](const Selection &selection) {
            return isOfSameObjects(draft.selection, selection);
        });
    });
    if (m_drafts.isEmpty()) {
        m_fields->entry()->setFocus(); // else the focus goes on to what stages
    }
    showElsewhere();
    Q_EMIT told(tr("The edits of %n selection(s) were discarded. Nothing of them was staged.", nullptr, int(count)));
}

} // namespace Ui
