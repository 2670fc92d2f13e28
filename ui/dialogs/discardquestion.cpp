#include "ui/dialogs/discardquestion.h"

#include "ui/dialogs/opendialog.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DiscardQuestion", text);
}

} // namespace

void askToDiscard(QDialog &dialog, const std::function<void()> &discard)
{
    askToDiscard(dialog, tr("Discard what was edited here?"), discard);
}

void askToDiscard(QWidget &asker, const QString &question, const std::function<void()> &discard, const QString &stay)
{
    auto *box = new QMessageBox(QMessageBox::Question, u"Tenantry"_s, question,
                                QMessageBox::Discard | QMessageBox::Cancel, &asker);
    box->setTextFormat(Qt::PlainText);
    box->button(QMessageBox::Cancel)->setText(stay.isEmpty() ? tr("Go on editing") : stay);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::finished, &asker, [discard](int answer) {
        if (answer == QMessageBox::Discard) {
            discard();
        }
    });
    openDialog(box);
}

} // namespace Ui
