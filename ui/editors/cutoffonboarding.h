#pragma once

#include "ui/dialogs/changeservices.h"
#include "ui/widgets/latestwork.h"

#include "change/journal.h"
#include "domain/tenant.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace Ui {

class Banner;
class MainWindow;

/// Tells, once an Auth0 tenant is open, of an onboarding in it that was cut off: the journal has its beginning and no
/// end. It is gone on with or taken back from there, each through its review. Of several the latest comes first. Owned
/// by the window.
class CutOffOnboarding : public QObject
{
    Q_OBJECT
public:
    CutOffOnboarding(const ChangeServices &services, MainWindow &window);

    Banner *banner() const { return m_banner; }

private:
    using Journal = QList<Change::JournalEntry>;
    using Way = void (CutOffOnboarding::*)(const Domain::TenantId &, const Change::JournalEntry &);
    struct Wish
    {
        QString plan; ///< id
        Way way = nullptr;
    };

    void look();
    void carryOut(const Wish &wish, const Journal &journal);
    void show(const Journal &journal);
    void tell(const Change::JournalEntry &entry);
    void goOn(const Domain::TenantId &tenant, const Change::JournalEntry &entry);
    void takeBack(const Domain::TenantId &tenant, const Change::JournalEntry &entry);

    ChangeServices m_services;
    MainWindow &m_window; ///< parent
    LatestWork<Journal> m_reading; ///< those of the journal that are cut off and belong to nobody else
    std::optional<Wish> m_wish; ///< waits for what the journal tells now
    QSet<QString> m_later; ///< ids of plans that somebody does not want to hear of now
    Banner *m_banner;
};

} // namespace Ui
