#include "ui/dialogs/whatiffields.h"

#include "ui/theme/tokens.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

enum class Case { Customers, Connections, On, Off, Applications };

bool hasNumber(Case chosen)
{
    return chosen != Case::On && chosen != Case::Off;
}

} // namespace

WhatIfFields::WhatIfFields(const Session::TenantSession &session, QWidget *parent)
    : QWidget(parent)
    , m_applications(session, Query::Kind::Applications)
    , m_case(new QComboBox(this))
    , m_number(new QSpinBox(this))
    , m_connection(makeChoice("supposedConnection", tr("Connection"), {session, Query::Kind::Connections}))
    , m_for(new QLabel(tr("for"), this))
    , m_application(makeChoice("supposedApplication", tr("Application"), m_applications))
{
    m_case->setObjectName(u"case"_s);
    m_case->setAccessibleName(tr("What would be done"));
    m_case->addItem(tr("Add customers"), int(Case::Customers));
    m_case->addItem(tr("Add database connections"), int(Case::Connections));
    m_case->addItem(tr("Turn on the connection"), int(Case::On));
    m_case->addItem(tr("Turn off the connection"), int(Case::Off));
    m_case->addItem(tr("Add applications"), int(Case::Applications));
    m_number->setObjectName(u"number"_s);
    m_number->setAccessibleName(tr("How many"));
    m_number->setRange(1, 100);
    connect(m_case, &QComboBox::currentIndexChanged, this, [this] {
        showCase();
        tell();
    });
    connect(m_number, &QSpinBox::valueChanged, this, &WhatIfFields::tell);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_case);
    layout->addWidget(m_number);
    layout->addWidget(m_connection, 1);
    layout->addWidget(m_for);
    layout->addWidget(m_application, 1);
    layout->addStretch();
    showCase();
}

QLineEdit *WhatIfFields::makeChoice(const char *objectName, const QString &name, const Session::WhatIfTerms &terms)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1StringView(objectName));
    line->setAccessibleName(name);
    line->setPlaceholderText(name);
    line->setClearButtonEnabled(true);
    line->setMinimumWidth(120);
    auto *completer = new QCompleter(terms.labels(), line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    line->setCompleter(completer);
    connect(line, &QLineEdit::textChanged, this, &WhatIfFields::tell);
    return line;
}

void WhatIfFields::setApplication(const QString &application)
{
    m_application->setText(m_applications.labelOf(application));
}

void WhatIfFields::showCase()
{
    const auto chosen = Case(m_case->currentData().toInt());
    m_number->setVisible(hasNumber(chosen));
    m_connection->setVisible(!hasNumber(chosen));
    m_for->setVisible(chosen != Case::Applications);
    m_application->setVisible(chosen != Case::Applications);
}

void WhatIfFields::tell()
{
    const auto chosen = Case(m_case->currentData().toInt());
    const QString application = m_application->text().trimmed();
    const QString connection = m_connection->text().trimmed();
    const auto quoted = &Session::WhatIfTerms::quoted;
    if (chosen == Case::Applications) {
        Q_EMIT supposed(u"add %1 applications"_s.arg(m_number->value()));
    } else if (application.isEmpty() || (!hasNumber(chosen) && connection.isEmpty())) {
        Q_EMIT supposed({});
    } else if (hasNumber(chosen)) {
        const QString what = chosen == Case::Customers ? u"customers"_s : u"connections"_s;
        Q_EMIT supposed(u"add %1 "_s.arg(m_number->value()) + what + u" for "_s + quoted(application));
    } else {
        const QString verb = chosen == Case::On ? u"enable "_s : u"disable "_s;
        Q_EMIT supposed(verb + quoted(connection) + u" for "_s + quoted(application));
    }
}

} // namespace Ui
