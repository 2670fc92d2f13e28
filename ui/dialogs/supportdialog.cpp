#include "ui/dialogs/supportdialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

using Change::SupportKind;

SupportDialog::SupportDialog(SupportKind kind, qsizetype users, const QList<Choice> &applications, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_users(users)
    , m_grid(new FieldGrid(this))
    , m_email(new QLineEdit(this))
    , m_application(new ChoiceBox(this))
    , m_hours(new QSpinBox(this))
    , m_domain(new QComboBox(this))
    , m_verified(new QCheckBox(this))
    , m_consequence(new WrapLabel(this))
    , m_review(namedButton("review", tr("&Review…"), this))
{
    setObjectName(u"supportDialog"_s);
    setWindowTitle(tr("%1, for %n user(s)", nullptr, int(users)).arg(Change::titleOf(kind)));
    build(applications);
    showConsequence();
    sizeDialog(*this, {560, sizeHint().height()});
}

bool SupportDialog::asksFor(SupportKind kind)
{
    return kind == SupportKind::ChangeEmail || kind == SupportKind::PasswordMail || Change::takesCustomDomain(kind);
}

void SupportDialog::build(const QList<Choice> &applications)
{
    m_email->setObjectName(u"email"_s);
    m_application->setObjectName(u"application"_s);
    const bool isNeeded = m_kind == SupportKind::PasswordMail;
    if (!isNeeded) {
        m_application->addItem(tr("none"), QString());
    }
    for (const Choice &choice : applications) {
        m_application->addItem(visibleText(choice.name), choice.id);
    }
    if (isNeeded && applications.size() > 1) { // whose name the mail bears is nobody's to guess
        m_application->lineEdit()->setPlaceholderText(tr("Type a part of the name, or choose"));
        m_application->setCurrentIndex(-1);
    }
    constexpr int mostHours = 30 * 24;
    constexpr int usualHours = 24;
    m_hours->setRange(1, mostHours);
    m_hours->setValue(usualHours);
    m_hours->setSuffix(tr(" h"));
    m_verified->setObjectName(u"verified"_s);
    if (m_kind == SupportKind::ChangeEmail) {
        m_grid->add(tr("New &e-mail"), m_email);
        m_verified->setText(tr("Counts as &verified"));
    } else {
        m_grid->add(tr("&Application"), m_application,
                    isNeeded ? tr("The mail bears its name, and its link leads to the tenant's default domain: Auth0 "
                                  "takes no other for it.")
                             : tr("Where the page leads back to."));
        m_verified->setText(tr("Using it &verifies the e-mail"));
    }
    m_domain->setObjectName(u"customDomain"_s);
    m_domain->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_domain->setMinimumContentsLength(24);
    m_domain->addItem(tr("the tenant's default"), QString());
    if (Change::takesCustomDomain(m_kind)) {
        m_grid->add(tr("Custom &domain"), m_domain, tr("The tenant's custom domains are being read…"));
    }
    if (m_kind == SupportKind::PasswordTicket) {
        m_grid->add(tr("&Lasts"), m_hours, tr("Auth0's own choice is five days."));
    }
    if (m_kind == SupportKind::PasswordTicket || m_kind == SupportKind::ChangeEmail) {
        m_grid->add(QString(), m_verified);
    }
    for (QWidget *unused : QList<QWidget *>{m_email, m_application, m_hours, m_domain, m_verified}) {
        unused->setVisible(unused->parentWidget() != this);
    }
    auto *cancel = namedButton("cancel", tr("&Cancel"), this);
    m_review->setDefault(true);
    m_review->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_review);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::wide);
    layout->addWidget(m_consequence);
    layout->addWidget(m_grid);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(m_review, &QPushButton::clicked, this, &SupportDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &SupportDialog::reject);
    connect(m_verified, &QCheckBox::toggled, this, &SupportDialog::showConsequence);
    connect(m_domain, &QComboBox::currentIndexChanged, this, &SupportDialog::showConsequence);
    connect(m_email, &QLineEdit::textChanged, this, [this] { m_grid->clearProblems(); });
    connect(m_application, &ChoiceBox::edited, this, [this] { m_grid->clearProblems(); });
}

Change::SupportAction SupportDialog::action() const
{
    Change::SupportAction action{m_kind};
    if (m_kind == SupportKind::ChangeEmail) {
        action.email = m_email->text().trimmed();
    } else {
        action.application = Domain::ApplicationId(m_application->chosen());
    }
    if (m_kind == SupportKind::PasswordTicket) {
        action.lifetime = std::chrono::hours(m_hours->value());
    }
    action.marksVerified = m_verified->isChecked();
    action.customDomain = m_domain->currentData().toString();
    return action;
}

void SupportDialog::beginWith(const QString &domain)
{
    if (!domain.isEmpty()) {
        m_domain->addItem(domain, domain);
        m_domain->setCurrentIndex(1);
    }
}

void SupportDialog::offerDomains(const QStringList &domains, const QString &last)
{
    const QString wanted = hasDomains() ? m_domain->currentData().toString() : last;
    forgetDomains();
    m_grid->setRowVisible(m_domain, domains.size() > 1);
    if (domains.size() < 2) {
        return;
    }
    for (const QString &domain : domains) {
        m_domain->addItem(domain, domain);
    }
    m_domain->setCurrentIndex(std::max(0, m_domain->findData(wanted)));
    m_grid->setHint(m_domain, tr("Where the link leads to, and whose brand the user sees."));
}

void SupportDialog::forgetDomains()
{
    while (hasDomains()) {
        m_domain->removeItem(1);
    }
}

bool SupportDialog::hasDomains() const
{
    return m_domain->count() > 1;
}

void SupportDialog::showNoDomains(const QString &why)
{
    forgetDomains();
    m_domain->setEnabled(false);
    m_grid->setHint(m_domain, why);
}

void SupportDialog::showConsequence()
{
    m_consequence->setText(Change::consequenceOf(action()));
}

void SupportDialog::refuse(const QString &why)
{
    m_grid->setProblem(m_kind == SupportKind::ChangeEmail ? static_cast<QWidget *>(m_email) : m_application, why);
    m_grid->focusFirstProblem();
}

void SupportDialog::accept()
{
    m_application->takeTyped();
    const Change::SupportAction wanted = action();
    m_grid->clearProblems();
    if (m_application->isUnclear()) {
        return refuse(tr("Choose one of the list."));
    }
    if (const auto problem = Change::problemOf(wanted, m_users)) {
        return refuse(*problem);
    }
    Q_EMIT chosen(wanted);
}

} // namespace Ui
