#include "ui/dialogs/reviewexport.h"

#include "ui/dialogs/prompt.h"

#include "change/journal.h"
#include "change/planfile.h"
#include "files/wholefile.h"
#include "items/evidence.h"
#include "items/requesttext.h"

#include <tl/expected.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFutureWatcher>
#include <QWidget>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Review", text);
}

using Content = tl::expected<QByteArray, QString>;

/// Makes and writes the text on another thread; the error of either is told.
void write(QWidget *parent, const QString &path, const std::function<Content()> &make, const OnExported &done)
{
    auto *watcher = new QFutureWatcher<QString>(parent);
    QObject::connect(watcher, &QFutureWatcherBase::finished, parent, [watcher, path, done] {
        watcher->deleteLater();
        done({path, watcher->result()});
    });
    watcher->setFuture(QtConcurrent::run([path, make] {
        const Content content = make();
        return content ? Files::writeWholeFile(path, *content) : content.error();
    }));
}

/// The file of a plan's run, as Change::JournalFile names it; empty where there is none.
QString journalFile(const QString &folder, const QString &planId)
{
    const QStringList names = QDir(folder).entryList({u"*-"_s + planId + u".jsonl"_s}, QDir::Files, QDir::Name);
    return names.isEmpty() ? QString() : QDir(folder).filePath(names.last());
}

/// What the journal holds of all these plans, or nothing: evidence with a hole would pass for the whole.
Content evidence(const QString &folder, const QStringList &planIds, bool asLines)
{
    QByteArray lines;
    QList<Change::JournalEntry> entries;
    for (const QString &id : planIds) {
        const QString name = journalFile(folder, id);
        QFile file(name);
        if (name.isEmpty() || !file.open(QIODevice::ReadOnly)) {
            return tl::make_unexpected(
                tr("The journal in %1 has no entry of %2 that can be read. Look whether the folder was moved.")
                    .arg(folder, id));
        }
        if (asLines) {
            lines += file.readAll();
        }
        const auto entry = Change::readJournalEntry(name);
        if (!entry) {
            return tl::make_unexpected(entry.error());
        }
        entries.append(*entry);
    }
    return asLines ? lines : Items::evidenceCsv(entries).toUtf8();
}

} // namespace

void savePlans(Prompt &prompt, QWidget *parent, const QList<Session::TenantPlan> &plans, const OnExported &done)
{
    QList<Change::Plan> saved;
    for (const Session::TenantPlan &plan : plans) {
        saved.append(plan.plan);
    }
    prompt.saveFile(
        parent, {tr("Save the plan"), tr("Plan (*.json)"), u"plan.json"_s}, [parent, saved, done](const QString &path) {
            const auto make = [saved] { return Change::writePlans(saved, Json::SecretKeys::fromResource()); };
            write(parent, path, make, done);
        });
}

void saveEvidence(Prompt &prompt, QWidget *parent, const QString &journalFolder, const QStringList &planIds,
                  const OnExported &done)
{
    prompt.saveFile(parent, {tr("Save what was changed"), tr("Table (*.csv);;Journal (*.jsonl)"), u"changes.csv"_s},
                    [parent, journalFolder, planIds, done](const QString &path) {
                        const auto make = [journalFolder, planIds, asLines = path.endsWith(".jsonl"_L1)] {
                            return evidence(journalFolder, planIds, asLines);
                        };
                        write(parent, path, make, done);
                    });
}

QString plansAsCurl(const QList<Session::TenantPlan> &plans)
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    QString text;
    for (const Session::TenantPlan &plan : plans) {
        for (const Change::PlanItem &item : plan.plan.items) {
            text += Items::requestsAsCurl(item, secrets, plan.plan.tenant.origin);
        }
    }
    return text;
}

} // namespace Ui
