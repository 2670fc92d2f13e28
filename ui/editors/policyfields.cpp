#include "ui/editors/policyfields.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/editors/settingeditor.h"
#include "ui/editors/typeseditor.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Policy::Key;
using Policy::Switch;

bool isSubmit(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

PolicyFields::PolicyFields(QWidget *parent)
    : QWidget(parent)
    , m_grid(new FieldGrid(this))
    , m_switchGrid(new FieldGrid(this))
    , m_generation(new QLabel(this))
    , m_types(new TypesEditor(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_generation->setTextFormat(Qt::PlainText);
    m_generation->setWordWrap(true);
    m_generation->setContentsMargins(0, 5, 0, 0);
    m_generation->setObjectName(u"generation"_s);
    auto *heading = new QLabel(tr("Beside the policy"), this);
    heading->setFont(fontOf(Type::Heading));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_grid);
    layout->addWidget(heading);
    layout->addWidget(m_switchGrid);
    layout->addStretch();
    addFields();
    addSwitches();
}

void PolicyFields::addFields()
{
    const QList<ChoiceEditor::Choice> allowBlock{{tr("allow"), u"allow"_s}, {tr("block"), u"block"_s}};
    m_grid->add(tr("Generation"), m_generation);
    add(Key::MinLength, tr("&Minimum length"), new NumberEditor(1, 128, this));
    add(Key::Level, tr("&Level"),
        new ChoiceEditor({{tr("none"), u"none"_s},
                          {tr("low"), u"low"_s},
                          {tr("fair"), u"fair"_s},
                          {tr("good"), u"good"_s},
                          {tr("excellent"), u"excellent"_s}},
                         this));
    m_grid->add(tr("Character &types"), m_types, {}, m_types->entry());
    m_types->entry()->setAccessibleName(tr("Character type %1").arg(tr("A–Z")));
    connect(m_types, &TypesEditor::edited, this, [this] {
        showHints();
        Q_EMIT edited();
    });
    watch(m_types);
    add(Key::CharacterTypeRule, tr("&Rule for types"),
        new ChoiceEditor({{tr("all of them"), u"all"_s}, {tr("at least 3 of 4"), u"three_of_four"_s}}, this));
    add(Key::IdenticalCharacters, tr("&Identical ×3"), new ChoiceEditor(allowBlock, this));
    add(Key::SequentialCharacters, tr("Se&quences"), new ChoiceEditor(allowBlock, this));
    add(Key::MaxLengthExceeded, tr("&Over 72 bytes"),
        new ChoiceEditor({{tr("cut off"), u"truncate"_s}, {tr("show an error"), u"error"_s}}, this));
    add(Key::Dictionary, tr("&Dictionary"),
        new ChoiceEditor(
            {{tr("off"), u"off"_s}, {tr("10,000 common"), u"en_10k"_s}, {tr("100,000 common"), u"en_100k"_s}}, this));
    add(Key::DictionaryWords, tr("Own &words"),
        new WordsEditor(Key::DictionaryWords, tr("Own words of the dictionary"), this));
    add(Key::HistorySize, tr("&History"), new NumberEditor(0, 24, this));
    add(Key::ProfileData, tr("&Profile data"), new ChoiceEditor({{tr("allow"), false}, {tr("block"), true}}, this));
    add(Key::BlockedFields, tr("&Blocked fields"),
        new WordsEditor(Key::BlockedFields, tr("Profile fields that are blocked"), this));
}

void PolicyFields::addSwitches()
{
    add(Switch::DisableSignup, tr("Sign-&ups"),
        new ChoiceEditor({{tr("allowed"), false}, {tr("disabled"), true}}, this));
    add(Switch::DisableSelfServiceChange, tr("Sel&f-service change"),
        new ChoiceEditor({{tr("allowed"), false}, {tr("disabled"), true}}, this));
    add(Switch::PasswordEnabled, tr("Password sign-i&n"),
        new ChoiceEditor({{tr("on"), true}, {tr("off"), false}}, this));
    add(Switch::ApiBehavior, tr("Password in the &API"),
        new ChoiceEditor({{tr("required"), u"required"_s}, {tr("optional"), u"optional"_s}}, this));
    add(Switch::SignupBehavior, tr("Password at si&gn-up"),
        new ChoiceEditor({{tr("allow"), u"allow"_s}, {tr("block"), u"block"_s}}, this));
}

void PolicyFields::add(Key key, const QString &label, SettingEditor *editor)
{
    editor->setObjectName(QString(Policy::nameOf(key)));
    m_editors[key] = editor;
    m_grid->add(label, editor, {}, editor->entry());
    watch(editor);
    connect(editor, &SettingEditor::edited, this, [this] {
        showHints();
        Q_EMIT edited();
    });
}

void PolicyFields::add(Switch which, const QString &label, SettingEditor *editor)
{
    editor->setObjectName(Change::pointerOf(which).section(u'/', -1));
    m_switches[which] = editor;
    m_switchGrid->add(label, editor, {}, editor->entry());
    watch(editor);
    connect(editor, &SettingEditor::edited, this, [this] {
        showHints();
        Q_EMIT edited();
    });
}

void PolicyFields::watch(QWidget *editor)
{
    for (QWidget *child : editor->findChildren<QWidget *>()) {
        child->installEventFilter(this);
    }
}

/// Enter stages and Esc discards, as in a dialog; Ctrl+Enter stages too, and without an edit reviews what is staged.
bool PolicyFields::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isButton = qobject_cast<QAbstractButton *>(watched) && !qobject_cast<QCheckBox *>(watched);
        const bool isMeant
            = isSubmit(*key) && isTouched() && (key->modifiers().testFlag(Qt::ControlModifier) || !isButton);
        if (key->key() == Qt::Key_Escape && isTouched()) {
            event->accept();
            if (event->type() == QEvent::KeyPress) {
                Q_EMIT discarded();
            }
            return true;
        }
        if (isMeant && event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        if (isMeant) {
            Q_EMIT submitted();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PolicyFields::showSummary(const Policy::PolicySummary &summary, const Policy::PolicySummary &held)
{
    m_summary = summary;
    m_held = held;
    QStringList generations;
    for (const auto &[count, word] :
         {std::pair(summary.legacy - summary.none, tr("legacy")), std::pair(summary.flexible, tr("flexible")),
          std::pair(summary.both, tr("both")), std::pair(summary.none, tr("none"))}) {
        if (count > 0) {
            generations.append(summary.connections == 1 ? word : u"%1 %2"_s.arg(word).arg(count));
        }
    }
    if (summary.unknown > 0) {
        generations.append(summary.connections == 1 ? tr("not known") : tr("not known %1").arg(summary.unknown));
    }
    m_generation->setText(generations.join(u" · "_s));
    for (const auto &[key, editor] : m_editors) {
        editor->showField(fieldOf(summary.fields, key));
    }
    m_types->showTypes(summary);
    for (const auto &[which, editor] : m_switches) {
        editor->showField(fieldOf(summary.switches, which));
        const bool isThere = summary.switches.contains(which);
        const bool isBelowMethods = which != Switch::DisableSignup && which != Switch::DisableSelfServiceChange;
        editor->setEnabled(isThere || (!isBelowMethods && summary.readings > 0));
    }
    const bool hasFlexible = summary.flexible + summary.both > 0;
    const bool hasLegacy = summary.legacy + summary.both > 0;
    for (const auto &[key, editor] : m_editors) {
        // Before anything is known, the keyboard may come in all the same.
        const bool isHopeless = summary.connections > 0 && summary.readings == 0;
        editor->setEnabled(!isHopeless && (hasFlexible || !isFlexibleOnly(key)));
    }
    m_types->setEnabled(hasFlexible);
    m_grid->setRowVisible(editor(Key::Level), hasLegacy);
    showHints();
}

void PolicyFields::setFates(const Session::SettingFates &fates, const QList<Policy::Edit> &edits)
{
    m_fates = fates;
    m_fatesOf = edits;
}

void PolicyFields::showHints()
{
    for (const auto &[key, editor] : m_editors) {
        m_grid->setHint(editor, hintFor(key, *editor));
        m_grid->setProblem(editor, problemOf(key, *editor));
    }
    m_grid->setHint(m_types, typesHint());
    for (const auto &[which, editor] : m_switches) {
        m_switchGrid->setHint(editor,
                              editor->isEnabled() || m_summary.readings == 0
                                  ? hintFor(*editor, fieldOf(m_held.switches, which))
                                  : tr("the connection does not carry it"));
    }
}

bool PolicyFields::isTouched() const
{
    const auto touched = [](const auto &entry) { return entry.second->isTouched(); };
    return !m_types->touched().isEmpty() || std::any_of(m_editors.begin(), m_editors.end(), touched)
        || std::any_of(m_switches.begin(), m_switches.end(), touched);
}

Change::PolicyWish PolicyFields::wish() const
{
    Change::PolicyWish wish;
    for (const Key key : Policy::allKeys()) {
        const auto found = m_editors.find(key);
        const auto value = found == m_editors.end() ? std::nullopt : found->second->value();
        if (value && Policy::checkedEdit(key, *value) && problemOf(key, *found->second).isEmpty()) {
            const auto *number = qobject_cast<const NumberEditor *>(found->second);
            wish.edits.append({key, *value, number && number->isOnlyRaise()});
        }
    }
    wish.types = m_types->touched();
    for (const auto &[which, editor] : m_switches) {
        if (const auto value = editor->value()) {
            wish.switches.insert(which, *value);
        }
    }
    return wish;
}

bool PolicyFields::isOnlyRaise() const
{
    const Change::PolicyWish wished = wish();
    return std::any_of(wished.edits.begin(), wished.edits.end(),
                       [](const Policy::Edit &edit) { return edit.onlyRaise; });
}

bool PolicyFields::check()
{
    return !m_grid->focusFirstProblem();
}

QList<SettingEditor *> PolicyFields::allEditors() const
{
    QList<SettingEditor *> editors;
    for (const auto &[key, editor] : m_editors) {
        editors.append(editor);
    }
    for (const auto &[which, editor] : m_switches) {
        editors.append(editor);
    }
    return editors;
}

PolicyDraft PolicyFields::draft() const
{
    PolicyDraft draft{{}, m_types->touched()};
    for (const SettingEditor *editor : allEditors()) {
        if (const QVariant entered = editor->draft(); entered.isValid()) {
            draft.settings.insert(editor->objectName(), entered);
        }
    }
    return draft;
}

void PolicyFields::restore(const PolicyDraft &draft)
{
    for (SettingEditor *editor : allEditors()) {
        editor->restore(draft.settings.value(editor->objectName()));
    }
    m_types->restore(draft.types);
    showHints();
}

void PolicyFields::enter()
{
    entry()->setFocus(Qt::ShortcutFocusReason);
    if (auto *line = qobject_cast<QLineEdit *>(entry())) {
        line->selectAll(); // where it had the focus before as well
    }
}

SettingEditor *PolicyFields::editor(Key key) const
{
    return m_editors.at(key);
}

SettingEditor *PolicyFields::editor(Switch which) const
{
    return m_switches.at(which);
}

QWidget *PolicyFields::entry() const
{
    return editor(Key::MinLength)->entry();
}

} // namespace Ui
