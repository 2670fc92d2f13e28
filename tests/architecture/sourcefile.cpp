#include "architecture/sourcefile.h"

#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Architecture {

namespace {

enum class Blank { Comments, CommentsAndStrings };

/// Walks over C++ text and blanks what is not code. Good for code that compiles; it is no C++ parser.
class Blanker
{
public:
    Blanker(const QString &text, Blank what)
        : m_text(text)
        , m_result(text)
        , m_what(what)
    { }

    QString run()
    {
        while (m_at < m_text.size()) {
            if (lookingAt("//"_L1)) {
                blankUntil(m_at, endOf(u"\n"_s, m_at, false));
            } else if (lookingAt("/*"_L1)) {
                blankUntil(m_at, endOf(u"*/"_s, m_at + 2, true));
            } else if (lookingAt("R\""_L1)) {
                const qsizetype open = m_text.indexOf(u'(', m_at);
                const QString close = u')' + m_text.mid(m_at + 2, open - m_at - 2) + u'"';
                blankString(open + 1, endOf(close, open, true) - close.size(), close.size());
            } else if (m_text[m_at] == u'"') {
                blankString(m_at + 1, endOfQuoted(u'"'), 1);
            } else if (m_text[m_at] == u'\'' && !isDigitSeparator()) {
                blankString(m_at + 1, endOfQuoted(u'\''), 1);
            } else {
                ++m_at;
            }
        }
        return m_result;
    }

private:
    bool lookingAt(QLatin1StringView start) const { return QStringView(m_text).mid(m_at).startsWith(start); }

    bool isDigitSeparator() const { return m_at > 0 && m_text[m_at - 1].isLetterOrNumber(); }

    qsizetype endOf(const QString &what, qsizetype from, bool behind) const
    {
        const qsizetype found = m_text.indexOf(what, from);
        return found < 0 ? m_text.size() : found + (behind ? what.size() : 0);
    }

    qsizetype endOfQuoted(QChar quote) const
    {
        qsizetype i = m_at + 1;
        while (i < m_text.size() && m_text[i] != quote && m_text[i] != u'\n')
            i += m_text[i] == u'\\' ? 2 : 1;
        return qMin(i, m_text.size());
    }

    void blankUntil(qsizetype begin, qsizetype end)
    {
        for (qsizetype i = begin; i < end; ++i)
            if (m_result[i] != u'\n')
                m_result[i] = u' ';
        m_at = end;
    }

    void blankString(qsizetype begin, qsizetype end, qsizetype closing)
    {
        if (m_what == Blank::CommentsAndStrings)
            blankUntil(begin, end);
        m_at = end + closing;
    }

    const QString &m_text;
    QString m_result;
    Blank m_what;
    qsizetype m_at = 0;
};

bool isOurs(const QString &path)
{
    static const QStringList folders{u"app/"_s,   u"models/"_s, u"packaging/"_s, u"resources/"_s,
                                     u"tests/"_s, u"ui/"_s,     u".ci/"_s};
    static const QStringList notOurs{u".git"_s, u"compile_commands.json"_s, u"CMakeUserPresets.json"_s};
    if (path.contains("/node_modules/"_L1) || notOurs.contains(path) || path.endsWith(".user"_L1))
        return false;
    return !path.contains(u'/') || std::any_of(folders.cbegin(), folders.cend(), [&path](const QString &folder) {
        return path.startsWith(folder);
    });
}

} // namespace

SourceFile SourceFile::from(const QString &path, const QString &text)
{
    SourceFile file{path, text, {}, {}};
    if (file.isCpp()) {
        file.uncommented = Blanker(text, Blank::Comments).run();
        file.code = Blanker(text, Blank::CommentsAndStrings).run();
    }
    return file;
}

bool SourceFile::isCpp() const
{
    return isHeader() || path.endsWith(".cpp"_L1);
}

bool SourceFile::isHeader() const
{
    return path.endsWith(".h"_L1);
}

bool SourceFile::isCMake() const
{
    return fileName() == "CMakeLists.txt"_L1 || path.endsWith(".cmake"_L1);
}

QString SourceFile::fileName() const
{
    return path.section(u'/', -1);
}

QString SourceFile::at(qsizetype position, const QString &message) const
{
    const auto line = QStringView(text).left(position).count(u'\n') + 1;
    return u"%1:%2: %3"_s.arg(path).arg(line).arg(message);
}

QList<SourceFile> readProject(const QString &topFolder)
{
    QList<SourceFile> files;
    const QDir top(topFolder);
    QStringList paths = top.entryList(QDir::Files | QDir::Hidden);
    for (const QString &folder : top.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)) {
        if (!isOurs(folder + u'/'))
            continue;
        QDirIterator walk(top.filePath(folder), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext())
            paths.append(top.relativeFilePath(walk.next()));
    }
    paths.sort();
    for (const QString &path : std::as_const(paths)) {
        QFile file(top.filePath(path));
        if (!isOurs(path) || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (!bytes.left(8000).contains('\0'))
            files.append(SourceFile::from(path, QString::fromUtf8(bytes)));
    }
    return files;
}

} // namespace Architecture
