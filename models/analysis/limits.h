#pragma once

#include <tl/expected.hpp>

#include <QDate>
#include <QHash>
#include <QStringList>

#include <optional>

namespace Analysis {

/// One limit of Auth0's, as written down somewhere. A value.
struct Limit
{
    QString entity; ///< a stable word: "applications", "organization.connections"
    QString unit; ///< count, bytes, characters
    std::optional<qint64> all; ///< on every plan
    QHash<QString, qint64> byPlan; ///< by Domain::planWords()
    QString source; ///< title and address
    QDate date; ///< when the source said so
    QString note; ///< for a person; may be empty

    /// Nothing where the source names no limit, or the plan is not known: unknown is no guess.
    std::optional<qint64> valueFor(const QString &plan) const;

    friend bool operator==(const Limit &, const Limit &) = default;
};

/// Every limit there is data for. A value.
class Limits
{
public:
    /// Those that come with the program: resources/limits.json.
    static const Limits &given();
    /// The error says what is wrong with the text.
    static tl::expected<Limits, QString> read(const QByteArray &text);

    const QList<Limit> &list() const { return m_list; }
    /// The limit of an entity, or nullptr. Owned by this.
    const Limit *find(QStringView entity) const;
    std::optional<qint64> value(QStringView entity, const QString &plan) const;

private:
    QList<Limit> m_list;
};

} // namespace Analysis
