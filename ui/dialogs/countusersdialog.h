#pragma once

#include "domain/tenant.h"
#include "domain/usercounts.h"
#include "session/usercensus.h"

#include <QDialog>

class QCheckBox;

namespace Ui {

/// One customer whose users alone may be counted, and whether Auth0's search can do that.
struct SearchOffer
{
    enum class Answer {
        NotAsked, ///< it can
        TooMany, ///< it was asked, and does not tell so many
        CannotTell,
    };
    QString customer; ///< its name; empty: there is none
    Answer answer = Answer::NotAsked;
};

/// Says what counting the users of an Auth0 tenant does, what it costs and what it cannot tell, before it begins.
class CountUsersDialog : public QDialog
{
    Q_OBJECT
public:
    /// `last`: as they were counted last; nullptr where they never were.
    CountUsersDialog(const Domain::TenantProfile &tenant, const Session::CensusPlan &plan,
                     const Domain::UserCounts *last, const SearchOffer &search = {}, QWidget *parent = nullptr);

    /// The members of organizations are counted too.
    bool withMembers() const;

Q_SIGNALS:
    /// No export: the one customer is to be searched for.
    void searchWanted();

private:
    QCheckBox *m_members;
};

} // namespace Ui
