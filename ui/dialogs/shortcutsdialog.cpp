#include "ui/dialogs/shortcutsdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts()) {
        keys.append(sequence.toString(QKeySequence::NativeText));
    }
    return keys.join(ShortcutsDialog::tr(" or "));
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<Group> &groups, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *list = new QTreeWidget(this);
    ColumnHeader::give(*list);
    list->setObjectName(u"shortcuts"_s);
    list->setAccessibleName(windowTitle());
    list->setHeaderLabels({tr("Action"), tr("Keys")});
    list->setRootIsDecorated(false);
    list->setItemsExpandable(false);
    for (const Group &group : groups) {
        auto *title = new QTreeWidgetItem({group.title});
        QFont strong = list->font();
        strong.setWeight(QFont::DemiBold);
        title->setFont(0, strong);
        title->setFlags(Qt::ItemIsEnabled);
        title->setSizeHint(0, QSize(0, Size::row));
        for (const QAction *action : group.actions) {
            if (!action->shortcut().isEmpty()) {
                auto *item = new QTreeWidgetItem(title, {action->text().remove(u'&'), keysOf(*action)});
                item->setSizeHint(0, QSize(0, Size::row));
            }
        }
        if (title->childCount() > 0) {
            list->addTopLevelItem(title);
        } else {
            delete title;
        }
    }
    list->expandAll();
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    list->header()->setStretchLastSection(false);
    list->header()->setMinimumSectionSize(90);
    if (list->topLevelItemCount() > 0) {
        list->setCurrentItem(list->topLevelItem(0)->child(0));
    }
    auto *close = new QPushButton(tr("&Close"), this);
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(list, 1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &ShortcutsDialog::accept);
    sizeDialog(*this, {460, 560});
}

} // namespace Ui
