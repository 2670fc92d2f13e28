#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Analysis {

/// How a customer is called, to be found in names.
struct CalledCustomer
{
    QString key;
    QString name; ///< hostile text
};

/// A text with its customer left out, so that those of two customers can be told to be alike: "acme-users" and
/// "globex-users" are the same then. Letters lose their case.
QString withoutCustomer(const QString &text, const CalledCustomer &customer);
/// Whether the customer is named in a text, be it in a longer word. What has fewer than three letters is looked for as
/// a whole word alone.
bool namesCustomer(const QString &text, const CalledCustomer &customer);

/// An object of a customer that may have its like among those of another.
struct PairCandidate
{
    QString id;
    QString name;
    QString sort{}; ///< of a connection its strategy: only the same sort is alike
};

/// What the objects of two customers have to do with each other.
struct CustomerPairs
{
    struct Pair
    {
        QString left;
        QString right;

        friend bool operator==(const Pair &, const Pair &) = default;
    };

    QList<Pair> pairs; ///< ids, in the order of the right ones
    QStringList onlyLeft;
    QStringList onlyRight;
    QStringList unclear; ///< ids of the right ones whose like could be several

    QString leftOf(const QString &right) const;
    QString rightOf(const QString &left) const;
    friend bool operator==(const CustomerPairs &, const CustomerPairs &) = default;
};

/// Who is whose like: of the same sort and called the same but for the customer, each once. Where
/// `mayBeCalledOtherwise` and either customer has just one of a sort left, these two are alike whatever they are
/// called. Nothing is guessed: several of the same name pair with nothing. Pure, and linear but for sorting.
CustomerPairs pairsOf(const QList<PairCandidate> &left, const CalledCustomer &leftCustomer,
                      const QList<PairCandidate> &right, const CalledCustomer &rightCustomer,
                      bool mayBeCalledOtherwise);

} // namespace Analysis
