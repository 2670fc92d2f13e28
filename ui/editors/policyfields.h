#pragma once

#include "session/policyforecast.h"

#include <QVariant>
#include <QWidget>

#include <map>

class QLabel;

namespace Ui {

class ChoiceEditor;
class FieldGrid;
class SettingEditor;
class TypesEditor;

/// What was entered into the fields and is staged nowhere, usable or not. A value.
struct PolicyDraft
{
    QHash<QString, QVariant> settings; ///< by the object name of their editor
    QHash<QString, bool> types;

    bool isEmpty() const { return settings.isEmpty() && types.isEmpty(); }
};

/// The form of a password policy, for one connection or many: every field of both generations and the switches beside
/// them, with what the connections hold, where they differ, and what is only a default. What the user touched becomes a
/// wish.
class PolicyFields : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyFields(QWidget *parent = nullptr);

    /// Shows what the connections hold with what is staged for them, and says what Auth0 holds where that is something
    /// else; what the user touched stays.
    void showSummary(const Policy::PolicySummary &summary, const Policy::PolicySummary &held);
    /// Which way each setting goes, and for how many, as showSummary() says it; `edits` are those that it was worked
    /// out for.
    void setFates(const Session::SettingFates &fates, const QList<Policy::Edit> &edits);
    /// Forgets what the user touched.
    void reset() { restore({}); }
    PolicyDraft draft() const;
    /// Takes up a draft instead of what the user touched.
    void restore(const PolicyDraft &draft);
    bool isTouched() const;
    /// Whether some number of it is only to be raised.
    bool isOnlyRaise() const;
    /// What the user touched and can be used.
    Change::PolicyWish wish() const;
    /// Puts the focus on the first field that cannot be used; true where all can.
    bool check();
    /// What is wrong with what was entered, why, and what to do, field by field, as it is said below each.
    QStringList problems() const;
    /// Puts the focus on the first field, with its value selected so that typing replaces it.
    void enter();

    SettingEditor *editor(Policy::Key key) const;
    SettingEditor *editor(Policy::Switch which) const;
    TypesEditor *types() const { return m_types; }
    QWidget *entry() const;

Q_SIGNALS:
    void edited();
    /// Enter, or Ctrl+Enter, in a field.
    void submitted();
    /// Esc, in a field.
    void discarded();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addFields();
    void addSwitches();
    void add(Policy::Key key, const QString &label, SettingEditor *editor);
    void add(Policy::Switch which, const QString &label, SettingEditor *editor);
    void watch(QWidget *editor);
    void showHints();
    QString hintFor(Policy::Key key, const SettingEditor &editor) const;
    QString hintFor(const SettingEditor &editor, const Policy::FieldSummary &held) const;
    QString directionHint(Policy::Key key, const SettingEditor &editor) const;
    /// What a legacy policy has from its level only.
    static bool isFlexibleOnly(Policy::Key key);
    /// What several connections say of a setting or a switch; empty where none has it.
    template <typename Which>
    static Policy::FieldSummary fieldOf(const std::map<Which, Policy::FieldSummary> &fields, Which which)
    {
        const auto found = fields.find(which);
        return found == fields.end() ? Policy::FieldSummary() : found->second;
    }
    QString typesHint() const;
    QString problemOf(Policy::Key key, const SettingEditor &editor) const;
    QList<SettingEditor *> allEditors() const;

    Policy::PolicySummary m_summary; ///< with what is staged
    Policy::PolicySummary m_held; ///< as Auth0 holds it
    Session::SettingFates m_fates;
    QList<Policy::Edit> m_fatesOf; ///< that m_fates was worked out for: it comes a moment after an edit
    FieldGrid *m_grid;
    FieldGrid *m_switchGrid;
    QLabel *m_generation;
    TypesEditor *m_types;
    std::map<Policy::Key, SettingEditor *> m_editors;
    std::map<Policy::Switch, SettingEditor *> m_switches;
};

} // namespace Ui
