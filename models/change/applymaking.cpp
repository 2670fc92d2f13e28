// How an Applier makes and deletes objects. Auth0 gives a new object its id, so that it is looked for by its name
// before that is known; a POST is sent once, whatever becomes of its answer.

#include "change/applier.h"

#include "change/makinglook.h"
#include "change/objectreading.h"
#include "change/preparing.h"
#include "json/leaves.h"

using namespace Qt::StringLiterals;

namespace Change {

namespace {

bool isNotThere(const Api::ApiError &error)
{
    return error.kind == Api::ApiError::Kind::NotFound;
}

QString titleOfStandIn(const Plan &plan, const QString &standIn)
{
    for (const PlanItem &item : plan.items) {
        if (item.object.id == standIn && item.creation) {
            return described(item.object);
        }
    }
    return {};
}

} // namespace

/// Half a customer helps nobody: whose connection holds users needs the organization by which they come in. What is
/// deleted is looked round for once more right before.
void Applier::lookAtRemovals(qsizetype from)
{
    const auto isPending = [this](qsizetype place) {
        return m_earlier.at(place).isOpen || m_earlier.at(place).result.outcome == ItemOutcome::Pending;
    };
    const bool areSeveral = m_plan.items.size() > 1;
    while (from < m_plan.items.size() && !(areSeveral && m_plan.items.at(from).removal && isPending(from))) {
        ++from;
    }
    if (from == m_plan.items.size() || m_isCancelled || !m_stopReason.isEmpty()) {
        const QString why = m_foretold.empty() ? QString() : m_foretold.begin()->second.reason;
        for (qsizetype place = 0; !why.isEmpty() && place < m_plan.items.size(); ++place) {
            if (isPending(place)) {
                m_foretold.try_emplace(
                    place,
                    ItemResult{ItemOutcome::Refused, tr("It is left as it is, since a part has to stay. %1").arg(why)});
            }
        }
        open();
        return;
    }
    const PlanItem removal = m_plan.items.at(from);
    readObject(m_client, removal.object, this, [this, removal, from](const Api::Outcome<QByteArray> &now) {
        const bool isGone = now ? now->isEmpty() : isNotThere(now.error());
        if (!now && !isGone) {
            note(now.error());
            m_foretold.emplace(from, ItemResult{ItemOutcome::Failed, now.error().text()});
        }
        if (!now || isGone) {
            lookAtRemovals(from + 1);
            return;
        }
        lookBeforeMaking(m_client, removal, *now, this, [this, from](const Api::Outcome<MakingLook> &found) {
            if (!found) {
                note(found.error());
                m_foretold.emplace(from, ItemResult{ItemOutcome::Failed, found.error().text()});
            } else if (found->obstacle) {
                m_foretold.emplace(from, ItemResult{ItemOutcome::Refused, found->obstacle->reason});
            }
            lookAtRemovals(from + 1);
        });
    });
}

/// False where the item ended, since what it is about was not made.
bool Applier::standInsAreKnown()
{
    m_plan.items[m_item] = resolved(item(), m_ids);
    const QString open = openStandIn(item());
    if (open.isEmpty()) {
        return true;
    }
    const QString title = titleOfStandIn(m_plan, open);
    conclude({ItemOutcome::Refused,
              title.isEmpty() ? tr("It needs an object that this plan was to make and does not any more. Plan again.")
                              : tr("It needs %1, which was not made. Nothing was sent.").arg(title)});
    return false;
}

void Applier::readForMaking()
{
    const ItemRecord &earlier = m_earlier.at(m_item);
    if (item().creation && !earlier.isOpen) {
        lookBefore({});
        return;
    }
    const bool isNamed = item().creation && earlier.result.id.isEmpty();
    const auto done = [this](const Api::Outcome<QByteArray> &now) {
        if (now) {
            decideMaking(*now);
        } else if (isNotThere(now.error())) {
            decideMaking({});
        } else if (m_earlier.at(m_item).isOpen) {
            note(now.error());
            conclude({ItemOutcome::Unknown, now.error().text(), {}, {}, {}, m_earlier.at(m_item).result.id});
        } else {
            fail(now.error());
        }
    };
    if (isNamed) { // the program ended before there was an answer
        findByName(m_client, item().object.kind, item().object.name, this, done);
        return;
    }
    readObject(m_client, {item().object.kind, item().creation ? earlier.result.id : item().object.id, {}}, this, done);
}

/// Of a deletion, and of a creation that went out before the program ended.
void Applier::decideMaking(const QByteArray &now)
{
    if (item().removal) {
        if (now.isEmpty()) {
            Q_EMIT objectRead(item().object, {});
            conclude({m_earlier.at(m_item).isOpen ? ItemOutcome::Done : ItemOutcome::AlreadySo});
        } else {
            lookBefore(now);
        }
        return;
    }
    const QString lost = tr("Tenantry ended before it had Auth0's answer.");
    if (now.isEmpty() && item().object.kind != ObjectKind::Application) {
        lookBefore({}); // it never arrived; its name, which can be given once only, is free
        return;
    }
    takeFound(now, lost);
}

/// What was found by its name after an answer was lost: ours, where it holds what was sent.
void Applier::takeFound(const QByteArray &found, const QString &problem)
{
    if (found.isEmpty()) {
        conclude({ItemOutcome::Failed, tr("%1 Auth0 has no such object, so that it was not made.").arg(problem)});
        return;
    }
    const Outcome<Prepared> prepared = prepare(item(), "{}");
    if (!prepared || !lackingMembers(prepared->promise, found).isEmpty()) {
        conclude({ItemOutcome::Unknown,
                  tr("%1 Auth0 has %2 by now (%3), but with other settings than were sent: whether it is this one "
                     "cannot be told. Look at it.")
                      .arg(problem, described(item().object), idIn(item().object.kind, found))});
        return;
    }
    m_prepared = std::make_unique<Prepared>(*prepared);
    judgeMade(found, problem);
}

void Applier::lookBefore(const QByteArray &now)
{
    lookBeforeMaking(m_client, item(), now, this, [this, now](const Api::Outcome<MakingLook> &found) {
        if (!found) {
            fail(found.error());
        } else if (const auto &obstacle = found->obstacle) {
            conclude({obstacle->kind == Obstacle::Kind::Conflict ? ItemOutcome::Conflict : ItemOutcome::Refused,
                      obstacle->reason});
        } else {
            m_remark = found->remark;
            prepareToSend(item().creation ? QByteArray("{}") : now);
        }
    });
}

void Applier::checkMaking(const std::optional<Api::ApiError> &problem)
{
    const QString lost = problem ? problem->text() : QString();
    if (item().removal) {
        readObject(m_client, item().object, this,
                   [this, lost](const Api::Outcome<QByteArray> &after) { judgeRemoved(lost, after); });
        return;
    }
    if (problem) {
        findByName(m_client, item().object.kind, item().object.name, this,
                   [this, lost](const Api::Outcome<QByteArray> &found) {
                       if (found) {
                           takeFound(*found, lost);
                       } else {
                           conclude({ItemOutcome::Unknown,
                                     tr("%1 It could not be looked for: %2").arg(lost, found.error().text())});
                       }
                   });
        return;
    }
    readObject(m_client, {item().object.kind, m_madeId, {}}, this, [this](const Api::Outcome<QByteArray> &after) {
        if (after) {
            judgeMade(*after, {});
        } else {
            conclude({ItemOutcome::Different,
                      tr("It was made, but could not be read: %1").arg(after.error().text()),
                      {},
                      {},
                      {},
                      m_madeId});
        }
    });
}

void Applier::judgeMade(const QByteArray &object, const QString &lost)
{
    ItemResult result{ItemOutcome::Done};
    result.id = idIn(item().object.kind, object);
    const Json::SecretKeys &secrets = m_place.secrets;
    result.differences = lackingMembers(Json::masked(m_prepared->promise, secrets), Json::masked(object, secrets));
    const bool isOther = !result.differences.isEmpty();
    if (isOther) {
        result.outcome = ItemOutcome::Different;
        result.reason = tr("It was made, but Auth0 holds something else than was sent.");
    }
    if (!isOther && !lost.isEmpty()) {
        result.reason = tr("%1 It was looked for, and is there as it was sent.").arg(lost);
    }
    if (!lost.isEmpty() && item().object.kind == ObjectKind::Application) {
        recoverSecret(object, result.reason);
    }
    Q_EMIT objectRead({item().object.kind, result.id, item().object.name}, object);
    conclude(result);
}

/// It was in the answer that was lost; Auth0 tells it again to whom may read it.
void Applier::recoverSecret(const QByteArray &object, QString &reason)
{
    const auto application = Json::parse(object);
    if (const QString secret = application ? Json::stringAt(*application, "client_secret") : QString();
        !secret.isEmpty()) {
        m_secrets.insert(m_item, Api::Secret(secret.toUtf8()));
    } else if (application && Json::stringAt(*application, "token_endpoint_auth_method") != "none"_L1) {
        reason += u' '
            + tr("Its secret was in the answer that was lost, and is not shown: this profile lacks the scope "
                 "read:client_keys. See it in the Dashboard, at the application's settings, or rotate it there.");
    }
}

void Applier::judgeRemoved(const QString &problem, const Api::Outcome<QByteArray> &after)
{
    if (!after && isNotThere(after.error())) {
        Q_EMIT objectRead(item().object, {});
        conclude({ItemOutcome::Done, m_remark});
    } else if (!after) {
        conclude({ItemOutcome::Unknown, tr("Whether it is gone could not be read: %1").arg(after.error().text())});
    } else if (problem.isEmpty()) {
        conclude({ItemOutcome::Unknown, tr("Auth0 has taken it, and still shows the object. Look again in a moment.")});
    } else {
        conclude({ItemOutcome::Failed, problem});
    }
}

} // namespace Change
