#include "ui/dialogs/savesearchdialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/pages/statustext.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "query/columns.h"
#include "settings/searchstore.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

SaveSearchDialog::SaveSearchDialog(Domain::SavedSearch search, bool isPassing, QWidget *parent)
    : QDialog(parent)
    , m_search(std::move(search))
    , m_grid(new FieldGrid(this))
    , m_name(new QLineEdit(this))
    , m_where(new QComboBox(this))
{
    setObjectName(u"saveSearch"_s);
    setWindowTitle(tr("Save this search"));
    auto *about = new WrapLabel(this);
    about->setLines(partsOf(m_search));
    about->setMaximumLines(8);
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(int(Settings::SearchStore::longestName));
    m_where->setObjectName(u"where"_s);
    m_where->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_where->setMinimumContentsLength(24);
    if (!m_search.tenant.isEmpty()) {
        m_where->addItem(visibleText(m_search.tenantName), true);
    }
    m_where->addItem(tr("All tenants"), false);
    m_grid->add(tr("&Name"), m_name, tr("Ctrl+K finds it by this."));
    m_grid->add(tr("&Where"), m_where,
                isPassing ? tr("This tenant is not saved: what is saved of it goes with the program.") : QString());
    auto *note = new WrapLabel(this);
    note->setProperty("muted", true);
    note->setText(tr("It is kept on this computer alone, in a settings file that only you may read. A search may hold "
                     "names and addresses of people: delete it when it is not needed any more."));
    auto *cancel = namedButton("cancel", tr("&Cancel"), this);
    auto *save = namedButton("save", tr("&Save"), this);
    save->setDefault(true);
    save->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::wide);
    layout->addWidget(about);
    layout->addWidget(m_grid);
    layout->addWidget(note);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(save, &QPushButton::clicked, this, &SaveSearchDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, m_grid, &FieldGrid::clearProblems);
    m_name->setFocus();
    sizeDialog(*this, {560, sizeHint().height()});
}

Domain::SavedSearch SaveSearchDialog::search() const
{
    Domain::SavedSearch search = m_search;
    search.name = m_name->text();
    if (!m_where->currentData().toBool()) {
        search.tenant = {};
        search.tenantName.clear();
    }
    return search;
}

void SaveSearchDialog::accept()
{
    m_grid->clearProblems();
    Q_EMIT wanted(search());
}

void SaveSearchDialog::showProblem(const QString &problem)
{
    m_grid->setProblem(m_name, problem);
    m_grid->focusFirstProblem();
}

QStringList partsOf(const Domain::SavedSearch &search)
{
    const auto kind = Query::kindFor(search.kind);
    QStringList parts{kind ? titleFor(*kind, search.connectionKind) : search.kind};
    if (!search.search.isEmpty()) {
        parts.append(SaveSearchDialog::tr("search %1").arg(search.search));
    }
    if (!search.filter.isEmpty()) {
        parts.append(SaveSearchDialog::tr("filter %1").arg(search.filter));
    }
    if (parts.size() == 1) {
        parts.append(SaveSearchDialog::tr("all rows"));
    }
    return parts;
}

} // namespace Ui
