#include "ui/dialogs/filepatheditor.h"

#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Ui {

FilePathEditor::FilePathEditor(Prompt &prompt, Prompt::Question question, QWidget *parent)
    : QWidget(parent)
    , m_entry(new QLineEdit(this))
{
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAccessibleName(question.title);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_entry, 1);
    layout->addWidget(choose);
    connect(m_entry, &QLineEdit::textChanged, this, &FilePathEditor::changed);
    connect(choose, &QPushButton::clicked, this, [this, &prompt, question = std::move(question)] {
        prompt.openFile(this, question, [this](const QString &path) { setPath(path); });
    });
}

QString FilePathEditor::path() const
{
    return m_entry->text().trimmed();
}

void FilePathEditor::setPath(const QString &path)
{
    m_entry->setText(path);
}

} // namespace Ui
