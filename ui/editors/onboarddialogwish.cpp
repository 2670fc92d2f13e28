// What an OnboardDialog comes to: what is wanted, what it does to limits, and the plan of it.

#include "ui/editors/onboarddialog.h"

#include "query/columns.h"
#include "session/customerbook.h"
#include "session/snapshotparts.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"
#include "json/value.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSet>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

using Change::ObjectKind;
using Query::Kind;

namespace {

/// The id of what the text names; empty while it names nothing. What was picked is meant, though another is called so.
QString chosenIn(const QComboBox &box)
{
    const bool isPicked = box.currentIndex() >= 0 && box.itemText(box.currentIndex()) == box.currentText();
    return box.itemData(isPicked ? box.currentIndex() : box.findText(box.currentText(), Qt::MatchFixedString))
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

QStringList checkedIn(const QListWidget &list)
{
    QStringList ids;
    for (int row = 0; row < list.count(); ++row) {
        if (list.item(row)->checkState() == Qt::Checked) {
            ids.append(list.item(row)->data(Qt::UserRole).toString());
        }
    }
    return ids;
}

} // namespace

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
    }
    if (m_holdsApplication->isChecked()) {
        const QString model = chosenIn(*m_applicationModel);
        wanted.application = Change::NewApplication{m_application->text(),
                                                    refOf(ObjectKind::Application, model),
                                                    textOf(ObjectKind::Application, model),
                                                    m_callbacks->text().simplified().split(u' ', Qt::SkipEmptyParts),
                                                    m_names.applicationMetadata,
                                                    {},
                                                    {}};
        const bool getsAll = Session::givesAllConnections(m_session.settings());
        const QStringList others = checkedIn(*m_applicationConnections);
        if (!getsAll || m_turnsOff->isChecked()) { // else it has them anyway
            wanted.application->connections = refsOf(ObjectKind::Connection, others);
        }
        if (getsAll && m_turnsOff->isChecked()) {
            const QSet<QString> stay(others.cbegin(), others.cend());
            for (const Query::RecordPtr &record : m_session.records(Kind::Connections)) {
                if (!stay.contains(record->id)) {
                    wanted.application->turnedOff.append(refOf(ObjectKind::Connection, record->id));
                }
            }
        }
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
    QStringList places;
    for (const Domain::CustomerRule &rule : m_book.rulesOf(m_session.id()).rules) {
        if (rule.kind == Domain::CustomerRule::Kind::AppMetadata) {
            places.append(rule.text);
        }
    }
    return places;
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
    Change::Plan plan = Change::onboardingPlan(wish, Change::planTenant(m_session.profile()));
    for (const Session::LimitForecast &limit : m_forecast.limits) {
        plan.notes.append(Session::textOf(limit));
    }
    plan.notes += m_forecast.notes + Session::unfoundBy(wish, m_book.rulesOf(m_session.id()));
    if (const QString metadata = handover(); m_holdsMetadata->isChecked() && !metadata.isEmpty()) {
        plan.notes.append(tr("Its users get app_metadata %1.").arg(metadata));
    }
    Q_EMIT planned(plan);
    accept();
}

} // namespace Ui
