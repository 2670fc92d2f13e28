#pragma once

#include "policy/policysummary.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace Ui {

class PlainLabel;

/// The editor of one setting of one connection or many: shows what they have in common, says where they differ, and
/// knows whether the user touched it. What was not touched has no value.
class SettingEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows what the connections hold, unless the user touched the editor.
    void showField(const Policy::FieldSummary &field);
    const Policy::FieldSummary &field() const { return m_field; }
    bool isTouched() const { return m_isTouched; }
    /// Back to what the connections hold.
    void reset();
    /// What the user entered; nothing where it was not touched or cannot be used.
    virtual std::optional<Policy::Setting> value() const = 0;
    /// The widget that the keyboard goes to.
    virtual QWidget *entry() = 0;
    /// How a value reads here.
    virtual QString textFor(const Policy::Setting &value) const { return Policy::textOf(value); }
    /// "differs: 8, 10, 14", or empty.
    QString difference() const;

Q_SIGNALS:
    void edited();

protected:
    virtual void show(const Policy::FieldSummary &field) = 0;
    void touch();

private:
    Policy::FieldSummary m_field;
    bool m_isTouched = false;
};

/// A whole number in a line; empty where the connections differ.
class NumberEditor : public SettingEditor
{
    Q_OBJECT
public:
    NumberEditor(int least, int most, QWidget *parent = nullptr);

    std::optional<Policy::Setting> value() const override;
    QWidget *entry() override;
    QLineEdit *line() const { return m_line; }

protected:
    void show(const Policy::FieldSummary &field) override;

private:
    int m_least;
    int m_most;
    QLineEdit *m_line;
};

/// One of a few values.
class ChoiceEditor : public SettingEditor
{
    Q_OBJECT
public:
    struct Choice
    {
        QString text;
        Policy::Setting value;
    };
    explicit ChoiceEditor(QList<Choice> choices, QWidget *parent = nullptr);

    std::optional<Policy::Setting> value() const override;
    QWidget *entry() override;
    QString textFor(const Policy::Setting &value) const override;
    QComboBox *box() const { return m_box; }

protected:
    void show(const Policy::FieldSummary &field) override;

private:
    QList<Choice> m_choices;
    QComboBox *m_box;
};

/// A list of texts, edited in a dialog: "12 of 200".
class WordsEditor : public SettingEditor
{
    Q_OBJECT
public:
    /// `what` names the list: "Own words of the dictionary".
    WordsEditor(Policy::Key key, QString what, QWidget *parent = nullptr);

    std::optional<Policy::Setting> value() const override;
    QWidget *entry() override;
    QString textFor(const Policy::Setting &value) const override;
    QPushButton *button() const { return m_button; }

protected:
    void show(const Policy::FieldSummary &field) override;

private:
    void open();
    void showCount();

    Policy::Key m_key;
    QString m_what;
    QStringList m_words;
    PlainLabel *m_count;
    QPushButton *m_button;
};

/// The four types of character, each asked for by all of the connections, by some or by none. Which ones the user
/// touched is told one by one, since the others stay as each connection has them.
class TypesEditor : public QWidget
{
    Q_OBJECT
public:
    explicit TypesEditor(QWidget *parent = nullptr);

    void showTypes(const Policy::PolicySummary &summary);
    QHash<QString, bool> touched() const { return m_touched; }
    void reset();
    QWidget *entry();
    QCheckBox *box(const QString &type) const { return m_boxes.value(type); }
    QString difference() const;

Q_SIGNALS:
    void edited();

private:
    void showBox(const QString &type);

    QHash<QString, QCheckBox *> m_boxes;
    QHash<QString, bool> m_touched;
    std::map<QString, int> m_counts;
    int m_readings = 0;
};

} // namespace Ui
