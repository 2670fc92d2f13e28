#include "ui/editors/brandpreview.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int previewHeight = 176;
constexpr int cardWidth = 300;

QColor colorOf(const QString &text, const QColor &otherwise)
{
    static const QRegularExpression form(u"^#[0-9A-Fa-f]{6}$"_s);
    return form.match(text).hasMatch() ? QColor(text) : otherwise;
}

/// What can be read on it.
QColor inkOn(const QColor &ground)
{
    return contrast(Qt::white, ground) >= contrast(Qt::black, ground) ? Qt::white : Qt::black;
}

} // namespace

BrandPreview::BrandPreview(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"brandPreview"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Preview of the login page"));
}

void BrandPreview::showBrand(const Brand &brand)
{
    if (brand != m_brand) {
        m_brand = brand;
        setAccessibleDescription(tr("%1, colour %2 on %3").arg(brand.name, brand.primary, brand.background));
        update();
    }
}

QSize BrandPreview::sizeHint() const
{
    return {cardWidth + 4 * Size::wide, previewHeight};
}

/// As the login page is, whatever the theme: its colours are the organization's.
void BrandPreview::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(palette());
    const QColor ground = colorOf(m_brand.background, QColor(0xee, 0xee, 0xee));
    const QColor primary = colorOf(m_brand.primary, QColor(0x63, 0x5d, 0xff));
    painter.setPen(tokens.border);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Size::panelRadius, Size::panelRadius);
    QRect card(0, 0, std::min(cardWidth, width() - 2 * Size::wide), height() - 2 * Size::wide);
    card.moveCenter(rect().center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(card, Size::radius, Size::radius);
    const QRect inner = card.adjusted(Size::wide, Size::margin, -Size::wide, -Size::margin);
    const auto write = [&painter](const QRect &where, const QFont &font, const QColor &ink, const QString &text) {
        painter.setFont(font);
        painter.setPen(ink);
        const QString fitted = painter.fontMetrics().elidedText(visibleText(text), Qt::ElideMiddle, where.width());
        painter.drawText(where, int(Qt::AlignCenter) | int(Qt::TextSingleLine), fitted);
    };
    const int line = inner.height() / 4;
    const QColor muted(0x55, 0x5b, 0x66);
    write({inner.left(), inner.top(), inner.width(), line}, font(), muted,
          m_brand.logo.isEmpty() ? tr("No logo") : tr("Logo: %1 (not fetched)").arg(m_brand.logo));
    write({inner.left(), inner.top() + line, inner.width(), line}, fontOf(Type::Title), QColor(0x1e, 0x21, 0x2a),
          m_brand.name);
    QRect button(inner.left(), 0, inner.width(), Size::row + 4);
    button.moveBottom(inner.bottom());
    painter.setPen(Qt::NoPen);
    painter.setBrush(primary);
    painter.drawRoundedRect(button, 4, 4);
    write(button, font(), inkOn(primary), tr("Continue"));
}

} // namespace Ui
