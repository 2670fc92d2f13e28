#include "reports/customerfiles.h"

#include "reports/filename.h"

#include <QSet>

#include <map>

using namespace Qt::StringLiterals;

namespace Reports {

QList<CustomerFile> customerFiles(const ReportInput &input)
{
    std::map<QString, QString> customers;
    for (const TenantInput &tenant : input.tenants) {
        for (const auto &[key, share] : tenant.customers.shares) {
            customers.try_emplace(key, share.name);
        }
    }
    QList<CustomerFile> files;
    QSet<QString> taken;
    for (const auto &[key, customer] : customers) {
        const QString plain = fileNameFor(key);
        QString name = plain;
        for (int number = 2; taken.contains(name); ++number) {
            name = u"%1-%2"_s.arg(plain, QString::number(number));
        }
        taken.insert(name);
        files.append({key, customer, name});
    }
    return files;
}

} // namespace Reports
