#include "ui/dialogs/takebackdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "change/journal.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// More would not be read.
constexpr int mostLines = 7;

/// Whether the plan deletes what users can be in, and so what the log is asked for.
bool holdsUsers(const Session::TenantPlan &plan)
{
    return std::any_of(plan.plan.items.cbegin(), plan.plan.items.cend(), [](const Change::PlanItem &item) {
        return item.removal && item.object.kind != Change::ObjectKind::Application;
    });
}

} // namespace

bool deletesObjects(const Change::Plan &plan)
{
    return std::any_of(plan.items.cbegin(), plan.items.cend(),
                       [](const Change::PlanItem &item) { return item.removal.has_value(); });
}

TakeBackDialog::TakeBackDialog(const QList<Session::TenantPlan> &plans, QWidget *parent)
    : QDialog(parent)
    , m_plans(plans)
    , m_withoutLog(new QCheckBox(tr("Delete also where the &log cannot tell"), this))
    , m_name(new QLineEdit(this))
    , m_why(new WrapLabel(this))
    , m_go(namedButton("takeBack", tr("&Review…"), this))
{
    setObjectName(u"takeBack"_s);
    setWindowTitle(tr("Take back an onboarding"));
    QStringList lines;
    for (const Session::TenantPlan &tenantPlan : plans) {
        const Change::Plan &plan = tenantPlan.plan;
        m_wanted = m_wanted.isEmpty() ? plan.customer.simplified() : m_wanted;
        for (const Change::PlanItem &item : plan.items) {
            if (item.removal) {
                lines.append(u"· "_s + visibleText(Change::described(item.object)));
            }
        }
        for (const Change::Skipped &skipped : plan.skipped) {
            lines.append(tr("· not %1: %2").arg(visibleText(Change::described(skipped.object)), skipped.reason));
        }
    }
    auto *about = new WrapLabel(this);
    about->setLines(QStringList{tr("What the onboarding of %1 made is deleted from Auth0:").arg(visibleText(m_wanted))}
                    + lines);
    about->setMaximumLines(mostLines);
    auto *care = new WrapLabel(this);
    care->setProperty("muted", true);
    care->setText(
        tr("Each is refused once it holds users, or where others use it by now. Auth0's search shows new users some "
           "moments later, so that the log is looked at too (scope read:logs). What is deleted does not come back."));
    m_withoutLog->setObjectName(u"withoutLog"_s);
    m_withoutLog->setToolTip(tr("For a tenant whose log this profile may not read, or whose log is behind: users whom "
                                "the search does not show yet would be deleted as well"));
    m_withoutLog->setVisible(std::any_of(plans.cbegin(), plans.cend(), &holdsUsers));
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setText(tr("&Type the customer's name:"));
    label->setBuddy(m_name);
    m_name->setObjectName(u"customerName"_s);
    m_why->setObjectName(u"why"_s);
    m_why->setProperty("muted", true);
    m_why->setMaximumLines(2); // it names the customer
    m_name->setAccessibleName(tr("The customer's name"));
    m_go->setProperty("primary", true);
    m_go->setDefault(true);
    auto *cancel = namedButton("cancel", tr("&Cancel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(about);
    layout->addWidget(care);
    layout->addWidget(m_withoutLog);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(m_why);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &TakeBackDialog::showState);
    connect(m_go, &QPushButton::clicked, this, [this] { Q_EMIT confirmed(allowed()); });
    sizeDialog(*this, {560, 320});
    m_name->setFocus();
    showState();
}

QList<Session::TenantPlan> TakeBackDialog::allowed() const
{
    QList<Session::TenantPlan> plans = m_plans;
    for (Session::TenantPlan &plan : plans) {
        const Change::Plan fresh = Change::newPlan(plan.plan.title, plan.plan.tenant);
        plan.plan.id = fresh.id; // one that was refused is in the journal, and may be tried again
        plan.plan.made = fresh.made;
        if (m_withoutLog->isChecked()) {
            plan.plan = Change::withoutLog(plan.plan);
        }
    }
    return plans;
}

QString TakeBackDialog::obstacle() const
{
    const QString typed = m_name->text().simplified();
    return typed.compare(m_wanted, Qt::CaseInsensitive) == 0 ? QString()
        : typed.isEmpty()                                    ? tr("Type the customer's name first.")
                          : tr("The customer is called %1. Type that name first.").arg(visibleText(m_wanted));
}

void TakeBackDialog::showState()
{
    const QString why = obstacle();
    showObstacle(*m_go, why, tr("Shows what would be sent; sends nothing yet"));
    m_why->setText(why);
}

} // namespace Ui
