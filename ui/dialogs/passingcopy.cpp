#include "ui/dialogs/passingcopy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace Ui {

PassingCopy::PassingCopy(const Api::Secret &secret)
    : QObject(qApp)
    , m_secret(secret)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PassingCopy::take);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &PassingCopy::take);
}

void PassingCopy::put(const Api::Secret &secret, std::chrono::milliseconds stay)
{
    for (PassingCopy *earlier : qApp->findChildren<PassingCopy *>(Qt::FindDirectChildrenOnly)) {
        delete earlier;
    }
    auto *mime = new QMimeData; // the clipboard's
    mime->setText(QString::fromUtf8(secret.reveal()));
    mime->setData(u"x-kde-passwordManagerHint"_s, "secret"_ba); // histories leave it out
    QGuiApplication::clipboard()->setMimeData(mime);
    auto *copy = new PassingCopy(secret);
    copy->m_timer.start(stay);
}

void PassingCopy::take()
{
    if (QGuiApplication::clipboard()->text() == QString::fromUtf8(m_secret.reveal())) {
        QGuiApplication::clipboard()->clear();
    }
    deleteLater();
}

} // namespace Ui
