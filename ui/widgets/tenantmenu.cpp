#include "ui/widgets/tenantmenu.h"

#include "ui/theme/plaintext.h"

#include <QAbstractItemView>
#include <QApplication>

using namespace Qt::StringLiterals;

namespace Ui {

QAction *addHeading(QMenu &menu, const QString &text)
{
    QAction *heading = menu.addAction(text);
    heading->setEnabled(false);
    return heading;
}

void popUpAtFocus(QMenu &menu)
{
    QWidget *focus = QApplication::focusWidget();
    if (!focus || focus->window() != menu.parentWidget()->window()) {
        const QWidget *window = menu.parentWidget()->window();
        menu.popup(window->mapToGlobal(window->rect().center()) - QRect(QPoint(), menu.sizeHint()).center());
        return;
    }
    QRect place = focus->rect();
    if (const auto *view = qobject_cast<const QAbstractItemView *>(focus)) {
        const QRect row = view->visualRect(view->currentIndex()) & view->viewport()->rect();
        focus = view->viewport();
        place = row.isEmpty() ? focus->rect().adjusted(0, 0, 0, -focus->height()) : row;
    }
    menu.popup(focus->mapToGlobal(place.bottomLeft() + QPoint(0, 1)));
}

TenantMenu::TenantMenu(const QString &question, QWidget *parent)
    : QMenu(parent)
{
    setObjectName(u"tenantMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    addHeading(*this, question);
}

void TenantMenu::add(const Domain::TenantId &tenant, const QString &name, const QString &remark)
{
    const QString shown = visibleText(name).replace(u"&"_s, u"&&"_s);
    connect(addAction(remark.isEmpty() ? shown : tr("%1 (%2)").arg(shown, remark)), &QAction::triggered, this,
            [this, tenant] { Q_EMIT chosen(tenant); });
}

} // namespace Ui
