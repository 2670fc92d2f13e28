#pragma once

#include "items/palettethings.h"

#include <QAbstractListModel>
#include <QTimer>

namespace Session {
class Estate;
class TenantSession;
} // namespace Session

namespace Items {

/// The kind of the row that offers to read the tenants that were not read yet.
inline QString unreadKind()
{
    return QStringLiteral("unread");
}

/// The rows of the palette: what fits a text of all that the window can lead to, the best first; without a text, the
/// favourites, what was visited last, the tenants and the actions.
///
///     sessions ─ recordsChanged ─► some of them a turn ─► PaletteThings ◄─ setEntries() ─ whoever else has something
///                                                              │ text
///                                                              ▼
///                                                            rows ◄─ setAnswers()
///
/// Nothing is kept before start(), so that a window whose palette is never opened pays nothing. The estate outlives it.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    /// What rows answer beside Items::TenantRole, EnvironmentRole, ColorRole, KindRole, ConnectionKindRole and IdRole.
    enum Role {
        DetailRole = Qt::UserRole + 201, ///< QString: what it is, in a few words
        TenantNameRole, ///< QString: where it is; empty for an action
        ShortcutRole, ///< QString
        ObstacleRole, ///< QString: why it cannot be done now; empty where it can
        FavouriteRole, ///< bool
        RecentRole, ///< bool
    };
    static constexpr qsizetype mostRows = 100;

    explicit PaletteModel(Session::Estate &estate, QObject *parent = nullptr);
    ~PaletteModel() override;

    /// Takes in what the sessions hold, from now on, some of it in each turn of the event loop.
    void start();
    bool isCatchingUp() const { return !m_pending.isEmpty(); }
    /// The door for all that is no record of a session: replaces the entries of a kind ("action") that have no tenant.
    void setEntries(const QString &kind, const QList<PaletteEntry> &entries);
    /// Rows behind all others, as somebody else found them: users, by Auth0.
    void setAnswers(const QList<PaletteEntry> &answers);
    /// Those that are not there any more are not shown.
    void setMarks(const QList<Domain::Place> &favourites, const QList<Domain::Place> &recent);
    void setText(const QString &text);
    const QString &text() const { return m_text; }

    /// All that fits, which may be more than the rows.
    qsizetype total() const { return m_total; }
    /// Open tenants of whose lists some were never read: what these hold is not found. One that is being read is no
    /// such tenant any more. A text has a row that offers to read them, of the kind unreadKind().
    const QList<Domain::TenantId> &unread() const { return m_unread; }
    /// Tenants that are being read for the first time: what they hold is still to come.
    int firstReadings() const { return m_firstReadings; }
    PaletteEntry entryAt(int row) const;
    /// The favourite that the place is, which names a customer in whichever tenant it was chosen; nullptr for none.
    const Domain::Place *favouriteOf(const Domain::Place &place) const { return markOf(m_favourites, place); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    /// Rows are others than before; what is selected should be looked at again.
    void arranged();

private:
    struct Pending
    {
        Domain::TenantId tenant; ///< empty: of all, which customers are
        Query::Kind kind;
        QStringList ids;
        qsizetype next = 0;
    };

    void watch(Session::TenantSession *session);
    void putTenant(const Session::TenantSession &session);
    void lookAt(const Domain::TenantId &tenant, Query::Kind kind, const QStringList &ids);
    void catchUp();
    void putCustomer(const QString &key);
    const Domain::Place *markOf(const QList<Domain::Place> &marks, const Domain::Place &place) const;
    void arrange();
    void lookForUnread();
    PaletteEntry unreadEntry() const;
    QList<int> withoutText() const;

    Session::Estate &m_estate;
    PaletteThings m_things;
    QList<Pending> m_pending;
    QTimer m_catchUp;
    bool m_isStarted = false;
    QString m_text;
    QList<Domain::Place> m_favourites;
    QList<Domain::Place> m_recent;
    QList<Domain::Place> m_actions; ///< in the order in which they came
    QList<PaletteEntry> m_answers;
    QList<PaletteEntry> m_rows;
    qsizetype m_total = 0;
    QList<Domain::TenantId> m_unread;
    int m_firstReadings = 0;
};

} // namespace Items
