#pragma once

#include <QDateTime>
#include <QString>

namespace Domain {

/// One setting that was changed with Tenantry, as the journal tells it: for reports. A value; texts are masked.
struct MadeChange
{
    QDateTime at; ///< UTC
    QString by; ///< the account on that computer, and the client ID
    QString kind; ///< the word of the object's kind
    QString id; ///< of the object
    QString name; ///< of the object; hostile text
    QString field; ///< what a person calls the setting
    QString before;
    QString after;
    QString outcome; ///< how it ended, for a person
    QString other{}; ///< id of the object of the other side, of which `field` tells; empty: it is no relation
    bool isWhole = false; ///< the object as a whole: `field` is what the plan was called

    friend bool operator==(const MadeChange &, const MadeChange &) = default;
};

} // namespace Domain
