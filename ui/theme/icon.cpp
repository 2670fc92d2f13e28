#include "ui/theme/icon.h"

#include "ui/theme/tokens.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

class ThemedIconEngine : public QIconEngine
{
public:
    explicit ThemedIconEngine(QLatin1StringView name)
        : m_name(name)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const Tokens &tokens = tokensOf(QGuiApplication::palette());
        const QString key
            = u"tenantry-icon/%1/%2x%3/%4/"_s.arg(int(tokens.dark)).arg(size.width()).arg(size.height()).arg(int(mode))
            + m_name;
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = draw(tokens, size, mode);
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(m_name); }
    QString key() const override { return u"tenantry"_s; }
    QString iconName() override { return m_name; }
    bool isNull() override { return !QFile::exists(path(false)); }

private:
    QString path(bool dark) const { return u":/icons/%1/%2.svg"_s.arg(dark ? u"dark" : u"light", m_name); }

    QPixmap draw(const Tokens &tokens, const QSize &size, QIcon::Mode mode) const
    {
        QFile file(path(tokens.dark));
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        if (!file.open(QIODevice::ReadOnly)) {
            return pixmap;
        }
        // Breeze's text colours (the dark one changed with 6.0) become ours; its red, green and blue stay as drawn.
        QByteArray drawing = file.readAll();
        for (const char *breeze : {"#232629", "#eff0f1", "#fcfcfc"}) {
            drawing.replace(breeze, tokens.muted.name().toLatin1());
        }
        QSvgRenderer renderer(drawing);
        QPainter painter(&pixmap);
        painter.setOpacity(mode == QIcon::Disabled ? 0.4 : 1.0);
        renderer.render(&painter, QRectF(QPointF(), size));
        return pixmap;
    }

    QLatin1StringView m_name;
};

} // namespace

QIcon icon(QLatin1StringView name)
{
    return QIcon(new ThemedIconEngine(name));
}

} // namespace Ui
