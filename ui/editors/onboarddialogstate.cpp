// What an OnboardDialog tells while one fills it in.

#include "ui/editors/onboarddialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "analysis/usercustomers.h"
#include "session/customerbook.h"
#include "session/tenantsession.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
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

/// What was typed is no entry of the list.
void markUnknown(QComboBox &box, bool isUnknown)
{
    QLineEdit *line = box.lineEdit();
    const bool isWrong = isUnknown && !line->text().trimmed().isEmpty();
    if (line->property("error").toBool() != isWrong) {
        line->setProperty("error", isWrong);
        line->style()->polish(line);
    }
}

/// In one of the ways that are wanted.
bool holdsAlready(const Analysis::CustomerShare &share, const Change::Onboarding &wish)
{
    return wish.isEmpty() || (wish.connection && !share.connections.isEmpty())
        || (wish.application && !share.applications.isEmpty()) || (wish.organization && !share.organizations.isEmpty());
}

} // namespace

const Analysis::CustomerShare *OnboardDialog::shareOf(const Change::Onboarding &wish) const
{
    const Analysis::TenantCustomers *known = m_book.of(m_session.id());
    if (!known) {
        return nullptr;
    }
    const Domain::CustomerRules rules = m_book.rulesOf(m_session.id());
    for (const QString &name : {m_names.key, wish.customer}) {
        if (const auto share = known->shares.find(Analysis::joinedKeyOf(name, rules)); share != known->shares.end()) {
            return &share->second;
        }
    }
    return nullptr;
}

QStringList OnboardDialog::problems(const Change::Onboarding &wish) const
{
    if (!m_isFilled) {
        return {tr("What there is in this tenant is being looked through. Wait a moment.")};
    }
    QStringList problems = Change::problemsOf(wish);
    if (const Analysis::CustomerShare *share = shareOf(wish); share && holdsAlready(*share, wish)) {
        problems.append(
            tr("%1 is a customer of this tenant already, and held in such a way. Choose another name, another "
               "way of holding it, or edit its share.")
                .arg(wish.customer));
    }
    const auto taken = [this, &problems](Kind kind, const QString &name) {
        const auto names = m_taken.find(kind);
        if (!name.isEmpty() && names != m_taken.end() && names->second.contains(name)) {
            problems.append(tr("“%1” is taken by another. Choose another name.").arg(name));
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

void OnboardDialog::showRows(const Change::Onboarding &wish)
{
    const bool isConnection = m_holdsConnection->isChecked();
    const bool isApplication = m_holdsApplication->isChecked();
    const bool isOrganization = m_holdsOrganization->isChecked();
    for (QWidget *row : {static_cast<QWidget *>(m_connection), static_cast<QWidget *>(m_connectionModel),
                         static_cast<QWidget *>(m_applications)}) {
        m_form->setRowVisible(row, isConnection);
    }
    m_form->setRowVisible(m_policy, wish.connection && Change::holdsBothPolicies(wish.connection->modelText));
    for (QLineEdit *row : {m_organization, m_logo, m_primary, m_background}) {
        m_form->setRowVisible(row, isOrganization);
    }
    m_form->setRowVisible(m_displayName, isConnection || isOrganization);
    m_form->setRowVisible(m_assigns, isConnection && isOrganization);
    for (QWidget *row : {static_cast<QWidget *>(m_application), static_cast<QWidget *>(m_applicationModel),
                         static_cast<QWidget *>(m_callbacks)}) {
        m_form->setRowVisible(row, isApplication);
    }
    const bool getsAll = Session::givesAllConnections(m_session.settings());
    m_form->setRowVisible(m_turnsOff, isApplication && getsAll);
    m_form->setRowVisible(m_applicationConnections, isApplication && (!getsAll || m_turnsOff->isChecked()));
    m_form->setRowVisible(m_organizationConnections, isOrganization);
    const bool isKeyless = m_holdsMetadata->isChecked() && metadataPlaces().isEmpty();
    m_form->setRowVisible(m_metadataKey, isKeyless);
    m_rules->setVisible(isKeyless);
    m_copy->setVisible(m_holdsMetadata->isChecked());
    m_copy->setEnabled(!m_names.key.isEmpty() && !handover().isEmpty());
    m_tenant->setVisible(m_holdsTenant->isChecked());
}

void OnboardDialog::showState()
{
    const Change::Onboarding wish = wanted();
    showRows(wish);
    const QStringList all = problems(wish);
    const QStringList wrong = m_customer->text().trimmed().isEmpty() ? QStringList() : all;
    if (wish != m_foretold) { // what was foretold last stays until the next comes
        m_pause.start();
    }
    QStringList made;
    if (wish.connection) {
        const auto served = int(wish.connection->applications.size()) + (wish.application ? 1 : 0);
        made.append((served == 0 ? tr("The connection %1, for no application yet")
                                 : tr("The connection %1, for %n application(s)", nullptr, served))
                        .arg(wish.connection->name));
    }
    if (wish.organization) {
        const auto others = int(wish.organization->connections.size());
        made.append(others == 0 ? tr("The organization %1").arg(wish.organization->name)
                                : tr("The organization %1, with %n connection(s) that are there", nullptr, others)
                                      .arg(wish.organization->name));
    }
    if (wish.application) {
        const auto others = int(wish.application->connections.size());
        made.append(others == 0 ? tr("The application %1").arg(wish.application->name)
                                : tr("The application %1, with %n connection(s) that are there", nullptr, others)
                                      .arg(wish.application->name));
    }
    markUnknown(*m_connectionModel, wish.connection && wish.connection->model.id.isEmpty());
    markUnknown(*m_applicationModel, wish.application && wish.application->model.id.isEmpty());
    const bool isNamed = !m_customer->text().trimmed().isEmpty();
    m_made->setLines(!isNamed             ? QStringList{tr("Name the customer: what is made then stands here.")}
                         : made.isEmpty() ? QStringList{tr("Nothing is made at Auth0.")}
                                          : QStringList{tr("Is made:")} + bulleted(made));
    QStringList limits;
    for (const Session::LimitForecast &limit : m_forecast.limits) {
        limits.append(Session::textOf(limit));
    }
    const bool isOver = !m_forecast.over().isEmpty();
    m_limits->setLines(bulleted(limits));
    m_limits->setVisible(!limits.isEmpty());
    m_limits->setProperty("error", isOver);
    m_limits->style()->polish(m_limits);
    m_problems->setLines(bulleted(wrong));
    m_problems->setVisible(!wrong.isEmpty());
    QStringList notes = m_forecast.notes;
    if (const Analysis::CustomerShare *share = shareOf(wish); share && !holdsAlready(*share, wish)) {
        notes.prepend(tr("%1 is a customer of this tenant already: this is put to what it has. If another is meant, "
                         "choose another name.")
                          .arg(wish.customer));
    }
    if (!m_names.key.isEmpty()) {
        notes += Session::unfoundBy(wish, m_book.rulesOf(m_session.id()));
    }
    if (m_holdsMetadata->isChecked()) {
        const QString metadata = m_names.key.isEmpty() ? QString() : handover();
        if (metadataPlaces().isEmpty()) {
            notes.append(tr("No customer rule of this tenant names a key of app_metadata: the customer is not found by "
                            "it before one does. Give the tenant such a rule, and type the key here meanwhile."));
        }
        notes.append(metadata.isEmpty() ? tr("By app_metadata nothing is made: its users carry who they belong to.")
                                        : tr("By app_metadata nothing is made: give each of its users %1. The customer "
                                             "is listed once users that have it were read.")
                                              .arg(metadata));
    }
    if (m_holdsTenant->isChecked()) {
        notes.append(tr("The Management API makes no Auth0 tenants. Make one in the Dashboard (Create tenant), make an "
                        "application for Tenantry in it, add it here, and give it the rule “the whole Auth0 tenant”."));
    }
    m_notes->setLines(bulleted(notes));
    m_notes->setVisible(!notes.isEmpty());
    if (const QStringList over = m_forecast.over(); over != m_confirmedOf) {
        m_confirmedOf = over;
        m_confirmed->setChecked(false); // it was said of other limits
    }
    m_confirmed->setVisible(isOver);
    showObstacle(*m_review, obstacle(wish, all), tr("Shows what would be sent; sends nothing yet"));
}

QString OnboardDialog::obstacle(const Change::Onboarding &wish, const QStringList &wrong) const
{
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
