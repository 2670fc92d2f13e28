#include "settings/credentialkeys.h"

#include "settings/inifile.h"

#include <QSettings>

using namespace Qt::StringLiterals;
using Domain::TenantId;

namespace Settings {

namespace {

constexpr QLatin1StringView group("credentials");

QString keyOf(const TenantId &id)
{
    return group + u'/' + id.text();
}

} // namespace

CredentialKeys::CredentialKeys(IniFile &file)
    : m_file(file)
{ }

QStringList CredentialKeys::keys(const TenantId &id) const
{
    return m_file.keys().value(keyOf(id)).toStringList();
}

Outcome<void> CredentialKeys::add(const TenantId &id, const QStringList &keys)
{
    QStringList all = this->keys(id) + keys;
    return all.removeDuplicates() < keys.size() ? write(id, all) : Outcome<void>();
}

Outcome<void> CredentialKeys::remove(const TenantId &id, const QStringList &keys)
{
    QStringList rest = this->keys(id);
    const auto removed = rest.removeIf([&keys](const QString &key) { return keys.contains(key); });
    return removed > 0 ? write(id, rest) : Outcome<void>();
}

Outcome<void> CredentialKeys::write(const TenantId &id, const QStringList &keys)
{
    if (keys.isEmpty()) {
        m_file.keys().remove(keyOf(id));
    } else {
        m_file.keys().setValue(keyOf(id), keys);
    }
    return m_file.save();
}

} // namespace Settings
