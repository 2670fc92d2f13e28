#pragma once

#include "cli/command.h"
#include "cli/failure.h"
#include "cli/kindreading.h"
#include "cli/listrequest.h"
#include "cli/recordoutput.h"
#include "cli/target.h"

#include "query/unknownfields.h"

#include <QObject>

#include <memory>
#include <optional>

namespace Cli {

class Console;
class TargetQueue;

/// One run of `list`, or of a command that shows the same objects otherwise: reads up to four Auth0 tenants at once and
/// prints them in their order. What comes from a tenant whose turn it is goes straight to the output; the others' is
/// held until then.
class ListRun : public QObject
{
    Q_OBJECT
public:
    /// `asks`: a secret that is nowhere is asked for on the terminal.
    ListRun(ListRequest request, Targets targets, bool asks, std::unique_ptr<RecordOutput> output, Console &console,
            Finish finish, QObject *parent);
    ~ListRun() override;

    void start();

private:
    struct Reading
    {
        QList<Query::RecordPtr> held; ///< what matched and was not printed
        qint64 matched = 0;
        bool ended = false;
        std::optional<Failure> failure;
        Api::Extent extent;
    };

    void read(qsizetype index, Api::ManagementClient &client);
    void accept(qsizetype index, const QList<Query::RecordPtr> &records);
    void end(qsizetype index, const Api::Outcome<Api::Extent> &outcome);
    void fail(qsizetype index, const Failure &failure);
    void print();
    void report(qsizetype index);
    void conclude();
    void showProgress();
    QString nameOf(qsizetype index) const { return m_targets.list[index].profile.name; }

    ListRequest m_request;
    Query::UnknownFields m_unknown; ///< of the filter
    Targets m_targets;
    Console &m_console;
    Finish m_finish;
    std::unique_ptr<RecordOutput> m_output;
    TargetQueue *m_queue; ///< child
    QList<Reading> m_readings; ///< one per target
    qsizetype m_printed = 0; ///< targets that are over and printed
    bool m_concluded = false;
};

} // namespace Cli
