#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QByteArray>
#include <QStringList>

#include <utility>

namespace Reports {

/// A text in HCL's quotes: nothing in it ends it, and neither "${" nor "%{" begins an expression.
QByteArray hclString(const QString &text);

/// Writes HCL block by block as `terraform fmt` has it: two blanks deeper each time, "=" below "=". A value is text,
/// number, list or map as JSON has it; rawValue() leaves are expressions, written as they are.
class HclWriter
{
public:
    void open(const QByteArray &type, const QStringList &labels = {});
    void close();
    void attribute(const QByteArray &name, const nlohmann::ordered_json &value);
    QByteArray take();
    /// Of what stands in the block that is open, in blanks.
    int indent() const { return m_depth * 2; }

    /// An expression, whose further lines are indented so.
    static QByteArray expression(const nlohmann::ordered_json &value, int indent);

private:
    QByteArray margin() const { return QByteArray(indent(), ' '); }

    void flush();

    QByteArray m_out;
    int m_depth = 0;
    QList<std::pair<QByteArray, QByteArray>> m_lines; ///< attributes that stand below each other
};

} // namespace Reports
