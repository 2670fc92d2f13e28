#include "tenantunderchange.h"

#include "change/preparing.h"
#include "json/leaves.h"

#include <QTest>

#include <map>
#include <random>

using namespace Qt::StringLiterals;
using Change::ItemOutcome;
using Change::ObjectKind;
using Tests::TenantUnderChange;

namespace {

/// A fifth of them in the daily run, all under the label soak.
int rounds(int all)
{
    return qEnvironmentVariableIsSet("TENANTRY_SOAK") ? all : all / 5;
}

using Random = std::mt19937;

int below(Random &random, int limit)
{
    return std::uniform_int_distribution<int>(0, limit - 1)(random);
}

Json::Value someLeaf(Random &random)
{
    switch (below(random, 7)) {
    case 0:
        return nullptr;
    case 1:
        return below(random, 2) == 0;
    case 2:
        return below(random, 100);
    case 3:
        return double(below(random, 100)) / 4;
    case 4:
        return {{"x0", {{"x1", below(random, 9)}, {"m1", 1}}},
                {"m0", {{"m1", below(random, 9)}}},
                {"empty", Json::Value::object()}};
    case 5:
        return Json::Value::array({1, nullptr, "x"});
    default:
        return "text " + std::to_string(below(random, 50));
    }
}

/// Sets, adds or removes one to three members of that prefix below `object`, at any depth.
void edit(Random &random, Json::Value &object, const std::string &prefix)
{
    for (int i = 1 + below(random, 3); i > 0; --i) {
        Json::Value *place = &object;
        while (below(random, 3) != 0 && !place->empty()) {
            auto member = std::next(place->begin(), below(random, int(place->size())));
            if (!member->is_object() || !member.key().starts_with(prefix)) {
                break;
            }
            place = &*member;
        }
        const std::string name = prefix + std::to_string(below(random, 6));
        if (below(random, 3) == 0) {
            place->erase(name);
        } else {
            (*place)[name] = someLeaf(random);
        }
    }
}

/// Where metadata lies.
struct Holder
{
    ObjectKind kind;
    const char *member;
    const char *id;
};
constexpr Holder holders[] = {{ObjectKind::User, "app_metadata", "user_id"},
                              {ObjectKind::User, "user_metadata", "user_id"},
                              {ObjectKind::Application, "client_metadata", "client_id"},
                              {ObjectKind::Connection, "metadata", "id"},
                              {ObjectKind::Organization, "metadata", "id"}};

Json::Value objectOf(TenantUnderChange &tenant, ObjectKind kind, std::size_t index)
{
    std::string text;
    tenant.server().change(0, [&](Sandbox::TenantState &state) {
        const auto &list = kind == ObjectKind::User ? state.users
            : kind == ObjectKind::Application       ? state.clients
            : kind == ObjectKind::Organization      ? state.organizations
                                                    : state.connections;
        text = list.items().at(index).dump();
    });
    return *Json::parse(QByteArray::fromStdString(text));
}

/// The same of metadata that holds texts alone.
void editTexts(Random &random, Json::Value &object)
{
    for (int i = 1 + below(random, 3); i > 0; --i) {
        const std::string name = "m" + std::to_string(below(random, 6));
        if (below(random, 3) == 0) {
            object.erase(name);
        } else {
            object[name] = "text " + std::to_string(below(random, 50));
        }
    }
}

} // namespace

/// What nobody edited, nobody changes: random edits through the whole engine, against the sandbox.
class TestRandomEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofOptions();
    void inARace();
    void ofMetadata();
};

void TestRandomEdits::ofOptions()
{
    TenantUnderChange tenant({.connections = 30, .applications = 2});
    const std::vector<std::size_t> indexes = tenant.editableConnections();
    tenant.server().change(0, [&](Sandbox::TenantState &state) {
        const std::vector<Sandbox::Json> all = state.connections.items();
        for (const std::size_t index : indexes) {
            Sandbox::Json &options = (*state.connections.find(all[index].at("id").get<std::string>()))["options"];
            options["x1"] = nullptr;
            options["x_unknown"] = {{"list", {1, nullptr, 1.0}}, {"none", nullptr}};
        }
    });
    Random random(7);
    for (int round = 0; round < rounds(2000); ++round) {
        const std::size_t index = indexes[std::size_t(below(random, int(indexes.size())))];
        const Json::Value before = *Json::parse(tenant.connection(index));
        Json::Value wanted = before;
        edit(random, wanted["options"], "x");
        const auto changes = Json::leafChanges(before, wanted);
        const auto results = tenant.apply(tenant.plan(tenant.ref(index), changes));
        QCOMPARE(results.first().outcome, changes.isEmpty() ? ItemOutcome::AlreadySo : ItemOutcome::Done);
        // To the byte, the order of members included: nothing but the edited leaves differs.
        QCOMPARE(tenant.connection(index), Json::write(Json::merge(before, changes).value));
    }
}

void TestRandomEdits::inARace()
{
    TenantUnderChange tenant({.connections = 10, .applications = 2});
    const std::vector<std::size_t> indexes = tenant.editableConnections();
    Random random(11);
    int conflicts = 0;
    for (int round = 0; round < rounds(1000); ++round) {
        const std::size_t index = indexes[std::size_t(below(random, int(indexes.size())))];
        const std::string id = tenant.connectionId(index).toStdString();
        const Json::Value seen = *Json::parse(tenant.connection(index));
        Json::Value mine = seen;
        edit(random, mine["options"], "x");
        Json::Value theirs = seen;
        edit(random, theirs["options"], "x");
        const auto changes = Json::leafChanges(seen, mine);
        // The rival writes after the object was shown and before it is read again.
        tenant.server().change(0, [&](Sandbox::TenantState &state) {
            (*state.connections.find(id))["options"]
                = Sandbox::Json::parse(Json::write(theirs["options"]).toStdString());
        });
        const auto result = tenant.apply(tenant.plan(tenant.ref(index), changes)).first();
        const Json::Merge expected = Json::merge(theirs, changes);
        if (!expected.conflicts.isEmpty()) {
            ++conflicts;
            QCOMPARE(result.outcome, ItemOutcome::Conflict);
            QCOMPARE(tenant.connection(index), Json::write(theirs));
        } else {
            QVERIFY(result.outcome == ItemOutcome::Done || result.outcome == ItemOutcome::AlreadySo);
            QCOMPARE(tenant.connection(index), Json::write(expected.value));
        }
    }
    QVERIFY2(conflicts > rounds(50) && conflicts < rounds(950), qPrintable(QString::number(conflicts)));
}

void TestRandomEdits::ofMetadata()
{
    TenantUnderChange tenant({.connections = 10, .applications = 10, .organizations = 10, .users = 20});
    Random random(13);
    std::map<std::string, int> edited;
    for (int round = 0; round < rounds(5000);) {
        // Half of them of users, whose metadata alone is merged and holds any JSON.
        const Holder &holder = holders[std::size_t(below(random, 2) == 0 ? below(random, 2) : below(random, 5))];
        const auto index = std::size_t(below(random, 10));
        const Json::Value before = objectOf(tenant, holder.kind, index);
        Json::Value wanted = before;
        if (!wanted.contains(holder.member)) {
            wanted[holder.member] = Json::Value::object();
        }
        holder.kind == ObjectKind::User ? edit(random, wanted[holder.member], "m")
                                        : editTexts(random, wanted[holder.member]);
        if (wanted[holder.member].empty()) {
            continue; // everything goes: asked for by name, elsewhere
        }
        ++round;
        ++edited[holder.member];
        const Change::ObjectRef object{
            holder.kind, QString::fromStdString(before.at(holder.id).get<std::string>()), {}};
        const auto changes = Json::leafChanges(before, wanted);
        const auto promised = Change::prepare(object, Json::write(before), changes);
        QVERIFY(promised);
        const auto result = tenant.apply(tenant.plan(object, changes)).first();
        QVERIFY2(result.outcome == ItemOutcome::Done || result.outcome == ItemOutcome::AlreadySo,
                 qPrintable(Change::titleOf(result.outcome) + result.reason));
        const Json::Value promise = *Json::parse(promised->promise);
        const Json::Value after = objectOf(tenant, holder.kind, index);
        for (const char *metadata : {"app_metadata", "user_metadata", "client_metadata", "metadata"}) {
            const auto here = promise.find(metadata);
            const auto there = after.find(metadata);
            QCOMPARE(there != after.end(), here != promise.end());
            if (here != promise.end()) {
                QCOMPARE(Json::write(*there), Json::write(*here));
            }
        }
    }
    QCOMPARE(edited.size(), std::size_t(4)); // organizations and connections share a word
}

QTEST_GUILESS_MAIN(TestRandomEdits)
#include "tst_randomedits.moc"
