#include "session/signalwatch.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace Session {

namespace {

volatile std::sig_atomic_t writeEnd = -1;

extern "C" void noteSignal(int)
{
    const char byte = 0;
    // A full pipe has its signal already.
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

constexpr int watched[] = {SIGTERM, SIGINT, SIGHUP};

void setAction(void (*action)(int), int flags)
{
    struct sigaction entry = {};
    entry.sa_handler = action;
    entry.sa_flags = flags;
    sigemptyset(&entry.sa_mask);
    for (const int signal : watched) {
        sigaction(signal, &entry, nullptr);
    }
}

} // namespace

SignalWatch::SignalWatch(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return; // the signals then end the process, as they do by themselves
    }
    writeEnd = m_ends[1];
    auto *notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &SignalWatch::read);
    // After the first signal the default action is back: whoever presses Ctrl+C twice means it.
    setAction(noteSignal, SA_RESTART | int(SA_RESETHAND));
}

SignalWatch::~SignalWatch()
{
    if (m_ends[0] < 0) {
        return;
    }
    setAction(SIG_DFL, 0);
    ::close(m_ends[0]);
    ::close(m_ends[1]);
}

void SignalWatch::read()
{
    char byte = 0;
    if (::read(m_ends[0], &byte, 1) == 1) {
        Q_EMIT arrived();
    }
}

} // namespace Session
