#include "ui/editors/wordlistdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/tokens.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QStringList textsOf(const QString &text, QChar separator)
{
    QStringList list;
    for (const QString &entry : text.split(separator, Qt::SkipEmptyParts)) {
        if (const QString word = entry.trimmed(); !word.isEmpty()) {
            list.append(word);
        }
    }
    list.removeDuplicates();
    return list;
}

} // namespace

WordListDialog::WordListDialog(Policy::Key key, const QString &what, const QStringList &words,
                               const QString &difference, QWidget *parent)
    : QDialog(parent)
    , m_key(key)
    , m_text(new QPlainTextEdit(words.join(u'\n'), this))
    , m_count(new QLabel(this))
    , m_take(new QPushButton(tr("&Take"), this))
{
    setWindowTitle(what);
    m_text->setObjectName(u"words"_s);
    m_text->setAccessibleName(what);
    m_text->setTabChangesFocus(true);
    auto *explanation = new QLabel(
        tr("One entry a line; a list with commas can be pasted. At most %1 entries of %2 characters.%3")
            .arg(Policy::listLimitsOf(key).entries)
            .arg(Policy::listLimitsOf(key).characters)
            .arg(difference.isEmpty() ? QString()
                                      : tr(" The connections hold different lists: this one replaces them.")),
        this);
    explanation->setTextFormat(Qt::PlainText);
    explanation->setWordWrap(true);
    explanation->setProperty("muted", true);
    m_count->setObjectName(u"count"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setWordWrap(true);
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    m_take->setObjectName(u"take"_s);
    m_take->setProperty("primary", true);
    m_take->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_count, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_take);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(explanation);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &WordListDialog::showCount);
    connect(m_take, &QPushButton::clicked, this, &WordListDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *takeShortcut = new QShortcut(Qt::CTRL | Qt::Key_Return, this);
    connect(takeShortcut, &QShortcut::activated, this, &WordListDialog::accept);
    showCount();
    sizeDialog(*this, {460, 460});
}

QStringList WordListDialog::entriesOf(const QString &text)
{
    const QStringList lines = textsOf(text, u'\n');
    return lines.size() == 1 ? textsOf(lines.first(), u',') : lines;
}

void WordListDialog::showCount()
{
    const QStringList words = entriesOf(m_text->toPlainText());
    const Policy::ListLimits limits = Policy::listLimitsOf(m_key);
    QString longest;
    for (const QString &word : words) {
        longest = longest.isEmpty() && word.toUcs4().size() > limits.characters ? word : longest;
    }
    const bool isTooMany = words.size() > limits.entries;
    m_count->setText(
        !longest.isEmpty() ? tr("“%1…” is longer than %2 characters.").arg(longest.left(12)).arg(limits.characters)
            : isTooMany
            ? tr("%1 of %2: take %3 out.").arg(words.size()).arg(limits.entries).arg(words.size() - limits.entries)
            : tr("%1 of %2").arg(words.size()).arg(limits.entries));
    m_count->setProperty("error", isTooMany || !longest.isEmpty());
    m_count->style()->unpolish(m_count);
    m_count->style()->polish(m_count);
    m_take->setEnabled(!isTooMany && longest.isEmpty());
}

void WordListDialog::accept()
{
    if (m_take->isEnabled()) {
        Q_EMIT taken(entriesOf(m_text->toPlainText()));
        QDialog::accept();
    }
}

} // namespace Ui
