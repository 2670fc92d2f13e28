// What an OnboardDialog comes to: what is wanted, what it does to limits, and the plan of it.

#include "ui/editors/onboarddialog.h"

#include "analysis/usercustomers.h"
#include "query/columns.h"
#include "session/customerbook.h"
#include "session/snapshotparts.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"
#include "json/value.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSet>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

using Change::ObjectKind;
using Query::Kind;

namespace {

/// The id of what the text names, with its customer or without; empty while it names nothing. What was picked is meant,
/// though another is called so.
QString chosenIn(const QComboBox &box)
{
    const bool isPicked = box.currentIndex() >= 0 && box.itemText(box.currentIndex()) == box.currentText();
    const int named = isPicked ? box.currentIndex() : box.findText(box.currentText(), Qt::MatchFixedString);
    return box
        .itemData(named >= 0 ? named
                             : box.findData(box.currentText(), Items::ChoiceModel::PlainRole, Qt::MatchFixedString))
        .toString();
}

/// Puts the value there; false where something else is in the way, above it or below.
bool putAt(Json::Value &object, const QString &place, const QString &value)
{
    Json::Value *at = &object;
    for (const QString &step : place.split(u'.', Qt::SkipEmptyParts)) {
        if (!at->is_object() && !at->is_null()) {
            return false;
        }
        at = &(*at)[step.toStdString()];
    }
    if (!at->is_null()) {
        return false;
    }
    *at = value.toStdString();
    return true;
}

QStringList checkedIn(const QListView &list)
{
    return qobject_cast<const Items::ChoiceModel *>(list.model())->checkedIds();
}

void fill(const QListView &list, const QList<Items::Choice> &choices)
{
    qobject_cast<Items::ChoiceModel *>(list.model())->setChoices(choices);
}

void fill(QComboBox &box, const QList<Items::Choice> &choices, bool mayBeOthers)
{
    qobject_cast<Items::ChoiceModel *>(box.model())->setChoices(choices);
    box.setCurrentIndex(choices.isEmpty() || (!mayBeOthers && !choices.first().owner.isEmpty()) ? -1 : 0);
}

/// On a worker: there may be very many.
void addTurnedOff(Change::NewApplication &application, const QList<Query::RecordPtr> &connections)
{
    QSet<QString> stay;
    for (const Change::ObjectRef &connection : std::as_const(application.connections)) {
        stay.insert(connection.id);
    }
    for (const Query::RecordPtr &record : connections) {
        if (!stay.contains(record->id)) {
            application.turnedOff.append(
                {ObjectKind::Connection, record->id, Query::textAt(*record, Kind::Connections, u"name")});
        }
    }
}

} // namespace

void OnboardDialog::fillChoices()
{
    m_choosing.start(
        [connections = m_session.records(Kind::Connections), applications = m_session.records(Kind::Applications),
         organizations = m_session.records(Kind::Organizations), owners = m_book.ownersOf(m_session.id())] {
            return Items::onboardingChoices(
                connections, applications, organizations,
                [&owners](Domain::CustomerObject::Kind kind, const QString &id) { return owners.of(kind, id); });
        });
}

void OnboardDialog::takeChoices(const Items::OnboardingChoices &choices)
{
    for (const auto &[kind, names] : choices.names) {
        // The few that came meanwhile are put to the many, and not the other way round.
        const QSet<QString> late = std::exchange(m_taken[kind], names);
        for (const QString &name : late) {
            m_taken[kind].insert(name);
        }
    }
    fill(*m_applications, choices.applications);
    fill(*m_applicationConnections, choices.connections);
    fill(*m_organizationConnections, choices.connections);
    fill(*m_applicationModel, choices.applications, false); // another customer's own is nobody's to guess
    fill(*m_connectionModel, choices.connectionModels, true);
    m_isFilled = true;
    showState();
}

/// What comes while the dialog is open takes its name as well.
void OnboardDialog::noteNames(Kind kind, const QStringList &ids)
{
    if (kind != Kind::Connections && kind != Kind::Applications && kind != Kind::Organizations) {
        return;
    }
    for (const QString &id : ids) {
        m_taken[kind].insert(Session::nameOf(m_session, kind, id));
    }
}

QByteArray OnboardDialog::textOf(ObjectKind kind, const QString &id) const
{
    const Query::RecordPtr record = m_session.record(*Session::tableOf(kind), id);
    return record ? record->original : QByteArray();
}

Change::Onboarding OnboardDialog::wanted() const
{
    const auto refOf = [this](ObjectKind kind, const QString &id) {
        return Change::ObjectRef{kind, id, Session::nameOf(m_session, *Session::tableOf(kind), id)};
    };
    const auto refsOf = [&refOf](ObjectKind kind, const QStringList &ids) {
        QList<Change::ObjectRef> refs;
        for (const QString &id : ids) {
            refs.append(refOf(kind, id));
        }
        return refs;
    };
    Change::Onboarding wanted{m_customer->text().trimmed()};
    if (m_holdsConnection->isChecked()) {
        const QString model = chosenIn(*m_connectionModel);
        wanted.connection = Change::NewConnection{m_connection->text(),
                                                  m_displayName->text().trimmed(),
                                                  refOf(ObjectKind::Connection, model),
                                                  textOf(ObjectKind::Connection, model),
                                                  m_names.connectionMetadata,
                                                  {}};
        wanted.connection->applications = refsOf(ObjectKind::Application, checkedIn(*m_applications));
        if (const QVariant policy = m_policy->currentData();
            policy.isValid() && Change::holdsBothPolicies(wanted.connection->modelText)) {
            wanted.connection->policy = Domain::PolicyGeneration(policy.toInt());
        }
    }
    if (m_holdsApplication->isChecked()) {
        const QString model = chosenIn(*m_applicationModel);
        wanted.application = Change::NewApplication{m_application->text(),
                                                    refOf(ObjectKind::Application, model),
                                                    textOf(ObjectKind::Application, model),
                                                    m_callbacks->text().simplified().split(u' ', Qt::SkipEmptyParts),
                                                    m_names.applicationMetadata,
                                                    {},
                                                    false,
                                                    {}};
        const bool getsAll = Session::givesAllConnections(m_session.settings());
        const QStringList others = checkedIn(*m_applicationConnections);
        if (!getsAll || m_turnsOff->isChecked()) { // else it has them anyway
            wanted.application->connections = refsOf(ObjectKind::Connection, others);
        }
        wanted.application->turnsOthersOff = getsAll && m_turnsOff->isChecked();
    }
    if (m_holdsOrganization->isChecked()) {
        wanted.organization
            = Change::NewOrganization{m_organization->text(),
                                      m_displayName->text().trimmed(),
                                      m_logo->text().trimmed(),
                                      m_primary->text().trimmed(),
                                      m_background->text().trimmed(),
                                      m_names.organizationMetadata,
                                      refsOf(ObjectKind::Connection, checkedIn(*m_organizationConnections)),
                                      m_assigns->isChecked(),
                                      false};
    }
    return wanted;
}

QStringList OnboardDialog::metadataPlaces() const
{
    return Analysis::metadataPlaces(m_book.rulesOf(m_session.id()));
}

/// For whoever makes the users: nothing of it is kept at Auth0 before there is one. Empty while no key is named. Of two
/// keys that exclude each other, as company and company.id do, the first one has the value.
QString OnboardDialog::handover() const
{
    QStringList places = metadataPlaces();
    if (const QString typed = m_metadataKey->text().trimmed(); places.isEmpty() && !typed.isEmpty()) {
        places.append(typed);
    }
    Json::Value metadata = Json::Value::object();
    for (const QString &place : std::as_const(places)) {
        putAt(metadata, place, m_names.key);
    }
    return metadata.is_object() && !metadata.empty() ? QString::fromUtf8(Json::write(metadata)) : QString();
}

void OnboardDialog::foretell()
{
    m_foretelling.start([wish = m_foretold = wanted(), parts = Session::SnapshotParts(m_session), bands = m_bands] {
        return Session::forecastOf(*wish, parts.snapshot(), bands);
    });
}

void OnboardDialog::takeForecast(const Session::OnboardingForecast &forecast)
{
    m_forecast = forecast;
    const bool goesOn = std::exchange(m_isReviewWanted, false);
    showState();
    if (goesOn && wanted() == m_foretold) {
        review();
    }
}

/// What it does to limits is known first, though who is quick need not wait to ask for the review.
void OnboardDialog::review()
{
    const Change::Onboarding wish = wanted();
    if (!obstacle(wish, problems(wish)).isEmpty()) {
        return;
    }
    if (wish != m_foretold || m_foretelling.isBusy()) {
        m_isReviewWanted = true;
        m_pause.stop();
        return foretell();
    }
    makePlan(wish);
}

void OnboardDialog::makePlan(const Change::Onboarding &wish)
{
    m_planned = wish;
    m_planning.start([wish = wish, tenant = Change::planTenant(m_session.profile()),
                      connections = m_session.records(Kind::Connections)]() mutable {
        if (wish.application && wish.application->turnsOthersOff) {
            addTurnedOff(*wish.application, connections);
        }
        return Change::onboardingPlan(wish, tenant);
    });
}

/// What was edited meanwhile is reviewed when that is asked for again.
void OnboardDialog::takePlan(const Change::Plan &made)
{
    if (wanted() != m_planned) {
        return;
    }
    Change::Plan plan = made;
    for (const Session::LimitForecast &limit : m_forecast.limits) {
        plan.notes.append(Session::textOf(limit));
    }
    plan.notes += m_forecast.notes + Session::unfoundBy(m_planned, m_book.rulesOf(m_session.id()));
    if (const QString metadata = handover(); m_holdsMetadata->isChecked() && !metadata.isEmpty()) {
        plan.notes.append(tr("Its users get app_metadata %1.").arg(metadata));
    }
    Q_EMIT planned(plan);
}

} // namespace Ui
