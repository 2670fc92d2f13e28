#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace Ui {

/// A row of controls in which nothing is squeezed: those that have no room hide, the one that was added last first, and
/// what they do is in the menu of a button at the end.
class OverflowBar : public QWidget
{
    Q_OBJECT
public:
    explicit OverflowBar(QWidget *parent = nullptr);

    /// A control that always stays.
    void addKept(QWidget *control, int stretch = 0);
    /// `instead`: what the menu offers while there is no room; nullptr: the control does nothing, and is missed by
    /// nobody. Neither is owned.
    void addControl(QWidget *control, QAction *instead);
    void addStretch();
    /// Gives a kept control this width, if the bar has it, before others share what is left; controls hide for it.
    void setWish(const QWidget *control, int width);
    /// Whether the control is there at all, room or not.
    void setWanted(QWidget *control, bool wanted);
    QToolButton *more() const { return m_more; }

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Control
    {
        QWidget *widget;
        QAction *instead; ///< nullptr: nothing
        bool isKept;
        bool isWanted = true;
        bool isShown = true;
        int wish = 0; ///< the width it should have; its least is that of its hint
    };

    void add(const Control &control, int stretch);
    int widthOf(const QList<Control> &controls, bool withMore, bool withWishes = false) const;
    QList<Control> fitting(int room) const;
    void fit();

    QList<Control> m_controls;
    QHBoxLayout *m_row;
    QToolButton *m_more;
    QMenu *m_menu;
    bool m_isFitting = false;
};

} // namespace Ui
