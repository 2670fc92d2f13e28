#include "ui/dialogs/stagedguard.h"

#include "ui/dialogs/opendialog.h"
#include "ui/shell/mainwindow.h"

#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

StagedGuard::StagedGuard(MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    window.installEventFilter(this);
}

bool StagedGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window || event->type() != QEvent::Close || m_mayGo || m_window.unsentEdits().isEmpty()) {
        return QObject::eventFilter(watched, event);
    }
    event->ignore();
    ask();
    return true;
}

void StagedGuard::ask()
{
    if (m_question && m_question->isVisible()) {
        return; // it is asked already
    }
    const UnsentEdits edits = m_window.unsentEdits();
    auto *question = new QMessageBox(QMessageBox::Warning, tr("Quit Tenantry"),
                                     edits.text() + u' ' + tr("Quitting loses them."), QMessageBox::Cancel, &m_window);
    m_question = question;
    question->setTextFormat(Qt::PlainText);
    QPushButton *review = edits.staged > 0 ? question->addButton(tr("&Review them"), QMessageBox::AcceptRole) : nullptr;
    QPushButton *show
        = edits.drafts > 0 ? question->addButton(tr("&Show what was entered"), QMessageBox::AcceptRole) : nullptr;
    QPushButton *quit = question->addButton(tr("&Quit without them"), QMessageBox::DestructiveRole);
    quit->setObjectName(u"quitAnyway"_s);
    if (show) {
        show->setObjectName(u"showDraft"_s);
    }
    if (review) {
        question->setDefaultButton(review);
    } else {
        question->button(QMessageBox::Cancel)->setText(tr("&Go on editing"));
        question->setDefaultButton(show);
    }
    connect(question, &QMessageBox::buttonClicked, this, [this, review, show, quit](const QAbstractButton *button) {
        if (review && button == review) {
            Q_EMIT reviewWanted();
        } else if (show && button == show) {
            Q_EMIT draftWanted();
        } else if (button == quit) {
            m_mayGo = true;
            m_window.close();
        }
    });
    openDialog(question);
}

} // namespace Ui
