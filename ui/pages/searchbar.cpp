#include "ui/pages/searchbar.h"

#include "ui/pages/logtailbar.h"
#include "ui/theme/icon.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/searchline.h"
#include "ui/widgets/wraplabel.h"

#include "query/userquery.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Hides what surrounds a widget with it: the margins of a layout stay where all in it is hidden. Owned by what it
/// hides.
class ShownWith : public QObject
{
public:
    explicit ShownWith(QWidget *around)
        : QObject(around)
        , m_around(around)
    { }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent) {
            m_around->setVisible(event->type() == QEvent::ShowToParent);
        }
        return false;
    }

private:
    QWidget *m_around;
};

} // namespace

SearchBar::SearchBar(Query::Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_notes(new QVBoxLayout)
    , m_line(new SearchLine(kind, this))
    , m_button(new QPushButton(tr("Search"), this))
    , m_problem(new WrapLabel(this))
    , m_aboutRow(new QWidget(this))
    , m_aboutText(new WrapLabel(m_aboutRow))
{
    const bool isOfUsers = kind == Query::Kind::Users;
    m_line->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    m_line->setPlaceholderText(isOfUsers ? tr("Search at Auth0: names, an e-mail, or a query as email:*@acme.com")
                                         : tr("Search at Auth0, as type:fp"));
    m_line->setObjectName(u"search"_s);
    m_line->setAccessibleName(tr("Search at Auth0"));
    m_line->setClearButtonEnabled(true);
    m_line->setToolTip(
        isOfUsers
            ? tr("Enter asks Auth0. Words are looked for in e-mails and names; a whole e-mail finds what "
                 "was made just now as well; all else is of the Lucene syntax of Auth0's documentation. "
                 "Empty finds all. Ctrl+Space offers how it may go on.")
            : tr("Enter asks Auth0, in the Lucene syntax of its documentation. Empty finds all. Ctrl+Space offers "
                 "how it may go on."));
    m_problem->setObjectName(u"searchProblem"_s);
    m_problem->setProperty("error", true);
    m_problem->hide();
    connect(m_line, &QLineEdit::returnPressed, this, &SearchBar::search);
    connect(m_button, &QPushButton::clicked, this, &SearchBar::search);
    connect(m_line, &QLineEdit::textChanged, m_problem, &QWidget::hide);
    auto *row = new QHBoxLayout;
    row->setSpacing(Size::gap);
    row->addWidget(m_line, 1);
    row->addWidget(m_button);
    auto *notes = new QWidget(this);
    notes->setProperty("surface", u"base"_s);
    notes->setAttribute(Qt::WA_StyledBackground);
    notes->setLayout(m_notes);
    m_notes->setContentsMargins(0, Size::gap, 0, 0);
    m_notes->setSpacing(0);
    addNote(m_problem);
    buildAbout();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Size::margin, 0, Size::margin, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(new FittingScroll(notes, tr("About the search"), Size::row, this)); // the rows need room as well
}

/// With a space of its own below it, which is not there while the note is hidden.
void SearchBar::addNote(QWidget *note)
{
    auto *cell = new QWidget(m_notes->parentWidget());
    auto *layout = new QVBoxLayout(cell);
    layout->setContentsMargins(0, 0, 0, Size::gap);
    layout->addWidget(note);
    cell->setVisible(!note->isHidden());
    note->installEventFilter(new ShownWith(cell));
    m_notes->addWidget(cell);
}

/// A query of many terms tells nobody what it is after.
void SearchBar::buildAbout()
{
    m_aboutText->setObjectName(u"searchAbout"_s);
    auto *all = namedButton("showAll", tr("Show &all"), m_aboutRow);
    all->setToolTip(tr("Search for nothing in particular"));
    all->setProperty("flat", true);
    auto *row = new QHBoxLayout(m_aboutRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Size::gap);
    row->addWidget(m_aboutText, 1, Qt::AlignVCenter);
    row->addWidget(all, 0, Qt::AlignTop);
    addNote(m_aboutRow);
    m_aboutRow->hide();
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT searchWanted(QString()); });
}

void SearchBar::nameSearch(const QString &text, const QString &about)
{
    m_about.insert(text, about);
}

void SearchBar::offerTail(Session::Estate &estate, const Actions &actions)
{
    m_tail = new LogTailBar(estate, actions, this);
    addNote(m_tail);
}

void SearchBar::showSearch(const std::optional<Domain::TenantId> &tenant, const QString &text)
{
    m_line->setText(text);
    m_line->setCursorPosition(0); // a long one is known by its beginning
    const QString about = text.isEmpty() ? QString() : m_about.value(text);
    m_aboutText->setText(about);
    m_aboutRow->setVisible(!about.isEmpty());
    if (m_tail) {
        m_tail->setTenant(tenant);
        m_tail->setQuery(text);
    }
}

void SearchBar::search()
{
    const QString problem = Query::problemOfQuery(m_kind, m_line->text());
    const QString below = m_hasRows && m_hasRows() ? u' ' + tr("What is shown below is no answer to it.") : QString();
    m_problem->setText(tr("▲ Not asked: %1").arg(problem) + below);
    m_problem->setVisible(!problem.isEmpty());
    if (problem.isEmpty()) {
        Q_EMIT searchWanted(m_line->text());
    }
}

} // namespace Ui
