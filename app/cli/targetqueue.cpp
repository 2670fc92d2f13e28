#include "cli/targetqueue.h"

#include "cli/targetclients.h"

#include "session/signalwatch.h"

#include <utility>

namespace Cli {

namespace {

constexpr int atOnce = 4;

} // namespace

TargetQueue::TargetQueue(QList<Target> targets, bool asks, Read read, Fail fail, QObject *parent)
    : QObject(parent)
    , m_targets(std::move(targets))
    , m_read(std::move(read))
    , m_fail(std::move(fail))
    , m_clients(new TargetClients(asks, this))
{ }

void TargetQueue::start()
{
    for (int i = 0; i < atOnce; ++i) {
        next();
    }
}

void TargetQueue::next()
{
    if (m_begun == m_targets.size()) {
        return;
    }
    const qsizetype index = m_begun++;
    m_clients->open(m_targets[index], this, [this, index](const Outcome<Api::ManagementClient *> &client) {
        if (client) {
            watch();
        }
        client ? m_read(index, **client) : m_fail(index, client.error());
    });
}

void TargetQueue::watch()
{
    if (!m_interrupted || m_watch != nullptr) {
        return;
    }
    m_watch = new Session::SignalWatch(this);
    connect(m_watch, &Session::SignalWatch::arrived, this, [this] {
        stop();
        m_interrupted();
    });
}

} // namespace Cli
