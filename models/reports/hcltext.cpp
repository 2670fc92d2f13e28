#include "reports/hcltext.h"

#include "reports/exportvalue.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr int step = 2;

void appendEscape(QByteArray &out, char32_t c)
{
    out += (c > 0xffff ? "\\U" : "\\u") + QByteArray::number(uint(c), 16).rightJustified(c > 0xffff ? 8 : 4, '0');
}

using Lines = QList<std::pair<QByteArray, QByteArray>>;

/// "name = expression" lines, with "=" below "=" where expressions of one line follow each other.
QByteArray aligned(const Lines &lines, int indent)
{
    QByteArray out;
    for (qsizetype begin = 0; begin < lines.size();) {
        qsizetype end = begin;
        qsizetype width = 0;
        while (end < lines.size() && !lines.at(end).second.contains('\n')) {
            width = std::max(width, QString::fromUtf8(lines.at(end).first).toUcs4().size());
            ++end;
        }
        for (qsizetype i = begin; i < std::max(end, begin + 1); ++i) {
            const auto &[name, expression] = lines.at(i);
            const qsizetype length = QString::fromUtf8(name).toUcs4().size();
            out += QByteArray(indent, ' ') + name + QByteArray(std::max<qsizetype>(width - length, 0), ' ') + " = "
                + expression + '\n';
        }
        begin = std::max(end, begin + 1);
    }
    return out;
}

} // namespace

QByteArray hclString(const QString &text)
{
    QByteArray out = "\"";
    const QList<uint> characters = text.toUcs4();
    for (qsizetype i = 0; i < characters.size(); ++i) {
        const char32_t c = characters.at(i);
        const bool beginsExpression
            = (c == U'$' || c == U'%') && i + 1 < characters.size() && characters.at(i + 1) == U'{';
        if (c == U'"' || c == U'\\') {
            out += '\\';
            out += char(c);
        } else if (c == U'\n') {
            out += "\\n";
        } else if (c == U'\r') {
            out += "\\r";
        } else if (c == U'\t') {
            out += "\\t";
        } else if (beginsExpression) {
            // Doubling it means itself, but not behind another one: there HCL takes the first two together.
            if (i > 0 && characters.at(i - 1) == uint(c)) {
                appendEscape(out, c);
            } else {
                out += char(c);
                out += char(c);
            }
        } else if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
            appendEscape(out, c);
        } else {
            out += QString::fromUcs4(&c, 1).toUtf8();
        }
    }
    return out + '"';
}

QByteArray HclWriter::expression(const Json::Value &value, int indent)
{
    if (const auto raw = rawText(value)) {
        return *raw;
    }
    const QByteArray inner(indent + step, ' ');
    if (value.is_string()) {
        return hclString(wholeText(value));
    }
    if (value.is_array()) {
        if (value.empty()) {
            return "[]";
        }
        QByteArray out = "[\n";
        for (const Json::Value &item : value) {
            out += inner + expression(item, indent + step) + ",\n";
        }
        return out + QByteArray(indent, ' ') + ']';
    }
    if (value.is_object()) {
        if (value.empty()) {
            return "{}";
        }
        Lines lines;
        for (const auto &[key, member] : value.items()) {
            lines.append({hclString(wholeText(key)), expression(member, indent + step)});
        }
        return "{\n" + aligned(lines, indent + step) + QByteArray(indent, ' ') + '}';
    }
    return Json::write(value);
}

void HclWriter::flush()
{
    m_out += aligned(std::exchange(m_lines, {}), indent());
}

QByteArray HclWriter::take()
{
    flush();
    return std::move(m_out);
}

void HclWriter::open(const QByteArray &type, const QStringList &labels)
{
    flush();
    // A blank line before what is not the first of its block, as people set blocks apart.
    if (!m_out.isEmpty() && !m_out.endsWith("{\n")) {
        m_out += '\n';
    }
    m_out += margin() + type;
    for (const QString &label : labels) {
        m_out += ' ' + hclString(label);
    }
    m_out += " {\n";
    ++m_depth;
}

void HclWriter::close()
{
    flush();
    --m_depth;
    m_out += margin() + "}\n";
}

void HclWriter::attribute(const QByteArray &name, const Json::Value &value)
{
    m_lines.append({name, expression(value, indent())});
}

} // namespace Reports
