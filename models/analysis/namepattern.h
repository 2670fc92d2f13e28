#pragma once

#include <QRegularExpression>
#include <QString>

#include <optional>

namespace Analysis {

/// A pattern by which the name of an object tells its customer: "{customer}-users", "{customer}-{strategy}",
/// "Ledgerline for {customer}", "{customer}-users-*". Letters are compared without their case; "{strategy}" is the
/// connection's own, "*" is anything. Where "{customer}" could be of several lengths it is the shortest. A value.
class NamePattern
{
public:
    /// Longest pattern, in UTF-16 units: no name in Auth0 is longer.
    static constexpr int maximumLength = 256;

    /// Nothing where the text is no pattern; see problemIn().
    static std::optional<NamePattern> from(const QString &text);
    /// What is wrong with the text, for a person; empty where it is a pattern.
    static QString problemIn(const QString &text);

    /// The customer's name as the object's has it; empty where the name does not fit. `strategy` is that of a
    /// connection; empty for other objects, which then fit no pattern with "{strategy}".
    QString customerIn(const QString &name, const QString &strategy = {}) const;

private:
    explicit NamePattern(const QString &text);

    QRegularExpression m_expression;
    bool m_hasStrategy = false;
};

} // namespace Analysis
