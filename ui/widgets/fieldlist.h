#pragma once

#include "domain/locklimit.h"

#include <QWidget>

#include <optional>

class QGridLayout;

namespace Ui {

/// One line of a FieldList.
struct Field
{
    QString label;
    QString value; ///< empty: "–"
    bool isId = false; ///< monospaced, with a button that copies it
    QStringList lines; ///< where there are any: several values instead of `value`
    std::optional<qint64> lockCount; ///< shown against Lock's limit instead of `value`
    Domain::LockLevel lockLevel{};

    friend bool operator==(const Field &, const Field &) = default;
};

/// Labels to the left, values to the right: what the Overview of an object shows.
class FieldList : public QWidget
{
    Q_OBJECT
public:
    explicit FieldList(QWidget *parent = nullptr);

    void setFields(const QList<Field> &fields);
    const QList<Field> &fields() const { return m_fields; }

private:
    void addField(int row, const Field &field);

    QList<Field> m_fields;
    QGridLayout *m_grid;
};

} // namespace Ui
