// What counting the users of an export costs as it grows: bench_usercounts [USERS...]. The users are made up while they
// are counted, packed as Auth0 packs them, and go through the real unpacking and counting in pieces as they come from
// the network, so that nothing is held but what the program itself holds. Each size runs in a process of its own, since
// the peak of memory never falls.

#include "analysis/usertally.h"
#include "api/exportlines.h"
#include "bench/peakmemory.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>

#include <zlib.h>

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int customers = 400;
constexpr qsizetype pieceSize = qsizetype(64) * 1024;

/// gzip of users, made as they are asked for.
class Export
{
public:
    explicit Export(qint64 users)
        : m_users(users)
    {
        deflateInit2(&m_stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    }
    ~Export() { deflateEnd(&m_stream); }
    Export(const Export &) = delete;
    Export &operator=(const Export &) = delete;

    /// Empty at the end.
    QByteArray next()
    {
        QByteArray piece;
        while (piece.size() < pieceSize && !m_isOver) {
            QByteArray text;
            for (int i = 0; i < 500 && m_made < m_users; ++i) {
                text += user(m_made++);
            }
            m_isOver = m_made == m_users;
            m_stream.next_in = reinterpret_cast<Bytef *>(text.data());
            m_stream.avail_in = uInt(text.size());
            do {
                m_stream.next_out = reinterpret_cast<Bytef *>(m_buffer.data());
                m_stream.avail_out = uInt(m_buffer.size());
                deflate(&m_stream, m_isOver ? Z_FINISH : Z_NO_FLUSH);
                piece.append(m_buffer.data(), qsizetype(m_buffer.size()) - qsizetype(m_stream.avail_out));
            } while (m_stream.avail_out == 0);
        }
        return piece;
    }

private:
    /// Customers by connection, by app_metadata, by both, by none.
    static QByteArray user(qint64 number)
    {
        const QByteArray customer = "customer-" + QByteArray::number(number * 7919 % customers);
        const QByteArray id = QByteArray::number(number, 16).rightJustified(24, '0');
        QByteArray line = R"({"identities":[{"user_id":")" + id + R"(","provider":"auth0","connection":")"
            + (number % 3 == 0 ? "Username-Password-Authentication"_ba : customer + "-users")
            + R"(","isSocial":false}])";
        if (number % 4 != 0) {
            line += R"(,"place_0":")" + customer + '"';
        }
        return line + "}\n";
    }

    qint64 m_users;
    qint64 m_made = 0;
    bool m_isOver = false;
    z_stream m_stream{};
    std::array<char, 65536> m_buffer{};
};

Analysis::UserCustomers rules()
{
    Analysis::TenantCustomers known;
    for (int i = 0; i < customers; ++i) {
        const QString key = u"customer-%1"_s.arg(i);
        known.connectionOwners.insert(key + u"-users"_s, Domain::customerKeyOf(key));
    }
    Domain::CustomerRules rules;
    rules.rules.append({Domain::CustomerRule::Kind::AppMetadata, u"tenant"_s});
    return {known, rules};
}

int measure(qint64 users)
{
    Analysis::UserTally tally(rules());
    Api::ExportLines lines({[&tally](const QByteArray &line) { tally.add(line); }, [&tally] { tally.skip(); }});
    Export file(users);
    const double before = memoryOf("VmRSS:");
    QElapsedTimer timer;
    qint64 packed = 0;
    double counting = 0;
    for (QByteArray piece = file.next(); !piece.isEmpty(); piece = file.next()) {
        packed += piece.size();
        timer.start();
        if (!lines.feed(piece)) {
            return 1;
        }
        counting += double(timer.nsecsElapsed()) / 1e6;
    }
    if (!lines.end() || tally.users() != users) {
        return 1;
    }
    const Domain::UserCounts counts = tally.counts();
    std::printf("%10lld %10.1f %12.0f %12.2f %12.1f %12.1f %10zu\n", static_cast<long long>(users),
                double(packed) / 1024 / 1024, counting, counting * 1000 / double(users), memoryOf("VmHWM:"),
                memoryOf("VmHWM:") - before, counts.customers.size());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList sizes = QCoreApplication::arguments().mid(1);
    if (sizes.size() == 2 && sizes.first() == u"--one"_s) {
        return measure(sizes.last().toLongLong());
    }
    if (sizes.isEmpty()) {
        sizes = {u"10000"_s, u"100000"_s, u"1000000"_s};
    }
    std::printf("%10s %10s %12s %12s %12s %12s %10s\n", "users", "file MiB", "counting ms", "us a user", "peak MiB",
                "of it added", "customers");
    std::fflush(stdout);
    for (const QString &size : sizes) {
        QProcess one;
        one.setProcessChannelMode(QProcess::ForwardedChannels);
        one.start(QCoreApplication::applicationFilePath(), {u"--one"_s, size});
        if (!one.waitForFinished(-1) || one.exitCode() != 0) {
            std::fprintf(stderr, "The count of %s users failed.\n", qPrintable(size));
            return 1;
        }
    }
    return 0;
}
