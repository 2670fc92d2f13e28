#include "analysis/scriptsecrets.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Analysis {

QStringList secretsIn(const QString &script)
{
    // A name that ends like that of a secret, a colon or an equals sign, and a literal of four characters or more.
    static const QRegularExpression assignment(
        uR"rx(\b(\w{0,64}?(?:password|passwd|pwd|secret|token|api_?key|private_?key|access_?key|credential))["']?\s{0,8}[:=]\s{0,8}(["'`])([^"'`\n]{4,512})\2)rx"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression lineComment(u"^\\s*(//|\\*)"_s);
    QStringList names;
    const QStringList lines = script.split(u'\n');
    for (const QString &line : lines) {
        if (lineComment.match(line).hasMatch()) {
            continue; // Auth0's templates explain themselves in such lines
        }
        auto matches = assignment.globalMatch(line);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            // `${...}` is put in when the script runs.
            if (!match.captured(3).contains("${"_L1)) {
                names.append(match.captured(1));
            }
        }
    }
    names.removeDuplicates();
    return names;
}

} // namespace Analysis
