#include "ui/reports/reportform.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"

#include "settings/reportstore.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr QLatin1StringView eachCustomer("*"); ///< no key: those are letters and digits
constexpr int ownReport = Qt::UserRole + 1; ///< a saved one, not a preset
constexpr int isAbsent = Qt::UserRole + 2; ///< a customer that what was chosen does not have, a tenant that is not open
constexpr int savedAs = Qt::UserRole + 3; ///< what a saved choice names the Auth0 tenants by

QComboBox *makeBox(const char *name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QLatin1StringView(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(20);
    box->setMaxVisibleItems(16);
    return box;
}

/// "HTML: one file for a browser".
const QList<QPair<Reports::Format, QString>> &formats()
{
    using Reports::Format;
    static const QList<QPair<Format, QString>> list{
        {Format::Html, ReportForm::tr("HTML, for a browser or a mail")},
        {Format::Pdf, ReportForm::tr("PDF, to print or hand over")},
        {Format::Xlsx, ReportForm::tr("Excel workbook, a sheet a table")},
        {Format::Csv, ReportForm::tr("CSV, one long table")},
        {Format::Json, ReportForm::tr("JSON, for programs")},
        {Format::Markdown, ReportForm::tr("Markdown, for a wiki or a ticket")},
    };
    return list;
}

} // namespace

ReportForm::ReportForm(Settings::ReportStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_grid(new FieldGrid(this))
    , m_report(makeBox("report", this))
    , m_save(namedButton("save", tr("&Save the choice"), this))
    , m_delete(namedButton("delete", tr("&Delete"), this))
    , m_title(new QLineEdit(this))
    , m_tenants(makeBox("tenants", this))
    , m_customers(makeBox("customers", this))
    , m_sections(new QListWidget(this))
    , m_changes(makeBox("changes", this))
    , m_users(new QCheckBox(tr("&List the users that were found, not only their number"), this))
    , m_format(makeBox("format", this))
    , m_delimiter(makeBox("delimiter", this))
    , m_mark(new QCheckBox(tr("For &Excel: begin with a byte order mark"), this))
{
    build();
    fillReports();
    takeReport();
    connect(&store, &Settings::ReportStore::changed, this, &ReportForm::fillReports);
    connect(m_report, &QComboBox::currentIndexChanged, this, &ReportForm::takeReport);
    connect(m_title, &QLineEdit::textChanged, this, &ReportForm::tell);
    for (QComboBox *box : {m_tenants, m_customers, m_changes, m_format, m_delimiter}) {
        connect(box, &QComboBox::currentIndexChanged, this, &ReportForm::tell);
    }
    connect(m_sections, &QListWidget::itemChanged, this, &ReportForm::tell);
    for (QCheckBox *choice : {m_users, m_mark}) {
        connect(choice, &QCheckBox::toggled, this, &ReportForm::tell);
    }
    connect(m_save, &QPushButton::clicked, this, &ReportForm::saveWanted);
    connect(m_delete, &QPushButton::clicked, this, &ReportForm::deleteWanted);
}

void ReportForm::build()
{
    m_title->setObjectName(u"title"_s);
    m_title->setMaxLength(int(Settings::ReportStore::longestName));
    m_users->setObjectName(u"users"_s);
    m_mark->setObjectName(u"mark"_s);
    m_mark->setToolTip(tr("Without it Excel shows letters as ü and é wrongly; other programs need none"));
    m_sections->setObjectName(u"sections"_s);
    m_sections->setItemDelegate(new PlainRowDelegate(m_sections));
    fillSections({});
    m_sections->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_sections->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sections->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    m_changes->addItem(tr("the last 7 days"), 7);
    m_changes->addItem(tr("the last 30 days"), 30);
    m_changes->addItem(tr("the last 90 days"), 90);
    m_changes->addItem(tr("all that the journal holds"), 0);
    m_changes->setCurrentIndex(2);
    for (const auto &[format, title] : formats()) {
        m_format->addItem(title, int(format));
    }
    m_delimiter->addItem(tr("comma"), u","_s);
    m_delimiter->addItem(tr("semicolon"), u";"_s);
    m_delimiter->addItem(tr("tab"), u"\t"_s);
    m_customers->addItem(tr("All customers"), QString());

    m_save->setToolTip(
        tr("Keeps the Auth0 tenants, the customer, the sections, the period and the format under the title"));
    m_delete->setToolTip(tr("Deletes the saved report; the ones that come with the program stay"));
    auto *keeping = new QWidget(this);
    auto *keepingLayout = new QHBoxLayout(keeping);
    keepingLayout->setContentsMargins(0, 0, 0, 0);
    keepingLayout->setSpacing(Size::gap);
    keepingLayout->addStretch();
    keepingLayout->addWidget(m_delete);
    keepingLayout->addWidget(m_save);
    m_grid->add(tr("&Report"), m_report);
    m_grid->add(tr("&Title"), m_title);
    m_grid->add(tr("&Auth0 tenants"), m_tenants);
    m_grid->add(tr("&Customer"), m_customers);
    m_grid->add(tr("Secti&ons"), m_sections);
    m_grid->add(tr("C&hanges of"), m_changes);
    m_grid->add(QString(), m_users);
    m_grid->add(tr("&Format"), m_format);
    m_grid->add(tr("&Between cells"), m_delimiter);
    m_grid->add(QString(), m_mark);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, Size::gap, 0);
    layout->addWidget(m_grid);
    layout->addWidget(keeping);
    layout->addStretch();
}

/// Those that are chosen first, in their order, which is that of the report.
void ReportForm::fillSections(const QStringList &chosen)
{
    QStringList ids = chosen + Reports::sectionIds();
    ids.removeDuplicates();
    m_sections->clear();
    for (const QString &id : std::as_const(ids)) {
        auto *item = new QListWidgetItem(Reports::sectionTitle(id), m_sections);
        item->setData(Qt::UserRole, id);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen.contains(id) ? Qt::Checked : Qt::Unchecked);
    }
}

/// Presets first; the one that is current stays, where it is still there.
void ReportForm::fillReports()
{
    const QString before = m_report->currentData().toString();
    {
        const QScopedValueRollback filling(m_isFilling, true);
        const QSignalBlocker quiet(m_report);
        m_report->clear();
        for (const Reports::Definition &preset : Reports::presets()) {
            m_report->addItem(preset.title, preset.id);
        }
        if (!m_store.reports().isEmpty()) {
            m_report->insertSeparator(m_report->count());
        }
        for (const Domain::SavedReport &saved : m_store.reports()) {
            m_report->addItem(visibleText(saved.name), saved.name);
            m_report->setItemData(m_report->count() - 1, true, ownReport);
        }
        m_report->setCurrentIndex(std::max(0, m_report->findData(before)));
    }
    if (m_report->currentData().toString() != before && !before.isEmpty()) {
        takeReport();
    }
    showRows();
}

void ReportForm::chooseReport(const QString &presetOrName)
{
    if (const int index = m_report->findData(presetOrName); index >= 0) {
        m_report->setCurrentIndex(index);
    }
}

QString ReportForm::savedName() const
{
    return m_report->currentData(ownReport).toBool() ? m_report->currentData().toString() : QString();
}

void ReportForm::takeReport()
{
    {
        const QScopedValueRollback filling(m_isFilling, true);
        const auto saved = m_store.find(savedName());
        const Reports::Definition *preset = Reports::findPreset(m_report->currentData().toString());
        const Reports::Definition definition = saved ? Reports::definitionOf(*saved)
            : preset != nullptr                      ? *preset
                                                     : Reports::presets().first();
        m_title->setText(definition.title);
        m_users->setChecked(definition.listsUsers);
        fillSections(definition.sections);
        if (preset != nullptr && preset->changeDays > 0) {
            m_changes->setCurrentIndex(std::max(0, m_changes->findData(preset->changeDays)));
        }
        if (saved) {
            m_changes->setCurrentIndex(std::max(0, m_changes->findData(saved->changeDays)));
            chooseTenants(saved->tenants);
            chooseCustomer(saved->eachCustomer ? QString(eachCustomer) : saved->customer);
            if (const auto format = Reports::formatFor(saved->format)) {
                m_format->setCurrentIndex(m_format->findData(int(*format)));
            }
        }
    }
    tell();
}

void ReportForm::setTenants(const QList<Choice> &tenants)
{
    // The only one there was stands for all of them.
    const QString before = m_tenants->count() > 1 ? m_tenants->currentData(savedAs).toString() : QString();
    const QScopedValueRollback filling(m_isFilling, true);
    m_tenants->clear();
    if (tenants.size() != 1) {
        m_tenants->addItem(tr("All %L1 Auth0 tenants").arg(tenants.size()), QString());
        m_tenants->setItemData(0, QString(Domain::SavedReport::all), savedAs);
    }
    for (const Choice &tenant : tenants) {
        m_tenants->addItem(visibleText(tenant.name), tenant.id.text());
        m_tenants->setItemData(m_tenants->count() - 1, tenant.domain, savedAs);
    }
    chooseTenants(before);
}

/// One that is not open stays chosen, and is an obstacle, as a customer is who is not here.
void ReportForm::chooseTenants(const QString &saved)
{
    if (saved.isEmpty() || (saved == Domain::SavedReport::all && m_tenants->findData(saved, savedAs) < 0)) {
        m_tenants->setCurrentIndex(0);
        return;
    }
    if (m_tenants->findData(saved, savedAs) < 0) {
        m_tenants->addItem(tr("%1 (not open)").arg(visibleText(saved)), saved);
        m_tenants->setItemData(m_tenants->count() - 1, true, isAbsent);
        m_tenants->setItemData(m_tenants->count() - 1, saved, savedAs);
    }
    m_tenants->setCurrentIndex(m_tenants->findData(saved, savedAs));
}

void ReportForm::setCustomers(const QList<QPair<QString, QString>> &customers, bool areProposed)
{
    const QString before = m_customers->currentData().toString();
    const QScopedValueRollback filling(m_isFilling, true);
    m_customers->clear();
    m_customers->addItem(tr("All customers"), QString());
    if (!customers.isEmpty()) {
        const QString text
            = areProposed ? tr("A file each for %L1 proposed customers") : tr("A file for each of %L1 customers");
        m_customers->addItem(text.arg(customers.size()), QString(eachCustomer));
        m_customers->setItemData(m_customers->count() - 1,
                                 areProposed ? tr("Names and metadata propose them: nobody decided on customer rules.")
                                             : QString(),
                                 Qt::ToolTipRole);
        m_customers->insertSeparator(m_customers->count());
    }
    for (const auto &[key, name] : customers) {
        m_customers->addItem(visibleText(name), key);
    }
    chooseCustomer(before);
}

/// One that is not here stays chosen, and is an obstacle: a report for one customer must not become one of all.
void ReportForm::chooseCustomer(const QString &key)
{
    if (m_customers->findData(key) < 0) {
        m_customers->addItem(
            key == eachCustomer ? tr("A file for each customer") : tr("%1 (not found)").arg(visibleText(key)), key);
        m_customers->setItemData(m_customers->count() - 1, true, isAbsent);
    }
    m_customers->setCurrentIndex(m_customers->findData(key));
}

void ReportForm::choose(const std::optional<Domain::TenantId> &tenant, const QString &customerKey)
{
    {
        const QScopedValueRollback filling(m_isFilling, true);
        m_tenants->setCurrentIndex(std::max(0, tenant ? m_tenants->findData(tenant->text()) : 0));
        chooseCustomer(customerKey);
    }
    tell();
}

ReportWish ReportForm::wish() const
{
    ReportWish wish;
    const Reports::Definition *preset = Reports::findPreset(m_report->currentData().toString());
    wish.definition.id = preset != nullptr ? preset->id : QString();
    wish.definition.title = m_title->text().simplified();
    for (int row = 0; row < m_sections->count(); ++row) {
        if (m_sections->item(row)->checkState() == Qt::Checked) {
            wish.definition.sections.append(m_sections->item(row)->data(Qt::UserRole).toString());
        }
    }
    wish.definition.listsUsers = m_users->isChecked();
    const QString customer = m_customers->currentData().toString();
    wish.eachCustomer = customer == eachCustomer;
    wish.definition.customer = wish.eachCustomer ? QString() : customer;
    const QString tenant = m_tenants->currentData().toString();
    for (int row = 0; row < m_tenants->count(); ++row) {
        const QString id = m_tenants->itemData(row).toString();
        const bool isOpen = !id.isEmpty() && !m_tenants->itemData(row, isAbsent).toBool();
        if (isOpen && (tenant.isEmpty() || tenant == id)) {
            wish.tenants.append(Domain::TenantId(id));
        }
    }
    wish.changeDays = m_changes->currentData().toInt();
    wish.format = Reports::Format(m_format->currentData().toInt());
    wish.delimiter = m_delimiter->currentData().toString().front();
    wish.beginsWithMark = m_mark->isChecked();
    return wish;
}

QString ReportForm::obstacle() const
{
    const ReportWish wish = this->wish();
    if (wish.tenants.isEmpty()) {
        return m_tenants->currentData(isAbsent).toBool()
            ? tr("The Auth0 tenant that this report is of is not open. Open it, or choose another.")
            : tr("No Auth0 tenant is open.");
    }
    if (m_customers->currentData(isAbsent).toBool()) {
        return wish.eachCustomer ? tr("No customer is known in what was chosen.")
                                 : tr("There is no such customer in what was chosen. Choose another.");
    }
    return wish.definition.sections.isEmpty() ? tr("Choose at least one section.")
        : wish.definition.title.isEmpty()     ? tr("Give it a title.")
                                              : QString();
}

Domain::SavedReport ReportForm::toSave() const
{
    const ReportWish wish = this->wish();
    return {wish.definition.title,
            wish.definition.sections,
            wish.definition.listsUsers,
            wish.changeDays,
            QString(Reports::wordOf(wish.format)),
            wish.definition.customer,
            wish.eachCustomer,
            m_tenants->currentData(savedAs).toString()};
}

void ReportForm::showProblem(const QString &problem)
{
    m_grid->setProblem(m_title, problem);
    m_grid->focusFirstProblem();
}

void ReportForm::enter()
{
    m_report->setFocus();
}

void ReportForm::showRows()
{
    const ReportWish wish = this->wish();
    m_grid->setRowVisible(m_changes, wish.definition.sections.contains("changes"_L1));
    m_grid->setRowVisible(m_users, wish.definition.sections.contains("users"_L1));
    m_grid->setRowVisible(m_delimiter, wish.format == Reports::Format::Csv);
    m_grid->setRowVisible(m_mark, wish.format == Reports::Format::Csv);
    m_delete->setEnabled(!savedName().isEmpty());
}

void ReportForm::tell()
{
    if (m_isFilling) {
        return;
    }
    m_grid->clearProblems();
    showRows();
    Q_EMIT changed();
}

} // namespace Ui
