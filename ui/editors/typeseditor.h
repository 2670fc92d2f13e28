#pragma once

#include "policy/policysummary.h"

#include <QHash>
#include <QWidget>

#include <map>

class QCheckBox;
class QGridLayout;

namespace Ui {

/// The four types of character, each asked for by all of the connections, by some or by none. Which ones the user
/// touched is told one by one, since the others stay as each connection has them.
class TypesEditor : public QWidget
{
    Q_OBJECT
public:
    explicit TypesEditor(QWidget *parent = nullptr);

    void showTypes(const Policy::PolicySummary &summary);
    QHash<QString, bool> touched() const { return m_touched; }
    void reset();
    void restore(const QHash<QString, bool> &touched);
    QWidget *entry();
    QCheckBox *box(const QString &type) const { return m_boxes.value(type); }
    QString difference() const;
    /// "A–Z, 0–9": what all of the connections ask for, and in brackets what some do.
    QString describe(const Policy::PolicySummary &summary) const;
    /// Two on a line, where four have no room.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showBox(const QString &type);
    void arrange(int perLine);
    int widthFor(int perLine) const;

    QGridLayout *m_layout;
    int m_perLine = 0;
    QHash<QString, QCheckBox *> m_boxes;
    QHash<QString, bool> m_touched;
    std::map<QString, int> m_counts;
    int m_readings = 0;
};

} // namespace Ui
