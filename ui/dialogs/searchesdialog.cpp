#include "ui/dialogs/searchesdialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/savesearchdialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"
#include "ui/widgets/wraplabel.h"

#include "session/estate.h"
#include "settings/searchstore.h"

#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

bool isOrphan(const Domain::SavedSearch &search, const Session::Estate &estate)
{
    return !search.tenant.isEmpty() && !estate.find(search.tenant);
}

QString whereOf(const Domain::SavedSearch &search, const Session::Estate &estate)
{
    if (search.tenant.isEmpty()) {
        return SearchesDialog::tr("All tenants");
    }
    const Session::TenantSession *session = estate.find(search.tenant);
    return session ? session->profile().name
                   : SearchesDialog::tr("%1, which was removed", "an Auth0 tenant").arg(search.tenantName);
}

SearchesDialog::SearchesDialog(Settings::SearchStore &store, const Session::Estate &estate, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_estate(estate)
    , m_banner(new Banner(this))
    , m_list(new QListWidget(this))
    , m_about(new WrapLabel(this))
    , m_grid(new FieldGrid(this))
    , m_name(new QLineEdit(this))
    , m_run(namedButton("run", tr("&Show"), this))
    , m_rename(namedButton("rename", tr("&Rename"), this))
    , m_delete(namedButton("delete", tr("&Delete"), this))
{
    setObjectName(u"searches"_s);
    setWindowTitle(tr("Saved searches"));
    build();
    connect(&store, &Settings::SearchStore::changed, this, &SearchesDialog::fill);
    connect(m_list, &QListWidget::currentRowChanged, this, &SearchesDialog::showCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &SearchesDialog::run);
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        m_grid->clearProblems();
        const auto search = m_store.find(currentId());
        m_rename->setEnabled(search && search->name != m_name->text().simplified());
    });
    connect(m_run, &QPushButton::clicked, this, &SearchesDialog::run);
    connect(m_rename, &QPushButton::clicked, this, &SearchesDialog::rename);
    connect(m_delete, &QPushButton::clicked, this, &SearchesDialog::remove);
    fill();
    m_list->setFocus();
    sizeDialog(*this, {640, 460});
}

void SearchesDialog::build()
{
    m_list->setObjectName(u"list"_s);
    m_list->setAccessibleName(tr("Saved searches"));
    m_list->setItemDelegate(new PlainRowDelegate(m_list));
    m_list->setMinimumHeight(90);
    m_about->setObjectName(u"about"_s);
    m_about->setMaximumLines(6);
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(int(Settings::SearchStore::longestName));
    m_grid->add(tr("&Name"), m_name);
    m_run->setDefault(true);
    m_run->setProperty("primary", true);
    auto *close = namedButton("close", tr("&Close"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_delete);
    buttons->addWidget(m_rename);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_run);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    body->setSpacing(Size::margin);
    body->addWidget(m_list, 1);
    body->addWidget(m_about);
    body->addWidget(m_grid);
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

/// The same one stays current; where it is gone, the one that took its place.
void SearchesDialog::fill()
{
    const QString before = currentId();
    int row = std::max(0, m_list->currentRow());
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Domain::SavedSearch &search : m_store.searches()) {
        const QString where = whereOf(search, m_estate);
        auto *item = new QListWidgetItem(
            isOrphan(search, m_estate) ? tr("▲ %1 (tenant removed)").arg(search.name) : search.name, m_list);
        item->setData(Qt::UserRole, search.id);
        item->setData(Qt::AccessibleTextRole,
                      (QStringList{item->text()} + partsOf(search) + QStringList{where}).join(u", "_s));
        if (search.id == before) {
            row = m_list->count() - 1;
        }
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    showCurrent();
}

QString SearchesDialog::currentId() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void SearchesDialog::showCurrent()
{
    const auto search = m_store.find(currentId());
    m_name->setText(search ? search->name : QString());
    m_about->setLines(search
                          ? QStringList{whereOf(*search, m_estate)} + partsOf(*search)
                          : QStringList{tr("Nothing was saved yet. Filter or search a table, then save that from the "
                                           "menu Searches beside its filter.")});
    m_grid->setEnabled(search.has_value());
    m_delete->setEnabled(search.has_value());
    m_rename->setEnabled(false);
    showObstacle(*m_run,
                 search && isOrphan(*search, m_estate) ? tr("Its tenant was removed: it can be deleted only.")
                                                       : QString(),
                 tr("Shows the table so"));
    m_run->setEnabled(search && !isOrphan(*search, m_estate));
}

void SearchesDialog::run()
{
    const auto search = m_store.find(currentId());
    if (search && !isOrphan(*search, m_estate)) {
        accept();
        Q_EMIT runWanted(*search);
    }
}

void SearchesDialog::rename()
{
    m_grid->clearProblems();
    if (const auto renamed = m_store.rename(currentId(), m_name->text()); !renamed) {
        m_grid->setProblem(m_name, renamed.error().message);
        m_grid->focusFirstProblem();
    }
}

void SearchesDialog::remove()
{
    const auto search = m_store.find(currentId());
    if (!search) {
        return;
    }
    if (const auto removed = m_store.remove(search->id); !removed) {
        m_banner->showState(Banner::Tone::Error, tr("The search could not be deleted."), removed.error().message);
        return;
    }
    m_banner->showState(Banner::Tone::Neutral, tr("“%1” was deleted.").arg(visibleText(search->name)), {});
    auto *undo = new QAction(tr("Undo"), m_banner);
    undo->setObjectName(u"undo"_s);
    connect(undo, &QAction::triggered, this, [this, gone = *search] {
        m_banner->clear();
        if (const auto kept = m_store.add(gone); !kept) {
            m_banner->showState(Banner::Tone::Error, tr("The search could not be kept."), kept.error().message);
        }
    });
    m_banner->addButton(undo);
    m_list->setFocus();
}

} // namespace Ui
