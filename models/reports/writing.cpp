#include "reports/writing.h"

#include "reports/translation.h"
#include "reports/writers.h"

#include "files/wholefile.h"

#include <QDir>

#include <array>

namespace Reports {

namespace {

struct FormatEntry
{
    Format format;
    QLatin1StringView word;
    Written (*write)(const Report &, QIODevice &, const Writing &);
};

constexpr std::array<FormatEntry, 6> formats{{
    {Format::Html, QLatin1StringView("html"), writeHtml},
    {Format::Pdf, QLatin1StringView("pdf"), writePdf},
    {Format::Csv, QLatin1StringView("csv"), writeCsv},
    {Format::Xlsx, QLatin1StringView("xlsx"), writeXlsx},
    {Format::Json, QLatin1StringView("json"), writeJson},
    {Format::Markdown, QLatin1StringView("md"), writeMarkdown},
}};

const FormatEntry &entryOf(Format format)
{
    return formats.at(size_t(format));
}

} // namespace

QLatin1StringView wordOf(Format format)
{
    return entryOf(format).word;
}

std::optional<Format> formatFor(QStringView word)
{
    for (const FormatEntry &entry : formats) {
        if (entry.word == word) {
            return entry.format;
        }
    }
    return std::nullopt;
}

Written write(const Report &report, Format format, QIODevice &device, const Writing &writing)
{
    return entryOf(format).write(report, device, writing);
}

Written writeFile(const Report &report, Format format, const QString &path, const Writing &writing)
{
    Files::WholeFile file(path);
    const auto refused = [&file] {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, file.errorString()});
    };
    if (!file.open()) {
        return refused();
    }
    QFileDevice &device = file.device();
    Written written = write(report, format, device, writing);
    if (written && !device.flush()) {
        written = refused();
    }
    if (!written && written.error().kind == WriteProblem::Kind::Device) {
        // A disk that fills up takes a part without a word, and tells why when it is asked for one byte more.
        device.write(" ", 1);
        if (!device.flush()) {
            written = refused();
        }
    }
    return written && !file.commit() ? refused() : written;
}

WriteProblem temporaryProblem(const QString &why)
{
    return {WriteProblem::Kind::Device,
            tr("The folder for temporary files, “%1”, is full or cannot be written to (%2). TMPDIR names another one.")
                .arg(QDir::toNativeSeparators(QDir::tempPath()), why)};
}

} // namespace Reports
