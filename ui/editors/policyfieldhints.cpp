// What PolicyFields says below each field.

#include "ui/editors/policyfields.h"
#include "ui/editors/settingeditor.h"
#include "ui/editors/typeseditor.h"

#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

using Policy::Key;

namespace {

QString sentences(const QStringList &parts)
{
    QStringList said = parts;
    said.removeAll(QString());
    return said.join(u" · "_s);
}

} // namespace

bool PolicyFields::isFlexibleOnly(Key key)
{
    switch (key) {
    case Key::CharacterTypes:
    case Key::CharacterTypeRule:
    case Key::IdenticalCharacters:
    case Key::SequentialCharacters:
    case Key::MaxLengthExceeded:
    case Key::BlockedFields:
        return true;
    default:
        return false;
    }
}

/// What Auth0 holds, apart from what is staged: who edits a staged connection must not take the one for the other.
QString PolicyFields::hintFor(const SettingEditor &editor, const Policy::FieldSummary &held) const
{
    const Policy::FieldSummary &field = editor.field();
    const bool isStaged = field.values != held.values;
    if (!editor.isTouched() && !isStaged) {
        return editor.difference();
    }
    return sentences({tr("Auth0 now: %1").arg(editor.describe(held)),
                      isStaged ? tr("staged: %1").arg(editor.describe(field)) : QString()});
}

QString PolicyFields::typesHint() const
{
    if (m_summary.flexible + m_summary.both == 0 && m_summary.legacy > 0) {
        return tr("from the level");
    }
    const bool isStaged = m_summary.types != m_held.types;
    if (m_types->touched().isEmpty() && !isStaged) {
        return m_types->difference();
    }
    return sentences({tr("Auth0 now: %1").arg(m_types->describe(m_held)),
                      isStaged ? tr("staged: %1").arg(m_types->describe(m_summary)) : QString(),
                      m_types->difference()});
}

QString PolicyFields::hintFor(Key key, const SettingEditor &editor) const
{
    const Policy::FieldSummary &field = editor.field();
    const bool isLegacyOnly = m_summary.flexible + m_summary.both == 0;
    QString own;
    if (isFlexibleOnly(key) && isLegacyOnly) {
        own = key == Key::SequentialCharacters || key == Key::MaxLengthExceeded || key == Key::BlockedFields
            ? tr("fixed in a legacy policy")
            : tr("from the level");
    } else if (!editor.isTouched() && !field.differs() && field.isDefault && !field.values.isEmpty()) {
        own = tr("default: %1").arg(editor.textFor(field.values.first()));
    } else if (isFlexibleOnly(key) && m_summary.legacy > 0) {
        own = tr("flexible policies only");
    } else if (key == Key::Level && m_summary.flexible > 0) {
        own = tr("legacy policies only");
    } else if (key == Key::HistorySize && editor.isTouched()) {
        own = tr("0 is off");
    }
    return sentences({directionHint(key, editor), hintFor(editor, fieldOf(m_held.fields, key)), own});
}

/// "▼ weaker"; where it is one thing to these and another to those, how many each: "▲ stronger 2 · ▼ weaker 1".
QString PolicyFields::directionHint(Key key, const SettingEditor &editor) const
{
    // Of what counts only where another setting switches it on, the forecast says it for each connection.
    const bool isByItself = key != Key::DictionaryWords && key != Key::BlockedFields && key != Key::CharacterTypeRule;
    const auto value = isByItself && editor.isTouched() ? editor.value() : std::nullopt;
    if (!value || !problemOf(key, editor).isEmpty()) {
        return {};
    }
    Session::SettingFate fate;
    const bool isWorkedOut = m_fatesOf == wish().edits;
    if (isWorkedOut) {
        const auto found = m_fates.find(key);
        fate = found == m_fates.end() ? fate : found->second;
    } else { // until it is: where it is the same to all, there is nothing to count
        for (const Policy::Setting &held : fieldOf(m_held.fields, key).values) {
            if (!Policy::isSame(*value, held)) {
                ++fate.directions[Policy::directionOf(key, *value, held)];
            }
        }
    }
    if (fate.directions.size() == 1 && fate.left == 0) {
        return Policy::markedWord(fate.directions.begin()->first);
    }
    using Policy::Direction;
    QStringList parts;
    for (const Direction direction :
         {Direction::Stronger, Direction::Stricter, Direction::Different, Direction::Looser, Direction::Weaker}) {
        if (const auto found = fate.directions.find(direction); isWorkedOut && found != fate.directions.end()) {
            parts.append(u"%1 %2"_s.arg(Policy::markedWord(direction)).arg(found->second));
        }
    }
    if (fate.left > 0) {
        parts.append(tr("left as they are %1").arg(fate.left));
    }
    return sentences(parts);
}

QString PolicyFields::problemOf(Key key, const SettingEditor &editor) const
{
    const auto *number = qobject_cast<const NumberEditor *>(&editor);
    if (!number || !editor.isTouched()) {
        return {};
    }
    // OpenAPI: ConnectionPasswordComplexityOptions and ConnectionPasswordOptionsComplexity, and the same of the
    // history.
    const bool isOnlyFlexible = m_summary.legacy + m_summary.both == 0 && m_summary.flexible > 0;
    const int least = key == Key::HistorySize ? 0 : 1;
    const int most = key == Key::HistorySize ? 24 : isOnlyFlexible ? 72 : 128;
    const auto value = editor.value();
    if (value && std::get<int>(*value) >= least && std::get<int>(*value) <= most) {
        return {};
    }
    const QString entered = number->line()->text().trimmed();
    const QString what = entered.isEmpty() ? tr("The field is empty.") : tr("“%1” cannot be used.").arg(entered);
    const QString why = isOnlyFlexible || key == Key::HistorySize
        ? tr("Auth0's Management API takes a whole number from %1 to %2.").arg(least).arg(most)
        : tr("Auth0's Management API takes a whole number from %1 to %2, of a flexible policy at most 72.")
              .arg(least)
              .arg(most);
    return tr("%1 %2 Enter such a number, or press Esc to revert the edits.").arg(what, why);
}

QStringList PolicyFields::problems() const
{
    QStringList problems;
    for (const auto &[key, editor] : m_editors) {
        problems.append(problemOf(key, *editor));
    }
    problems.removeAll(QString());
    return problems;
}

} // namespace Ui
