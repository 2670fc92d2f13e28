#include "ui/dialogs/stagedguard.h"

#include "ui/dialogs/opendialog.h"

#include "session/changetray.h"

#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

StagedGuard::StagedGuard(const Session::ChangeTray &tray, QWidget &window)
    : QObject(&window)
    , m_tray(tray)
    , m_window(window)
{
    window.installEventFilter(this);
}

bool StagedGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window || event->type() != QEvent::Close || m_mayGo || m_tray.isEmpty()) {
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
    auto *question = new QMessageBox(
        QMessageBox::Warning, tr("Quit Tenantry"),
        tr("%n change(s) are staged and were not sent. Quitting loses them.", nullptr, int(m_tray.size())),
        QMessageBox::Cancel, &m_window);
    m_question = question;
    question->setTextFormat(Qt::PlainText);
    QPushButton *review = question->addButton(tr("&Review them"), QMessageBox::AcceptRole);
    QPushButton *quit = question->addButton(tr("&Quit without them"), QMessageBox::DestructiveRole);
    quit->setObjectName(u"quitAnyway"_s);
    question->setDefaultButton(review);
    connect(question, &QMessageBox::buttonClicked, this, [this, review, quit](const QAbstractButton *button) {
        if (button == review) {
            Q_EMIT reviewWanted();
        } else if (button == quit) {
            m_mayGo = true;
            m_window.close();
        }
    });
    openDialog(question);
}

} // namespace Ui
