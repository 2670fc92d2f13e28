// What a PolicyEditor keeps of the selections that it left.

#include "ui/editors/policyeditor.h"
#include "ui/theme/plaintext.h"

#include "session/estate.h"

#include <QAbstractButton>
#include <QButtonGroup>

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

/// Whether none of its connections is there any more. While they are read anew, as after its tenant's profile changed,
/// nobody knows.
bool PolicyEditor::isGone(const Selection &selection) const
{
    return std::all_of(selection.objects.begin(), selection.objects.end(), [this](const Session::ObjectId &object) {
        const Session::TenantSession *session = m_services.estate.find(object.tenant);
        return !session
            || (session->status(Query::Kind::Connections).readAt.isValid()
                && !m_services.estate.record(object.tenant, Query::Kind::Connections, object.id));
    });
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
        return draft.selection.objects == m_selection.objects;
    });
    if (found == m_drafts.end()) {
        return;
    }
    m_fields->restore(found->fields);
    if (QAbstractButton *way = m_keep->button(found->keep)) {
        way->setChecked(true);
    }
    m_drafts.erase(found);
    showButtons();
}

/// One line for each selection with edits that are not staged; forgets those whose connections are gone.
QStringList PolicyEditor::draftsElsewhere()
{
    m_drafts.removeIf([this](const Draft &draft) { return isGone(draft.selection); });
    const QString last = m_drafts.isEmpty() ? QString() : namesOf(m_drafts.last().selection);
    if (last.isEmpty()) {
        return {};
    }
    return {m_drafts.size() == 1 ? tr("Not staged yet: the edits of %1. Select the same again to go on.").arg(last)
                                 : tr("Not staged yet: the edits of %1, and of %n selection(s) before.", nullptr,
                                      int(m_drafts.size()) - 1)
                                       .arg(last)};
}

} // namespace Ui
