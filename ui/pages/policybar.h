#pragma once

#include "policy/policydeviation.h"
#include "query/record.h"

#include <QWidget>

class QActionGroup;
class QMenu;
class QPushButton;

namespace Settings {
class WindowState;
}

namespace Ui {

class FilterLine;

/// What the table of password policies is compared with (a template, or a connection), and whether only what differs is
/// shown. The latter is a term of the filter line, so that there is one filter and it can be read.
class PolicyBar : public QWidget
{
    Q_OBJECT
public:
    /// Both references outlive it.
    PolicyBar(Settings::WindowState &memory, FilterLine &filter, QWidget *parent);

    const Policy::Baseline &baseline() const { return m_baseline; }
    /// The one selected row, which may become the baseline; nothing where none or several are.
    void setSelected(const Query::RecordPtr &policy);
    /// Compares with the template that was chosen last.
    void restore();

    QPushButton *baselineButton() const { return m_button; }
    QPushButton *onlyDeviating() const { return m_onlyDeviating; }

Q_SIGNALS:
    void baselineChanged(const Policy::Baseline &baseline);

private:
    void fillMenu();
    void addChoice(const QString &name, const QString &id, const QString &toolTip, const Policy::Baseline &baseline);
    void addConnections();
    void choose(const QString &name, const QString &id, const Policy::Baseline &baseline);
    void filterDeviating(bool only);
    void showState();

    Settings::WindowState &m_memory;
    FilterLine &m_filter;
    Policy::Baseline m_baseline;
    QString m_name; ///< of the baseline; empty: none
    QString m_id; ///< of the template, or what names the reading of a connection
    Query::RecordPtr m_selected;
    QPushButton *m_button;
    QMenu *m_menu;
    QActionGroup *m_choices = nullptr; ///< of the menu as it was filled last
    QPushButton *m_onlyDeviating;
    QWidget *m_legend;
};

} // namespace Ui
