#include "ui/editors/settingeditor.h"

#include "ui/dialogs/opendialog.h"
#include "ui/editors/wordlistdialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// More values are counted, not named.
constexpr qsizetype namedValues = 5;

QHBoxLayout *makeLine(QWidget *parent)
{
    auto *line = new QHBoxLayout(parent);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Size::gap);
    return line;
}

} // namespace

void SettingEditor::showField(const Policy::FieldSummary &field)
{
    m_field = field;
    fieldChanged();
    if (!m_isTouched) {
        show(field);
    }
}

void SettingEditor::reset()
{
    m_isTouched = false;
    show(m_field);
}

void SettingEditor::restore(const QVariant &draft)
{
    if (!draft.isValid()) {
        reset();
        return;
    }
    m_isTouched = true;
    setContent(draft);
}

void SettingEditor::touch()
{
    m_isTouched = true;
    Q_EMIT edited();
}

QString SettingEditor::difference() const
{
    return m_field.differs() ? describe(m_field) : QString();
}

QString SettingEditor::describe(const Policy::FieldSummary &field) const
{
    if (!field.differs()) {
        return field.values.isEmpty() ? tr("not set") : textFor(field.values.first());
    }
    QStringList texts;
    for (const Policy::Setting &value : field.values.first(std::min(namedValues, field.values.size()))) {
        texts.append(textFor(value));
    }
    const auto more = int(field.values.size() - texts.size());
    return more > 0 ? tr("differs: %1 and %2 more").arg(texts.join(", "_L1)).arg(more)
                    : tr("differs: %1").arg(texts.join(", "_L1));
}

NumberEditor::NumberEditor(int least, int most, QWidget *parent)
    : SettingEditor(parent)
    , m_least(least)
    , m_most(most)
    , m_line(new QLineEdit(this))
    , m_onlyRaise(new QCheckBox(tr("Only raise"), this))
{
    // Without a validator, so that what cannot be used is seen and told, not swallowed.
    m_line->setMaximumWidth(112);
    m_line->setMaxLength(4);
    QHBoxLayout *layout = makeLine(this);
    layout->addWidget(m_line);
    layout->addWidget(m_onlyRaise);
    layout->addStretch();
    m_onlyRaise->setObjectName(u"onlyRaise"_s);
    m_onlyRaise->setToolTip(tr("Leaves those alone that ask for as much already, or for more"));
    m_onlyRaise->setAccessibleDescription(m_onlyRaise->toolTip());
    m_onlyRaise->hide();
    setFocusProxy(m_line);
    connect(m_onlyRaise, &QCheckBox::toggled, this, [this] {
        if (isTouched()) {
            Q_EMIT edited();
        }
    });
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        // Emptied where the connections differ, the line is as it was; elsewhere nothing is no number, and told as
        // such.
        if (m_line->text().isEmpty() && field().values.size() != 1) {
            SettingEditor::reset(); // "only raise" stays for the number that comes next
            Q_EMIT edited();
        } else {
            touch();
        }
    });
}

std::optional<Policy::Setting> NumberEditor::value() const
{
    bool isNumber = false;
    const int number = m_line->text().trimmed().toInt(&isNumber);
    return isTouched() && isNumber && number >= m_least && number <= m_most ? std::optional<Policy::Setting>(number)
                                                                            : std::nullopt;
}

QWidget *NumberEditor::entry()
{
    return m_line;
}

void NumberEditor::reset()
{
    m_onlyRaise->setChecked(false);
    SettingEditor::reset();
    fieldChanged();
}

bool NumberEditor::isOnlyRaise() const
{
    return m_onlyRaise->isChecked();
}

void NumberEditor::show(const Policy::FieldSummary &field)
{
    const QString text = field.values.size() == 1 ? textFor(field.values.first()) : QString();
    if (m_line->text() != text) {
        m_line->setText(text);
        if (window()->focusWidget() == m_line) {
            m_line->selectAll(); // the value came after the focus: typing replaces it all the same
        }
    }
    m_line->setPlaceholderText(field.differs() ? tr("differs") : QString());
}

void NumberEditor::fieldChanged()
{
    m_onlyRaise->setVisible(field().differs() || isOnlyRaise()); // what counts is seen
}

QVariant NumberEditor::content() const
{
    return QVariantList{m_line->text(), m_onlyRaise->isChecked()};
}

void NumberEditor::setContent(const QVariant &content)
{
    m_line->setText(content.toList().value(0).toString());
    m_onlyRaise->setChecked(content.toList().value(1).toBool());
}

ChoiceEditor::ChoiceEditor(QList<Choice> choices, QWidget *parent)
    : SettingEditor(parent)
    , m_choices(std::move(choices))
    , m_box(new QComboBox(this))
{
    for (const Choice &choice : std::as_const(m_choices)) {
        m_box->addItem(choice.text);
    }
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(8);
    QHBoxLayout *layout = makeLine(this);
    layout->addWidget(m_box, 1);
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::activated, this, [this] { touch(); });
}

std::optional<Policy::Setting> ChoiceEditor::value() const
{
    const int index = m_box->currentIndex();
    return isTouched() && index >= 0 ? std::optional(m_choices.at(index).value) : std::nullopt;
}

QWidget *ChoiceEditor::entry()
{
    return m_box;
}

QString ChoiceEditor::textFor(const Policy::Setting &value) const
{
    for (const Choice &choice : m_choices) {
        if (choice.value == value) {
            return choice.text;
        }
    }
    return visibleText(Policy::textOf(value));
}

void ChoiceEditor::show(const Policy::FieldSummary &field)
{
    int index = -1;
    for (int i = 0; i < m_choices.size() && field.values.size() == 1; ++i) {
        index = m_choices.at(i).value == field.values.first() ? i : index;
    }
    m_box->setPlaceholderText(field.differs()              ? tr("differs")
                                  : field.values.isEmpty() ? tr("not set")
                                                           : textFor(field.values.first()));
    m_box->setCurrentIndex(index);
}

QVariant ChoiceEditor::content() const
{
    return m_box->currentIndex();
}

void ChoiceEditor::setContent(const QVariant &content)
{
    m_box->setCurrentIndex(content.toInt());
}

WordsEditor::WordsEditor(Policy::Key key, QString what, QWidget *parent)
    : SettingEditor(parent)
    , m_key(key)
    , m_what(std::move(what))
    , m_count(new PlainLabel(this))
    , m_button(new QPushButton(tr("Edit…"), this))
{
    QHBoxLayout *layout = makeLine(this);
    layout->addWidget(m_count, 1);
    layout->addWidget(m_button);
    setFocusProxy(m_button);
    connect(m_button, &QPushButton::clicked, this, &WordsEditor::open);
}

std::optional<Policy::Setting> WordsEditor::value() const
{
    return isTouched() ? std::optional<Policy::Setting>(m_words) : std::nullopt;
}

QWidget *WordsEditor::entry()
{
    return m_button;
}

QString WordsEditor::textFor(const Policy::Setting &value) const
{
    const QStringList *words = std::get_if<QStringList>(&value);
    return tr("%n item(s)", nullptr, words ? int(words->size()) : 0);
}

void WordsEditor::show(const Policy::FieldSummary &field)
{
    m_words = field.values.size() == 1 ? std::get<QStringList>(field.values.first()) : QStringList();
    showCount();
}

QVariant WordsEditor::content() const
{
    return m_words;
}

void WordsEditor::setContent(const QVariant &content)
{
    m_words = content.toStringList();
    showCount();
}

void WordsEditor::showCount()
{
    m_count->setFullText(!isTouched() && field().differs()
                             ? tr("differs")
                             : tr("%1 of %2").arg(m_words.size()).arg(Policy::listLimitsOf(m_key).entries));
}

void WordsEditor::open()
{
    auto *dialog = new WordListDialog(m_key, m_what, m_words, difference(), this);
    connect(dialog, &WordListDialog::taken, this, [this](const QStringList &words) {
        m_words = words;
        touch();
        showCount();
    });
    openDialog(dialog);
}

} // namespace Ui
