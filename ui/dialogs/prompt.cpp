#include "ui/dialogs/prompt.h"

#include "ui/dialogs/opendialog.h"

#include <QFileDialog>

namespace Ui {

namespace {

void ask(QWidget *parent, const Prompt::Question &question, QFileDialog::AcceptMode mode, const Prompt::OnFile &onFile)
{
    auto *dialog = new QFileDialog(parent, question.title, {}, question.filter);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    if (!question.proposal.isEmpty()) {
        dialog->selectFile(question.proposal);
    }
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, onFile);
    openDialog(dialog);
}

} // namespace

void FilePrompt::openFile(QWidget *parent, const Question &question, const OnFile &onFile)
{
    ask(parent, question, QFileDialog::AcceptOpen, onFile);
}

void FilePrompt::saveFile(QWidget *parent, const Question &question, const OnFile &onFile)
{
    ask(parent, question, QFileDialog::AcceptSave, onFile);
}

} // namespace Ui
