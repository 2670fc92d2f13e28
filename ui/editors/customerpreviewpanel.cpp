#include "ui/editors/customerpreviewpanel.h"

#include "ui/dialogs/customerchoicedialog.h"
#include "ui/dialogs/opendialog.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"

#include <QLabel>
#include <QLocale>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QList<Domain::CustomerObject> objectsOf(const QList<Items::CustomerRow> &rows)
{
    QList<Domain::CustomerObject> objects;
    for (const Items::CustomerRow &row : rows) {
        if (row.object) {
            objects.append(*row.object);
        }
    }
    return objects;
}

} // namespace

CustomerPreviewPanel::CustomerPreviewPanel(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_summary(new QLabel(this))
    , m_assign(namedButton("assign", tr("&Belongs to…"), this))
    , m_join(namedButton("join", tr("Is the same &customer as…"), this))
    , m_undo(namedButton("undo", tr("&Leave it to the rules"), this))
{
    m_summary->setObjectName(u"previewSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setProperty("muted", true);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"preview"_s);
    m_tabs->setAccessibleName(tr("What the rules find"));
    m_tabs->tabBar()->setAccessibleName(tr("What the rules find"));
    m_tabs->addTab(makeTree(tr("Customers that the rules find"), {tr("Customer"), tr("Held by")}, Found), QString());
    m_tabs->addTab(makeTree(tr("Objects that several customers claim"), {tr("Object"), tr("Claimed by")}, Contested),
                   QString());
    m_tabs->addTab(makeTree(tr("Objects of no customer"), {tr("Object"), tr("Kind")}, Unclaimed), QString());
    m_tabs->addTab(
        makeTree(tr("Exceptions from the rules"), {tr("Object or customer"), tr("What holds instead")}, Decided),
        QString());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_summary);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(buildTools());
    QWidget *before = m_tabs->tabBar();
    const QList<QWidget *> order{
        m_trees.at(Found), m_trees.at(Contested), m_trees.at(Unclaimed), m_trees.at(Decided), m_assign, m_join, m_undo};
    for (QWidget *widget : order) { // as they stand: the buttons are about the row
        setTabOrder(before, widget);
        before = widget;
    }
    connect(m_tabs, &QTabWidget::currentChanged, this, &CustomerPreviewPanel::showTools);
    showPreview({});
}

QTreeView *CustomerPreviewPanel::makeTree(const QString &name, const QStringList &headings, Page page)
{
    auto *model = new Items::CustomerTreeModel(headings, this);
    auto *tree = new QTreeView(this);
    ColumnHeader *header = ColumnHeader::give(*tree);
    tree->setModel(model);
    tree->setItemDelegate(new PlainRowDelegate(tree));
    tree->setAccessibleName(name);
    tree->setRootIsDecorated(page == Found);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setMinimumHeight(76);
    tree->setSelectionMode(page == Found ? QTreeView::SingleSelection : QTreeView::ExtendedSelection);
    tree->setExpandsOnDoubleClick(page == Found);
    header->resizeSection(0, 200);
    header->setFilling(1, 120);
    connect(tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CustomerPreviewPanel::showTools);
    m_models.append(model);
    m_trees.append(tree);
    return tree;
}

QWidget *CustomerPreviewPanel::buildTools()
{
    auto *tools = new QWidget(this);
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    for (QPushButton *button : {m_assign, m_join, m_undo}) {
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(m_assign, &QPushButton::clicked, this, &CustomerPreviewPanel::assign);
    connect(m_join, &QPushButton::clicked, this, &CustomerPreviewPanel::join);
    connect(m_undo, &QPushButton::clicked, this, &CustomerPreviewPanel::undo);
    return tools;
}

void CustomerPreviewPanel::showPreview(const Items::CustomerPreview &preview)
{
    const QList<Items::CustomerRow> *pages[PageCount]
        = {&preview.found, &preview.contested, &preview.unclaimed, &preview.decided};
    const QString titles[PageCount] = {tr("Customers"), tr("Several claim"), tr("No customer"), tr("Exceptions")};
    const QLocale locale;
    for (int page = 0; page < PageCount; ++page) {
        const qsizetype count = pages[page]->size();
        model(page)->setRows(*pages[page]);
        m_tabs->setTabText(page,
                           count > 0 ? tr("%1 %2", "tab with its count").arg(titles[page], locale.toString(count))
                                     : titles[page]);
        m_tabs->setTabEnabled(page, page == Found || count > 0);
    }
    if (std::exchange(m_prefersContested, false) && !preview.contested.isEmpty()) {
        m_tabs->setCurrentIndex(Contested);
    }
    m_summary->setText(preview.found.isEmpty() ? tr("No customer is found.")
                                               : tr("%n customer(s)", nullptr, int(preview.found.size())) + u", "_s
                               + tr("%n object(s) of theirs", nullptr, int(preview.objects)));
    showTools();
}

void CustomerPreviewPanel::showBusy()
{
    m_summary->setText(tr("What the rules find is being worked out…"));
}

QWidget *CustomerPreviewPanel::entry() const
{
    return m_trees.at(m_tabs->currentIndex());
}

QList<Items::CustomerRow> CustomerPreviewPanel::chosen() const
{
    const int page = m_tabs->currentIndex();
    QList<Items::CustomerRow> rows;
    for (const QModelIndex &index : m_trees.at(page)->selectionModel()->selectedRows()) {
        rows.append(model(page)->row(index));
    }
    return rows;
}

void CustomerPreviewPanel::showTools()
{
    const QList<Items::CustomerRow> rows = chosen();
    const bool areObjects = !rows.isEmpty() && objectsOf(rows).size() == rows.size();
    const bool isDecided = m_tabs->currentIndex() == Decided;
    m_assign->setEnabled(areObjects);
    m_join->setVisible(m_tabs->currentIndex() == Found);
    m_join->setEnabled(rows.size() == 1 && !rows.first().object && m_models.at(Found)->rowCount() > 1);
    m_undo->setVisible(isDecided);
    m_undo->setEnabled(!rows.isEmpty());
}

std::map<QString, QString> CustomerPreviewPanel::names() const
{
    std::map<QString, QString> names;
    for (const Items::CustomerRow &row : m_models.at(Found)->rows()) {
        names.emplace(row.customer, row.text);
    }
    return names;
}

void CustomerPreviewPanel::assign()
{
    const QList<Items::CustomerRow> rows = chosen();
    const QList<Domain::CustomerObject> objects = objectsOf(rows);
    CustomerChoiceDialog::Question question;
    question.title = tr("Whose is it?");
    question.about = rows.size() == 1 ? tr("%1 belongs to:").arg(rows.first().text)
                                      : tr("The %n selected object(s) belong to:", nullptr, int(rows.size()));
    question.customers = names();
    question.mayBeNobody = true;
    auto *dialog = new CustomerChoiceDialog(question, this);
    connect(dialog, &CustomerChoiceDialog::chosen, this, [this, dialog, objects](const CustomerChoice &choice) {
        Q_EMIT pinWanted(objects, choice.key);
        dialog->done(QDialog::Accepted);
    });
    openDialog(dialog);
}

void CustomerPreviewPanel::join()
{
    const Items::CustomerRow row = chosen().first();
    CustomerChoiceDialog::Question question;
    question.title = tr("The same customer");
    question.about = tr("%1 is the same customer as:").arg(row.text);
    question.customers = names();
    question.customers.erase(row.customer);
    auto *dialog = new CustomerChoiceDialog(question, this);
    connect(dialog, &CustomerChoiceDialog::chosen, this,
            [this, dialog, key = row.customer](const CustomerChoice &choice) {
                Q_EMIT aliasWanted(key, choice.name.isEmpty() ? choice.key : choice.name);
                dialog->done(QDialog::Accepted);
            });
    openDialog(dialog);
}

void CustomerPreviewPanel::undo()
{
    const QList<Items::CustomerRow> rows = chosen();
    for (const Items::CustomerRow &row : rows) {
        if (!row.object) {
            Q_EMIT unaliasWanted(row.customer);
        }
    }
    if (const QList<Domain::CustomerObject> objects = objectsOf(rows); !objects.isEmpty()) {
        Q_EMIT unpinWanted(objects);
    }
}

} // namespace Ui
