#include "cli/targetqueue.h"

#include "cli/targetclients.h"

#include <utility>

namespace Cli {

namespace {

constexpr int atOnce = 4;

} // namespace

TargetQueue::TargetQueue(QList<Target> targets, bool asks, Begin begin, QObject *parent)
    : QObject(parent)
    , m_targets(std::move(targets))
    , m_begin(std::move(begin))
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
    m_clients->open(m_targets[index], this,
                    [this, index](const Outcome<Api::ManagementClient *> &client) { m_begin(index, client); });
}

} // namespace Cli
