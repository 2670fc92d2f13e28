#include "reports/yamltext.h"

#include "reports/exportvalue.h"

#include <QSet>
#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr int step = 2;

/// Words that are no texts to a reader of YAML 1.1 or 1.2.
bool isWord(const QString &text)
{
    static const QSet<QString> words{u"true"_s, u"false"_s, u"yes"_s, u"no"_s, u"on"_s,
                                     u"off"_s,  u"null"_s,  u"y"_s,   u"n"_s,  u"nan"_s};
    return words.contains(text.toLower());
}

bool isPlainKey(const QString &key)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    return !key.isEmpty() && isLetter(key.front()) && !isWord(key)
        && std::ranges::all_of(key, [&isLetter](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9'); });
}

/// What YAML does not take as it is, in double quotes: controls, line ends of Unicode, marks of byte order.
bool isUnprintable(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe
        || c == 0xffff;
}

void appendEscape(QByteArray &out, char32_t c)
{
    switch (c) {
    case U'\n':
        out += "\\n";
        return;
    case U'\t':
        out += "\\t";
        return;
    case U'\r':
        out += "\\r";
        return;
    default:
        out += (c > 0xff ? "\\u" : "\\x") + QByteArray::number(uint(c), 16).rightJustified(c > 0xff ? 4 : 2, '0');
    }
}

QByteArray quoted(const QString &text)
{
    const bool hasMarks = text.contains("##"_L1) || text.contains("@@"_L1);
    QByteArray out = "\"";
    for (const char32_t c : text.toUcs4()) {
        if (c == U'"' || c == U'\\') {
            out += '\\';
            out += char(c);
        } else if (isUnprintable(c) || (hasMarks && (c == U'#' || c == U'@'))) {
            appendEscape(out, c);
        } else {
            out += QString::fromUcs4(&c, 1).toUtf8();
        }
    }
    return out + '"';
}

class Writer
{
public:
    QByteArray take() { return std::move(m_out); }

    void members(const Json::Value &object, int indent, bool startsOnLine)
    {
        for (const auto &[name, value] : object.items()) {
            if (!std::exchange(startsOnLine, false)) {
                m_out += QByteArray(indent, ' ');
            }
            const QString key = wholeText(name);
            m_out += isPlainKey(key) ? key.toUtf8() : quoted(key);
            m_out += ':';
            valueBehind(value, indent);
        }
    }

private:
    void items(const Json::Value &array, int indent)
    {
        for (const Json::Value &item : array) {
            m_out += QByteArray(indent, ' ') + '-';
            if (item.is_object() && !item.empty()) {
                m_out += ' ';
                members(item, indent + step, true);
            } else {
                valueBehind(item, indent);
            }
        }
    }

    /// Behind a key or a dash.
    void valueBehind(const Json::Value &value, int indent)
    {
        if (const auto raw = rawText(value)) {
            QByteArray text = *raw;
            text.replace("\n", "\n" + QByteArray(indent + step, ' '));
            m_out += ' ' + text + '\n';
            return;
        }
        if (value.is_structured() && !value.empty()) {
            m_out += '\n';
            value.is_object() ? members(value, indent + step, false) : items(value, indent + step);
            return;
        }
        m_out += ' ';
        m_out += value.is_object() ? QByteArray("{}")
            : value.is_array()     ? QByteArray("[]")
            : value.is_string()    ? quoted(wholeText(value))
                                   : Json::write(value);
        m_out += '\n';
    }

    QByteArray m_out;
};

} // namespace

QByteArray yamlText(const Json::Value &value)
{
    Writer writer;
    writer.members(value, 0, false);
    return writer.take();
}

} // namespace Reports
