#include "analysis/noticechecks.h"

#include "analysis/context.h"
#include "analysis/daytext.h"
#include "analysis/translation.h"
#include "query/columns.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QRegularExpression>

#include <map>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// One notice, however often it was logged.
struct Notice
{
    QString text; ///< of the last time
    QDateTime last;
    QStringList events;
};

/// What tells one notice from another: figures differ from time to time, as in "profile of 10,312 bytes".
QString kindOfNotice(const QString &text)
{
    static const QRegularExpression figures(u"[0-9][0-9.,]*"_s);
    return QString(text).replace(figures, u"#"_s).simplified();
}

/// Short, and the same as long as Auth0 words the notice alike: waivers name it.
QString wordOf(const QString &kind)
{
    const QByteArray hash = QCryptographicHash::hash(kind.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(hash.first(12));
}

QString messageOf(const Notice &notice)
{
    const QString date = dayText(notice.last);
    if (notice.events.size() == 1) {
        return tr("Auth0 warns: %1 (once in the log that was read, on %2)").arg(notice.text, date);
    }
    return tr("Auth0 warns: %1 (%2 times in the log that was read, the last time on %3)")
        .arg(notice.text, QLocale().toString(notice.events.size()), date);
}

QList<Verdict> deprecationNotices(const Context &context)
{
    std::map<QString, Notice> notices; // in an order that stays
    for (const Query::RecordPtr &record : *context.snapshot.logs) {
        if (Query::textAt(*record, Query::Kind::Logs, u"type") != "depnote"_L1) {
            continue;
        }
        const QString text = Query::textAt(*record, Query::Kind::Logs, u"description");
        const QDateTime date
            = QDateTime::fromString(Query::textAt(*record, Query::Kind::Logs, u"date"), Qt::ISODateWithMs);
        Notice &notice = notices[kindOfNotice(text)];
        notice.events.append(record->id);
        if (!notice.last.isValid() || date > notice.last) {
            notice.last = date;
            notice.text = text.isEmpty() ? tr("something is deprecated") : text;
        }
    }
    QList<Verdict> verdicts;
    for (const auto &[kind, notice] : notices) {
        verdicts.append({.severity = Domain::Severity::Medium,
                         .message = messageOf(notice),
                         .count = notice.events.size(),
                         .objects = notice.events,
                         .part = wordOf(kind)});
    }
    return verdicts;
}

} // namespace

QList<Check> noticeChecks()
{
    return {
        {"tenant.deprecation-notices"_L1, QT_TRANSLATE_NOOP("Analysis", "Deprecation notices in the log"),
         Domain::FindingSubject::Kind::Tenant, Need::Logs,
         QT_TRANSLATE_NOOP("Analysis", "Something in use will stop to work on a day that Auth0 has named."),
         QT_TRANSLATE_NOOP("Analysis", "Look into the log with the filter type=depnote, and change what it names."),
         "https://auth0.com/docs/troubleshoot/product-lifecycle/deprecations-and-migrations", deprecationNotices},
    };
}

} // namespace Analysis
