#pragma once

#include "policy/policysetting.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Ui {

/// Edits a list of texts of a password policy, one a line, within Auth0's limits. A list with commas can be pasted.
class WordListDialog : public QDialog
{
    Q_OBJECT
public:
    /// `difference` says that the connections hold different lists, which the one that is entered replaces.
    WordListDialog(Policy::Key key, const QString &what, const QStringList &words, const QString &difference,
                   QWidget *parent = nullptr);

    void accept() override;
    /// The entries of a text: a line each, trimmed, without empty ones and doubles. A single line with commas is a list
    /// as well.
    static QStringList entriesOf(const QString &text);

Q_SIGNALS:
    void taken(const QStringList &words);

private:
    void showCount();

    Policy::Key m_key;
    QPlainTextEdit *m_text;
    QLabel *m_count;
    QPushButton *m_take;
};

} // namespace Ui
