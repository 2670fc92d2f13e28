#include "reports/customerfiles.h"

#include "reports/filename.h"

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

} // namespace

QList<CustomerFile> customerFiles(const ReportInput &input)
{
    std::map<QString, QString> customers;
    for (const TenantInput &tenant : input.tenants) {
        for (const auto &[key, share] : tenant.customers.shares) {
            customers.try_emplace(key, share.name);
        }
    }
    QList<CustomerFile> files;
    for (const auto &[key, customer] : customers) {
        files.append({key, customer, nameFor(key)});
    }
    return files;
}

} // namespace Reports
