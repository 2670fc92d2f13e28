#include "reports/writing.h"

#include "reports/translation.h"
#include "reports/writers.h"

#include <QSaveFile>

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
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, file.errorString()});
    }
    Written written = write(report, format, file, writing);
    if (!written) {
        file.cancelWriting();
        return written;
    }
    if (!file.commit()) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, file.errorString()});
    }
    return {};
}

} // namespace Reports
