#include "ui/theme/tokens.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace Ui {

namespace {

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto channel = [share](float a, float b) { return float(a * (1.0 - share) + b * share); };
    return QColor::fromRgbF(channel(one.redF(), other.redF()), channel(one.greenF(), other.greenF()),
                            channel(one.blueF(), other.blueF()));
}

Tokens derived(Tokens tokens)
{
    tokens.hover = mixed(tokens.base, tokens.text, 0.05);
    tokens.rule = mixed(tokens.border, tokens.base, 0.45);
    tokens.track = mixed(tokens.border, tokens.muted, tokens.dark ? 0.15 : 0.0);
    return tokens;
}

Tokens makeLight()
{
    Tokens tokens;
    tokens.window = 0xF5F6F8;
    tokens.base = 0xFFFFFF;
    tokens.alternate = 0xFAFBFC;
    tokens.text = 0x1A1E24;
    tokens.muted = 0x5A6472;
    tokens.border = 0xD8DDE4;
    tokens.accent = 0x3451D1;
    tokens.onAccent = 0xFFFFFF;
    tokens.selection = 0xDFE6FF;
    tokens.ok = 0x1B7547;
    tokens.watch = 0x7A5F00;
    tokens.near = 0xA94F00;
    tokens.full = 0xB9301B;
    tokens.over = 0x8C1746;
    tokens.okGround = 0xE1F4E9;
    tokens.watchGround = 0xFFF5D1;
    tokens.nearGround = 0xFFEAD3;
    tokens.fullGround = 0xFFE2DC;
    tokens.overGround = 0xFCE0EC;
    tokens.envDevelopment = 0x2F7D6B;
    tokens.envStaging = 0x7A5AC8;
    tokens.envProduction = 0xB9301B;
    tokens.added = 0xDFF3E4;
    tokens.removed = 0xFDE3E1;
    return derived(tokens);
}

Tokens makeDark()
{
    Tokens tokens;
    tokens.dark = true;
    tokens.window = 0x1C1F25;
    tokens.base = 0x15181D;
    tokens.alternate = 0x191C22;
    tokens.text = 0xE6E9EE;
    tokens.muted = 0x9BA5B3;
    tokens.border = 0x2F353F;
    tokens.accent = 0x8FA5FF;
    tokens.onAccent = 0x10131A;
    tokens.selection = 0x2A3768;
    tokens.ok = 0x6FD39B;
    tokens.watch = 0xE6C75A;
    tokens.near = 0xFFAF66;
    tokens.full = 0xFF8B78;
    tokens.over = 0xFF86B6;
    tokens.okGround = 0x173526;
    tokens.watchGround = 0x352E12;
    tokens.nearGround = 0x3A2814;
    tokens.fullGround = 0x3D1F1A;
    tokens.overGround = 0x3B1A2A;
    tokens.envDevelopment = 0x56B8A1;
    tokens.envStaging = 0xA98DF0;
    tokens.envProduction = 0xFF8B78;
    tokens.added = 0x16331F;
    tokens.removed = 0x3C1D1C;
    return derived(tokens);
}

double luminance(const QColor &color)
{
    const auto linear = [](float channel) {
        const double value = double(channel);
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Tokens &Tokens::day()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens &Tokens::night()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens &tokensOf(const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    return dark ? Tokens::night() : Tokens::day();
}

QPalette paletteFor(const Tokens &tokens)
{
    QPalette palette(tokens.text, tokens.window, mixed(tokens.window, tokens.base, 0.5), tokens.border,
                     mixed(tokens.border, tokens.muted, 0.3), tokens.text, tokens.base);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Button, tokens.base);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::AlternateBase, tokens.alternate);
    palette.setColor(QPalette::ToolTipBase, tokens.base);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::BrightText, tokens.full);
    palette.setColor(QPalette::Highlight, tokens.selection);
    palette.setColor(QPalette::HighlightedText, tokens.text);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::Mid, tokens.border);
    palette.setColor(QPalette::Midlight, tokens.hover);
    palette.setColor(QPalette::Shadow, tokens.border);
    const QColor faint = mixed(tokens.muted, tokens.window, 0.35);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, tokens.window);
    palette.setColor(QPalette::Disabled, QPalette::Button, tokens.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.border);
    return palette;
}

Tint tintOf(const Tokens &tokens, Domain::LockLevel level)
{
    switch (level) {
    case Domain::LockLevel::Fine:
        return {tokens.ok, tokens.okGround};
    case Domain::LockLevel::Watch:
        return {tokens.watch, tokens.watchGround};
    case Domain::LockLevel::Near:
        return {tokens.near, tokens.nearGround};
    case Domain::LockLevel::Full:
        return {tokens.full, tokens.fullGround};
    case Domain::LockLevel::Over:
        break;
    }
    return {tokens.over, tokens.overGround};
}

Tint tintOf(const Tokens &tokens, Domain::Environment environment)
{
    const double share = tokens.dark ? 0.80 : 0.86;
    switch (environment) {
    case Domain::Environment::Development:
        return {mixed(tokens.envDevelopment, tokens.text, tokens.dark ? 0.0 : 0.25),
                mixed(tokens.envDevelopment, tokens.base, share)};
    case Domain::Environment::Staging:
        return {mixed(tokens.envStaging, tokens.text, tokens.dark ? 0.0 : 0.2),
                mixed(tokens.envStaging, tokens.base, share)};
    case Domain::Environment::Production:
        break;
    }
    return {tokens.envProduction, tokens.fullGround};
}

QColor dotOf(const Tokens &tokens, Domain::Environment environment, const QString &own)
{
    const QColor color(own);
    if (color.isValid()) {
        return color;
    }
    switch (environment) {
    case Domain::Environment::Development:
        return tokens.envDevelopment;
    case Domain::Environment::Staging:
        return tokens.envStaging;
    case Domain::Environment::Production:
        break;
    }
    return tokens.envProduction;
}

double contrast(const QColor &one, const QColor &other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace Ui
