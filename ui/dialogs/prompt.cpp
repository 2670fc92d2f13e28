#include "ui/dialogs/prompt.h"

#include "ui/dialogs/opendialog.h"

#include <QFileDialog>
#include <QFileInfo>

namespace Ui {

namespace {

void ask(QWidget *parent, const Prompt::Question &question, QFileDialog::AcceptMode mode, QFileDialog::FileMode what,
         const Prompt::OnFile &onFile)
{
    auto *dialog = new QFileDialog(parent, question.title, {}, question.filter);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(what);
    dialog->setOption(QFileDialog::ShowDirsOnly, what == QFileDialog::Directory);
    if (!question.proposal.isEmpty()) {
        dialog->setDefaultSuffix(QFileInfo(question.proposal).suffix()); // of a name that is typed without one
        dialog->selectFile(question.proposal);
    }
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, onFile);
    openDialog(dialog);
}

} // namespace

void FilePrompt::openFile(QWidget *parent, const Question &question, const OnFile &onFile)
{
    ask(parent, question, QFileDialog::AcceptOpen, QFileDialog::ExistingFile, onFile);
}

void FilePrompt::saveFile(QWidget *parent, const Question &question, const OnFile &onFile)
{
    ask(parent, question, QFileDialog::AcceptSave, QFileDialog::AnyFile, onFile);
}

void FilePrompt::openFolder(QWidget *parent, const Question &question, const OnFile &onFile)
{
    ask(parent, question, QFileDialog::AcceptOpen, QFileDialog::Directory, onFile);
}

} // namespace Ui
