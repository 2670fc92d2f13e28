#include "newcustomer.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Change::ItemOutcome;
using Change::ObjectKind;

namespace Tests {

bool allDone(const QList<Change::ItemResult> &results)
{
    return !results.isEmpty() && std::all_of(results.begin(), results.end(), [](const Change::ItemResult &result) {
        return result.outcome == ItemOutcome::Done;
    });
}

const Sandbox::Json *named(const Sandbox::Collection &objects, const char *name)
{
    for (const Sandbox::Json &object : objects.items()) {
        if (object.value("name", std::string()) == name) {
            return &object;
        }
    }
    return nullptr;
}

QByteArray textOf(const Sandbox::Json &object)
{
    return QByteArray::fromStdString(object.dump());
}

Change::Onboarding newCustomer(TenantUnderChange &tenant)
{
    const Sandbox::TenantState state = tenant.server().state(0);
    const std::size_t model = tenant.editableConnections().front();
    const Sandbox::Json &application = state.clients.items().at(0);
    const QString applicationId = QString::fromStdString(application.at("client_id"));
    Change::Onboarding wish{u"Initech"_s};
    wish.connection = Change::NewConnection{u"initech-users"_s,
                                            u"Initech"_s,
                                            {ObjectKind::Connection, tenant.connectionId(model), u"model"_s},
                                            tenant.connection(model),
                                            {{u"customer"_s, u"initech"_s}},
                                            {{ObjectKind::Application, applicationId, u"Portal"_s}}};
    wish.application = Change::NewApplication{u"Portal for Initech"_s,
                                              {ObjectKind::Application, applicationId, u"Portal"_s},
                                              textOf(application),
                                              {u"https://initech.example/callback"_s},
                                              {{u"customer"_s, u"initech"_s}},
                                              {},
                                              {}};
    wish.organization = Change::NewOrganization{u"initech"_s,
                                                u"Initech"_s,
                                                u"https://initech.example/l.png"_s,
                                                u"#112233"_s,
                                                u"#ffffff"_s,
                                                {{u"customer"_s, u"initech"_s}},
                                                {}};
    return wish;
}

Change::JournalEntry lastEntry(const TenantUnderChange &tenant)
{
    return Change::readJournal(tenant.journal().folder).first();
}

} // namespace Tests
