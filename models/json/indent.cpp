#include "json/indent.h"

#include <algorithm>

namespace Json {

namespace {

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/// The position behind the string that starts at `from`.
qsizetype endOfString(const QByteArray &text, qsizetype from)
{
    qsizetype i = from + 1;
    while (i < text.size() && text.at(i) != '"') {
        i += text.at(i) == '\\' ? 2 : 1;
    }
    return std::min(i + 1, text.size());
}

class Writer
{
public:
    explicit Writer(qsizetype size) { m_out.reserve(size * 2); }

    void open(char byte)
    {
        startValue();
        m_out += byte;
        ++m_depth;
        m_empty = true;
    }

    void close(char byte)
    {
        --m_depth;
        if (!m_empty) {
            newLine();
        }
        m_out += byte;
        m_empty = false;
    }

    void separate(char byte)
    {
        m_out += byte;
        if (byte == ',') {
            newLine();
        } else {
            m_out += ' ';
        }
    }

    void append(QByteArrayView token)
    {
        startValue();
        m_out += token;
    }

    QByteArray take() { return std::move(m_out); }

private:
    void startValue()
    {
        if (m_empty) {
            newLine();
            m_empty = false;
        }
    }

    void newLine()
    {
        if (m_depth > 0 || !m_out.isEmpty()) {
            m_out += '\n';
            m_out.append(2 * std::max(m_depth, 0), ' ');
        }
    }

    QByteArray m_out;
    int m_depth = 0;
    bool m_empty = false; ///< nothing stands in the innermost container yet
};

} // namespace

QByteArray indented(const QByteArray &text)
{
    Writer writer(text.size());
    qsizetype i = 0;
    while (i < text.size()) {
        const char byte = text.at(i);
        qsizetype next = i + 1;
        if (byte == '"') {
            next = endOfString(text, i);
            writer.append(QByteArrayView(text).sliced(i, next - i));
        } else if (byte == '{' || byte == '[') {
            writer.open(byte);
        } else if (byte == '}' || byte == ']') {
            writer.close(byte);
        } else if (byte == ',' || byte == ':') {
            writer.separate(byte);
        } else if (!isBlank(byte)) {
            writer.append(QByteArrayView(&byte, 1));
        }
        i = next;
    }
    return writer.take();
}

} // namespace Json
