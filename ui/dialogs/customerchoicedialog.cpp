#include "ui/dialogs/customerchoicedialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"
#include "ui/widgets/wraplabel.h"

#include "domain/customer.h"
#include "items/choicemodel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

CustomerChoiceDialog::CustomerChoiceDialog(const Question &question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_banner(new Banner(this))
    , m_customer(addWay(tr("A c&ustomer:"), "customer", question.mayBeNobody || question.mayBeAsRulesSay))
    , m_nobody(addWay(tr("&Nobody: it is no customer's"), "nobody", question.mayBeNobody))
    , m_rules(addWay(tr("As the &rules say"), "asRulesSay", question.mayBeAsRulesSay))
    , m_name(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_choices(new Items::ChoiceModel(Items::ChoiceModel::Boxes::None, m_list))
    , m_state(new WrapLabel(this))
    , m_take(namedButton("take", tr("&Save"), this))
{
    setObjectName(u"customerChoice"_s);
    setWindowTitle(question.title);
    m_customer->setChecked(true);
    build(question.about);
    fill();
    connect(m_name, &QLineEdit::textChanged, this, &CustomerChoiceDialog::fill);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CustomerChoiceDialog::showState);
    connect(m_list, &QListView::activated, this, &CustomerChoiceDialog::accept);
    for (QRadioButton *way : {m_customer, m_nobody, m_rules}) {
        connect(way, &QRadioButton::toggled, this, &CustomerChoiceDialog::showState);
    }
    sizeDialog(*this, {520, 440});
    m_name->setFocus();
}

QRadioButton *CustomerChoiceDialog::addWay(const QString &text, const char *name, bool isOffered)
{
    auto *way = new QRadioButton(text, this);
    way->setObjectName(QLatin1StringView(name));
    way->setVisible(isOffered);
    return way;
}

void CustomerChoiceDialog::build(const QString &about)
{
    auto *told = new WrapLabel(this);
    told->setText(about);
    told->setMaximumLines(4);
    m_name->setObjectName(u"customerName"_s);
    m_name->setPlaceholderText(m_question.mayBeNew ? tr("Find a customer, or name a new one") : tr("Find a customer"));
    m_name->setAccessibleName(m_name->placeholderText());
    m_name->setClearButtonEnabled(true);
    m_list->setObjectName(u"customers"_s);
    m_list->setModel(m_choices);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Customers"));
    m_list->setItemDelegate(new PlainRowDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(72);
    m_state->setProperty("muted", true);
    m_state->setMaximumLines(2);
    m_take->setDefault(true);
    m_take->setProperty("primary", true);
    QPushButton *cancel = namedButton("cancel", tr("&Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_take, &QPushButton::clicked, this, &CustomerChoiceDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_take);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->setSpacing(Size::gap);
    body->addWidget(told);
    body->addWidget(m_customer);
    body->addWidget(m_name);
    body->addWidget(m_list, 1);
    body->addWidget(m_state);
    body->addWidget(m_nobody);
    body->addWidget(m_rules);
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
    // As it stands there.
    QWidget *before = m_customer;
    for (QWidget *next :
         {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_nobody),
          static_cast<QWidget *>(m_rules), static_cast<QWidget *>(cancel), static_cast<QWidget *>(m_take)}) {
        setTabOrder(before, next);
        before = next;
    }
}

QString CustomerChoiceDialog::typedKey() const
{
    return Domain::customerKeyOf(m_name->text());
}

/// Those whose name or key has what was typed, of which the one that is called so is chosen, or the first; and last, to
/// be chosen on purpose where there are others, a new one.
void CustomerChoiceDialog::fill()
{
    const QString typed = m_name->text().trimmed();
    const QString key = typedKey();
    QList<Items::Choice> found; // taken in at once: there may be very many
    int exact = -1;
    for (const auto &[known, name] : m_question.customers) {
        if (!name.contains(typed, Qt::CaseInsensitive) && (key.isEmpty() || !known.contains(key))) {
            continue;
        }
        exact = known == key ? int(found.size()) : exact;
        found.append({known, visibleText(name)});
    }
    if (m_question.mayBeNew && !key.isEmpty() && !m_question.customers.contains(key)) {
        found.append({key, visibleText(tr("%1 (a new customer)").arg(typed))});
    }
    m_choices->setChoices(found);
    if (!typed.isEmpty()) {
        m_customer->setChecked(true);
        m_list->setCurrentIndex(m_choices->index(std::max(exact, 0)));
    }
    showState();
}

CustomerChoice CustomerChoiceDialog::choice() const
{
    if (m_nobody->isChecked()) {
        return {CustomerChoice::What::Nobody, {}};
    }
    if (m_rules->isChecked()) {
        return {CustomerChoice::What::AsRulesSay, {}};
    }
    const QString key = m_list->currentIndex().data(Qt::UserRole).toString();
    const bool isNew = !key.isEmpty() && !m_question.customers.contains(key);
    return {CustomerChoice::What::Customer, key, isNew ? m_name->text().trimmed() : QString()};
}

void CustomerChoiceDialog::showState()
{
    const CustomerChoice now = choice();
    const bool isCustomer = now.what == CustomerChoice::What::Customer;
    const auto known = m_question.customers.find(now.key);
    QString told;
    if (isCustomer && now.key.isEmpty()) {
        told = m_question.mayBeNew ? tr("Choose a customer, or type the name of a new one.") : tr("Choose a customer.");
    } else if (isCustomer) {
        told = known == m_question.customers.end() ? tr("A new customer: %1").arg(now.key)
                                                   : tr("%1 (key: %2)").arg(known->second, now.key);
    }
    m_state->setText(told);
    m_list->setEnabled(isCustomer);
    showObstacle(*m_take, isCustomer && now.key.isEmpty() ? told : QString(), {});
}

void CustomerChoiceDialog::showProblem(const QString &problem)
{
    m_banner->showState(Banner::Tone::Error, tr("It could not be kept."), problem);
}

void CustomerChoiceDialog::accept()
{
    if (m_take->isEnabled()) {
        Q_EMIT chosen(choice());
    }
}

} // namespace Ui
