#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

// A name in @…@ is a colour of the theme, %theme the folder of its icons.
constexpr auto sheet = R"(
QMainWindow, QDialog { background: @window@; }
QToolTip { color: @text@; background: @base@; border: 1px solid @border@; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[muted="true"], Ui--WrapLabel[muted="true"] { color: @muted@; }
QLabel[error="true"], Ui--WrapLabel[error="true"] { color: @full@; }
QLabel[link="true"] { color: @accent@; }
QWidget[surface="base"] { background: @base@; }
QWidget[surface="window"] { background: @window@; }
QFrame[line="true"] { background: @border@; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton {
  background: @base@; color: @text@; border: 1px solid @border@; border-radius: 6px; padding: 4px 11px; min-height: 18px;
  outline: none; }
QToolButton { padding: 4px 7px; }
QPushButton:hover, QToolButton:hover { background: @hover@; border-color: @strongBorder@; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked, QPushButton:open, QToolButton:open {
  background: @selection@; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent@; padding: 3px 10px; }
QToolButton:focus { padding: 3px 6px; }
QPushButton:disabled, QToolButton:disabled { color: @faint@; background: @window@; }
QPushButton[primary="true"], QToolButton[primary="true"] { background: @accent@; color: @onAccent@;
  border-color: @accent@; font-weight: 600; }
QPushButton[primary="true"]:hover, QToolButton[primary="true"]:hover { background: @accentHover@; }
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus { border: 2px solid @text@; }
QPushButton[primary="true"]:disabled { background: @track@; color: @muted@; border-color: @track@; }
QToolButton[tiny="true"] { padding: 0px 2px; min-height: 16px; max-height: 16px; }
QToolButton[tiny="true"]:focus { padding: 0px 1px; }
QToolButton[flat="true"], QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QToolButton[flat="true"]:hover, QPushButton[flat="true"]:hover { background: @hover@; }
QToolButton[flat="true"]:focus, QPushButton[flat="true"]:focus { border-color: @accent@; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QKeySequenceEdit {
  background: @base@; color: @text@; border: 1px solid @border@; border-radius: 6px; padding: 3px 7px;
  selection-background-color: @accent@; selection-color: @onAccent@; }
QAbstractSpinBox, QComboBox { min-height: 20px; }
QLineEdit { padding: 0 5px; min-height: 26px; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: @strongBorder@; }
QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid @accent@; padding: 2px 6px; }
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:focus {
  background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit:focus { border: 2px solid @accent@; padding: 0 4px; min-height: 24px; }
QLineEdit[error="true"] { border: 2px solid @full@; padding: 0 4px; min-height: 24px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
  color: @faint@; background: @window@; }
QPlainTextEdit[frameless="true"] { border: none; border-radius: 0; padding: 4px; }
QPlainTextEdit[frameless="true"]:focus { border: none; padding: 4px; }
QAbstractSpinBox { padding-right: 18px; }
QAbstractSpinBox:focus { padding-right: 17px; }
QComboBox { padding-right: 22px; }
QComboBox:focus { padding-right: 21px; }
QComboBox::drop-down { border: none; width: 20px; }
QDateEdit::drop-down { border: none; width: 20px; subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(:/icons/%theme/arrow-down.svg); width: 10px; height: 10px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { background: transparent; border: none; width: 18px; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url(:/icons/%theme/arrow-up.svg); width: 8px; height: 8px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/%theme/arrow-down.svg); width: 8px; height: 8px; }
QComboBox QAbstractItemView { background: @base@; border: 1px solid @border@; outline: none; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @selection@; color: @text@; }

QMenuBar { background: @window@; color: @text@; padding: 0 4px; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @selection@; }
QMenu { background: @base@; color: @text@; border: 1px solid @border@; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 10px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @selection@; }
QMenu::item:disabled { color: @faint@; }
QMenu::separator { height: 1px; background: @border@; margin: 4px 6px; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted@; border: none; border-bottom: 2px solid transparent;
  padding: 8px 10px 7px 10px; margin: 0 2px; }
QTabBar::tab:hover { color: @text@; }
QTabBar::tab:selected { color: @text@; border-bottom: 2px solid @accent@; font-weight: 600; }
QTabBar::tab:focus { color: @accent@; }
QTabWidget::tab-bar { left: 6px; }
QTabWidget::pane { border: none; border-top: 1px solid @border@; }

QAbstractItemView { background: @base@; alternate-background-color: @alternate@; color: @text@; border: none;
  selection-background-color: @selection@; selection-color: @text@; outline: none; }
QTreeView[surface="window"] { background: @window@; }
QHeaderView { background: @window@; border: none; }
QHeaderView::section { background: @window@; color: @muted@; border: none; border-bottom: 1px solid @border@;
  padding: 0 10px; font-weight: 600; }
QTreeWidget QHeaderView::section { padding: 0 12px 0 3px; }
QHeaderView::section:hover { color: @text@; background: @hover@; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 12px; height: 12px; subcontrol-position: center right;
  subcontrol-origin: padding; right: 4px; }
QHeaderView::up-arrow:vertical, QHeaderView::down-arrow:vertical { width: 0; height: 0; }
QTableCornerButton::section { background: @window@; border: none; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @scroll@; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @muted@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QSplitter::handle { background: @border@; }
QMainWindow::separator { background: @border@; width: 1px; height: 1px; }
QMainWindow::separator:hover, QSplitter::handle:hover { background: @accent@; }
QStatusBar { background: @window@; border-top: 1px solid @border@; }
QStatusBar::item { border: none; }
QProgressBar { background: @track@; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; }
QProgressBar#thin { max-height: 3px; min-height: 3px; border-radius: 0; background: transparent; }
QProgressBar::chunk { background: @accent@; border-radius: 3px; }
QProgressBar[over="true"]::chunk { background: @full@; }
QGroupBox { border: none; margin-top: 22px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; padding: 0 0 6px 0; }
)";

QColor blend(const QColor &one, const QColor &other, double share)
{
    return QColor::fromRgbF(float(one.redF() * (1 - share) + other.redF() * share),
                            float(one.greenF() * (1 - share) + other.greenF() * share),
                            float(one.blueF() * (1 - share) + other.blueF() * share));
}

} // namespace

QString styleSheetFor(const Tokens &tokens)
{
    const QHash<QString, QColor> colors{
        {u"window"_s, tokens.window},
        {u"base"_s, tokens.base},
        {u"alternate"_s, tokens.alternate},
        {u"text"_s, tokens.text},
        {u"muted"_s, tokens.muted},
        {u"faint"_s, blend(tokens.muted, tokens.window, 0.35)},
        {u"border"_s, tokens.border},
        {u"strongBorder"_s, blend(tokens.border, tokens.muted, 0.4)},
        {u"accent"_s, tokens.accent},
        {u"accentHover"_s, blend(tokens.accent, tokens.text, 0.15)},
        {u"onAccent"_s, tokens.onAccent},
        {u"selection"_s, tokens.selection},
        {u"hover"_s, tokens.hover},
        {u"track"_s, tokens.track},
        {u"scroll"_s, blend(tokens.border, tokens.muted, 0.35)},
        {u"full"_s, tokens.full},
    };
    const QStringList parts = QString::fromLatin1(sheet).split(u'@');
    QString result;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        result += i % 2 == 0 ? parts.at(i) : colors.value(parts.at(i)).name();
    }
    return result.replace("%theme"_L1, tokens.dark ? "dark"_L1 : "light"_L1);
}

} // namespace Ui
