#include "ui/dialogs/journaldialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/prompt.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/listdelegate.h"

#include "change/changewords.h"
#include "files/wholefile.h"
#include "items/journalmodel.h"
#include "json/value.h"

#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Objects whose fields are told; the export has them all.
constexpr qsizetype toldObjects = 200;

QString valueText(const QString &value)
{
    return value.isEmpty() ? JournalDialog::tr("nothing") : value;
}

/// An entry as it is exported.
struct Exported
{
    QString file;
    QByteArray reversal; ///< a line that says what took it back; empty where nothing did
};

/// `{"event": "taken-back", "by", "at", "whole"}`, which a reader of journals passes over.
QByteArray reversalLine(const std::optional<Change::Reversal> &reversal)
{
    if (!reversal) {
        return {};
    }
    const Json::Value line{{"event", "taken-back"},
                           {"by", reversal->id.toStdString()},
                           {"at", reversal->when.toUTC().toString(Qt::ISODateWithMs).toStdString()},
                           {"whole", reversal->isWhole}};
    return Json::write(line) + '\n';
}

/// Writes the files one after the other; the error, or nothing.
QString exported(const QList<Exported> &entries, const QString &path)
{
    Files::WholeFile file(path, Files::Readers::OwnerAlone);
    if (!file.open()) {
        return file.errorString();
    }
    for (const Exported &one : entries) {
        QFile entry(one.file);
        if (!entry.open(QIODevice::ReadOnly)) {
            return u"%1: %2"_s.arg(one.file, entry.errorString());
        }
        file.device().write(entry.readAll());
        file.device().write(one.reversal);
    }
    return file.commit() ? QString() : file.errorString();
}

struct Read
{
    QList<Change::JournalEntry> entries;
    QStringList problems;
};

} // namespace

QString journalText(const Change::JournalEntry &entry, const QString &relation)
{
    const QLocale locale;
    QStringList lines{
        entry.plan.title,
        JournalDialog::tr("%1, %2, by %3")
            .arg(entry.plan.tenant.name, locale.toString(entry.begun.toLocalTime(), QLocale::LongFormat), entry.who),
        Items::outcomeText(entry)};
    if (!relation.isEmpty()) {
        lines << relation;
    }
    lines << JournalDialog::tr("Id %1").arg(entry.plan.id);
    for (qsizetype i = 0; i < std::min(toldObjects, entry.items.size()); ++i) {
        const Change::PlanItem &item = entry.plan.items.at(i);
        lines << QString() << u"%1 (%2)"_s.arg(Change::described(item.object), item.object.id)
              << Items::resultText(entry.items.at(i).result, Json::SecretKeys());
        for (const Change::ChangeWords &words : Change::wordsOf(item, item.seen)) {
            lines << JournalDialog::tr("  %1: %2 → %3", "a field, before and after")
                         .arg(words.title.isEmpty() ? words.leaf.pointer.text() : words.title, valueText(words.before),
                              valueText(words.after));
        }
        for (const Change::RequestPreview &request : item.saved) {
            lines << u"  %1 %2"_s.arg(request.method, request.fullPath());
            if (!request.customDomain.isEmpty()) {
                lines << u"    %1: %2"_s.arg(Api::customDomainHeader(), request.customDomain);
            }
        }
    }
    if (entry.items.size() > toldObjects) {
        lines << QString()
              << JournalDialog::tr("… and %Ln more object(s)", nullptr, int(entry.items.size() - toldObjects));
    }
    return lines.join(u'\n');
}

JournalDialog::JournalDialog(const ChangeServices &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_model(new Items::JournalModel(this))
    , m_banner(new Banner(this))
    , m_search(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_details(new QPlainTextEdit(this))
    , m_undo(new QPushButton(tr("&Undo…"), this))
    , m_resume(new QPushButton(tr("&Go on…"), this))
    , m_export(new QPushButton(tr("E&xport…"), this))
{
    setWindowTitle(tr("Journal"));
    setObjectName(u"journal"_s);
    build();
    read();
}

JournalDialog::~JournalDialog() = default;

void JournalDialog::build()
{
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Find who, tenant, object, field or outcome"));
    m_search->setAccessibleName(tr("Find in the journal"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    m_table->setObjectName(u"entries"_s);
    m_table->setAccessibleName(tr("Entries of the journal"));
    ColumnHeader::give(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ListDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Size::row);
    const int widths[] = {176, 150, 300, 190, 210};
    for (int column = 0; column < Items::JournalModel::ColumnCount; ++column) {
        m_table->setColumnWidth(column, widths[column]);
    }
    m_table->horizontalHeader()->setSectionResizeMode(Items::JournalModel::TitleColumn, QHeaderView::Stretch);
    m_details->setObjectName(u"details"_s);
    m_details->setAccessibleName(tr("The entry"));
    m_details->setReadOnly(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setFont(fontOf(Type::Mono));
    m_details->setTabChangesFocus(true);
    m_details->setProperty("frameless", true);
    m_details->document()->setDocumentMargin(Size::margin);
    m_undo->setObjectName(u"undo"_s);
    m_resume->setObjectName(u"resume"_s);
    m_export->setObjectName(u"export"_s);
    auto *close = new QPushButton(tr("&Close"), this);
    close->setObjectName(u"close"_s);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({300, 300});
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    bar->addWidget(m_search);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_undo);
    buttons->addWidget(m_resume);
    buttons->addWidget(m_export);
    buttons->addStretch();
    buttons->addWidget(close);
    for (QPushButton *button : {m_undo, m_resume, m_export, close}) {
        button->setAutoDefault(false);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);
    layout->addLayout(buttons);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        m_table->selectRow(0);
        showEntry();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &JournalDialog::showEntry);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JournalDialog::showButtons);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (const QList<Change::JournalEntry> entries = undoable(); !entries.isEmpty()) {
            Q_EMIT undoWanted(entries);
        }
    });
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (const Change::JournalEntry *entry = current()) {
            Q_EMIT resumeWanted(*entry);
        }
    });
    connect(m_export, &QPushButton::clicked, this, [this] {
        m_services.prompt.saveFile(this, {tr("Export the journal"), tr("JSON lines (*.jsonl)"), u"journal.jsonl"_s},
                                   [this](const QString &path) { save(path); });
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    sizeDialog(*this, {1080, 720});
    m_search->setFocus();
    showButtons();
}

/// A long journal is read elsewhere.
void JournalDialog::read()
{
    auto *watcher = new QFutureWatcher<Read>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        const Read read = watcher->result();
        m_model->setEntries(read.entries);
        m_table->selectRow(0);
        const bool isCutOff = std::any_of(read.entries.cbegin(), read.entries.cend(),
                                          [](const Change::JournalEntry &entry) { return entry.isUnfinished(); });
        if (!read.problems.isEmpty()) {
            m_banner->showState(Banner::Tone::Warning, tr("Some entries could not be read."),
                                read.problems.join(u'\n'));
        } else if (isCutOff) {
            m_banner->showState(Banner::Tone::Watch, tr("There are entries that were cut off."),
                                tr("Choose one and press Go on to finish it."));
        } else if (read.entries.isEmpty()) {
            m_banner->showState(Banner::Tone::Neutral, tr("Nothing was changed yet."),
                                tr("Each change that you apply is written down here, with what takes it back."));
        }
        showEntry();
    });
    watcher->setFuture(QtConcurrent::run([folder = m_services.journalFolder] {
        Read read;
        read.entries = Change::readJournal(folder, &read.problems);
        return read;
    }));
}

const Change::JournalEntry *JournalDialog::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->entry(index.row()) : nullptr;
}

void JournalDialog::showEntry()
{
    const Change::JournalEntry *entry = current();
    m_details->setPlainText(entry ? journalText(*entry, m_model->relationText(m_table->currentIndex().row()))
                                  : QString());
    showButtons();
}

QList<Change::JournalEntry> JournalDialog::undoable() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<Change::JournalEntry> entries;
    for (const QModelIndex &row : std::as_const(rows)) {
        if (m_model->isUndoable(row.row())) {
            entries.append(m_model->entry(row.row()));
        }
    }
    return entries;
}

/// Nothing that the chosen entries wrote is left.
bool JournalDialog::isTakenBack() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return std::any_of(rows.cbegin(), rows.cend(), [this](const QModelIndex &row) {
        const auto reversal = m_model->reversal(row.row());
        return reversal && reversal->isWhole;
    });
}

void JournalDialog::showButtons()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const auto chosen = rows.size();
    const auto undone = int(std::count_if(rows.begin(), rows.end(),
                                          [this](const QModelIndex &row) { return m_model->isUndoable(row.row()); }));
    const Change::JournalEntry *entry = chosen == 1 ? current() : nullptr;
    m_undo->setEnabled(undone > 0);
    m_undo->setToolTip(undone > 0          ? tr("Reviews what takes the chosen entries back")
                           : chosen == 0   ? tr("Choose entries to take back")
                           : isTakenBack() ? tr("What it wrote was taken back already")
                                           : tr("It wrote nothing that can be taken back"));
    m_undo->setText(undone > 1 ? tr("&Undo %n entries…", nullptr, undone) : tr("&Undo…"));
    m_resume->setEnabled(entry && entry->isUnfinished());
    m_export->setEnabled(m_model->rowCount() > 0);
}

/// The lines of the entries that are shown, as they were written, and what took each back; no secret ever was.
void JournalDialog::save(const QString &path)
{
    QList<Exported> files;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        files.append({m_model->entry(row).path, reversalLine(m_model->reversal(row))});
    }
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path, count = files.size()] {
        watcher->deleteLater();
        if (const QString problem = watcher->result(); !problem.isEmpty()) {
            m_banner->showState(Banner::Tone::Error, tr("The journal was not exported."), problem);
        } else {
            m_banner->showState(Banner::Tone::Good, tr("Entries exported: %L1.").arg(count), path);
        }
    });
    watcher->setFuture(QtConcurrent::run([files, path] { return exported(files, path); }));
}

} // namespace Ui
