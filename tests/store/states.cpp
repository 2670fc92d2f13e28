#include "store/states.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace States {

using Store::Part;

QDateTime day(int number)
{
    return QDateTime(QDate(2026, 11, 1).addDays(number), QTime(12, 0), Qt::UTC);
}

Store::Object connection(int number, const QString &strategy, int version)
{
    const QString id = u"con_%1"_s.arg(number, 6, 10, QChar(u'0'));
    QByteArray body = R"({"id":")" + id.toUtf8() + R"(","name":"customer-)" + QByteArray::number(number)
        + R"(","strategy":")" + strategy.toUtf8() + R"(","options":{"version":)" + QByteArray::number(version)
        + R"(,"brute_force_protection":true,"password_policy":"good","mfa":{"active":true,"return_enroll_settings":true},)"
          R"("passwordPolicy":"good","strategy_version":2,"password_history":{"size":5,"enable":false}},)"
          R"("realms":["customer-)"
        + QByteArray::number(number) + R"("],"is_domain_connection":false})";
    return {id, body};
}

Store::Object application(int number, int version)
{
    const QString id = u"client_%1"_s.arg(number);
    return {id, R"({"client_id":")" + id.toUtf8() + R"(","name":"App","version":)" + QByteArray::number(version) + "}"};
}

Store::TenantState tenant(const QString &domain, const QDateTime &at, int connections)
{
    Store::TenantState state;
    state.tenant = domain;
    state.name = u"acme"_s;
    state.at = at;
    state.objects[Part::Settings] = {{{}, R"({"friendly_name":"Acme"})"}};
    QHash<QString, QStringList> &enabled = state.relations[Part::Enabled];
    QList<Store::Object> &applications = state.objects[Part::Applications];
    for (int i = 1; i <= 5; ++i) {
        applications.append(application(i));
        for (int j = 0; j < connections; j += i) {
            enabled[applications.last().id].append(connection(j).id);
        }
    }
    QList<Store::Object> &all = state.objects[Part::Connections];
    for (int i = 0; i < connections; ++i) {
        all.append(connection(i));
    }
    return state;
}

Contents contentsOf(const Store::SnapshotStore &store, qint64 snapshot, Part part)
{
    Contents contents;
    if (part == Part::Enabled || part == Part::OrganizationConnections) {
        const auto told = store.eachPair(snapshot, part, [&contents](const QString &owner, const QString &member) {
            contents.insert(owner + u' ' + member, {});
            return true;
        });
        return told ? contents : Contents{{u"failed"_s, told.error().text().toUtf8()}};
    }
    const auto told = store.eachObject(snapshot, part, [&contents](const QString &id, const QByteArray &body) {
        contents.insert(id, body);
        return true;
    });
    return told ? contents : Contents{{u"failed"_s, told.error().text().toUtf8()}};
}

Contents contentsOf(const Store::TenantState &state, Part part)
{
    Contents contents;
    if (const auto objects = state.objects.find(part); objects != state.objects.end()) {
        for (const Store::Object &object : objects->second) {
            contents.insert(object.id, object.body);
        }
    }
    if (const auto pairs = state.relations.find(part); pairs != state.relations.end()) {
        for (auto owner = pairs->second.cbegin(); owner != pairs->second.cend(); ++owner) {
            for (const QString &member : *owner) {
                contents.insert(owner.key() + u' ' + member, {});
            }
        }
    }
    return contents;
}

std::unique_ptr<Store::SnapshotStore> open(const QString &path)
{
    auto store = Store::SnapshotStore::open(path, Json::SecretKeys::fromResource());
    if (!store) {
        qWarning("%s", qPrintable(store.error().text()));
        return nullptr;
    }
    return *std::move(store);
}

} // namespace States
