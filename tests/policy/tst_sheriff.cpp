// Auth0's own password-sheriff against Policy::PasswordTester, over generated passwords close to what the rules mind.
#include "policy/passwordtester.h"

#include "json/passwordpolicy_json.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using Policy::Rule;

namespace {

constexpr int perPolicy = 20'000;
constexpr int longest = 120'000; // ms; only a hang takes as long

/// A policy as both sides know it.
struct Case
{
    QByteArray name;
    QByteArray options; ///< for us
    Json::Value rules; ///< for sheriff.mjs
};

/// Passwords around the borders: lengths near the minimum and near 72 bytes, runs, sequences in both directions, the
/// characters beside letters and digits in ASCII, other alphabets, and the empty one.
class Generator
{
public:
    Generator(quint32 seed, int minLength)
        : m_random(seed)
        , m_minLength(minLength)
    { }

    QString next()
    {
        if (below(200) == 0) {
            return {};
        }
        const int wanted = below(10) == 0 ? 60 + below(20) : std::max(0, m_minLength + below(7) - 3);
        QString password;
        while (password.size() < wanted) {
            password += piece();
        }
        if (below(3) != 0) {
            password.truncate(wanted);
            if (!password.isEmpty() && password.back().isHighSurrogate()) {
                password.chop(1); // half a character is no UTF-8
            }
        }
        return password;
    }

private:
    int below(int bound) { return m_random.bounded(bound); }
    template <typename Text> QChar oneOf(const Text &text) { return text[below(int(text.size()))]; }

    QString piece()
    {
        const QString borders = u"/0129:;@AYZ[`ayz{ ~\x7f\x1f!"_s;
        switch (below(9)) {
        case 0:
            return QString(below(4) + 1, oneOf(u"aA1-ä٣"_s)); // a run
        case 1: { // a sequence
            const QChar start = oneOf(u"abxyzABXYZ012789/@`{"_s);
            const int step = below(2) == 0 ? 1 : -1;
            QString text;
            for (int i = below(4) + 1; i > 0; --i) {
                text += QChar(char16_t(int(start.unicode()) + step * int(text.size())));
            }
            return text;
        }
        case 2:
            return oneOf(borders);
        case 3:
            return QStringList{u"ä"_s, u"Ω"_s, u"٣"_s, u"😀"_s, u"😀😀😀"_s, u"Ａ"_s, u"́"_s, u"\u2028"_s}[below(8)];
        case 4:
            return QChar(char16_t(' ' + below(95)));
        case 5:
            return QChar(char16_t('A' + below(26)));
        case 6:
            return QChar(char16_t('0' + below(10)));
        default:
            return QChar(char16_t('a' + below(26)));
        }
    }

    QRandomGenerator m_random;
    int m_minLength;
};

Case flexibleCase(const QByteArray &name, int minLength, const QStringList &types, bool threeOfFour, bool identical,
                  bool sequential, bool error)
{
    Json::Value names = Json::Value::array();
    for (const QString &type : types) {
        names.push_back(type.toStdString());
    }
    Json::Value rules{{"length", {{"minLength", minLength}}}};
    if (threeOfFour) {
        rules["containsAtLeast"] = {{"atLeast", 3}, {"expressions", names}};
    } else if (!types.isEmpty()) {
        rules["contains"] = {{"expressions", names}};
    }
    if (identical) {
        rules["identicalChars"] = {{"max", 2}};
    }
    if (sequential) {
        rules["sequentialChars"] = {{"max", 2}};
    }
    if (error) {
        rules["maxLength"] = {{"maxBytes", 72}};
    }
    const Json::Value options{{"password_options",
                               {{"complexity",
                                 {{"min_length", minLength},
                                  {"character_types", names},
                                  {"character_type_rule", threeOfFour ? "three_of_four" : "all"},
                                  {"identical_characters", identical ? "block" : "allow"},
                                  {"sequential_characters", sequential ? "block" : "allow"},
                                  {"max_length_exceeded", error ? "error" : "truncate"}}}}}};
    return {name, Json::write(options), rules};
}

QList<Case> cases()
{
    QList<Case> all;
    for (const QByteArray &level : {"none"_ba, "low"_ba, "fair"_ba, "good"_ba, "excellent"_ba}) {
        all.append({level, "{\"passwordPolicy\":\"" + level + "\"}", level.toStdString()});
    }
    const QStringList four{u"lowercase"_s, u"uppercase"_s, u"number"_s, u"special"_s};
    all.append(flexibleCase("flexible, length only", 15, {}, false, false, false, false));
    all.append(flexibleCase("flexible, two types", 8, {u"uppercase"_s, u"special"_s}, false, false, false, true));
    all.append(flexibleCase("flexible, three of four", 8, four, true, true, false, true));
    all.append(flexibleCase("flexible, sequences", 6, {}, false, false, true, false));
    all.append(flexibleCase("flexible, everything", 12, four, false, true, true, true));
    return all;
}

int minLengthOf(const Case &each)
{
    return Policy::normalise(Json::readPasswordPolicy(*Json::parse(each.options))).minLength();
}

QStringList passwordsOf(const Case &each, quint32 seed)
{
    Generator generator(seed, minLengthOf(each));
    QStringList passwords;
    for (int i = 0; i < perPolicy; ++i) {
        passwords.append(generator.next());
    }
    return passwords;
}

QString nameOfCode(const std::string &code)
{
    if (code == "nonEmpty" || code == "lengthAtLeast") {
        return u"min_length"_s;
    }
    if (code == "shouldContain" || code == "containsAtLeast") {
        return u"character_types"_s;
    }
    return code == "identicalChars" ? u"identical_characters"_s
        : code == "sequentialChars" ? u"sequential_characters"_s
        : code == "maxLength"       ? u"max_length"_s
                                    : QString::fromStdString(code);
}

QStringList namesOf(const QList<Rule> &rules)
{
    QStringList names;
    for (const Rule rule : rules) {
        names.append(Policy::nameOf(rule));
    }
    return names;
}

} // namespace

class TestSheriff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itAgreesOnEveryPassword();
};

void TestSheriff::itAgreesOnEveryPassword()
{
    if (qEnvironmentVariableIsSet("TENANTRY_WITHOUT_NODE")) {
        QSKIP("skipped: TENANTRY_WITHOUT_NODE is set");
    }
    const QString folder = qEnvironmentVariable("TENANTRY_SOURCE_DIR") + "/tests/node"_L1;
    const QList<Case> policies = cases();
    QList<QStringList> passwords;
    QByteArray input;
    for (quint32 seed = 0; seed < quint32(policies.size()); ++seed) {
        passwords.append(passwordsOf(policies[seed], seed));
        Json::Value list = Json::Value::array();
        for (const QString &password : passwords.last()) {
            list.push_back(password.toStdString());
        }
        input += Json::write({{"rules", policies[seed].rules}, {"passwords", list}}) + '\n';
    }

    QProcess node;
    node.start(folder + "/node"_L1, {folder + "/sheriff.mjs"_L1});
    QVERIFY(node.waitForStarted(longest));
    node.write(input);
    node.closeWriteChannel();
    QVERIFY(node.waitForFinished(longest));
    const QByteArray output = node.readAllStandardOutput();
    if (node.exitCode() == 77) {
        QSKIP(output.trimmed().constData());
    }
    QVERIFY2(node.exitCode() == 0, node.readAllStandardError().constData());
    const QList<QByteArray> answers = output.split('\n');
    QCOMPARE(answers.size(), policies.size() + 1);

    for (qsizetype i = 0; i < policies.size(); ++i) {
        const auto answer = Json::parse(answers[i]);
        QVERIFY(answer && answer->size() == std::size_t(perPolicy));
        const Policy::PasswordTester tester(
            Policy::normalise(Json::readPasswordPolicy(*Json::parse(policies[i].options))));
        int passed = 0;
        for (int j = 0; j < perPolicy; ++j) {
            const QString &password = passwords[i][j];
            const auto verdicts = tester.test(password.toUtf8());
            const auto &theirs = answer->at(std::size_t(j));
            QStringList codes;
            for (const auto &code : theirs[1]) {
                codes.append(nameOfCode(code.get<std::string>()));
            }
            const QStringList ours = namesOf(verdicts.first().failed);
            const QString place = QString::fromUtf8(policies[i].name) + u": “"_s + password + u"”: "_s;
            // Of an empty password password-sheriff says that it breaks every rule, also that of the greatest length.
            const bool same = password.isEmpty() ? !ours.isEmpty() && !codes.isEmpty() : ours == codes;
            QVERIFY2(same, qPrintable(place + ours.join(u' ') + u" / "_s + codes.join(u' ')));
            QCOMPARE(verdicts.first().isOk(), theirs[0].get<bool>());
            passed += theirs[0].get<bool>() ? 1 : 0;
        }
        // A generator whose passwords all pass, or all fail, would try nothing.
        QVERIFY2(passed > perPolicy / 200 && passed < perPolicy - perPolicy / 200,
                 qPrintable(u"%1: %2 passed"_s.arg(QString::fromUtf8(policies[i].name)).arg(passed)));
    }
    qInfo("password-sheriff agrees on %d passwords under each of %d policies", perPolicy, int(policies.size()));
}

QTEST_GUILESS_MAIN(TestSheriff)
#include "tst_sheriff.moc"
