#include "ui/dialogs/reviewexport.h"

#include "ui/dialogs/prompt.h"

#include "change/journal.h"
#include "change/planfile.h"
#include "items/evidence.h"
#include "items/requesttext.h"
#include "settings/wholefile.h"

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

/// Makes and writes the text on another thread.
void write(QWidget *parent, const QString &path, const std::function<QByteArray()> &make, const OnExported &done)
{
    auto *watcher = new QFutureWatcher<QString>(parent);
    QObject::connect(watcher, &QFutureWatcherBase::finished, parent, [watcher, path, done] {
        watcher->deleteLater();
        done({path, watcher->result()});
    });
    watcher->setFuture(QtConcurrent::run([path, make] { return Settings::writeWholeFile(path, make()); }));
}

/// The files of these plans' runs, as Change::JournalFile names them.
QStringList journalFiles(const QString &folder, const QStringList &planIds)
{
    QStringList patterns;
    for (const QString &id : planIds) {
        patterns.append(u"*-"_s + id + u".jsonl"_s);
    }
    QStringList files;
    for (const QString &name : QDir(folder).entryList(patterns, QDir::Files, QDir::Name)) {
        files.append(QDir(folder).filePath(name));
    }
    return files;
}

QByteArray evidence(const QStringList &files, bool asLines)
{
    QByteArray lines;
    QList<Change::JournalEntry> entries;
    for (const QString &name : files) {
        QFile file(name);
        if (asLines && file.open(QIODevice::ReadOnly)) {
            lines += file.readAll();
        } else if (const auto entry = Change::readJournalEntry(name)) {
            entries.append(*entry);
        }
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
                            return evidence(journalFiles(journalFolder, planIds), asLines);
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
