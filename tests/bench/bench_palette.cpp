// What a letter in the palette costs as the estate grows: bench_palette [OBJECTS...]. Each size is laid into one model;
// the sentences are typed letter by letter and taken back again, and each letter is timed until the rows are there. The
// last line says how the slowest letter grows beside the objects.

#include "items/itemsfixture.h"

#include "items/palettemodel.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr double bar = 50; // milliseconds a letter, at 100,000

struct Costs
{
    double takingIn = 0; ///< all objects, in total
    double longestTurn = 0; ///< of the event loop, meanwhile
    double slowest = 0; ///< letter
    double typical = 0; ///< letter, the median
};

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Names as estates have them: customers, numbers, and a letter here and there that no keyboard has.
QString nameOf(int number)
{
    static const QStringList customers{u"acme"_s,           u"initech"_s,      u"umbrella"_s,  u"globex"_s,
                                       u"Łódź Logistics"_s, u"hooli"_s,        u"wonka"_s,     u"stark"_s,
                                       u"wayne"_s,          u"Crème & Fils"_s, u"cyberdyne"_s, u"tyrell"_s};
    static const QStringList parts{u"users"_s, u"portal"_s, u"saml"_s, u"legacy"_s, u"field-service"_s};
    return customers.at(number % customers.size()) + u'-' + parts.at(number / 7 % parts.size()) + u'-'
        + QString::number(number);
}

QList<Domain::Connection> connections(int from, int count)
{
    QList<Domain::Connection> made;
    for (int i = from; i < from + count; ++i) {
        Domain::Connection connection = connectionNamed(nameOf(i), i % 5 == 0 ? u"samlp"_s : u"auth0"_s);
        connection.id = Domain::ConnectionId(u"con_%1"_s.arg(i, 16, 36, QChar(u'0')));
        connection.displayName = u"Log in to %1"_s.arg(nameOf(i));
        made.append(connection);
    }
    return made;
}

Costs measure(int objects)
{
    Session::Estate estate;
    constexpr int tenants = 5;
    for (int i = 0; i < tenants; ++i) {
        auto session = quietSession(u"tenant-%1"_s.arg(i));
        session->accept(connections(i * objects / tenants, objects / tenants));
        estate.open(std::move(session));
    }
    Costs costs;
    Items::PaletteModel model(estate);
    QElapsedTimer timer;
    timer.start();
    model.start();
    costs.longestTurn = milliseconds(timer);
    while (model.isCatchingUp()) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents();
        costs.longestTurn = std::max(costs.longestTurn, milliseconds(turn));
    }
    costs.takingIn = milliseconds(timer);

    std::vector<double> letters;
    const auto type = [&](const QString &text) {
        timer.restart();
        model.setText(text);
        for (int row = 0; row < std::min(model.rowCount(), 12); ++row) { // what is drawn
            (void)model.index(row).data(Qt::DisplayRole);
            (void)model.index(row).data(Items::PaletteModel::TenantNameRole);
        }
        letters.push_back(milliseconds(timer));
    };
    for (const QString &sentence : {u"a"_s, u"acme portal"_s, u"lodz field service 4"_s, u"tenant-3 saml wonka"_s,
                                    u"e o i a u 1"_s, u"con_00000000000001"_s, u"nothing of this kind"_s}) {
        for (qsizetype length = 1; length <= sentence.size(); ++length) {
            type(sentence.first(length));
        }
        for (qsizetype length = sentence.size() - 1; length >= 0; --length) {
            type(sentence.first(length));
        }
    }
    std::sort(letters.begin(), letters.end());
    costs.slowest = letters.back();
    costs.typical = letters.at(letters.size() / 2);
    return costs;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList sizes = QCoreApplication::arguments().mid(1);
    if (sizes.isEmpty()) {
        sizes = {u"1000"_s, u"10000"_s, u"100000"_s};
    }
    std::printf(
        "milliseconds; letter: from the text to the rows; taking in: all objects, once; turn: the longest of the\n"
        "event loop meanwhile\n");
    std::printf("%10s%10s%10s%12s%10s\n", "objects", "slowest", "typical", "taking in", "turn");
    Costs first;
    Costs last;
    for (const QString &size : std::as_const(sizes)) {
        last = measure(size.toInt());
        first = first.slowest == 0 ? last : first;
        std::printf("%10s%10.1f%10.1f%12.0f%10.1f\n", qPrintable(size), last.slowest, last.typical, last.takingIn,
                    last.longestTurn);
        std::fflush(stdout);
    }
    if (sizes.size() > 1) {
        std::printf("growth, ^ %10.2f\n",
                    std::log(last.slowest / first.slowest)
                        / std::log(sizes.last().toDouble() / sizes.first().toDouble()));
    }
    std::printf("     below%10.0f%s\n", bar, last.slowest > bar ? "!" : "");
    return 0;
}
