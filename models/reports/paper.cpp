#include "reports/paper.h"

using namespace Qt::StringLiterals;

namespace Reports::Paper {

QColor colorOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        break;
    case Tone::Muted:
        return QColor::fromRgb(muted);
    case Tone::Ok:
        return QColor::fromRgb(0xFF1B7547);
    case Tone::Watch:
        return QColor::fromRgb(0xFF7A5F00);
    case Tone::Near:
        return QColor::fromRgb(0xFFA94F00);
    case Tone::Full:
        return QColor::fromRgb(0xFFB9301B);
    case Tone::Over:
        return QColor::fromRgb(0xFF8C1746);
    }
    return QColor::fromRgb(text);
}

QFont font(double size, bool bold)
{
    QFont font(u"Inter"_s);
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(qRound(size * point));
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Inter raises the colon of "07:00" and the hyphen of "2026-11-29" with glyphs that stand for no character: a
    // reader that copies, searches or speaks the text would lose them.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace Reports::Paper
