#include "reports/exportfolder.h"

#include "reports/exportnames.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr qsizetype longestName = 120; // bytes; file systems take 255

QString cutToBytes(QString name, qsizetype most)
{
    name.truncate(most); // of characters, which have a byte at least
    while (!name.isEmpty() && (name.back().isHighSurrogate() || name.toUtf8().size() > most)) {
        name.chop(1);
    }
    return name;
}

} // namespace

QString exportToolName(ExportTool tool)
{
    return tool == ExportTool::DeployCli ? u"auth0-deploy-cli"_s : u"Terraform"_s;
}

QString safeFileName(const QString &name)
{
    // The rules of the npm package sanitize-filename, which deploy-cli names files by.
    static const QRegularExpression refused(u"[/?<>\\\\:*|\"\\x{00}-\\x{1f}\\x{7f}-\\x{9f}]"_s);
    static const QRegularExpression onlyDots(u"^\\.+$"_s);
    static const QRegularExpression device(u"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression trailing(u"[. ]+$"_s);
    QString safe = name;
    safe.replace(refused, u"-"_s).replace(onlyDots, u"-"_s).replace(device, u"-"_s).replace(trailing, u"-"_s);
    safe = cutToBytes(safe, longestName);
    return safe.isEmpty() ? u"undefined"_s : safe;
}

QString ExportFileNames::unique(const QString &name, const QString &ending, const QString &id)
{
    const QString safe = safeFileName(name);
    const auto marked = [&](int attempt) { return u"%1-%2"_s.arg(safe, markOf(id.isEmpty() ? name : id, attempt)); };
    QString chosen = safe == name ? safe : marked(0);
    const auto key = [](const QString &text) { return text.normalized(QString::NormalizationForm_KC).toCaseFolded(); };
    for (int attempt = 0; m_taken.contains(key(chosen + ending)); ++attempt) {
        chosen = marked(attempt);
    }
    m_taken.insert(key(chosen + ending));
    return chosen + ending;
}

QList<ExportLeftOuts> byReason(const QList<ExportLeftOut> &all)
{
    QList<ExportLeftOuts> reasons;
    QHash<QStringList, qsizetype> places;
    for (const ExportLeftOut &left : all) {
        const QStringList key{left.kind, left.what, left.why};
        if (!places.contains(key)) {
            places.insert(key, reasons.size());
            reasons.append({left, {}});
        }
        reasons[places.value(key)].objects.append(left.object);
    }
    return reasons;
}

} // namespace Reports
