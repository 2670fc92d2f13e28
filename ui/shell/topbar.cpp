#include "ui/shell/topbar.h"

#include "ui/shell/actions.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStyleOptionToolButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QToolButton *makeButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    return button;
}

/// Its words, the action's icon text, say how things stand.
QToolButton *makeStateButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    const auto name = [button, action] { button->setAccessibleName(action->iconText() + u". "_s + action->toolTip()); };
    QObject::connect(action, &QAction::changed, button, name);
    name();
    return button;
}

} // namespace

TopBar::TopBar(const Actions &actions, QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_menu(menu)
    , m_find(makeFindButton(actions))
    , m_tenant(new PlainLabel(this))
    , m_domain(new PlainLabel(this))
    , m_environment(new EnvironmentTag(this))
{
    setFixedHeight(Size::toolbar);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_tenant->setFont(strong);
    m_domain->setProperty("muted", true);

    auto *menuButton = new QToolButton(this);
    menuButton->setIcon(icon("application-menu"_L1));
    menuButton->setProperty("flat", true);
    menuButton->setFocusPolicy(Qt::TabFocus);
    menuButton->setToolTip(tr("Menu (F10)"));
    menuButton->setAccessibleName(tr("Menu"));
    menuButton->setMenu(m_menu);
    menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton = menuButton;

    QToolButton *review = makeStateButton(actions.reviewChanges, this);
    review->setToolButtonStyle(Qt::ToolButtonTextOnly); // an icon cannot be seen on this ground
    review->setProperty("primary", true);
    const auto showReview = [review, &actions] { review->setVisible(actions.reviewChanges->isEnabled()); };
    connect(actions.reviewChanges, &QAction::changed, review, showReview);
    showReview();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Size::margin, 0, Size::margin, 1);
    layout->setSpacing(Size::gap);
    layout->addWidget(makeLogo());
    layout->addWidget(m_tenant);
    layout->addWidget(m_environment);
    layout->addWidget(m_domain);
    layout->addStretch();
    layout->addWidget(m_find);
    layout->addWidget(review);
    layout->addWidget(makeStateButton(actions.toggleLock, this));
    layout->addSpacing(Size::gap);
    layout->addWidget(makeButton(actions.refresh, this));
    layout->addWidget(menuButton);
    setTenant({});
}

QWidget *TopBar::makeLogo()
{
    auto *logo = new QWidget(this);
    auto *name = new QLabel(u"Tenantry"_s, logo);
    name->setFont(fontOf(Type::Heading));
    auto *layout = new QHBoxLayout(logo);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name);
    // As wide as the tree below, where there is room.
    logo->setMaximumWidth(Size::sidebar - Size::margin);
    layout->addSpacerItem(new QSpacerItem(Size::sidebar, 0, QSizePolicy::Preferred, QSizePolicy::Minimum));
    return logo;
}

/// What the palette is reached by without knowing its keys.
QToolButton *TopBar::makeFindButton(const Actions &actions)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(actions.palette);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(tr("Find anything"));
    return button;
}

/// Where there is little room, its drawing must do.
void TopBar::resizeEvent(QResizeEvent *event)
{
    constexpr int roomy = 1000;
    m_find->setToolButtonStyle(width() < roomy ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    QWidget::resizeEvent(event);
}

/// Without the words, which go once there is little room.
QSize TopBar::minimumSizeHint() const
{
    QStyleOptionToolButton wordless;
    wordless.initFrom(m_find);
    wordless.icon = m_find->icon();
    wordless.iconSize = m_find->iconSize();
    wordless.toolButtonStyle = Qt::ToolButtonIconOnly;
    const QSize button = style()->sizeFromContents(QStyle::CT_ToolButton, &wordless, wordless.iconSize, m_find);
    const QSize least = QWidget::minimumSizeHint();
    return {least.width() - std::max(0, m_find->sizeHint().width() - button.width()), least.height()};
}

void TopBar::setTenant(const std::optional<Domain::TenantProfile> &tenant)
{
    m_tenant->setFullText(tenant ? tenant->name : tr("All tenants"));
    m_environment->setVisible(tenant.has_value());
    m_domain->setVisible(tenant.has_value());
    if (tenant) {
        m_environment->setEnvironment(tenant->environment);
        m_domain->setFullText(tenant->domain.isEmpty() ? tenant->baseUrl.authority() : tenant->domain);
    }
}

void TopBar::openMenu()
{
    m_menu->popup(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height())));
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokensOf(palette()).window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokensOf(palette()).border);
}

} // namespace Ui
