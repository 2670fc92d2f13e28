#pragma once

#include "policy/policysummary.h"

#include <QVariant>
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
    virtual void reset();
    /// What the user entered, usable or not; invalid where it was not touched.
    QVariant draft() const { return m_isTouched ? content() : QVariant(); }
    /// Takes up a draft, or resets the editor where it is invalid.
    void restore(const QVariant &draft);
    /// What the user entered; nothing where it was not touched or cannot be used.
    virtual std::optional<Policy::Setting> value() const = 0;
    /// The widget that the keyboard goes to.
    virtual QWidget *entry() = 0;
    /// How a value reads here.
    virtual QString textFor(const Policy::Setting &value) const { return Policy::textOf(value); }
    /// "differs: 8, 10, 14", or empty.
    QString difference() const;
    /// What connections say of the setting: one value, where they differ, or that it is not set.
    QString describe(const Policy::FieldSummary &field) const;

Q_SIGNALS:
    void edited();

protected:
    /// Only where the user did not touch the editor.
    virtual void show(const Policy::FieldSummary &field) = 0;
    virtual void fieldChanged() { }
    virtual QVariant content() const = 0;
    virtual void setContent(const QVariant &content) = 0;
    void touch();

private:
    Policy::FieldSummary m_field;
    bool m_isTouched = false;
};

/// A whole number in a line; empty where the connections differ, of which those that are above may then be left alone.
class NumberEditor : public SettingEditor
{
    Q_OBJECT
public:
    NumberEditor(int least, int most, QWidget *parent = nullptr);

    std::optional<Policy::Setting> value() const override;
    QWidget *entry() override;
    void reset() override;
    QLineEdit *line() const { return m_line; }
    /// Whether the number is meant for those below it only.
    bool isOnlyRaise() const;

protected:
    void show(const Policy::FieldSummary &field) override;
    QVariant content() const override;
    void setContent(const QVariant &content) override;

private:
    void fieldChanged() override;

    int m_least;
    int m_most;
    QLineEdit *m_line;
    QCheckBox *m_onlyRaise;
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
    QVariant content() const override;
    void setContent(const QVariant &content) override;

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
    QVariant content() const override;
    void setContent(const QVariant &content) override;

private:
    void open();
    void showCount();

    Policy::Key m_key;
    QString m_what;
    QStringList m_words;
    PlainLabel *m_count;
    QPushButton *m_button;
};

} // namespace Ui
