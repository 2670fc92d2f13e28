#pragma once

#include "api/apierror.h"
#include "change/plan.h"
#include "domain/id.h"
#include "session/connectionmap.h"
#include "session/lockforecast.h"
#include "session/readplan.h"

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QSet>

namespace Session {

class ChangeTray;
class MapReader;
class TenantSession;

/// One application with one connection.
struct Switch
{
    QString application;
    QString connection;

    friend bool operator==(const Switch &, const Switch &) = default;
    friend size_t qHash(const Switch &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.application, key.connection);
    }
};

/// Which connections are enabled for which applications of one Auth0 tenant: for chosen objects of one side, with all
/// of the other. What the session's map does not tell is read, object by object; wishes are kept here and handed out as
/// items for the change tray. Session and tray outlive it.
class SwitchBoard : public QObject
{
    Q_OBJECT
public:
    /// `chosen` are ids of `side`; those that the session does not hold are left out. Starts from what is staged.
    SwitchBoard(TenantSession &session, const ChangeTray &tray, MapSide side, const QStringList &chosen,
                QObject *parent = nullptr);
    ~SwitchBoard() override;

    MapSide side() const { return m_side; }
    const QStringList &chosen() const { return m_chosen; }
    const TenantSession &session() const { return m_session; }

    /// Takes what the map tells, else reads; ends with changed() or failed().
    void read();
    bool isReading() const { return !m_reader.isNull(); }
    bool isKnown() const { return m_isKnown; }

    /// At Auth0, as last read.
    bool isOn(const Switch &key) const { return m_on.contains(key); }
    bool isWanted(const Switch &key) const { return m_wanted.value(key, isOn(key)); }
    void want(const QList<Switch> &keys, bool on);
    /// Wishes that differ from what Auth0 holds.
    qsizetype wishes() const;

    /// What comes of the wishes, and of what else is staged for the same applications.
    QList<LockForecast> forecasts() const;
    /// One item per connection whose switches were touched; a wish that is back at what Auth0 holds is named where it
    /// was staged, so that the tray drops it.
    QList<Change::PlanItem> items() const;
    qsizetype itemCount() const; ///< without making them
    bool hasItems() const;
    /// Whether anything was wished here beside what was staged when this began.
    bool isEdited() const { return m_isKnown && items() != m_itemsAtFirst; }

Q_SIGNALS:
    void changed();
    void failed(const Api::ApiError &error);

private:
    void takeStaged(const ChangeTray &tray);
    void take(const ConnectionMap &map);
    void countChosen();
    void countLater(const QString &application);
    bool isOnBoard(const Switch &key) const;
    QMap<QString, QStringList> touched() const;
    Change::PlanItem itemFor(const QString &connection, const QStringList &applications) const;

    TenantSession &m_session;
    const MapSide m_side;
    QStringList m_chosen;
    QSet<QString> m_isChosen;
    QSet<Switch> m_on;
    QHash<Switch, bool> m_wanted;
    QSet<Switch> m_staged; ///< was staged when this began
    QList<Change::PlanItem> m_itemsAtFirst; ///< when it became known what Auth0 holds
    QList<Change::PlanItem> m_stagedElsewhere; ///< switches of what is not on the board
    QHash<QString, qint64> m_counts; ///< database connections of an application, where the session does not know them
    QSet<QString> m_asked; ///< applications whose count was asked for
    QPointer<MapReader> m_reader;
    bool m_isKnown = false;
};

} // namespace Session
