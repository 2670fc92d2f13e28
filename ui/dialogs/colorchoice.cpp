#include "ui/dialogs/colorchoice.h"

#include <QColor>
#include <QComboBox>
#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

struct NamedColor
{
    const char *name;
    const char *value;
};

// Mid tones that stand out from both themes' grounds by 3:1.
constexpr NamedColor offered[] = {
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Blue"), "#3b73d9"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Teal"), "#0f8a87"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Green"), "#2f8f4e"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Olive"), "#857a1a"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Orange"), "#c4671b"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Red"), "#d0413b"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Pink"), "#c2478d"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Violet"), "#8a5fd0"},
    {QT_TRANSLATE_NOOP("Ui::ColorChoice", "Grey"), "#75808c"},
};

QIcon swatch(const QColor &color)
{
    constexpr int side = 16;
    constexpr qreal scale = 4; // sharp on any screen
    QPixmap pixmap(QSize(side, side) * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(3, 3, side - 6, side - 6));
    return QIcon(pixmap);
}

} // namespace

void fillColors(QComboBox *box)
{
    box->addItem(QCoreApplication::translate("Ui::ColorChoice", "The environment's own"), QString());
    for (const NamedColor &color : offered) {
        const QString value = QString::fromLatin1(color.value);
        box->addItem(swatch(QColor(value)), QCoreApplication::translate("Ui::ColorChoice", color.name), value);
    }
}

void chooseColor(QComboBox *box, const QString &color)
{
    const QString value = color.toLower();
    if (box->findData(value) < 0) {
        box->addItem(swatch(QColor(value)), value, value);
    }
    box->setCurrentIndex(box->findData(value));
}

} // namespace Ui
