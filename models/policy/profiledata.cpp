#include "policy/profiledata.h"

#include "policy/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

void collect(const Json::Value &value, const QString &path, QHash<QString, QString> &texts)
{
    if (value.is_object()) {
        for (const auto &[key, member] : value.items()) {
            const QString name = Json::toQString(key);
            collect(member, path.isEmpty() ? name : path + u'.' + name, texts);
        }
    } else if (value.is_string()) {
        texts.insert(path, Json::toQString(value.get_ref<const std::string &>()));
    } else if (value.is_number()) {
        texts.insert(path, QString::fromUtf8(Json::write(value)));
    }
}

} // namespace

tl::expected<ProfileData, QString> ProfileData::fromJson(const QByteArray &text)
{
    const auto value = Json::parse(text);
    if (!value) {
        return tl::make_unexpected(value.error().message);
    }
    if (!value->is_object()) {
        return tl::make_unexpected(tr("It is not a JSON object."));
    }
    ProfileData profile;
    collect(*value, QString(), profile.m_texts);
    return profile;
}

QStringList ProfileData::wordsOf(const QStringList &fields) const
{
    QStringList words;
    for (const QString &field : fields) {
        const QString text = m_texts.value(field).trimmed();
        words.append(text);
        if (field == "email"_L1) {
            words.append(text.section(u'@', 0, 0));
        }
    }
    words.removeAll(QString());
    words.removeDuplicates();
    return words;
}

} // namespace Policy
