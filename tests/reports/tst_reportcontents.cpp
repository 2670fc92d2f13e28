#include "reports/estateinput.h"
#include "reports/sample.h"

#include "reports/definition.h"
#include "reports/onecustomer.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

using Reports::Format;
using Sample::jsonOf;
using Sample::tableOf;
using Sample::written;

namespace {

constexpr Format formats[] = {Format::Html, Format::Pdf, Format::Csv, Format::Xlsx, Format::Json, Format::Markdown};
constexpr Format texts[] = {Format::Html, Format::Csv, Format::Json, Format::Markdown};

Reports::InputPtr inputOfAll()
{
    return std::make_shared<const Reports::ReportInput>(estateInput());
}

Reports::Definition everything()
{
    return *Reports::findPreset(u"full");
}

qint64 figureOf(const nlohmann::json &report, const std::string &id)
{
    for (const auto &section : report.at("sections")) {
        for (const auto &block : section.at("blocks")) {
            if (block.at("type") == "figures") {
                for (const auto &figure : block.at("figures")) {
                    if (figure.at("id") == id) {
                        return figure.at("value").get<qint64>();
                    }
                }
            }
        }
    }
    return -1;
}

/// Every text below a name that Auth0 gives to secrets.
void collectSecrets(const Sandbox::Json &json, QSet<QString> &secrets)
{
    static const QSet<QString> names{u"client_secret"_s, u"encryption_key"_s, u"signing_keys"_s, u"password"_s,
                                     u"api_key"_s,       u"configuration"_s,  u"smtp_pass"_s,    u"bearer_token"_s};
    if (json.is_object()) {
        for (const auto &[key, value] : json.items()) {
            if (value.is_string() && names.contains(QString::fromStdString(key))
                && value.get<std::string>().size() > 11) {
                secrets.insert(QString::fromStdString(value.get<std::string>()));
            }
            collectSecrets(value, secrets);
        }
    } else if (json.is_array()) {
        for (const auto &value : json) {
            collectSecrets(value, secrets);
        }
    }
}

} // namespace

class TestReportContents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPresetInEveryFormat_data();
    void everyPresetInEveryFormat();
    void figuresAreTheEstates();
    void tenantsStandBesideEachOther();
    void peopleReadWords();
    void lockIsCounted();
    void findingsStandWithTheirWaivers();
    void policiesAreHeldAgainstTheBaseline();
    void whatIsUncertainIsSaid();
    void noSecretIsInAny();
    void usersAreListedOnlyWhenAsked();
    void differencesStandFieldByField();
    void needsAreThoseOfTheSections();
};

void TestReportContents::everyPresetInEveryFormat_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<Format>("format");
    for (const Reports::Definition &preset : Reports::presets()) {
        for (const Format format : formats) {
            QTest::addRow("%s, %s", qPrintable(preset.id), Reports::wordOf(format).data()) << preset.id << format;
        }
    }
}

void TestReportContents::everyPresetInEveryFormat()
{
    QFETCH(QString, preset);
    QFETCH(Format, format);
    const Reports::Report report = Reports::reportOf(*Reports::findPreset(preset), inputOfAll());
    const QByteArray bytes = written(report, format);
    QVERIFY(!bytes.isEmpty());
    if (const QString folder = qEnvironmentVariable("TENANTRY_PICTURES"); !folder.isEmpty()) {
        QFile file(QDir(folder).filePath(preset + u'.' + Reports::wordOf(format)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QStringList sections;
    for (const Reports::Section &section : report.sections) {
        sections.append(section.id);
        QVERIFY2(!section.blocks.isEmpty(), qPrintable(section.id));
    }
    QCOMPARE(sections, Reports::findPreset(preset)->sections);
}

void TestReportContents::figuresAreTheEstates()
{
    const nlohmann::json report = jsonOf(Reports::reportOf(everything(), inputOfAll()));
    qint64 applications = 0;
    qint64 connections = 0;
    for (const Sandbox::TenantState &state : sandboxEstate().tenants) {
        applications += qint64(state.clients.items().size());
        connections += qint64(state.connections.items().size());
    }
    QCOMPARE(figureOf(report, "applications"), applications);
    QCOMPARE(figureOf(report, "connections"), connections);
    QCOMPARE(qint64(tableOf(report, "applications", "applications").size()), applications);
    QCOMPARE(qint64(tableOf(report, "connections", "connections").size()), connections);
    QCOMPARE(figureOf(report, "customers"), qint64(sandboxEstate().truth.customers.size()));
    QCOMPARE(tableOf(report, "customers", "customers").size(), sandboxEstate().truth.customers.size());
}

void TestReportContents::tenantsStandBesideEachOther()
{
    const nlohmann::json report = jsonOf(Reports::reportOf(everything(), inputOfAll()));
    const nlohmann::json rows = tableOf(report, "summary", "tenants");
    QCOMPARE(qsizetype(rows.size()), estateInput().tenants.size());
    for (const char *column : {"applications", "connections", "organizations", "critical", "high", "medium", "low"}) {
        qint64 sum = 0;
        for (const nlohmann::json &row : rows) {
            sum += row.at("cells").at(column).get<qint64>();
        }
        QCOMPARE(sum, figureOf(report, column));
    }
    Reports::ReportInput one = estateInput();
    one.tenants = one.tenants.first(1);
    const auto single = std::make_shared<const Reports::ReportInput>(one);
    QVERIFY(tableOf(jsonOf(Reports::reportOf(everything(), single)), "summary", "tenants").is_null());
}

/// As the window has them, where people read; data keeps what Auth0 and files call it.
void TestReportContents::peopleReadWords()
{
    const Reports::Report report = Reports::reportOf(everything(), inputOfAll());
    const QString text = QString::fromUtf8(written(report, Format::Markdown)).remove(u'\\');
    for (const QString &word :
         {u"| Regular Web Application |"_s, u"| Connection, app_metadata |"_s, u"| Very short passwords are taken |"_s,
          u"Minimum length 8, wanted 12 (weaker)"_s, u"10,000 are refused"_s}) {
        QVERIFY2(text.contains(word), qPrintable(word));
    }
    QVERIFY(!text.contains(u"| Waived |"_s)); // which nothing is
    const QByteArray data = written(report, Format::Csv);
    for (const char *word : {",type,regular_web", "ways,\"connection, app_metadata\"", "check,policy.weak",
                             "min_length 8, wanted 12 (weaker)"}) {
        QVERIFY2(data.contains(word), word);
    }
}

void TestReportContents::lockIsCounted()
{
    const nlohmann::json rows = tableOf(jsonOf(Reports::reportOf(everything(), inputOfAll())), "limits", "lock");
    std::vector<int> counts;
    for (const auto &row : rows) {
        counts.push_back(row.at("cells").at("count").get<int>());
    }
    QVERIFY(std::ranges::is_sorted(counts, std::ranges::greater()));
    QCOMPARE(counts.at(0), 57);
    QCOMPARE(counts.at(1), 50);
    QCOMPARE(counts.at(2), 44);
    QVERIFY(counts.at(3) < 40);
}

void TestReportContents::findingsStandWithTheirWaivers()
{
    Reports::ReportInput input = estateInput();
    Domain::Finding &finding = input.tenants[0].audit.findings[0];
    finding.waiver = Domain::Waiver{u"until the move"_s, u"anna"_s, QDate(2027, 1, 1)};
    const Reports::Report whole = Reports::reportOf(everything(), std::make_shared<const Reports::ReportInput>(input));
    QVERIFY(written(whole, Format::Markdown).contains("| Waived |"));
    const nlohmann::json report = jsonOf(whole);
    qint64 findings = 0;
    for (const Reports::TenantInput &tenant : input.tenants) {
        findings += tenant.audit.findings.size();
    }
    const nlohmann::json rows = tableOf(report, "findings", "findings");
    QCOMPARE(qint64(rows.size()), findings);
    QCOMPARE(rows[0].at("cells").at("waived").get<std::string>(), "until 2027-01-01 by anna: until the move");
    QCOMPARE(figureOf(report, "waived"), qint64(1));
    QCOMPARE(figureOf(report, "critical") + figureOf(report, "high") + figureOf(report, "medium")
                 + figureOf(report, "low"),
             findings - 1);
}

void TestReportContents::policiesAreHeldAgainstTheBaseline()
{
    const nlohmann::json rows = tableOf(jsonOf(Reports::reportOf(everything(), inputOfAll())), "policies", "policies");
    size_t databases = 0;
    for (const Sandbox::TenantState &state : sandboxEstate().tenants) {
        for (const Sandbox::Json &connection : state.connections.items()) {
            databases += connection.at("strategy") == "auth0" ? 1 : 0;
        }
    }
    QCOMPARE(rows.size(), databases);
    int deviating = 0;
    for (const auto &row : rows) {
        const auto &cells = row.at("cells");
        const bool deviates = cells.at("deviations").get<int>() > 0;
        QCOMPARE(deviates, cells.at("deviating").is_string());
        deviating += deviates ? 1 : 0;
    }
    QVERIFY(deviating > 0);
    QVERIFY(deviating < int(rows.size()));
}

void TestReportContents::whatIsUncertainIsSaid()
{
    Reports::ReportInput input = estateInput();
    input.tenants[0].areRulesProposed = true;
    input.tenants[0].noteUsers(false);
    input.tenants[0].audit.gaps = {{Analysis::Need::SecretHistory,
                                    {u"application.old-secret"_s, u"tenant.wide"_s, u"limit.organizations"_s},
                                    0,
                                    u"No snapshots were looked at."_s}};
    const Reports::Report whole = Reports::reportOf(everything(), std::make_shared<const Reports::ReportInput>(input));
    const QByteArray text = written(whole, Format::Csv);
    QVERIFY(text.contains("proposed by names and metadata"));
    QVERIFY(text.contains("since users were not read") && text.contains("without those that only users name"));
    QCOMPARE(text.count("Not checked: Client secret that was not changed for long; "), 1);
    QVERIFY(text.contains("No snapshots were looked at."));
    // A customer is told without what lies in the settings of those who wrote it.
    const QByteArray own = written(
        Reports::CustomerReports(std::make_shared<const Reports::ReportInput>(input)).of(everything(), u"initech"_s),
        Format::Csv);
    QVERIFY(!own.contains("users were not read") && !own.contains("only users name"));
    QVERIFY(!own.contains("proposed by") && !own.contains("application.old-secret"));
}

void TestReportContents::noSecretIsInAny()
{
    QSet<QString> secrets;
    for (const Sandbox::TenantState &state : sandboxEstate().tenants) {
        for (const Sandbox::Json &client : state.clients.items()) {
            collectSecrets(client, secrets);
        }
        for (const Sandbox::Json &connection : state.connections.items()) {
            collectSecrets(connection, secrets);
        }
        collectSecrets(state.settings, secrets);
    }
    QVERIFY2(secrets.size() >= 60, qPrintable(QString::number(secrets.size())));
    const Reports::Report report = Reports::reportOf(everything(), inputOfAll());
    for (const Format format : texts) {
        const QString text = QString::fromUtf8(written(report, format));
        for (const QString &secret : secrets) {
            QVERIFY2(!text.contains(secret), Reports::wordOf(format).data());
        }
    }
}

void TestReportContents::usersAreListedOnlyWhenAsked()
{
    Reports::Definition definition = everything();
    Reports::ReportInput changed = estateInput();
    changed.tenants[0].changes = {{changed.made, u"operator"_s, u"user"_s, u"auth0|7"_s, u"jane@acme.example"_s,
                                   u"Phone"_s, u"+49 1"_s, u"+49 2"_s, u"done"_s},
                                  {changed.made,
                                   u"operator"_s,
                                   u"user"_s,
                                   u"auth0|7"_s,
                                   u"jane@acme.example"_s,
                                   u"Block jane@acme.example"_s,
                                   {},
                                   {},
                                   u"done"_s}};
    const auto shared = std::make_shared<const Reports::ReportInput>(changed);
    const auto tells = [&shared](const Reports::Definition &wanted) {
        const QByteArray text = written(Reports::reportOf(wanted, shared), Format::Json);
        return text.contains("jane@") || text.contains("auth0|7") || text.contains("+49");
    };
    QVERIFY(!tells(definition));
    const auto someone = [](const Reports::Report &report) {
        const QByteArray text = written(report, Format::Json);
        return text.contains(estateInput().tenants.at(0).snapshot.users->at(0)->id.toUtf8());
    };
    const Reports::Report plain = Reports::reportOf(definition, inputOfAll());
    QVERIFY(!someone(plain));
    int found = 0;
    for (const Reports::TenantInput &tenant : estateInput().tenants) {
        for (const Domain::Finding &finding : tenant.audit.findings) {
            if (finding.subject.kind == Domain::FindingSubject::Kind::User) {
                ++found; // a finding is no list, and yet names them
                QVERIFY(!written(plain, Format::Json).contains(finding.subject.name.toUtf8()));
            }
        }
    }
    QVERIFY(found > 0);
    definition.listsUsers = true;
    QVERIFY(tells(definition));
    QVERIFY(someone(Reports::reportOf(definition, inputOfAll())));
}

void TestReportContents::differencesStandFieldByField()
{
    const nlohmann::json report = jsonOf(Reports::reportOf(everything(), inputOfAll()));
    const nlohmann::json rows = tableOf(report, "comparison", "differences");
    qint64 fields = 0;
    for (const Reports::TenantInput &tenant : estateInput().tenants) {
        for (const Analysis::ObjectDifference &difference : tenant.past->differences) {
            fields += std::max<qint64>(1, difference.fields.size());
        }
    }
    QCOMPARE(qint64(rows.size()), fields);
    QCOMPARE(rows[0]["cells"]["before"].get<std::string>(), "\"before\"");
    QCOMPARE(rows[0]["cells"]["field"].get<std::string>(), "Called"); // as people call it
    // As the changes that were made here tell it.
    Reports::ReportInput worded = estateInput();
    const Analysis::ObjectDifference first = worded.tenants.first().past->differences.first();
    worded.tenants.first().setPast(
        worded.made, {first}, {},
        {{{first.kind, first.id, first.fields.first().pointer.text()}, {u"1 (default)"_s, {}}}});
    worded.tenants.first().changes = {{worded.made,
                                       {},
                                       u"connection-clients"_s,
                                       u"con_1"_s,
                                       u"users"_s,
                                       u"Minimum length"_s,
                                       u"1 (default)"_s,
                                       {},
                                       u"done"_s}};
    const nlohmann::json told
        = jsonOf(Reports::reportOf(everything(), std::make_shared<const Reports::ReportInput>(worded)));
    for (const nlohmann::json &cells :
         {tableOf(told, "comparison", "differences")[0]["cells"], tableOf(told, "changes", "changes")[0]["cells"]}) {
        QCOMPARE(cells["before"].get<std::string>(), "1 (default)");
        QCOMPARE(cells["after"].get<std::string>(), "not set");
    }
    QCOMPARE(tableOf(told, "changes", "changes")[0]["cells"]["kind"].get<std::string>(), "connection-clients");
    QVERIFY(
        !written(Reports::reportOf(everything(), std::make_shared<const Reports::ReportInput>(worded)), Format::Html)
             .contains("connection-clients"));
    Reports::ReportInput without = estateInput();
    for (Reports::TenantInput &tenant : without.tenants) {
        tenant.setPast({}, {});
        tenant.pastNote = u"There is no earlier state."_s;
    }
    const QByteArray text
        = written(Reports::reportOf(everything(), std::make_shared<const Reports::ReportInput>(without)), Format::Json);
    QVERIFY(text.contains("There is no earlier state."));
    QVERIFY(!text.contains("differences"));
}

void TestReportContents::needsAreThoseOfTheSections()
{
    Reports::Definition definition;
    definition.sections = QStringList{u"policies"_s};
    QCOMPARE(Reports::needsOf(definition), Analysis::Need::Connections | Analysis::Need::Options);
    definition.sections = QStringList{u"organizations"_s};
    QCOMPARE(Reports::needsOf(definition), Analysis::Needs(Analysis::Need::Organizations));
}

QTEST_MAIN(TestReportContents)
#include "tst_reportcontents.moc"
