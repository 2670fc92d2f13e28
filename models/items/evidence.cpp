#include "items/evidence.h"

#include "change/changewords.h"
#include "query/csvrow.h"

using namespace Qt::StringLiterals;

namespace Items {

namespace {

/// The JSON of a value; where there is none, what Auth0 goes by, as the review told it.
QString valueText(const std::optional<QByteArray> &value, const QString &words)
{
    return value ? QString::fromUtf8(*value) : words;
}

} // namespace

QString evidenceCsv(const QList<Change::JournalEntry> &entries)
{
    // The words of the command line and of plan files, untranslated: rows of several people belong into one table.
    QString text
        = Query::csvRow({u"begun"_s, u"ended"_s, u"who"_s, u"tenant"_s, u"title"_s, u"kind"_s, u"id"_s, u"name"_s,
                         u"field"_s, u"before"_s, u"after"_s, u"outcome"_s, u"reason"_s, u"plan"_s});
    for (const Change::JournalEntry &entry : entries) {
        for (qsizetype i = 0; i < entry.plan.items.size(); ++i) {
            const Change::PlanItem &item = entry.plan.items.at(i);
            const Change::ItemResult result = i < entry.items.size() ? entry.items.at(i).result : Change::ItemResult();
            const QStringList about{entry.begun.toString(Qt::ISODate),
                                    entry.ended.toString(Qt::ISODate),
                                    entry.who,
                                    entry.plan.tenant.name,
                                    entry.plan.title,
                                    Change::wordOf(item.object.kind),
                                    item.object.id,
                                    item.object.name};
            const QStringList fate{Change::wordOf(result.outcome), result.reason, entry.plan.id};
            QList<Change::ChangeWords> all = Change::wordsOf(item, item.seen);
            all.resize(item.action ? 1 : all.size()); // what was done is one row, whatever else is told of it
            for (const Change::ChangeWords &words : all) {
                const Json::LeafChange &leaf = words.leaf;
                text += Query::csvRow(about
                                      + QStringList{leaf.pointer.text(), valueText(leaf.before, words.before),
                                                    valueText(leaf.after, words.after)}
                                      + fate);
            }
            if (all.isEmpty()) {
                text += Query::csvRow(about + QStringList{{}, {}, {}} + fate);
            }
        }
    }
    return text;
}

} // namespace Items
