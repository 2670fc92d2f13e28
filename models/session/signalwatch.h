#pragma once

#include <QObject>

namespace Session {

/// Turns SIGTERM, SIGINT and SIGHUP into a Qt signal, once: a second one ends the process at once. One at a time may
/// exist.
class SignalWatch : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatch(QObject *parent = nullptr);
    ~SignalWatch() override;

Q_SIGNALS:
    void arrived();

private:
    void read();

    int m_ends[2]{-1, -1}; ///< of a pipe: a signal handler may write, and do little else
};

} // namespace Session
