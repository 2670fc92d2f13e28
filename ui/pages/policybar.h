#pragma once

#include "policy/policydeviation.h"
#include "query/record.h"
#include "ui/widgets/overflowbar.h"

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
class PolicyBar : public OverflowBar
{
    Q_OBJECT
public:
    /// Both references outlive it.
    PolicyBar(Settings::WindowState &memory, FilterLine &filter, QWidget *parent);

    const Policy::Baseline &baseline() const { return m_chosen.baseline; }
    /// The one selected row, which may become the baseline; nothing where none or several are.
    void setSelected(const Query::RecordPtr &policy);
    /// Offers the user's own templates of this folder beside the given ones, and compares with the one that was chosen
    /// last.
    void restore(const QString &templateFolder);

    QPushButton *baselineButton() const { return m_button; }
    QPushButton *onlyDeviating() const { return m_onlyDeviating; }

Q_SIGNALS:
    void baselineChanged(const Policy::Baseline &baseline);

private:
    struct Choice
    {
        QString name; ///< empty: nothing is compared
        QString id; ///< of a template, or what names the reading of a connection
        Policy::Baseline baseline;
        QString about; ///< for a tooltip
        bool isConnection = false;
    };

    QList<Choice> templates() const;
    QList<Choice> selectedReadings() const;
    void fillMenu();
    void addChoice(const Choice &choice);
    void addConnections();
    void choose(const Choice &choice);
    void filterDeviating(bool only);
    void showState();

    Settings::WindowState &m_memory;
    FilterLine &m_filter;
    QString m_templateFolder;
    Choice m_chosen;
    Query::RecordPtr m_selected;
    QPushButton *m_button;
    QMenu *m_menu;
    QActionGroup *m_choices = nullptr; ///< of the menu as it was filled last
    QPushButton *m_onlyDeviating;
    QAction *m_onlyAction; ///< the same in the menu
    QWidget *m_legend;
};

} // namespace Ui
