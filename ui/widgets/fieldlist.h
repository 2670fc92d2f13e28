#pragma once

#include "domain/locklimit.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QLabel;
class QVBoxLayout;

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
    QString toolTip{}; ///< what the value is to the letter, as a time in UTC; empty: nothing more
    QString target{}; ///< what a button beside the value leads to, see FieldList::targetWanted(); empty: no button

    friend bool operator==(const Field &, const Field &) = default;
};

/// Labels to the left, values to the right: what the Overview of an object shows. Where that leaves no room for the
/// values, they stand below their labels.
class FieldList : public QWidget
{
    Q_OBJECT
public:
    explicit FieldList(QWidget *parent = nullptr);

    /// For narrow places: labels stand above their values, and of a long list the first lines are shown, with a button
    /// for the others. Before the first fields.
    void setNarrow(bool narrow) { m_isNarrow = narrow; }
    void setFields(const QList<Field> &fields);
    const QList<Field> &fields() const { return m_fields; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void targetWanted(const QString &target);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// A label and its value.
    struct Row
    {
        QBoxLayout *layout;
        QLabel *label;
    };

    void addField(const Field &field);
    void arrange();
    QWidget *makeValue(const Field &field);
    QWidget *makeLines(const QStringList &lines);
    QWidget *makeId(const Field &field);
    QWidget *makeTarget(const Field &field);

    bool m_isNarrow = false;
    QList<Field> m_fields;
    QList<Row> m_rows;
    bool m_isStacked = false; ///< values stand below their labels
    QVBoxLayout *m_column;
};

} // namespace Ui
