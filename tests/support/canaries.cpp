#include "support/canaries.h"

#include <QCryptographicHash>

#include <algorithm>

namespace Canaries {

namespace {

class Planter
{
public:
    void plant(Sandbox::Json &holder, const char *name)
    {
        const QByteArray number = QByteArray::number(m_canaries.size());
        m_canaries.append("cAnArY" + QCryptographicHash::hash(number, QCryptographicHash::Sha256).toHex().first(40));
        holder[name] = m_canaries.last().toStdString();
    }
    QList<QByteArray> take() { return std::move(m_canaries); }

private:
    QList<QByteArray> m_canaries;
};

std::vector<std::string> idsOf(const Sandbox::Collection &collection)
{
    std::vector<std::string> ids;
    for (const Sandbox::Json &object : collection.items()) {
        ids.push_back(object.at(collection.idKey()).get<std::string>());
    }
    return ids;
}

} // namespace

QList<QByteArray> plant(Sandbox::TenantState &state)
{
    Planter planter;
    for (const std::string &id : idsOf(state.clients)) {
        Sandbox::Json &client = *state.clients.find(id);
        planter.plant(client, "client_secret");
        planter.plant(client["encryption_key"] = Sandbox::Json::object(), "cert");
        client["signing_keys"] = Sandbox::Json::array({Sandbox::Json::object()});
        planter.plant(client["signing_keys"][0], "cert");
        planter.plant(client["signing_keys"][0], "pkcs7");
        planter.plant(client["addons"]["aws"], "secretAccessKey");
        planter.plant(client["client_metadata"], "api_key");
    }
    for (const std::string &id : idsOf(state.connections)) {
        Sandbox::Json &options = (*state.connections.find(id))["options"];
        const std::vector<const char *> names{"client_secret", "app_secret",    "twilio_token", "bindPassword",
                                              "signing_key",   "decryptionKey", "smtp_pass",    "api_key"};
        std::ranges::for_each(names, [&](const char *name) { planter.plant(options, name); });
        planter.plant(options["configuration"], "STORE_PASSWORD");
        planter.plant(options["gateway_authentication"], "secret");
    }
    for (const std::string &id : idsOf(state.organizations)) {
        planter.plant((*state.organizations.find(id))["metadata"], "token");
    }
    planter.plant(state.settings["mail"], "smtp_pass");
    planter.plant(state.settings["mail"], "refresh_token");
    return planter.take();
}

QList<QByteArray> foundIn(const QByteArray &text, const QList<QByteArray> &canaries)
{
    QList<QByteArray> found;
    if (text.contains("cAnArY")) {
        std::ranges::copy_if(canaries, std::back_inserter(found),
                             [&text](const QByteArray &canary) { return text.contains(canary); });
    }
    return found;
}

} // namespace Canaries
