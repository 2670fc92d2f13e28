#pragma once

#include <QIODevice>

namespace Api {

/// A request body that can be read once. Over HTTP/1.1 Qt silently sends a write again, up to four times, when the
/// connection drops; it cannot rewind a sequential device, and fails instead (measured, DESIGN 3.2). Every write goes
/// out with one of these, an empty one too.
class OneShotBody : public QIODevice
{
    Q_OBJECT
public:
    explicit OneShotBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    /// Qt asks for this before it sends again.
    bool seek(qint64) override { return false; }
    bool atEnd() const override { return m_position >= m_bytes.size() && QIODevice::atEnd(); }
    qint64 bytesAvailable() const override;
    /// True once the network has taken any of it: from then on the request may have arrived.
    bool wasTouched() const { return m_position > 0; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_position = 0;
};

} // namespace Api
