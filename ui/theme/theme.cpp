#include "ui/theme/theme.h"

#include "ui/theme/desktopscheme.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// The desktop's own font where it chose one. Without a desktop Qt falls back to whatever fontconfig calls "Sans",
/// often a wide face; then the first of ours that is installed.
QFont bodyFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QStringList fallbacks{u"DejaVu Sans"_s, u"Bitstream Vera Sans"_s, u"Sans Serif"_s, u"Sans"_s, u""_s};
    if (fallbacks.contains(QFontInfo(font).family()) || fallbacks.contains(font.family())) {
        const QStringList installed = QFontDatabase::families();
        for (const QString &family : {u"Inter"_s, u"Noto Sans"_s, u"Cantarell"_s, u"Liberation Sans"_s}) {
            if (installed.contains(family)) {
                font.setFamilies({family, u"Noto Sans"_s, u"DejaVu Sans"_s});
                break;
            }
        }
        font.setPointSizeF(10);
    }
    return font;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_desktop(new DesktopScheme(this))
{
    QApplication::setStyle(new Style);
    QApplication::setFont(bodyFont());
    connect(m_desktop, &DesktopScheme::changed, this, [this] {
        if (m_choice == Settings::Theme::System) {
            apply();
        }
    });
    apply();
}

void Theme::setChoice(Settings::Theme choice)
{
    if (choice != m_choice) {
        m_choice = choice;
        apply();
    }
}

bool Theme::isDark() const
{
    return m_choice == Settings::Theme::System ? m_desktop->prefersDark() : m_choice == Settings::Theme::Dark;
}

void Theme::apply()
{
    const Tokens &tokens = isDark() ? Tokens::night() : Tokens::day();
    QApplication::setPalette(paletteFor(tokens));
    qApp->setStyleSheet(styleSheetFor(tokens));
    Q_EMIT changed();
}

QFont fontOf(Type type)
{
    QFont font = QApplication::font();
    const qreal points = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
    switch (type) {
    case Type::Body:
        break;
    case Type::Small:
        font.setPointSizeF(points * 0.9);
        break;
    case Type::Heading:
        font.setPointSizeF(points * 1.2);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Title:
        font.setPointSizeF(points * 1.5);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Mono:
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(points * 0.92);
        break;
    }
    return font;
}

} // namespace Ui
