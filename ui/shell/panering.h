#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace Ui {

/// The panes of the window in the order in which F6 walks them. A pane is entered at its first widget that takes the
/// focus, or where it was left.
class PaneRing : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// `entry` tells where the focus goes in the pane; it may answer nullptr.
    void add(QWidget *pane, std::function<QWidget *()> entry);
    /// Moves the focus to the next (1) or previous (-1) pane that is visible.
    void step(int direction);

private:
    struct Pane
    {
        QPointer<QWidget> widget;
        std::function<QWidget *()> entry;
    };

    QList<Pane> m_panes;
};

} // namespace Ui
