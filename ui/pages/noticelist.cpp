#include "ui/pages/noticelist.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace Ui {

namespace {

/// Of an estate with a hundred tenants a banner names some.
constexpr qsizetype namedTenants = 6;

QString listed(const QStringList &names)
{
    if (names.size() <= namedTenants) {
        return QLocale().createSeparatedList(names);
    }
    return QCoreApplication::translate("Ui", "%1 and %n more tenant(s)", nullptr, int(names.size() - namedTenants))
        .arg(names.first(namedTenants).join(QStringLiteral(", ")));
}

} // namespace

void NoticeList::add(const Domain::TenantProfile &tenant, const std::optional<Notice> &notice)
{
    if (!notice) {
        return;
    }
    const auto found = std::find_if(m_told.begin(), m_told.end(), [&](const ToldNotice &told) {
        const bool isSame = told.notice.what == notice->what && told.notice.detail == notice->detail;
        return notice->shared.isEmpty() ? isSame && told.tenants.contains(tenant.id)
                                        : told.notice.shared == notice->shared;
    });
    if (found == m_told.end()) {
        m_told.append({{tenant.id}, *notice});
        m_names.append({tenant.name});
        return;
    }
    if (found->tenants.contains(tenant.id)) {
        return;
    }
    QStringList &names = m_names[found - m_told.begin()];
    names.append(tenant.name);
    found->tenants.append(tenant.id);
    found->notice.what = QCoreApplication::translate("Ui", "%1: %2").arg(listed(names), notice->shared);
    found->notice.way = Notice::Way::Retry; // what is amiss is not in the settings of one of them
}

} // namespace Ui
