#include "change/metadatatypes.h"

#include "change/translation.h"
#include "json/slices.h"

namespace Change {

namespace {

/// Fewer are no habit.
constexpr int fewest = 3;

} // namespace

void MetadataTypes::count(const QString &place, const Json::Value &value, int depth)
{
    if (const auto type = Json::typeOf(value); type && depth > 0) {
        m_counts[place].add(*type);
    }
    if (value.is_object() && depth < Json::typedDepth) {
        for (const auto &member : value.items()) {
            count(place + u'/' + Json::toQString(member.key()), member.value(), depth + 1);
        }
    }
}

MetadataTypes MetadataTypes::of(const QList<QByteArray> &objects, const QString &member)
{
    MetadataTypes types;
    const QByteArray key = member.toUtf8();
    for (const QByteArray &object : objects) {
        const auto slice = Json::memberSlice(object, key);
        if (const auto metadata = slice ? Json::parse(slice->toByteArray()) : Json::Outcome<Json::Value>()) {
            types.count({}, *metadata, 0);
        }
    }
    return types;
}

void MetadataTypes::compare(const Json::Pointer &pointer, const QString &place, const Json::Value &value,
                            QList<MetadataProblem> &hints) const
{
    if (!value.is_object()) {
        return;
    }
    for (const auto &member : value.items()) {
        const QString name = Json::toQString(member.key());
        const QString child = place + u'/' + name;
        const auto counts = m_counts.constFind(child);
        const auto type = Json::typeOf(member.value());
        if (counts == m_counts.cend() || !type) {
            continue;
        }
        const auto usual = counts->usual();
        if (counts->all() >= fewest && usual && *usual != *type) {
            hints.append({MetadataProblem::Severity::Hint, pointer.child(name),
                          tr("This is %1; %L2 of %L3 others that were read hold %4 here.")
                              .arg(Json::titleOf(*type))
                              .arg(counts->of(*usual))
                              .arg(counts->all())
                              .arg(Json::titleOf(*usual))});
        }
        compare(pointer.child(name), child, member.value(), hints);
    }
}

QList<MetadataProblem> MetadataTypes::hints(const QString &member, const Json::Value &metadata) const
{
    QList<MetadataProblem> found;
    compare(Json::Pointer({member}), {}, metadata, found);
    return found;
}

} // namespace Change
