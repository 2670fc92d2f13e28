#include "support/shareddata.h"

#include "auth/scopereport.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using Auth::FeatureStatus;
using Auth::ScopeReport;
using Auth::ScopeSet;

namespace {

QStringList everyScope()
{
    QStringList scopes;
    const ScopeReport nothing = Auth::scopeReport({}, false);
    for (const FeatureStatus &feature : nothing.features) {
        for (const QString &need : feature.needed) {
            scopes += need.split(u'|');
        }
    }
    scopes.removeDuplicates();
    return scopes;
}

const FeatureStatus *feature(const ScopeReport &report, const QString &id)
{
    const auto found = std::find_if(report.features.begin(), report.features.end(),
                                    [&id](const FeatureStatus &status) { return status.id == id; });
    return found == report.features.end() ? nullptr : &*found;
}

} // namespace

class TestScopeReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingWorksWithEveryScope();
    void nothingWorksWithNone();
    void eachMissingScopeIsNamedWithItsCost();
    void alternativesSuffice();
    void setsAreLeast();
    void namesWhatIsTooMuch();
    void whatIsToBeGrantedAreNames();
    void commandGrantsExactlyThese();
    void commandCannotBeBrokenOutOf();
    void scopesAreAuth0s();
};

void TestScopeReport::everythingWorksWithEveryScope()
{
    const ScopeReport report = Auth::scopeReport(everyScope(), false);
    QVERIFY(report.missing().isEmpty());
    QVERIFY(report.features.size() >= 15);
}

void TestScopeReport::nothingWorksWithNone()
{
    const ScopeReport report = Auth::scopeReport({}, false);
    for (const FeatureStatus &status : report.features) {
        QVERIFY2(!status.works(), qPrintable(status.id));
        QVERIFY(!status.title.isEmpty() && status.cost.endsWith(u'.'));
    }
}

void TestScopeReport::eachMissingScopeIsNamedWithItsCost()
{
    const QStringList all = everyScope();
    for (const QString &scope : all) {
        QStringList rest = all;
        rest.removeAll(scope);
        const ScopeReport report = Auth::scopeReport(rest, false);
        for (const FeatureStatus &status : report.features) {
            const bool needed = status.needed.contains(scope);
            QVERIFY2(status.works() != needed, qPrintable(scope + u' ' + status.id));
            QCOMPARE(status.missing.contains(scope), needed);
        }
    }
    QCOMPARE(feature(Auth::scopeReport({u"read:connections"_s}, false), u"inventory.options"_s)->missing,
             QStringList{u"read:connections_options"_s});
}

void TestScopeReport::alternativesSuffice()
{
    QVERIFY(feature(Auth::scopeReport({u"read:client_summary"_s}, false), u"inventory.applications"_s)->works());
    const auto report = Auth::scopeReport({u"read:users"_s}, false);
    QCOMPARE(feature(report, u"change.app_metadata"_s)->missing,
             QStringList{u"update:users or update:users_app_metadata"_s});
}

void TestScopeReport::setsAreLeast()
{
    const QStringList viewer = Auth::scopesOf(ScopeSet::Viewer);
    for (const QString &scope : viewer) {
        QVERIFY2(scope.startsWith("read:"_L1), qPrintable(scope));
    }
    for (const auto set : {ScopeSet::Viewer, ScopeSet::Support, ScopeSet::PolicyAdmin}) {
        const QStringList scopes = Auth::scopesOf(set);
        QVERIFY(Auth::scopeReport(scopes, false).revealing.isEmpty());
        const QSet<QString> held(scopes.begin(), scopes.end());
        QVERIFY(held.contains(QSet<QString>(viewer.begin(), viewer.end())));
    }
    QVERIFY(feature(Auth::scopeReport(Auth::scopesOf(ScopeSet::Support), false), u"support.tickets"_s)->works());
    QVERIFY(!feature(Auth::scopeReport(Auth::scopesOf(ScopeSet::Support), false), u"change.policies"_s)->works());
    QVERIFY(feature(Auth::scopeReport(Auth::scopesOf(ScopeSet::PolicyAdmin), false), u"change.policies"_s)->works());
    QVERIFY(Auth::scopesOf(ScopeSet::PolicyAdmin).contains(u"update:users_app_metadata"_s));
    QVERIFY(!Auth::scopesOf(ScopeSet::PolicyAdmin).contains(u"update:users"_s));
}

void TestScopeReport::namesWhatIsTooMuch()
{
    const QStringList granted{u"read:client_keys"_s, u"delete:users"_s, u"read:users"_s, u"update:clients"_s};
    QCOMPARE(Auth::scopeReport(granted, false).revealing, QStringList{u"read:client_keys"_s});
    QVERIFY(Auth::scopeReport(granted, false).writing.isEmpty());
    QCOMPARE(Auth::scopeReport(granted, true).writing, (QStringList{u"delete:users"_s, u"update:clients"_s}));
}

void TestScopeReport::whatIsToBeGrantedAreNames()
{
    const QStringList all = everyScope();
    for (const bool isReadOnly : {false, true}) {
        const QStringList granted{u"read:connections"_s};
        const ScopeReport report = Auth::scopeReport(granted, isReadOnly);
        const QStringList wanted = report.toGrant();
        for (const QString &scope : wanted) {
            QVERIFY2(all.contains(scope) && !granted.contains(scope), qPrintable(scope));
        }
        QCOMPARE(wanted.contains(u"update:users_app_metadata"_s), !isReadOnly);
        const ScopeReport after = Auth::scopeReport(granted + wanted, isReadOnly);
        QVERIFY(after.toGrant().isEmpty());
        QVERIFY(after.writing.isEmpty() && after.revealing.isEmpty()); // no more than it needs
        QCOMPARE(after.missing().isEmpty(), !isReadOnly);
    }
}

void TestScopeReport::commandGrantsExactlyThese()
{
    Domain::TenantProfile profile;
    profile.domain = u"acme.eu.auth0.com"_s;
    QVERIFY(Auth::grantCommand(profile, {u"read:users"_s}).isEmpty());
    profile.clientId = u"abc"_s;
    QCOMPARE(Auth::grantCommand(profile, {u"read:users"_s, u"read:logs"_s}),
             QString(u"auth0 api post client-grants --data '{\"client_id\":\"abc\",\"audience\":"
                     "\"https://acme.eu.auth0.com/api/v2/\",\"scope\":[\"read:users\",\"read:logs\"]}'"_s));
}

void TestScopeReport::commandCannotBeBrokenOutOf()
{
    Domain::TenantProfile profile;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"a';rm${IFS}-rf${IFS}~;'"_s;
    QVERIFY(Auth::grantCommand(profile, {}).contains(u"a'\\'';rm"_s));
}

void TestScopeReport::scopesAreAuth0s()
{
    REQUIRE_SHARED(path, u"auth0-management-openapi.json"_s)
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    // Documented in prose since 2025, missing from the document's security blocks.
    const QStringList prose{u"read:connections_options"_s, u"update:connections_options"_s};
    const QStringList scopes = everyScope();
    for (const QString &scope : scopes) {
        QVERIFY2(prose.contains(scope) || text.contains('"' + scope.toLatin1() + '"'), qPrintable(scope));
    }
}

QTEST_GUILESS_MAIN(TestScopeReport)

#include "tst_scopereport.moc"
