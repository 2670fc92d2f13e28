#include "api/redaction.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

// Names whose values are secrets wherever they turn up in running text.
const QString &secretNames()
{
    static const QString names
        = u"(?:access_?token|refresh_?token|id_?token|client_?secret|client_?assertion|password|passwd|api_?key|"
          "private_?key|signing_?key|secret|ticket|otp|authorization_?code|code_verifier|set-cookie)"_s;
    return names;
}

const std::array<Rule, 6> &rules()
{
    static const auto insensitive = QRegularExpression::CaseInsensitiveOption;
    static const std::array<Rule, 6> table = {{
        {QRegularExpression(u"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"_s,
                            QRegularExpression::DotMatchesEverythingOption),
         u"[REDACTED]"_s},
        // A JWT or JWE: dot-separated base64url, the first part of which decodes to `{"`.
        {QRegularExpression(u"\\beyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)+"_s), u"[REDACTED]"_s},
        {QRegularExpression(u"\\b((?:proxy-)?authorization|cookie|set-cookie)(\\s*[:=]\\s*)[^\\r\\n]+"_s, insensitive),
         u"\\1\\2[REDACTED]"_s},
        {QRegularExpression(u"\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{6,}"_s, insensitive), u"\\1 [REDACTED]"_s},
        {QRegularExpression(u"(\""_s + secretNames() + u"\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*(?:\"|$)"_s, insensitive),
         u"\\1\"[REDACTED]\""_s},
        {QRegularExpression(u"\\b("_s + secretNames() + u"=)[^&\\s\"']+"_s, insensitive), u"\\1[REDACTED]"_s},
    }};
    return table;
}

} // namespace

QString redacted(const QString &text)
{
    QString result = text;
    for (const Rule &rule : rules())
        result.replace(rule.pattern, rule.replacement);
    return result;
}

} // namespace Api
