#include "ui/shell/rowsout.h"

#include "ui/pages/tablepage.h"

#include "files/wholefile.h"
#include "items/copytext.h"
#include "session/tenantsession.h"

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

/// Those that the table shows. A CSV of a log has the others behind them: handed on without address, ids and user
/// agent, it tells whoever gets it too little.
QList<int> savedColumns(const TablePage &page, RowFormat format)
{
    QList<int> columns = page.shownColumns();
    if (page.kind() != Query::Kind::Logs || format != RowFormat::Csv) {
        return columns;
    }
    for (int column = 0; column < Query::columnsOf(page.kind()).size(); ++column) {
        if (!columns.contains(column)) {
            columns.append(column);
        }
    }
    return columns;
}

OutgoingText textOf(const TablePage &page, const QList<Query::RecordPtr> &records, const QList<int> &columns)
{
    const Query::Kind kind = page.kind();
    return {QString(Query::wordFor(kind)), int(records.size()), [kind, records, columns](RowFormat format) {
                switch (format) {
                case RowFormat::Csv:
                    return Items::asCsv(kind, records, columns);
                case RowFormat::Json:
                    return Items::asJson(kind, records, Json::SecretKeys::fromResource());
                case RowFormat::Markdown:
                    break;
                }
                return Items::asMarkdown(kind, records, columns);
            }};
}

QString suffixOf(RowFormat format)
{
    return format == RowFormat::Csv ? u"csv"_s : format == RowFormat::Json ? u"json"_s : u"md"_s;
}

} // namespace

void RowsOut::copy(const TablePage &page, RowFormat format)
{
    copy(textOf(page, page.selectedRecords(), page.shownColumns()), format);
}

void RowsOut::copy(const OutgoingText &text, RowFormat format)
{
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, count = text.rows] {
        QGuiApplication::clipboard()->setText(watcher->result());
        watcher->deleteLater();
        Q_EMIT told(tr("Copied %n row(s).", nullptr, count));
    });
    watcher->setFuture(QtConcurrent::run([make = text.make, format] { return make(format); }));
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
    Q_EMIT told(left == 0 ? copied : copied + u' ' + tr("Left out: %n more row(s).", nullptr, int(left)));
}

void RowsOut::save(const TablePage &page, RowFormat format, QWidget *window)
{
    save(textOf(page, page.shownRecords(), savedColumns(page, format)), format, window);
}

void RowsOut::save(const OutgoingText &text, RowFormat format, QWidget *window)
{
    const QString suffix = suffixOf(format);
    auto *dialog = new QFileDialog(window, tr("Export the table"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"%1.%2"_s.arg(text.name, suffix));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, text, format](const QString &fileName) { saveTo(fileName, text, format); });
    dialog->open();
}

void RowsOut::saveTo(const QString &fileName, const TablePage &page, RowFormat format)
{
    saveTo(fileName, textOf(page, page.shownRecords(), savedColumns(page, format)), format);
}

void RowsOut::saveTo(const QString &fileName, const OutgoingText &text, RowFormat format)
{
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, fileName, count = text.rows] {
        const QString problem = watcher->result();
        watcher->deleteLater();
        Q_EMIT told(problem.isEmpty()
                        ? tr("Saved %n row(s) to %1.", nullptr, count).arg(fileName)
                        : tr("%1 could not be written: %2. Choose another folder.").arg(fileName, problem));
    });
    watcher->setFuture(QtConcurrent::run(
        [fileName, make = text.make, format] { return Files::writeWholeFile(fileName, make(format).toUtf8()); }));
}

} // namespace Ui
