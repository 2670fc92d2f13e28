#include "ui/editors/stagebar.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"

#include <QDialog>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

QWidget *makeStageBar(QDialog &dialog, QPushButton &stage, const QList<QWidget *> &left)
{
    auto *bar = new QWidget(&dialog);
    QPushButton *cancel = namedButton("cancel", QDialog::tr("Cancel"), bar);
    stage.setObjectName(u"stage"_s);
    stage.setAutoDefault(false);
    stage.setProperty("primary", true);
    QObject::connect(&stage, &QPushButton::clicked, &dialog, &QDialog::accept);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    for (QWidget *widget : left) {
        layout->addWidget(widget);
    }
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(&stage);
    return bar;
}

} // namespace Ui
