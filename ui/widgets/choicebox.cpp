#include "ui/widgets/choicebox.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace Ui {

ChoiceBox::ChoiceBox(QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setMaxVisibleItems(16);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(24);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCaseSensitivity(Qt::CaseInsensitive);
    completer()->setMaxVisibleItems(12);
    completer()->popup()->setObjectName(u"choices"_s);
    connect(lineEdit(), &QLineEdit::returnPressed, this, &ChoiceBox::takeTyped);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ChoiceBox::takeTyped);
    connect(lineEdit(), &QLineEdit::textChanged, this, &ChoiceBox::edited);
}

QString ChoiceBox::chosen() const
{
    const int index = currentIndex();
    return index >= 0 && !isUnclear() && !currentText().isEmpty() ? itemData(index).toString() : QString();
}

bool ChoiceBox::isUnclear() const
{
    return !currentText().trimmed().isEmpty() && (currentIndex() < 0 || itemText(currentIndex()) != currentText());
}

void ChoiceBox::choose(const QString &wanted)
{
    if (const int index = findData(wanted); !wanted.isEmpty() && index >= 0) {
        setCurrentIndex(index);
        lineEdit()->setCursorPosition(0); // of a long name the beginning is seen
    }
}

void ChoiceBox::takeTyped()
{
    const QString typed = currentText().trimmed();
    if (typed.isEmpty() || (currentIndex() >= 0 && itemText(currentIndex()) == typed)) {
        return;
    }
    int found = findText(typed, Qt::MatchFixedString);
    if (found < 0) {
        found = findText(typed, Qt::MatchContains);
        const auto isOther = [&](int index) { return itemText(index).contains(typed, Qt::CaseInsensitive); };
        for (int i = found + 1; found >= 0 && i < count(); ++i) {
            if (isOther(i)) {
                return;
            }
        }
    }
    if (found >= 0) {
        setCurrentIndex(found);
        setEditText(itemText(found)); // also where it was current already
    }
}

/// What is there is typed over, as in any field that the keyboard comes to.
void ChoiceBox::focusInEvent(QFocusEvent *event)
{
    QComboBox::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && event->reason() != Qt::PopupFocusReason) {
        lineEdit()->selectAll();
    }
}

} // namespace Ui
