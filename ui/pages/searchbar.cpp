#include "ui/pages/searchbar.h"

#include "ui/theme/icon.h"
#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

SearchBar::SearchBar(Query::Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_button(new QPushButton(tr("Search"), this))
{
    m_line->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    m_line->setPlaceholderText(
        tr("Search at Auth0, as %1").arg(kind == Query::Kind::Users ? u"email:*@acme.com"_s : u"type:f"_s));
    m_line->setObjectName(u"search"_s);
    m_line->setAccessibleName(tr("Search at Auth0"));
    m_line->setClearButtonEnabled(true);
    m_line->setToolTip(tr("Enter asks Auth0, in the Lucene syntax of its documentation. Empty finds all."));
    const auto search = [this] { Q_EMIT searchWanted(m_line->text()); };
    connect(m_line, &QLineEdit::returnPressed, this, search);
    connect(m_button, &QPushButton::clicked, this, search);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Size::margin, 0, Size::margin, Size::gap);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_button);
}

} // namespace Ui
