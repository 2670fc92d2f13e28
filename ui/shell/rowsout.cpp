#include "ui/shell/rowsout.h"

#include "ui/pages/tablepage.h"

#include "items/copytext.h"
#include "session/tenantsession.h"
#include "settings/wholefile.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Curl commands beyond this many are a script, which the CSV of ids serves better.
constexpr int maximumCurls = 50;

struct Rows
{
    Query::Kind kind;
    QList<Query::RecordPtr> records;
    QList<int> columns;
};

QString textOf(const Rows &rows, RowFormat format)
{
    switch (format) {
    case RowFormat::Csv:
        return Items::asCsv(rows.kind, rows.records, rows.columns);
    case RowFormat::Json:
        return Items::asJson(rows.kind, rows.records, Json::SecretKeys::fromResource());
    case RowFormat::Markdown:
        break;
    }
    return Items::asMarkdown(rows.kind, rows.records, rows.columns);
}

QString suffixOf(RowFormat format)
{
    return format == RowFormat::Csv ? u"csv"_s : format == RowFormat::Json ? u"json"_s : u"md"_s;
}

} // namespace

void RowsOut::copy(const TablePage &page, RowFormat format)
{
    const Rows rows{page.kind(), page.selectedRecords(), page.shownColumns()};
    auto *watcher = new QFutureWatcher<QString>(this);
    const int count = int(rows.records.size());
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, count] {
        QGuiApplication::clipboard()->setText(watcher->result());
        watcher->deleteLater();
        Q_EMIT told(tr("Copied %n row(s).", nullptr, count));
    });
    watcher->setFuture(QtConcurrent::run([rows, format] { return textOf(rows, format); }));
}

void RowsOut::copyCurl(const TablePage &page)
{
    const QList<Session::TenantSession *> sessions = page.sessions();
    const QList<Query::RecordPtr> wanted = page.selectedRecords();
    const QList<Query::RecordPtr> records = wanted.mid(0, maximumCurls);
    QStringList commands;
    for (Session::TenantSession *session : sessions) {
        QList<Query::RecordPtr> own;
        std::copy_if(records.begin(), records.end(), std::back_inserter(own),
                     [session](const Query::RecordPtr &record) { return record->tenant == session->id(); });
        if (!own.isEmpty()) {
            commands << Items::asCurl(page.kind(), own, session->client().origin().baseUrl());
        }
    }
    QGuiApplication::clipboard()->setText(commands.join(u'\n'));
    const QString copied
        = tr("Copied the requests of %n row(s); put a token into $TOKEN.", nullptr, int(records.size()));
    const qsizetype left = wanted.size() - records.size();
    Q_EMIT told(left == 0 ? copied : copied + u' ' + tr("%n more row(s) were left out.", nullptr, int(left)));
}

void RowsOut::save(const TablePage &page, RowFormat format, QWidget *window)
{
    const QString suffix = suffixOf(format);
    auto *dialog = new QFileDialog(window, tr("Export the table"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"%1.%2"_s.arg(Query::wordFor(page.kind()), suffix));
    connect(dialog, &QFileDialog::fileSelected, &page,
            [this, &page, format](const QString &fileName) { saveTo(fileName, page, format); });
    dialog->open();
}

void RowsOut::saveTo(const QString &fileName, const TablePage &page, RowFormat format)
{
    const Rows rows{page.kind(), page.shownRecords(), page.shownColumns()};
    auto *watcher = new QFutureWatcher<QString>(this);
    const int count = int(rows.records.size());
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, fileName, count] {
        const QString problem = watcher->result();
        watcher->deleteLater();
        Q_EMIT told(problem.isEmpty()
                        ? tr("Saved %n row(s) to %1.", nullptr, count).arg(fileName)
                        : tr("%1 could not be written: %2. Choose another folder.").arg(fileName, problem));
    });
    watcher->setFuture(QtConcurrent::run(
        [fileName, rows, format] { return Settings::writeWholeFile(fileName, textOf(rows, format).toUtf8()); }));
}

} // namespace Ui
