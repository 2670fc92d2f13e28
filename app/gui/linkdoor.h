#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

class QLocalSocket;

namespace Gui {

/// The door through which a second start hands its `tenantry:` link to the window that runs on the same settings: a
/// local socket that only this user reaches. What comes in is hostile text, a line at most.
class LinkDoor : public QObject
{
    Q_OBJECT
public:
    /// `name` is doorName()'s. Opens the door unless another window stands behind it; one that a killed window left
    /// behind is taken over.
    explicit LinkDoor(const QString &name, QObject *parent = nullptr);

    bool isOpen() const { return m_server.isListening(); }
    /// Hands the link to the window behind the door; false where there is none, or it does not answer. Waits for it for
    /// two seconds at most.
    static bool handOver(const QString &name, const QString &link);
    /// The socket of the windows on these settings: in the user's runtime folder, or in the state folder where the
    /// desktop names none.
    static QString doorName(const QString &configFolder, const QString &stateFolder);

Q_SIGNALS:
    void linkArrived(const QString &link);

private:
    void takeVisitor();
    void read(QLocalSocket *visitor);

    QLocalServer m_server;
};

} // namespace Gui
