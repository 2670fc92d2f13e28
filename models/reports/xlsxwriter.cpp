#include "reports/shownreport.h"
#include "reports/translation.h"
#include "reports/workbook.h"
#include "reports/writers.h"

#include "query/visibletext.h"

#include <QFile>
#include <QTemporaryDir>

#include <fcntl.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr qint64 smallFiles = 64 * 1024; // bytes: what a workbook holds beside its sheets

struct FreeBook
{
    void operator()(lxw_workbook *book) const { lxw_workbook_free(book); }
};
using BookPtr = std::unique_ptr<lxw_workbook, FreeBook>;

QByteArray shownText(const QString &text)
{
    return Query::visibleText(text).toUtf8();
}

void setProperties(lxw_workbook *book, const Report &report)
{
    QByteArray title = shownText(report.title);
    QByteArray subject = shownText(report.subtitle);
    QByteArray author = "Tenantry";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.author = author.data();
    properties.created = report.made.toSecsSinceEpoch();
    workbook_set_properties(book, &properties);
}

/// Whether so many bytes can be written to the folder; otherwise why not. The library prints what it could not write on
/// standard error, beside telling it, and has no switch for that: it must not come to that.
QString obstacle(const QTemporaryDir &folder, qint64 bytes)
{
    QFile file(folder.filePath(u"room"_s));
    if (!file.open(QIODevice::WriteOnly)) {
        return file.errorString();
    }
    const int error = posix_fallocate(file.handle(), 0, bytes);
    file.remove();
    return error == 0 ? QString() : qt_error_string(error);
}

Written copy(const QString &path, QIODevice &device)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, file.errorString()});
    }
    while (!file.atEnd()) {
        const QByteArray part = file.read(1 << 16);
        if (part.isEmpty() || device.write(part) != part.size()) {
            return tl::unexpected(
                WriteProblem{WriteProblem::Kind::Device, part.isEmpty() ? file.errorString() : device.errorString()});
        }
    }
    return {};
}

} // namespace

Written writeXlsx(const Report &all, QIODevice &device, const Writing &writing)
{
    const Report report = shownReport(all, writing.stop);
    // The library writes files only; the folder is this user's alone and goes away whatever happens.
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        return tl::unexpected(temporaryProblem(folder.errorString()));
    }
    const QString path = folder.filePath(u"report.xlsx"_s);
    QByteArray temporary = QFile::encodeName(folder.path());
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = temporary.data();
    BookPtr book(workbook_new_opt(QFile::encodeName(path).constData(), &options));
    if (!book) {
        return tl::unexpected(temporaryProblem(tr("the workbook could not be begun")));
    }
    setProperties(book.get(), report);
    Workbook sheets(book.get(), report, writing);
    sheets.writeOverview();
    const auto isWritten = [&sheets](const Section &section) {
        return std::ranges::all_of(section.blocks, [&](const Block &block) {
            const auto *table = std::get_if<Table>(&block);
            return table == nullptr || table->count == 0 || sheets.writeTable(section, *table);
        });
    };
    const bool isWhole = std::ranges::all_of(report.sections, isWritten);
    const auto bytes = sheets.written();
    if (!bytes) {
        return tl::unexpected(temporaryProblem(bytes.error()));
    }
    if (!isWhole) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Stopped, {}});
    }
    // One sheet after the other is put together in a file, and packed into another.
    if (const QString why = obstacle(folder, *bytes + *bytes / 4 + smallFiles); !why.isEmpty()) {
        return tl::unexpected(temporaryProblem(why));
    }
    const lxw_error error = workbook_close(book.release()); // frees it as well
    if (error != LXW_NO_ERROR) {
        return tl::unexpected(temporaryProblem(QString::fromUtf8(lxw_strerror(error))));
    }
    return copy(path, device);
}

} // namespace Reports
