#include "json/mask.h"

#include "json/scanner.h"
#include "json/slices.h"
#include "json/value.h"

#include <QFile>

#include <vector>

using namespace Qt::StringLiterals;

namespace Json {

namespace {

QByteArray keyOf(QByteArrayView written)
{
    return written.contains('\\') ? unquoted(QByteArray('"' + written.toByteArray() + '"')).toUtf8()
                                  : written.toByteArray();
}

/// One pass over the bytes with a stack of the keys that lead to the present place. Not recursive: a reader may hold a
/// text of any depth.
class Masker
{
public:
    Masker(const QByteArray &text, const SecretKeys &secrets)
        : m_scanner(text)
        , m_text(text)
        , m_secrets(secrets)
    {
        m_frames.push_back({});
    }

    QByteArray run()
    {
        m_out.reserve(m_text.size());
        for (qsizetype position = 0; position >= 0 && position < m_text.size();) {
            position = step(position);
        }
        m_out += QByteArrayView(m_text).sliced(m_copied);
        return m_out;
    }

private:
    struct Frame
    {
        QByteArray parent; ///< the key under which the object stands
        QByteArray key; ///< the key whose value comes next; an array keeps its own
        bool all = false; ///< everything below is secret
    };

    qsizetype step(qsizetype position)
    {
        const char c = m_text.at(position);
        Frame &frame = m_frames.back();
        switch (c) {
        case '{':
            m_frames.push_back({frame.key, {}, frame.all || m_secrets.namesAllBelow(frame.key)});
            return position + 1;
        case '[':
            m_frames.push_back({frame.parent, frame.key, frame.all || m_secrets.namesAllBelow(frame.key)});
            return position + 1;
        case '}':
        case ']':
            if (m_frames.size() > 1) {
                m_frames.pop_back();
            }
            return position + 1;
        case ',':
        case ':':
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            return position + 1;
        default:
            return stepOverScalar(position);
        }
    }

    qsizetype stepOverScalar(qsizetype position)
    {
        const qsizetype end = m_scanner.skipValue(position);
        if (end <= position) {
            return -1;
        }
        Frame &frame = m_frames.back();
        const QByteArrayView scalar = QByteArrayView(m_text).sliced(position, end - position);
        if (scalar.startsWith('"') && m_scanner.at(m_scanner.skipSpace(end)) == ':') {
            frame.key = keyOf(scalar.sliced(1, scalar.size() - 2));
            return end;
        }
        const bool mayBeSecret = scalar != "null" && scalar != "true" && scalar != "false" && scalar != "\"\"";
        if (mayBeSecret && (frame.all || m_secrets.names(frame.parent, frame.key))) {
            m_out += QByteArrayView(m_text).sliced(m_copied, position - m_copied);
            m_out += '"';
            m_out += maskText;
            m_out += '"';
            m_copied = end;
        }
        return end;
    }

    const Scanner m_scanner;
    const QByteArray &m_text;
    const SecretKeys &m_secrets;
    std::vector<Frame> m_frames;
    QByteArray m_out;
    qsizetype m_copied = 0;
};

} // namespace

SecretKeys::SecretKeys(QSet<QByteArray> keys)
    : m_keys(std::move(keys))
{ }

SecretKeys SecretKeys::fromResource()
{
    QFile file(u":/secrets.json"_s);
    const auto list = file.open(QIODevice::ReadOnly) ? parse(file.readAll()) : tl::make_unexpected(ParseError());
    QSet<QByteArray> keys;
    if (list && list->is_array()) {
        for (const Value &entry : *list) {
            keys.insert(QByteArray::fromStdString(entry.get<std::string>()));
        }
    }
    if (keys.isEmpty()) {
        qFatal("The list of secret keys is missing from this program");
    }
    return SecretKeys(std::move(keys));
}

bool SecretKeys::names(const QByteArray &parent, const QByteArray &key) const
{
    return m_keys.contains(key) || m_keys.contains(parent + '/' + key) || m_keys.contains(key + "/*");
}

QByteArray masked(const QByteArray &text, const SecretKeys &secrets)
{
    return Masker(text, secrets).run();
}

} // namespace Json
