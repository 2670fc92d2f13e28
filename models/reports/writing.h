#pragma once

#include "query/csvrow.h"

#include <tl/expected.hpp>

#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

class QIODevice;

namespace Reports {

struct Report;

enum class Format { Html, Pdf, Csv, Xlsx, Json, Markdown };

/// The word of a format on the command line, which is a file's suffix as well: html, pdf, csv, xlsx, json, md.
QLatin1StringView wordOf(Format format);
std::optional<Format> formatFor(QStringView word);

/// How a report is written. A value; what it calls runs on the writer's thread.
struct Writing
{
    QChar delimiter = u','; ///< of CSV
    Query::CsvFormulas formulas = Query::CsvFormulas::Disarmed; ///< of CSV
    bool beginsWithMark = false; ///< of CSV: with the mark of byte order, without which Excel takes UTF-8 for another
    std::stop_token stop{};
    /// Told now and then, with the rows that were written; those of a PDF are gone through twice, and told as one.
    std::function<void(qint64)> progress{};
    /// Told at most once, of a PDF: some characters that no font of this computer has. See lackingText().
    std::function<void(const QString &)> lacking{};
};

/// Why a report was not written.
struct WriteProblem
{
    enum class Kind {
        Stopped, ///< nobody wants it any more
        Device, ///< the device or the disk refused
        TooLarge, ///< more than the format can hold
    };
    Kind kind = Kind::Device;
    QString why; ///< translated; empty where it was stopped

    friend bool operator==(const WriteProblem &, const WriteProblem &) = default;
};

using Written = tl::expected<void, WriteProblem>;

/// Writes a report in a format, as it goes through its rows: memory hardly grows with them. The same report gives the
/// same bytes. Belongs on a worker thread; PDF and HTML need a QGuiApplication, for their fonts.
Written write(const Report &report, Format format, QIODevice &device, const Writing &writing = {});

/// The same to a Files::WholeFile: it is there whole or not at all, and one of before is replaced only then.
Written writeFile(const Report &report, Format format, const QString &path, const Writing &writing = {});

} // namespace Reports
