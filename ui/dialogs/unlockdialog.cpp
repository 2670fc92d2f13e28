#include "ui/dialogs/unlockdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/unlockrow.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"

#include "session/writeunlock.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

UnlockDialog::UnlockDialog(Session::TenantSession &session, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Unlock writing to %1").arg(visibleText(session.profile().name)));
    auto *intro
        = new QLabel(tr("For %1 min, changes that you review and apply are sent to this tenant. Nothing is sent "
                        "by unlocking it. Preferences say how long it lasts.")
                         .arg(session.writeUnlock().duration().count()),
                     this);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    auto *row = new UnlockRow(session, this);
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::wide);
    layout->addWidget(intro);
    layout->addWidget(row);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(row, &UnlockRow::changed, this, [this, row] {
        if (row->isReady()) {
            accept();
        }
    });
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    if (QWidget *wanted = row->wanted()) {
        wanted->setFocus();
    }
    sizeDialog(*this, {900, 160});
}

} // namespace Ui
