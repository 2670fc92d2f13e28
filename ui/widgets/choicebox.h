#pragma once

#include <QComboBox>

namespace Ui {

/// A list to choose from that one may also type into: what contains the typed letters is offered, and Enter, or going
/// on, takes the one thing that is meant. A list whose entries begin alike is of no use to a keyboard otherwise.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ChoiceBox(QWidget *parent = nullptr);

    /// The data of what is chosen; empty while what was typed is no entry, or may be several.
    QString chosen() const;
    /// Whether something was typed that is no entry.
    bool isUnclear() const;
    /// Chooses by the data, where it is there.
    void choose(const QString &wanted);
    /// Takes the one entry that contains what was typed, if it is one.
    void takeTyped();

Q_SIGNALS:
    /// Typed or chosen.
    void edited();

protected:
    void focusInEvent(QFocusEvent *event) override;
};

} // namespace Ui
