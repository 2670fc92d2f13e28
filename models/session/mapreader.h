#pragma once

#include "api/listing.h"
#include "session/connectionmap.h"
#include "session/readplan.h"

#include <functional>

namespace Session {

/// Reads the application x connection map from one side, object by object, following every next page. Deletes itself
/// when it is over; child of `parent`. One that is destroyed before says nothing.
class MapReader : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(Api::Outcome<ConnectionMap>)>;

    /// `ids` are those of the plan's side. `done` is called once. `priority`: Foreground where somebody waits for it.
    MapReader(Api::ManagementClient &client, MapSide side, QStringList ids, Done done, QObject *parent,
              Api::Priority priority = Api::Priority::Background);

    void start();
    /// Ends with an error of kind Cancelled.
    void cancel();
    qint64 total() const { return m_ids.size(); }
    qint64 read() const { return m_read; }

Q_SIGNALS:
    /// Objects whose list is complete.
    void progressed(qint64 read, qint64 total);

private:
    /// Listings under way at once: enough to keep the client's slots filled, few enough to keep its queue short.
    static constexpr int window = 6;

    void feed();
    void readOne(const QString &id);
    void concludeOne(const QString &id, const Api::Outcome<Api::Extent> &extent);
    void finish(Api::Outcome<ConnectionMap> outcome);

    Api::ManagementClient &m_client;
    const MapSide m_side;
    const QStringList m_ids;
    Done m_done;
    const Api::Priority m_priority;
    ConnectionMap m_map;
    qsizetype m_next = 0;
    qint64 m_read = 0;
    int m_underWay = 0;
};

} // namespace Session
