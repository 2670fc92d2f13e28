#include "reports/estateinput.h"
#include "reports/sample.h"

#include "analysis/check.h"
#include "reports/customerfiles.h"
#include "reports/customerwords.h"
#include "reports/definition.h"
#include "reports/onecustomer.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

using Reports::Format;
using Sample::jsonOf;
using Sample::tableOf;
using Sample::written;

namespace {

Reports::InputPtr inputOfAll()
{
    return std::make_shared<const Reports::ReportInput>(estateInput());
}

Reports::Definition everything()
{
    return *Reports::findPreset(u"full");
}

/// As if many had been tied to many by mistake, and made like one another.
void addChanges(Reports::TenantInput &tenant)
{
    using Query::Kind;
    const auto add = [&tenant](const Query::Record &object, Kind kind, const QString &field, const QString &other) {
        Domain::MadeChange change;
        change.at = tenant.snapshot.readAt;
        change.kind = QString(Query::wordFor(kind));
        change.id = object.id;
        change.name = Query::textAt(object, kind, u"name");
        change.field = field;
        change.after = u"on"_s;
        change.outcome = u"done"_s;
        change.other = other;
        change.isWhole = other.isEmpty();
        tenant.changes.append(change);
    };
    qsizetype turn = 0;
    for (const Query::RecordPtr &connection : *tenant.snapshot.connections) {
        const QString name = Query::textAt(*connection, Kind::Connections, u"name");
        const auto &applications = *tenant.snapshot.applications;
        const Query::Record &application = *applications.at(++turn % applications.size());
        add(*connection, Kind::Connections, Query::textAt(application, Kind::Applications, u"name"), application.id);
        const auto &organizations = *tenant.snapshot.organizations;
        if (!organizations.isEmpty()) {
            add(*organizations.at(turn % organizations.size()), Kind::Organizations, name, connection->id);
            add(*organizations.at(turn % organizations.size()), Kind::Organizations, u"Make it like “%1”"_s.arg(name),
                {});
        }
    }
}

/// Whether a text names somebody: as a word of its own.
bool names(const QString &text, const QString &name)
{
    const QRegularExpression word(u"(?<![\\w])%1(?![\\w])"_s.arg(QRegularExpression::escape(name)),
                                  QRegularExpression::CaseInsensitiveOption);
    return word.match(text).hasMatch();
}

} // namespace

/// Reports that a customer gets to see.
class TestOneCustomer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCustomersReportNamesNobodyElse();
    void whatSeveralClaimIsNobodys();
    void whatASharedApplicationLostIsTold();
    void whyAFindingIsAcceptedIsNotTold();
    void aCustomersFileKeepsItsName();
    void itsPeriodIsTold();
    void itIsToldInWords();
    void whatSaysNothingIsLeftOut();
    void whatASearchFoundIsTold();
    void whoHasNothingHasNoFile();
    void adviceIsForTheCustomer();
};

void TestOneCustomer::aCustomersReportNamesNobodyElse()
{
    const auto &customers = sandboxEstate().truth.customers;
    Reports::ReportInput all = estateInput();
    for (Reports::TenantInput &tenant : all.tenants) {
        addChanges(tenant);
    }
    const Reports::CustomerReports reports(std::make_shared<const Reports::ReportInput>(all));
    int made = 0;
    size_t changes = 0;
    size_t users = 0;
    for (const Sandbox::CustomerTruth &customer : customers) {
        Reports::Definition definition = everything();
        definition.listsUsers = true;
        definition.customer = Domain::customerKeyOf(QString::fromStdString(customer.slug));
        const auto input = std::make_shared<const Reports::ReportInput>(reports.onlyOf(definition.customer));
        QVERIFY2(!input->tenants.isEmpty(), customer.slug.c_str());
        const Reports::Report report = Reports::reportOf(definition, input);
        const nlohmann::json json = jsonOf(report);
        size_t connections = 0;
        for (const Sandbox::CustomerObjects &objects : customer.objects) {
            connections += objects.connections.size();
        }
        QCOMPARE(tableOf(json, "connections", "connections").size(), connections);
        QCOMPARE(tableOf(json, "customers", "customers").size(), size_t(1));
        QVERIFY(tableOf(json, "comparison", "differences").size() >= connections);
        for (const nlohmann::json &row : tableOf(json, "limits", "lock")) {
            QVERIFY(!row["cells"].contains("limit") && !row["cells"].contains("level")); // which others decide
        }
        for (const nlohmann::json &row : tableOf(json, "applications", "applications")) {
            const bool isTold = !row["cells"].value("callbacks", nlohmann::json()).is_null();
            const bool isOwn = std::ranges::any_of(input->tenants, [&](const Reports::TenantInput &tenant) {
                return tenant.customers.shares.at(definition.customer)
                    .applications.contains(QString::fromStdString(row["id"].get<std::string>()));
            });
            QCOMPARE(isTold, isOwn); // others' callbacks are counted with those of a shared one
        }
        users += tableOf(json, "users", "users").size();
        changes += tableOf(json, "changes", "changes").size();
        const QString text = QString::fromUtf8(written(report, Format::Json));
        for (const Sandbox::CustomerTruth &other : customers) {
            if (other.slug == customer.slug) {
                continue;
            }
            for (const std::string &word : {other.name, other.slug, other.domain}) {
                const QString name = QString::fromStdString(word);
                const bool isPartOfOwn = names(QString::fromStdString(customer.name), name)
                    || names(QString::fromStdString(customer.slug), name);
                QVERIFY2(isPartOfOwn || !names(text, name), (customer.slug + " reads of " + word).c_str());
            }
        }
        ++made;
    }
    QCOMPARE(made, int(customers.size()));
    QVERIFY(users > customers.size());
    QVERIFY(changes > 0);
}

/// An application that two rules give to two customers is shared by nobody: its name may be the other's.
void TestOneCustomer::whatSeveralClaimIsNobodys()
{
    Reports::ReportInput input = estateInput();
    Reports::TenantInput &tenant = input.tenants[0];
    const auto shared = [&tenant](const QString &application) {
        return tenant.customers.ownerOf(Domain::CustomerObject::Kind::Application, application).isEmpty();
    };
    const Analysis::CustomerShare &share = tenant.customers.shares.at(u"initech"_s);
    QString application;
    for (auto entry = tenant.snapshot.enabled->cbegin(); entry != tenant.snapshot.enabled->cend(); ++entry) {
        if (shared(entry.key()) && entry.value().contains(share.connections.first())) {
            application = entry.key();
        }
    }
    QVERIFY(!application.isEmpty());
    const auto isSeen = [&input, &application] {
        const Reports::CustomerReports reports(std::make_shared<const Reports::ReportInput>(input));
        return written(reports.of(everything(), u"initech"_s), Format::Json).contains(application.toUtf8());
    };
    QVERIFY(isSeen());
    tenant.customers.contested.append(
        {{Domain::CustomerObject::Kind::Application, application}, u"of two"_s, {u"acme"_s, u"globex"_s}});
    QVERIFY(!isSeen());
}

/// It was the customer's connection that it lost; of what else became of it nothing is told.
void TestOneCustomer::whatASharedApplicationLostIsTold()
{
    Reports::ReportInput input = estateInput();
    input.tenants = {input.tenants.first()};
    Reports::TenantInput &tenant = input.tenants.first();
    const QString initech = tenant.customers.shares.at(u"initech"_s).connections.first();
    const QString umbrella = tenant.customers.shares.at(u"umbrella"_s).connections.first();
    const auto found = std::ranges::find_if(*tenant.snapshot.applications, [&tenant](const auto &application) {
        return tenant.customers.ownerOf(Domain::CustomerObject::Kind::Application, application->id).isEmpty();
    });
    QVERIFY(found != tenant.snapshot.applications->end());
    for (QStringList &connections : *tenant.snapshot.enabled) {
        connections.removeAll(initech); // it has none of the customer's any more
    }
    const auto lost = [](const QString &connection) {
        return Analysis::FieldDifference{Json::Pointer({u"enabled_connections"_s, connection}), QByteArray("true"),
                                         std::nullopt, connection + u" by name"_s};
    };
    tenant.setPast(
        tenant.snapshot.readAt.addDays(-1),
        {{Analysis::ComparedKind::Application,
          (*found)->id,
          u"Shared"_s,
          Analysis::ObjectChange::Changed,
          {lost(initech), lost(umbrella), {Json::Pointer({u"description"_s}), QByteArray("1"), QByteArray("2"), {}}}}});
    const Reports::CustomerReports reports(std::make_shared<const Reports::ReportInput>(input));
    const auto differences = reports.onlyOf(u"initech"_s).tenants.first().past->differences;
    QCOMPARE(differences.size(), 1);
    QCOMPARE(differences.first().fields.size(), 1);
    QCOMPARE(differences.first().fields.first().member, initech + u" by name"_s);
}

/// The note of a waiver is written for one's own people.
void TestOneCustomer::whyAFindingIsAcceptedIsNotTold()
{
    Reports::ReportInput input = estateInput();
    const auto reported
        = [&input] { return Reports::CustomerReports(std::make_shared<const Reports::ReportInput>(input)); };
    const auto findings = reported().onlyOf(u"initech"_s).tenants.at(0).audit.findings;
    QVERIFY(!findings.isEmpty());
    input.tenants[0].options.decisions.waivers.emplace(
        Domain::identityOf(findings.first()), Domain::Waiver{u"as globex has it too"_s, u"anna"_s, QDate(2027, 1, 1)});
    for (const Format format : {Format::Csv, Format::Json, Format::Html, Format::Markdown}) {
        const QByteArray text = written(reported().of(everything(), u"initech"_s), format);
        QVERIFY(text.contains("2027-01-01") || text.contains("2027\\-01\\-01"));
        QVERIFY(!text.contains("globex has") && !text.contains("anna"));
    }
}

void TestOneCustomer::aCustomersFileKeepsItsName()
{
    const auto namesOf = [](const QStringList &customers) {
        Reports::ReportInput input;
        input.tenants.append(Reports::TenantInput());
        for (const QString &name : customers) {
            const QString key = Domain::customerKeyOf(name);
            Analysis::CustomerShare share{key, name, {}, {}, {}, {}};
            share.connections.append(u"con_1"_s);
            input.tenants[0].customers.shares.emplace(key, share);
        }
        QHash<QString, QString> names;
        for (const Reports::CustomerFile &file : Reports::customerFiles(input)) {
            names.insert(file.customer, file.name);
        }
        return names;
    };
    const QStringList customers{u"Müller"_s, u"株式会社"_s, u"Acme"_s, u"con"_s, QString(200, u'x')};
    const QHash<QString, QString> before = namesOf(customers);
    QCOMPARE(before.value(u"Acme"_s), u"acme"_s);
    // Whoever comes takes no name from those that are there, so that no report goes to somebody else.
    const QHash<QString, QString> after
        = namesOf(customers + QStringList{u"Muller"_s, u"有限会社"_s, u"report-con"_s, QString(201, u'x')});
    for (const QString &customer : customers) {
        QCOMPARE(after.value(customer), before.value(customer));
    }
    QCOMPARE(QSet<QString>(after.cbegin(), after.cend()).size(), after.size());
}

void TestOneCustomer::itsPeriodIsTold()
{
    Reports::ReportInput input = estateInput();
    input.since = input.made.addDays(-90);
    const Reports::CustomerReports reports(std::make_shared<const Reports::ReportInput>(input));
    const Reports::Definition quarterly = *Reports::findPreset(u"customer");
    const QString period
        = u"%1 to %2"_s.arg(input.since.date().toString(Qt::ISODate), input.made.date().toString(Qt::ISODate));
    const Reports::Report report = reports.of(quarterly, u"umbrella"_s);
    QCOMPARE(report.title, u"Umbrella Corporation: quarterly report"_s);
    QCOMPARE(report.subtitle, period);
    QVERIFY(written(report, Format::Html).contains("<title>Umbrella Corporation: quarterly report \xE2\x80\x93 20"));
    Reports::Definition named = quarterly;
    named.title = u"Q4"_s;
    QCOMPARE(reports.of(named, u"umbrella"_s).title, u"Umbrella Corporation: Q4"_s);
    named.title = u"Q4 for umbrella corporation"_s;
    QCOMPARE(reports.of(named, u"umbrella"_s).title, named.title);
    // One that was saved for another customer names it to nobody.
    QCOMPARE(reports.of(named, u"acme"_s).title, u"acme: Report"_s);
    named.title = u"Acmeology"_s;
    QCOMPARE(reports.of(named, u"umbrella"_s).title, u"Umbrella Corporation: Acmeology"_s);
    Reports::Definition counts = quarterly;
    counts.sections = {u"connections"_s}; // of now
    QVERIFY(!reports.of(counts, u"umbrella"_s).subtitle.contains(u" to "_s));
}

/// People read words and nothing that stands empty; programs still find what Auth0 calls it.
void TestOneCustomer::itIsToldInWords()
{
    const Reports::Report report = Reports::CustomerReports(inputOfAll()).of(everything(), u"acme"_s);
    const QByteArray json = written(report, Format::Json);
    for (const char *word : {"\"regular_web\"", "\"spa\"", "\"policy.weak\"", "\"en_10k\"", "authorization_code",
                             "\"display_name\"", "\"Waived\"", "\"connection\""}) {
        QVERIFY2(json.contains(word), word);
    }
    for (const Format format : {Format::Html, Format::Markdown}) {
        const QString text = QString::fromUtf8(written(report, format)).remove(u'\\');
        for (const QString &raw :
             {u"regular_web"_s, u"spa"_s, u"policy.weak"_s, u"en_10k"_s, u"authorization_code"_s, u"app_metadata"_s,
              u"allow"_s, u"legacy"_s, u"Held by"_s, u"Grants"_s, u"Display name"_s, u"Waived"_s}) {
            QVERIFY2(!names(text, raw), qPrintable(text.mid(text.indexOf(raw, 0, Qt::CaseInsensitive) - 60, 120)));
        }
        for (const QString &word : {u"Regular Web Application"_s, u"Single Page Application"_s,
                                    u"Very short passwords are taken"_s, u"10,000 are refused"_s}) {
            QVERIFY2(text.contains(word), qPrintable(word));
        }
    }
}

void TestOneCustomer::whatSaysNothingIsLeftOut()
{
    Reports::ReportInput input = estateInput();
    input.tenants = {input.tenants.first()};
    input.tenants.first().setPast({}, {});
    input.tenants.first().pastNote = u"The file of somebody could not be opened."_s;
    input.tenants.first().changes.clear();
    const auto made = [&input](const QStringList &sections) {
        Reports::Definition definition = *Reports::findPreset(u"customer");
        definition.sections = sections.isEmpty() ? definition.sections : sections;
        return Reports::CustomerReports(std::make_shared<const Reports::ReportInput>(input)).of(definition, u"acme"_s);
    };
    const Reports::Report report = made({});
    const QByteArray html = written(report, Format::Html);
    for (const char *id : {"users", "changes", "comparison", "organizations", "customers"}) {
        QVERIFY2(!html.contains("<section id=\"" + QByteArray(id)), id);
        QVERIFY2(!html.contains("href=\"#" + QByteArray(id)), id);
    }
    for (const char *id : {"summary", "connections", "policies", "applications", "findings"}) {
        QVERIFY2(html.contains("<section id=\"" + QByteArray(id)), id);
    }
    QVERIFY(html.contains("Nothing to report on: Organizations (none), Users (not counted), Changes made (none on "
                          "record), Comparison with before (no earlier state)."));
    QCOMPARE(jsonOf(report)["sections"].size(), size_t(Reports::findPreset(u"customer")->sections.size()));
    QVERIFY(written(made({u"users"_s, u"changes"_s}), Format::Html).contains("No change is on record.")); // asked for
    // "none" is no word for what was not read.
    input.tenants.first().snapshot.organizations.reset();
    QVERIFY(written(made({}), Format::Html).contains("Organizations (not read)"));
}

void TestOneCustomer::whatASearchFoundIsTold()
{
    Reports::ReportInput input = estateInput();
    input.tenants = {input.tenants.first()};
    Domain::UserCounts found;
    found.found = {{u"acme"_s, {41, QDateTime(QDate(2026, 11, 28), QTime(10, 0), Qt::UTC)}}};
    input.tenants.first().users = found;
    const auto report = [&input](const QString &key) {
        return written(Reports::CustomerReports(std::make_shared<const Reports::ReportInput>(input))
                           .of(*Reports::findPreset(u"customer"), key),
                       Format::Html);
    };
    QVERIFY(report(u"acme"_s).contains("found by search on 2026-11-28 10:00 UTC"));
    QVERIFY(report(u"stark"_s).contains("Users (not counted)"));
}

void TestOneCustomer::whoHasNothingHasNoFile()
{
    Reports::ReportInput input = estateInput();
    const auto isThere = [&input] {
        return std::ranges::any_of(Reports::customerFiles(input),
                                   [](const Reports::CustomerFile &file) { return file.customer == u"OnlyUsers"_s; });
    };
    for (Reports::TenantInput &tenant : input.tenants) {
        tenant.snapshot.users.reset();
    }
    const size_t all = Reports::customerFiles(input).size();
    input.tenants[0].customers.shares.emplace(u"onlyusers"_s,
                                              Analysis::CustomerShare{u"onlyusers"_s, u"OnlyUsers"_s, {}, {}, {}, {}});
    QVERIFY(!isThere());
    QCOMPARE(size_t(Reports::customerFiles(input).size()), all);
    QVERIFY(Reports::withoutFileText(input).contains(u"OnlyUsers"_s));
    input.tenants[0].users->customers.emplace(u"onlyusers"_s, 3);
    QVERIFY(isThere());
    QVERIFY(!Reports::withoutFileText(input).contains(u"OnlyUsers"_s));
    QVERIFY(Reports::withoutFileText({}).contains(u"no rule finds a customer"_s));
}

/// Nobody who reads it has Auth0's Dashboard or the program, and "the customer" is the reader.
void TestOneCustomer::adviceIsForTheCustomer()
{
    using Subject = Domain::FindingSubject::Kind;
    int told = 0;
    for (const Analysis::Check &check : Analysis::checks()) {
        if (check.subject == Subject::Tenant || check.subject == Subject::User) {
            continue; // in no customer's report
        }
        const QString text = Reports::customerCheckWords(check.id) + u' '
            + Reports::customerAdvice(check.id, QString::fromUtf8(check.advice));
        for (const QString &word : {u"customer"_s, u"Dashboard"_s, u"tenantry-cli"_s, u" --"_s}) {
            QVERIFY2(!text.contains(word), qPrintable(text));
        }
        ++told;
    }
    QVERIFY(told > 20);
    QCOMPARE(Reports::customerAdvice(u"policy.weak"_s, u"Ask for more."_s), u"Ask for more."_s);
}

QTEST_MAIN(TestOneCustomer)
#include "tst_onecustomer.moc"
