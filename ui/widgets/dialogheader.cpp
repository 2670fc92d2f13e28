#include "ui/widgets/dialogheader.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include <QHBoxLayout>

namespace Ui {

DialogHeader::DialogHeader(const QString &title, const Domain::TenantProfile &tenant, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    auto *name = new WrapLabel(this);
    name->setFont(fontOf(Type::Title));
    name->setMaximumLines(2);
    name->setText(title);
    auto *of = new PlainLabel(this);
    of->setFullText(tenant.name);
    of->setProperty("muted", true);
    auto *tag = new EnvironmentTag(this);
    tag->setEnvironment(tenant.environment);
    auto *under = new QHBoxLayout;
    under->setSpacing(Size::gap);
    under->addWidget(of);
    under->addWidget(tag);
    under->addStretch();
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(name);
    words->addLayout(under);
    m_layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    m_layout->setSpacing(Size::wide);
    m_layout->addLayout(words, 1);
}

void DialogHeader::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget);
}

} // namespace Ui
