#include "ui/dialogs/countusersdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include <QCheckBox>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// A longer word would widen the dialog.
constexpr qsizetype longestPlace = 40;
constexpr int leastText = 120;

QString whatItDoes(const Session::CensusPlan &plan)
{
    QStringList places;
    for (const QString &place : plan.places) {
        places.append(u"app_metadata."_s + (place.size() > longestPlace ? place.first(longestPlace) + u'…' : place));
    }
    const QString what = places.isEmpty()
        ? CountUsersDialog::tr("their identities")
        : CountUsersDialog::tr("their identities and %1").arg(QLocale().createSeparatedList(places));
    return CountUsersDialog::tr(
               "Auth0 exports all users of this tenant, with no more than %1. The export is read as it "
               "comes in, counted by customer, and not kept; the counts are kept on this computer. "
               "Nothing is changed at Auth0.")
        .arg(visibleText(what));
}

QString whenItWas(const Domain::UserCounts &last)
{
    const QLocale locale;
    const QString counted = CountUsersDialog::tr("Counted last on %1: %Ln user(s), %2 of no customer, %3 of several.",
                                                 nullptr, int(last.users))
                                .arg(locale.toString(last.countedAt.toLocalTime(), QLocale::ShortFormat),
                                     locale.toString(last.nobody), locale.toString(last.several));
    return last.membersNotCounted.isEmpty() ? counted
                                            : counted + u' '
            + CountUsersDialog::tr("The members of organizations were not counted: %1").arg(last.membersNotCounted);
}

QString whatSearchTells(const SearchOffer &search, bool asksMetadata)
{
    const QString name = visibleText(search.customer);
    switch (search.answer) {
    case SearchOffer::Answer::TooMany:
        return CountUsersDialog::tr("Auth0's search ends at 1,000 users, and “%1” has no fewer: an export counts them.")
            .arg(name);
    case SearchOffer::Answer::CannotTell:
        return CountUsersDialog::tr("Auth0's search cannot tell the users of “%1” from others: an export counts them.")
            .arg(name);
    case SearchOffer::Answer::NotAsked:
        break;
    }
    const QString told = CountUsersDialog::tr(
                             "“%1” alone: Auth0's search counts its users with one request, below 1,000. It learns of "
                             "changes some moments later, and counts those too whom another customer claims.")
                             .arg(name);
    return !asksMetadata ? told
                         : told + u' '
            + CountUsersDialog::tr("In app_metadata it tells capitals apart: it finds the spellings that are known, "
                                   "which are all of them once an export was counted.");
}

} // namespace

CountUsersDialog::CountUsersDialog(const Domain::TenantProfile &tenant, const Session::CensusPlan &plan,
                                   const Domain::UserCounts *last, const SearchOffer &search, QWidget *parent)
    : QDialog(parent)
    , m_members(new QCheckBox(this))
{
    setObjectName(u"countUsers"_s);
    setWindowTitle(tr("Count users"));
    auto *text = new QWidget(this);
    auto *body = new QVBoxLayout(text);
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    body->setSpacing(Size::wide);
    const auto say = [this, body](const QString &paragraph, bool isMuted) {
        auto *label = new WrapLabel(this);
        label->setText(paragraph);
        label->setProperty("muted", isMuted);
        body->addWidget(label);
    };
    const bool mayAsk = !search.customer.isEmpty() && search.answer == SearchOffer::Answer::NotAsked;
    if (!search.customer.isEmpty()) {
        say(whatSearchTells(search, !plan.places.isEmpty()), false);
    }
    say(mayAsk ? tr("All customers: %1").arg(whatItDoes(plan)) : whatItDoes(plan), false);
    say(tr("It takes three requests, one more every few seconds until Auth0 has written the export, and the scope "
           "read:users. Of a million users that may take Auth0 some minutes. It stands among the jobs of the Activity "
           "dock, where it can be cancelled."),
        false);
    const auto organizations = int(plan.organizations());
    m_members->setObjectName(u"withMembers"_s);
    m_members->setText(tr("Also count the &members of %n organization(s)", nullptr, organizations));
    m_members->setVisible(organizations > 0);
    if (organizations > 0) {
        say(tr("Held by organizations alone: %n customer(s). An export does not say who is a member of what, so that "
               "these users can be counted one organization at a time only: a request each, with the scope "
               "read:organization_members.",
               nullptr, int(plan.byOrganizations.size())),
            false);
        body->addWidget(m_members);
    }
    if (last && last->countedAt.isValid()) {
        say(whenItWas(*last), true);
    }
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    auto *count = new QPushButton(mayAsk ? tr("C&ount all customers") : tr("C&ount users"), this);
    count->setObjectName(u"count"_s);
    auto *one = new QPushButton(tr("Only &this customer"), this);
    one->setObjectName(u"search"_s);
    one->setVisible(mayAsk);
    QPushButton *first = mayAsk ? one : count;
    first->setDefault(true);
    first->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Size::wide, Size::gap, Size::wide, Size::margin);
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(count);
    buttons->addWidget(one);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(windowTitle(), tenant, this));
    layout->addWidget(new FittingScroll(text, windowTitle(), leastText, this));
    layout->addStretch();
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(count, &QPushButton::clicked, this, &QDialog::accept);
    connect(one, &QPushButton::clicked, this, [this] {
        Q_EMIT searchWanted();
        reject();
    });
    sizeDialog(*this, {640, (organizations > 0 ? 420 : 320) + (search.customer.isEmpty() ? 0 : 80)});
    first->setFocus();
}

bool CountUsersDialog::withMembers() const
{
    return m_members->isChecked();
}

} // namespace Ui
