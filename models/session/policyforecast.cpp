#include "session/policyforecast.h"

#include "session/changetray.h"
#include "session/estate.h"
#include "json/leaves.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

/// Gathers texts with the connections they are of, in the order in which they came.
class Notes
{
public:
    void add(const QString &text, const QString &name)
    {
        const auto place = m_places.constFind(text);
        if (place != m_places.cend()) {
            m_notes[*place].names.append(name);
            return;
        }
        m_places.insert(text, m_notes.size());
        m_notes.append({text, {name}});
    }

    QList<ForecastNote> mostFrequentFirst() &&
    {
        std::stable_sort(m_notes.begin(), m_notes.end(), [](const ForecastNote &left, const ForecastNote &right) {
            return left.names.size() > right.names.size();
        });
        return std::move(m_notes);
    }

private:
    QList<ForecastNote> m_notes;
    QHash<QString, qsizetype> m_places;
};

/// What Auth0 holds, and what would be.
struct Rows
{
    Policy::PolicyRow before;
    Policy::PolicyRow after;
};

/// Nothing of a connection that cannot be read, or that should change and does not.
std::optional<Rows> rowsOf(const Change::PolicySubject &subject, const Change::PolicyOutcome &outcome)
{
    const bool isRefused = outcome.isSkipped() && !outcome.isSoAlready;
    const auto staged = isRefused ? std::nullopt : Change::asStaged(subject);
    const auto parsed = Json::parse(staged.value_or(QByteArray()));
    const auto before = parsed ? Policy::policyRow(subject.connection) : std::nullopt;
    const auto after
        = parsed ? Policy::policyRow(Json::write(Json::merge(*parsed, outcome.item.changes).value)) : std::nullopt;
    return before && after ? std::optional(Rows{*before, *after}) : std::nullopt;
}

} // namespace

QList<PolicyTarget> policyTargets(const Estate &estate, const ChangeTray &tray, const QList<ObjectId> &ids)
{
    QList<PolicyTarget> targets;
    targets.reserve(ids.size());
    QHash<Domain::TenantId, Change::PlanTenant> tenants;
    for (const ObjectId &id : ids) {
        const TenantSession *session = estate.find(id.tenant);
        const Query::RecordPtr record = estate.record(id.tenant, Query::Kind::Connections, id.id);
        if (!session || !record) {
            continue;
        }
        const Change::ObjectRef object{Change::ObjectKind::Connection, id.id,
                                       Query::textAt(*record, Query::Kind::Connections, u"name")};
        const std::optional<Change::PlanItem> staged = tray.staged(id.tenant, object);
        auto tenant = tenants.find(id.tenant);
        if (tenant == tenants.end()) {
            tenant = tenants.insert(id.tenant, Change::planTenant(session->profile()));
        }
        targets.append(
            {id.tenant, *tenant, {object, record->original, staged ? staged->changes : QList<Json::LeafChange>()}});
    }
    return targets;
}

PolicyForecast forecast(const QList<PolicyTarget> &targets, const Change::PolicyWish &wish)
{
    PolicyForecast result{targets, {}, 0, 0, {}, {}};
    result.outcomes.reserve(targets.size());
    Notes skipped;
    Notes notes;
    for (const PolicyTarget &target : targets) {
        const Change::PolicyOutcome outcome = Change::policyOutcome(target.subject, wish);
        const QString &name = target.subject.object.name;
        if (outcome.isSoAlready) {
            ++result.soAlready;
        } else if (outcome.isSkipped()) {
            skipped.add(outcome.skipped, name);
        } else {
            ++result.changing;
            // The losses stand first among the notes.
            for (const QString &note : outcome.item.notes.mid(outcome.losses.size())) {
                notes.add(note, name);
            }
        }
        result.outcomes.append(outcome);
    }
    result.skipped = std::move(skipped).mostFrequentFirst();
    result.notes = std::move(notes).mostFrequentFirst();
    return result;
}

SettingFates settingFates(const PolicyForecast &forecast, const Change::PolicyWish &wish)
{
    SettingFates fates;
    for (qsizetype i = 0; i < forecast.outcomes.size(); ++i) {
        const auto rows = rowsOf(forecast.targets.at(i).subject, forecast.outcomes.at(i));
        if (!rows || rows->after.readings().isEmpty()) {
            continue;
        }
        if (!forecast.outcomes.at(i).isSkipped()) {
            for (const Policy::Deviation &change : Policy::settingChanges(rows->before.policy, rows->after.policy)) {
                ++fates[change.key].directions[change.direction];
            }
        }
        for (const Policy::Edit &edit : wish.edits) {
            const Policy::Setting then = Policy::settingOf(rows->after.readings().constFirst(), edit.key);
            const bool isLeft = edit.onlyRaise && then.index() == edit.value.index() && edit.value < then;
            fates[edit.key].left += isLeft ? 1 : 0;
        }
    }
    return fates;
}

QList<Lessening> lessenings(const PolicyForecast &forecast)
{
    QList<Lessening> list;
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < forecast.outcomes.size(); ++i) {
        const Change::PolicyOutcome &outcome = forecast.outcomes.at(i);
        const Change::PolicySubject &subject = forecast.targets.at(i).subject;
        const auto rows = outcome.isSkipped() ? std::nullopt : rowsOf(subject, outcome);
        if (!rows) {
            continue;
        }
        for (const Policy::Deviation &change : Policy::settingChanges(rows->before.policy, rows->after.policy)) {
            if (!Policy::asksForLess(change.direction)) {
                continue;
            }
            const QString key = u"%1 %2 %3"_s.arg(QString(Policy::nameOf(change.key)), Policy::textOf(change.wanted),
                                                  Policy::textOf(change.found));
            const qsizetype place = places.value(key, list.size());
            if (place == list.size()) {
                places.insert(key, place);
                list.append({change, {}});
            }
            list[place].names.append(subject.object.name);
        }
    }
    std::stable_sort(list.begin(), list.end(), [](const Lessening &left, const Lessening &right) {
        return left.names.size() > right.names.size();
    });
    return list;
}

int stage(ChangeTray &tray, const PolicyForecast &forecast)
{
    std::map<Domain::TenantId, QList<Change::PlanItem>> items;
    int count = 0;
    for (qsizetype i = 0; i < forecast.outcomes.size(); ++i) {
        if (!forecast.outcomes.at(i).isSkipped()) {
            items[forecast.targets.at(i).tenant].append(forecast.outcomes.at(i).item);
            ++count;
        }
    }
    for (const auto &[tenant, edits] : items) {
        tray.stage(tenant, edits);
    }
    return count;
}

} // namespace Session
