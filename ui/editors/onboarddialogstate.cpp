// What an OnboardDialog tells while one fills it in.

#include "ui/editors/onboarddialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "query/columns.h"
#include "session/customerbook.h"
#include "session/snapshotparts.h"
#include "session/tenantsession.h"
#include "json/value.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Ui {

using Query::Kind;

namespace {

QStringList bulleted(const QStringList &lines)
{
    QStringList marked;
    for (const QString &line : lines) {
        marked.append(u"· "_s + visibleText(line));
    }
    return marked;
}

} // namespace

/// For whoever makes the users: nothing of it is kept at Auth0 before there is one.
QString OnboardDialog::handover() const
{
    Json::Value metadata = Json::Value::object();
    for (const QString &place : m_names.appMetadata) {
        Json::Value *at = &metadata;
        const QStringList steps = place.split(u'.');
        for (const QString &step : steps) {
            at = &(*at)[step.toStdString()];
        }
        *at = m_names.key.toStdString();
    }
    if (m_names.appMetadata.isEmpty() && !m_names.key.isEmpty()) {
        metadata["customer"] = m_names.key.toStdString();
    }
    return QString::fromUtf8(Json::write(metadata));
}

QStringList OnboardDialog::problems() const
{
    const Change::Onboarding wish = wanted();
    QStringList problems = Change::problemsOf(wish);
    const QString key = m_names.key;
    const Analysis::TenantCustomers *known = m_book.of(m_session.id());
    if (!key.isEmpty() && known && known->shares.contains(key)) {
        problems.append(
            tr("%1 is a customer of this tenant already. Choose another name, or edit its share.").arg(wish.customer));
    }
    const auto taken = [this, &problems](Kind kind, const QString &name) {
        for (const Query::RecordPtr &record : m_session.records(kind)) {
            if (!name.isEmpty() && Query::textAt(*record, kind, u"name") == name) {
                problems.append(tr("“%1” is taken by another. Choose another name.").arg(name));
                return;
            }
        }
    };
    if (wish.connection) {
        taken(Kind::Connections, wish.connection->name);
    }
    if (wish.application) {
        taken(Kind::Applications, wish.application->name);
    }
    if (wish.organization) {
        taken(Kind::Organizations, wish.organization->name);
    }
    return problems;
}

void OnboardDialog::showRows()
{
    const bool isConnection = m_holdsConnection->isChecked();
    const bool isApplication = m_holdsApplication->isChecked();
    const bool isOrganization = m_holdsOrganization->isChecked();
    for (QWidget *row : {static_cast<QWidget *>(m_connection), static_cast<QWidget *>(m_connectionModel),
                         static_cast<QWidget *>(m_applications)}) {
        m_form->setRowVisible(row, isConnection);
    }
    for (QLineEdit *row : {m_organization, m_logo, m_primary, m_background}) {
        m_form->setRowVisible(row, isOrganization);
    }
    m_form->setRowVisible(m_displayName, isConnection || isOrganization);
    m_form->setRowVisible(m_assigns, isConnection && isOrganization);
    for (QWidget *row : {static_cast<QWidget *>(m_application), static_cast<QWidget *>(m_applicationModel),
                         static_cast<QWidget *>(m_callbacks)}) {
        m_form->setRowVisible(row, isApplication);
    }
    m_form->setRowVisible(m_turnsOff, isApplication && Session::givesAllConnections(m_session.settings()));
    m_copy->setVisible(m_holdsMetadata->isChecked());
    m_tenant->setVisible(m_holdsTenant->isChecked());
}

void OnboardDialog::showState()
{
    showRows();
    const Change::Onboarding wish = wanted();
    const QStringList wrong = m_customer->text().trimmed().isEmpty() ? QStringList() : problems();
    const Session::OnboardingForecast forecast
        = Session::forecastOf(wish, Session::SnapshotParts(m_session).snapshot(), m_bands);
    QStringList made;
    if (wish.connection) {
        made.append(tr("The connection %1, for %n application(s)", nullptr, int(wish.connection->applications.size()))
                        .arg(wish.connection->name));
    }
    if (wish.organization) {
        made.append(tr("The organization %1").arg(wish.organization->name));
    }
    if (wish.application) {
        made.append(tr("The application %1").arg(wish.application->name));
    }
    const bool isNamed = !m_customer->text().trimmed().isEmpty();
    m_made->setLines(!isNamed             ? QStringList{tr("Name the customer: what is made then stands here.")}
                         : made.isEmpty() ? QStringList{tr("Nothing is made at Auth0.")}
                                          : QStringList{tr("Is made:")} + bulleted(made));
    QStringList limits;
    for (const Session::LimitForecast &limit : forecast.limits) {
        limits.append(Session::textOf(limit));
    }
    const bool isOver = !forecast.over().isEmpty();
    m_limits->setLines(bulleted(limits));
    m_limits->setVisible(!limits.isEmpty());
    m_limits->setProperty("error", isOver);
    m_limits->style()->polish(m_limits);
    m_problems->setLines(bulleted(wrong));
    m_problems->setVisible(!wrong.isEmpty());
    QStringList notes = forecast.notes;
    if (!m_names.key.isEmpty()) {
        notes += Session::unfoundBy(wish, m_book.rulesOf(m_session.id()));
    }
    if (m_holdsMetadata->isChecked()) {
        notes.append(tr("By app_metadata nothing is made: give each of its users %1. The customer is listed once users "
                        "that have it were read.")
                         .arg(handover()));
    }
    if (m_holdsTenant->isChecked()) {
        notes.append(tr("The Management API makes no Auth0 tenants. Make one in the Dashboard (Create tenant), make an "
                        "application for Tenantry in it, add it here, and give it the rule “the whole Auth0 tenant”."));
    }
    m_notes->setLines(bulleted(notes));
    m_notes->setVisible(!notes.isEmpty());
    m_confirmed->setVisible(isOver);
    showObstacle(*m_review, obstacle(), tr("Shows what would be sent; sends nothing yet"));
}

QString OnboardDialog::obstacle() const
{
    const Change::Onboarding wish = wanted();
    const QStringList wrong = problems();
    if (!wrong.isEmpty()) {
        return wrong.first();
    }
    if (wish.isEmpty()) {
        return tr("Nothing is made at Auth0 in this way: there is nothing to review.");
    }
    return m_confirmed->isVisibleTo(this) && !m_confirmed->isChecked()
        ? tr("It would go beyond a limit. Confirm that, or change what is made.")
        : QString();
}

} // namespace Ui
