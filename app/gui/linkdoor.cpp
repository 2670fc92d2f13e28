#include "gui/linkdoor.h"

#include "query/objectlink.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Gui {

namespace {

constexpr auto patience = 2000; // milliseconds
constexpr auto visit = 5s; ///< after which somebody who says nothing has to go
constexpr qint64 longestLine = 4 * Query::longestLink; // UTF-8
const QByteArray answer = "ok\n";

} // namespace

LinkDoor::LinkDoor(const QString &name, QObject *parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &LinkDoor::takeVisitor);
    // To listen would take the name from a window that is there.
    QLocalSocket probe;
    probe.connectToServer(name);
    if (!probe.waitForConnected(patience)) {
        QLocalServer::removeServer(name);
        m_server.listen(name);
    }
}

void LinkDoor::takeVisitor()
{
    while (QLocalSocket *visitor = m_server.nextPendingConnection()) {
        visitor->setReadBufferSize(longestLine + 1);
        connect(visitor, &QLocalSocket::disconnected, visitor, &QObject::deleteLater);
        connect(visitor, &QLocalSocket::readyRead, this, [this, visitor] { read(visitor); });
        QTimer::singleShot(visit, visitor, [visitor] { visitor->abort(); });
    }
}

void LinkDoor::read(QLocalSocket *visitor)
{
    if (!visitor->canReadLine()) {
        if (visitor->bytesAvailable() > longestLine) {
            visitor->abort();
        }
        return;
    }
    const QString link = QString::fromUtf8(visitor->readLine(longestLine + 1)).chopped(1);
    visitor->disconnect(this); // one link a visit
    visitor->write(answer);
    visitor->disconnectFromServer();
    Q_EMIT linkArrived(link);
}

bool LinkDoor::handOver(const QString &name, const QString &link)
{
    QLocalSocket socket;
    socket.connectToServer(name);
    if (!socket.waitForConnected(patience)) {
        return false;
    }
    // One line; what is wrong with it is said over there. A link that is cut is still too long.
    QString line = link.left(Query::longestLink + 1);
    line.replace(u'\n', u' ');
    socket.write(line.toUtf8() + '\n');
    QByteArray said;
    while (said != answer && socket.waitForReadyRead(patience)) {
        said += socket.readAll();
    }
    return said == answer;
}

QString LinkDoor::doorName(const QString &configFolder, const QString &stateFolder)
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString folder = QFileInfo(runtime).isDir() && QDir::isAbsolutePath(runtime) ? runtime : stateFolder;
    const QByteArray settings = QCryptographicHash::hash(configFolder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return folder + u"/tenantry-"_s + QString::fromLatin1(settings.first(16)) + u".socket"_s;
}

} // namespace Gui
