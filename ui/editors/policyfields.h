#pragma once

#include "change/policywish.h"

#include <QWidget>

#include <map>

class QLabel;

namespace Ui {

class ChoiceEditor;
class FieldGrid;
class SettingEditor;
class TypesEditor;

/// The form of a password policy, for one connection or many: every field of both generations and the switches beside
/// them, with what the connections hold, where they differ, and what is only a default. What the user touched becomes a
/// wish.
class PolicyFields : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyFields(QWidget *parent = nullptr);

    /// Shows what the connections hold now; what the user touched stays.
    void showSummary(const Policy::PolicySummary &summary);
    /// Forgets what the user touched.
    void reset();
    bool isTouched() const;
    /// What the user touched and can be used.
    Change::PolicyWish wish() const;
    /// Says at each field what cannot be used, and puts the focus on the first; true where all can.
    bool check();

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
    QString hintFor(const SettingEditor &editor) const;

    Policy::PolicySummary m_summary;
    FieldGrid *m_grid;
    FieldGrid *m_switchGrid;
    QLabel *m_generation;
    TypesEditor *m_types;
    std::map<Policy::Key, SettingEditor *> m_editors;
    std::map<Policy::Switch, SettingEditor *> m_switches;
};

} // namespace Ui
