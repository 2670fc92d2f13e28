#pragma once

#include "domain/tenant.h"
#include "domain/usercounts.h"
#include "session/usercensus.h"

#include <QDialog>

class QCheckBox;

namespace Ui {

/// Says what counting the users of an Auth0 tenant does, what it costs and what it cannot tell, before it begins.
class CountUsersDialog : public QDialog
{
    Q_OBJECT
public:
    /// `last`: as they were counted last; nullptr where they never were.
    CountUsersDialog(const Domain::TenantProfile &tenant, const Session::CensusPlan &plan,
                     const Domain::UserCounts *last, QWidget *parent = nullptr);

    /// The members of organizations are counted too.
    bool withMembers() const;

private:
    QCheckBox *m_members;
};

} // namespace Ui
