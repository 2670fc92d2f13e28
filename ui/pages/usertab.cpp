#include "ui/pages/usertab.h"

#include "ui/shell/actions.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "analysis/usercustomers.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "json/value.h"

#include <QAction>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

UserTab::UserTab(Session::Estate &estate, const Session::CustomerBook &book, const Actions &actions, QWidget *parent)
    : SelectionTab(parent)
    , m_estate(estate)
    , m_book(book)
    , m_support(namedButton("support", tr("&Support"), this))
    , m_logs(namedButton("showLogs", tr("Show &log"), this))
    , m_again(namedButton("readAgain", tr("&Read again"), this))
    , m_many(new WrapLabel(this))
    , m_body(new QWidget(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_support->setMenu(actions.support->menu());
    m_support->setToolTip(actions.support->toolTip());
    m_support->setVisible(actions.support->menu() != nullptr);
    m_logs->setToolTip(actions.showLogs->toolTip());
    connect(m_logs, &QPushButton::clicked, actions.showLogs, &QAction::trigger);
    connect(m_again, &QPushButton::clicked, this, &UserTab::readAgain);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Size::wide, 0, Size::wide, 0);
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_support);
    buttons->addWidget(m_logs);
    buttons->addStretch();
    buttons->addWidget(m_again);
    m_body->setProperty("surface", u"base"_s);
    m_body->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, Size::margin);
    column->setSpacing(Size::margin);
    constexpr int parts = 10;
    for (int i = 0; i < parts; ++i) {
        m_sections.append(makeSection(m_body));
        column->addWidget(m_sections.last().widget);
    }
    column->addStretch();
    QScrollArea *scroll = makeScrollBody(m_body, tr("What Auth0 keeps of the user"), this);
    auto *many = new QHBoxLayout;
    many->setContentsMargins(Size::wide, 0, Size::wide, 0);
    many->addWidget(m_many);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Size::margin, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addLayout(buttons);
    layout->addLayout(many);
    layout->addWidget(scroll, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &UserTab::read);
    connect(&book, &Session::CustomerBook::changed, this, [this](const Domain::TenantId &id) {
        if (isVisible() && !m_selection.objects.isEmpty() && m_selection.objects.first().tenant == id) {
            showAgain();
        }
    });
    connect(&estate, &Session::Estate::closing, this, [this](const Domain::TenantId &id) {
        if (!m_selection.objects.isEmpty() && m_selection.objects.first().tenant == id) {
            m_reader.reset();
        }
    });
}

UserTab::Section UserTab::makeSection(QWidget *body)
{
    Section section{};
    section.widget = new QWidget(body);
    section.title = new PlainLabel(section.widget);
    section.state = new WrapLabel(section.widget);
    section.fields = new FieldList(section.widget);
    section.title->setFont(fontOf(Type::Heading));
    section.state->setProperty("muted", true);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(Size::wide, 0, Size::wide, 0);
    head->setSpacing(2);
    head->addWidget(section.title);
    head->addWidget(section.state);
    auto *layout = new QVBoxLayout(section.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(section.fields);
    connect(section.fields, &FieldList::targetWanted, this, [this](const QString &customer) {
        Q_EMIT selectionWanted({Query::Kind::Customers, {{m_selection.objects.first().tenant, customer}}});
    });
    return section;
}

bool UserTab::isFor(const Selection &selection) const
{
    return selection.kind == Query::Kind::Users && !selection.objects.isEmpty();
}

void UserTab::showSelection(const Selection &selection)
{
    if (selection == m_selection) {
        return; // one of its objects changed, as by the reading itself
    }
    m_selection = selection;
    m_reader.reset();
    readSoon();
    showAgain();
}

QWidget *UserTab::entry()
{
    return m_support->isVisibleTo(this) ? m_support : m_logs;
}

void UserTab::showEvent(QShowEvent *event)
{
    SelectionTab::showEvent(event);
    readSoon();
    showAgain();
}

void UserTab::readSoon()
{
    m_pause.stop();
    if (isVisible() && !m_reader && m_selection.objects.size() == 1) {
        m_pause.start();
    }
}

void UserTab::readAgain()
{
    m_isStale = m_reader && m_reader->isReading(); // what is on its way may be of before
    if (m_reader && !m_isStale) {
        m_reader->read();
    }
}

void UserTab::takeChanged(const QList<Session::ObjectId> &users)
{
    if (m_selection.objects.size() == 1 && users.contains(m_selection.objects.first())) {
        readAgain();
    }
}

void UserTab::read()
{
    if (!isVisible() || m_selection.objects.size() != 1) {
        return;
    }
    const Session::ObjectId user = m_selection.objects.first();
    if (Session::TenantSession *session = m_estate.find(user.tenant)) {
        m_reader = std::make_unique<Session::UserReader>(*session, Domain::UserId(user.id));
        m_isStale = false;
        connect(m_reader.get(), &Session::UserReader::changed, this, [this] {
            if (m_isStale && !m_reader->isReading()) {
                return readAgain();
            }
            showAgain();
        });
        m_reader->read();
    }
}

QString UserTab::applicationName(const QString &id) const
{
    const Query::RecordPtr record = m_estate.record(m_selection.objects.first().tenant, Query::Kind::Applications, id);
    return record ? Query::textAt(*record, Query::Kind::Applications, u"name") : QString();
}

std::optional<QList<UserCustomer>> UserTab::customersOf(const QByteArray &user) const
{
    const Domain::TenantId &tenant = m_selection.objects.first().tenant;
    const Analysis::TenantCustomers *customers = m_book.of(tenant);
    const auto json = Json::parse(user);
    if (!customers || !json) {
        return std::nullopt;
    }
    QStringList organizations;
    for (const Domain::Organization &organization : m_reader->sheet().organizations) {
        organizations.append(organization.id.text());
    }
    QList<UserCustomer> found;
    for (const QString &key : Analysis::UserCustomers(*customers, m_book.rulesOf(tenant)).of(*json, organizations)) {
        const auto known = m_book.customers().find(key);
        const bool hasRecord = m_estate.record(tenant, Query::Kind::Customers, key) != nullptr;
        found.append({key, known == m_book.customers().end() ? key : known->second.name, hasRecord});
    }
    return found;
}

void UserTab::showAgain()
{
    const bool isOne = m_selection.objects.size() == 1;
    m_many->setVisible(!isOne);
    m_many->setText(tr("%n users are selected. What support does is done for each of them, and told for each.", nullptr,
                       int(m_selection.objects.size())));
    m_body->setVisible(isOne);
    m_again->setVisible(isOne);
    m_again->setEnabled(m_reader && !m_reader->isReading());
    const QList<UserSection> sections = isOne && m_reader
        ? userSections(*m_reader,
                       {[this](const QString &id) { return applicationName(id); },
                        [this](const QByteArray &user) { return customersOf(user); }},
                       QDateTime::currentDateTimeUtc())
        : QList<UserSection>();
    for (qsizetype i = 0; i < m_sections.size(); ++i) {
        const Section &shown = m_sections.at(i);
        const UserSection section = sections.value(i);
        shown.widget->setVisible(i < sections.size());
        shown.title->setFullText(section.title);
        shown.state->setText(section.isProblem ? u"▲ "_s + section.state : section.state);
        shown.state->setVisible(!section.state.isEmpty());
        shown.fields->setFields(section.fields);
        shown.fields->setVisible(!section.fields.isEmpty());
    }
}

} // namespace Ui
