#include "reports/customerfiles.h"

#include "reports/filename.h"
#include "reports/translation.h"

#include <QCryptographicHash>

#include <map>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// Of the key alone: a customer that comes must not give its report the name that another's had yesterday. What a file
/// name cannot hold of the key a hash stands for, behind a sign that no plain name has.
QString nameFor(const QString &key)
{
    QString plain = fileNameFor(key);
    if (plain == key) {
        return plain;
    }
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(10);
    return plain + u'+' + QString::fromLatin1(hash);
}

/// Whether an Auth0 tenant has an object of the customer, or users.
bool hasSomething(const TenantInput &tenant, const Analysis::CustomerShare &share)
{
    const auto counted = [&share](const std::map<QString, qint64> &counts) {
        const auto count = counts.find(share.key);
        return count != counts.end() && count->second > 0;
    };
    return !share.connections.isEmpty() || !share.applications.isEmpty() || !share.organizations.isEmpty()
        || tenant.snapshot.users // which are listed
        || (tenant.users && (counted(tenant.users->customers) || counted(tenant.users->members)))
        || (tenant.users && tenant.users->found.contains(share.key) && tenant.users->found.at(share.key).users > 0);
}

/// The names of all by their keys, and whether there is something to tell.
std::map<QString, std::pair<QString, bool>> customersOf(const ReportInput &input)
{
    std::map<QString, std::pair<QString, bool>> customers;
    for (const TenantInput &tenant : input.tenants) {
        for (const auto &[key, share] : tenant.customers.shares) {
            auto &told = customers.try_emplace(key, share.name, false).first->second.second;
            told = told || hasSomething(tenant, share);
        }
    }
    return customers;
}

} // namespace

QList<CustomerFile> customerFiles(const ReportInput &input)
{
    QList<CustomerFile> files;
    for (const auto &[key, customer] : customersOf(input)) {
        if (customer.second) {
            files.append({key, customer.first, nameFor(key)});
        }
    }
    return files;
}

QString withoutFileText(const ReportInput &input)
{
    constexpr qsizetype most = 20;
    QStringList names;
    const auto customers = customersOf(input);
    if (customers.empty()) {
        return tr("There is no file, since no rule finds a customer in what was read.");
    }
    for (const auto &[key, customer] : customers) {
        if (!customer.second) {
            names.append(customer.first);
        }
    }
    if (const qsizetype more = names.size() - most; more > 0) {
        names = names.first(most) << tr("and %1 more").arg(more);
    }
    return names.isEmpty()
        ? QString()
        : tr("There is no file for customers of whom there is nothing to tell: %1.").arg(names.join(u", "_s));
}

} // namespace Reports
