#include "api/rateledger.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTextStream>
#include <QThread>

#include <cerrno>
#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

constexpr auto firstLine = "tenantry-rates 2"_L1;
constexpr auto lastLine = "end"_L1;
constexpr qint64 sizeCap = qint64(64) * 1024;
// Another process holds the lock for well under a millisecond; waiting longer would be felt in the window.
constexpr int lockTries = 10; // a millisecond apart

/// One line's words as numbers; falls to invalid at the first that is none.
class Words
{
public:
    explicit Words(const QStringList &words)
        : m_words(words)
    { }
    double real()
    {
        bool isNumber = false;
        const double number = m_next < m_words.size() ? m_words.at(m_next).toDouble(&isNumber) : 0;
        m_isValid = m_isValid && isNumber && qIsFinite(number);
        ++m_next;
        return number;
    }
    template <typename T> T whole()
    {
        bool isNumber = false;
        const qlonglong number = m_next < m_words.size() ? m_words.at(m_next).toLongLong(&isNumber) : 0;
        m_isValid = m_isValid && isNumber;
        ++m_next;
        return static_cast<T>(number);
    }
    Milliseconds time() { return Milliseconds(whole<qint64>()); }
    bool isValid() const { return m_isValid && m_next == m_words.size(); }

private:
    QStringList m_words;
    qsizetype m_next = 1;
    bool m_isValid = true;
};

bool readBucket(Words &words, RateEstimates &all)
{
    RateEstimate bucket;
    const int key = words.whole<int>();
    bucket.limit = words.whole<int>();
    bucket.tokens = words.real();
    bucket.doubt = words.whole<int>();
    bucket.at = words.time();
    bucket.resetAt = words.time();
    bucket.rate = words.real();
    bucket.bestRate = words.real();
    bucket.calm = words.whole<int>();
    bucket.loweredAt = words.time();
    bucket.blockedUntil = words.time();
    bucket.sent = words.whole<quint64>();
    bucket.own = words.real();
    bucket.ownAt = words.time();
    bucket.windowStart = words.time();
    bucket.windowRemaining = words.whole<int>();
    bucket.windowAnswered = words.whole<int>();
    bucket.windowSlack = words.whole<int>();
    all.buckets.insert(key, bucket);
    return words.isValid() && bucket.limit > 0;
}

bool readLine(const QStringList &line, RateEstimates &all)
{
    Words words(line);
    if (line.first() == "all"_L1) {
        all.allBlockedUntil = words.time();
        all.at = words.time();
    } else if (line.first() == "family"_L1) {
        const int number = words.whole<int>();
        const auto family = static_cast<RateFamily>(number);
        all.bucketOf.insert(family, words.whole<int>());
        if (const int bare = words.whole<int>(); bare > 0)
            all.bareAnswers.insert(family, bare);
        return words.isValid() && number >= 0 && number < rateFamilyCount;
    } else if (line.first() == "bucket"_L1) {
        return readBucket(words, all);
    } else if (line.first() == "flight"_L1) {
        RateFlight flight;
        flight.bucket = words.whole<int>();
        flight.process = words.whole<quint32>();
        flight.count = words.whole<int>();
        flight.at = words.time();
        all.flights.append(flight);
    } else {
        return false;
    }
    return words.isValid();
}

bool isConsistent(const RateEstimates &all)
{
    for (const int bucket : all.bucketOf) {
        if (bucket != unlimitedBucket && !all.buckets.contains(bucket))
            return false;
    }
    return true;
}

/// Takes the lock that the system gives up with the process, and that no crash leaves behind.
RateLedger::Result lock(const QFile &file)
{
    for (int tries = 0; tries < lockTries; ++tries) {
        if (::flock(file.handle(), LOCK_EX | LOCK_NB) == 0)
            return RateLedger::Result::Done;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return RateLedger::Result::Unusable; // a file system without locks
        QThread::msleep(1);
    }
    return RateLedger::Result::Busy;
}

} // namespace

RateLedger::RateLedger(const QString &authority, const QString &folder)
{
    QString name = authority;
    for (QChar &letter : name) {
        const bool isPlain = (letter >= u'a' && letter <= u'z') || letter.isDigit() || letter == u'.' || letter == u'-';
        if (!isPlain)
            letter = u'_';
    }
    m_path = folder + "/rates-"_L1 + name;
}

QString RateLedger::defaultFolder()
{
    // Without the variable Qt would invent a folder, and say so on standard error of every cron job.
    const auto location = qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR") ? QStandardPaths::GenericCacheLocation
                                                                         : QStandardPaths::RuntimeLocation;
    return QStandardPaths::writableLocation(location) + "/tenantry"_L1;
}

RateLedger::Result RateLedger::update(const std::function<void(RateEstimates &)> &change) const
{
    const QString folder = m_path.section(u'/', 0, -2);
    if (!QDir().exists(folder)) {
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite))
        return Result::Unusable;
    if (const Result locked = lock(file); locked != Result::Done)
        return locked;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    RateEstimates all = fromText(file.read(sizeCap)).value_or(RateEstimates());
    change(all);
    // Not through a temporary file: that would wait for the disk, and a torn ledger only counts as empty.
    const QByteArray text = toText(all);
    file.seek(0);
    file.write(text);
    file.resize(text.size());
    return Result::Done; // closing the file gives the lock back, once all is written
}

QByteArray RateLedger::toText(const RateEstimates &all)
{
    QString text;
    QTextStream out(&text);
    out.setRealNumberPrecision(17);
    out << firstLine << '\n' << "all " << all.allBlockedUntil.count() << ' ' << all.at.count() << '\n';
    for (auto it = all.bucketOf.cbegin(); it != all.bucketOf.cend(); ++it)
        out << "family " << static_cast<int>(it.key()) << ' ' << it.value() << ' ' << all.bareAnswers.value(it.key())
            << '\n';
    for (auto it = all.buckets.cbegin(); it != all.buckets.cend(); ++it) {
        const RateEstimate &bucket = it.value();
        out << "bucket " << it.key() << ' ' << bucket.limit << ' ' << bucket.tokens << ' ' << bucket.doubt << ' '
            << bucket.at.count() << ' ' << bucket.resetAt.count() << ' ' << bucket.rate << ' ' << bucket.bestRate << ' '
            << bucket.calm << ' ' << bucket.loweredAt.count() << ' ' << bucket.blockedUntil.count() << ' '
            << bucket.sent << ' ' << bucket.own << ' ' << bucket.ownAt.count() << ' ' << bucket.windowStart.count()
            << ' ' << bucket.windowRemaining << ' ' << bucket.windowAnswered << ' ' << bucket.windowSlack << '\n';
    }
    for (const RateFlight &flight : all.flights)
        out << "flight " << flight.bucket << ' ' << flight.process << ' ' << flight.count << ' ' << flight.at.count()
            << '\n';
    out << lastLine << '\n';
    out.flush();
    return text.toLatin1();
}

std::optional<RateEstimates> RateLedger::fromText(const QByteArray &text)
{
    const QStringList lines = QString::fromLatin1(text).split(u'\n', Qt::SkipEmptyParts);
    if (lines.size() < 2 || lines.first() != firstLine || lines.last() != lastLine)
        return std::nullopt;
    RateEstimates all;
    for (qsizetype i = 1; i < lines.size() - 1; ++i) {
        const QStringList words = lines.at(i).split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty() || !readLine(words, all))
            return std::nullopt;
    }
    if (!isConsistent(all))
        return std::nullopt;
    return all;
}

} // namespace Api
