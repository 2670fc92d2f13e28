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
    return font;
}

} // namespace Reports::Paper
