#include "ui/widgets/tenantmenu.h"

#include "ui/theme/plaintext.h"

using namespace Qt::StringLiterals;

namespace Ui {

QAction *addHeading(QMenu &menu, const QString &text)
{
    QAction *heading = menu.addAction(text);
    heading->setEnabled(false);
    return heading;
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
