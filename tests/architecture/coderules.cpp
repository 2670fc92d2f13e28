#include "architecture/coderules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Architecture {

namespace {

constexpr qsizetype sourceLines = 400;
constexpr qsizetype headerLines = 150;

/// The arguments of the call whose opening bracket stands at `open`, split at the commas of their own level.
QStringList argumentsAt(const QString &code, qsizetype open)
{
    QStringList arguments{QString()};
    int depth = 0;
    for (qsizetype i = open; i < code.size(); ++i) {
        const QChar c = code[i];
        if (c == u'(' || c == u'[' || c == u'{') {
            if (++depth == 1)
                continue;
        } else if (c == u')' || c == u']' || c == u'}') {
            if (--depth == 0)
                break;
        } else if (c == u',' && depth == 1) {
            arguments.append(QString());
            continue;
        }
        arguments.last().append(c);
    }
    for (QString &argument : arguments)
        argument = argument.simplified();
    return arguments;
}

QStringList eachMatch(const SourceFile &file, const QRegularExpression &pattern, const QString &message)
{
    QStringList violations;
    for (auto matches = pattern.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        violations += file.at(match.capturedStart(), message.arg(match.captured().simplified()));
    }
    return violations;
}

bool isProduct(const SourceFile &file)
{
    return file.isCpp() && !file.path.startsWith("tests/"_L1);
}

} // namespace

QStringList checkConnects(const SourceFile &file)
{
    static const QRegularExpression call(u"\\b(connect|singleShot)\\s*\\("_s);
    static const QRegularExpression signal(u"^(&\\s*\\w+(::\\w+)+|qOverload\\b.*|Q\\w*Overload\\b.*|SIGNAL\\b.*)$"_s);
    QStringList violations;
    for (auto matches = call.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        const QStringList arguments = argumentsAt(file.code, match.capturedEnd() - 1);
        if (match.captured(1) == "connect"_L1 && arguments.size() == 3 && arguments[1].contains(signal))
            violations += file.at(match.capturedStart(), u"this connect() has no context object"_s);
        if (match.captured(1) == "singleShot"_L1 && arguments.size() == 2 && arguments[1].startsWith(u'['))
            violations += file.at(match.capturedStart(), u"this singleShot() has no context object"_s);
    }
    return violations;
}

QStringList checkBannedCalls(const SourceFile &file)
{
    static const QRegularExpression banned(
        u"\\bignoreSslErrors\\b|\\bQSslSocket::VerifyNone\\b|\\bco_await\\b|(\\.|->)\\s*then\\s*\\("_s);
    return file.isCpp() ? eachMatch(file, banned, u"%1 is not used in this house"_s) : QStringList();
}

QStringList checkChainedNames(const SourceFile &file)
{
    static const QRegularExpression chained(
        u"\\.arg\\(\\s*(tenant|path|listed|([\\w.]|->)*[nN]ame(\\(\\))?)\\s*\\)\\s*\\.arg\\("_s);
    return isProduct(file)
        ? eachMatch(file, chained, u"%1 lets a name take in what follows it: give all to one arg()"_s)
        : QStringList();
}

QStringList checkNestedLoops(const SourceFile &file)
{
    static const QRegularExpression loop(
        u"\\bQEventLoop\\b(?!\\s*::)|\\bprocessEvents\\s*\\(|\\bQMessageBox::(question|warning|critical|information|"
        u"about)\\s*\\("
        "|\\bQFileDialog::get\\w+\\s*\\(|\\bQ(Input|Color|Font)Dialog::get\\w+\\s*\\("_s);
    static const QRegularExpression exec(u"\\bexec\\s*\\("_s);
    if (!isProduct(file))
        return {};
    QStringList violations = eachMatch(file, loop, u"%1 runs an event loop inside the event loop"_s);
    // In models/ only QSqlQuery is executed; a program's own loop starts in its main().
    if (!file.path.startsWith("models/store/"_L1) && file.fileName() != "main.cpp"_L1)
        violations += eachMatch(file, exec, u"%1 runs an event loop inside the event loop"_s);
    return violations;
}

QStringList checkNames(const SourceFile &file)
{
    static const QRegularExpression type(
        u"\\b(?:class|struct|enum|namespace)\\s+(?!Q[A-Z])\\w*(?:Manager|Helpers?|Utils?|Handler|Base|Impl)\\b"_s);
    static const QRegularExpression fileName(u"(manager|helpers?|utils?|handler|impl)\\.(h|cpp)$"_s);
    if (!file.isCpp())
        return {};
    QStringList violations = eachMatch(file, type, u"%1: this name says nothing"_s);
    if (file.path.contains(fileName))
        violations += file.at(0, u"%1: this name says nothing"_s.arg(file.fileName()));
    return violations;
}

QStringList checkSize(const SourceFile &file)
{
    const qsizetype limit = file.isHeader() ? headerLines : sourceLines;
    const auto lines = file.text.count(u'\n');
    if (!file.isCpp() || lines <= limit)
        return {};
    return {file.at(file.text.size(), u"%1 lines of %2: split it"_s.arg(lines).arg(limit))};
}

QStringList checkGlobs(const SourceFile &file)
{
    static const QRegularExpression glob(u"^[^#\\n]*\\bfile\\s*\\(\\s*GLOB"_s,
                                         QRegularExpression::MultilineOption
                                             | QRegularExpression::CaseInsensitiveOption);
    if (const auto match = glob.match(file.text); file.isCMake() && match.hasMatch())
        return {file.at(match.capturedEnd(), u"file(GLOB): list the files"_s)};
    return {};
}

} // namespace Architecture
