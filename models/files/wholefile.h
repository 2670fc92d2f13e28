#pragma once

#include <QByteArray>
#include <QFileDevice>
#include <QString>

#include <memory>

namespace Files {

/// Who may read a file that is made.
enum class Readers {
    Usual, ///< as the system has it for new files
    OwnerAlone,
};

/// A file that somebody named to be written: it is there whole or not at all, and until commit() the one of before is.
/// A pipe, a device or a terminal, links followed, stays what it is, with its permissions, and is written straight
/// into.
class WholeFile
{
public:
    explicit WholeFile(const QString &path, Readers readers = Readers::Usual);
    ~WholeFile();

    /// False where it cannot be written; of a pipe, waits for who reads it.
    bool open();
    /// What is written to, once it is open.
    QFileDevice &device() { return *m_device; }
    /// Puts the file in its place, or leaves the one of before where not all could be written; false then.
    bool commit();
    /// Why something failed, for people.
    QString errorString() const;

private:
    Readers m_readers;
    std::unique_ptr<QFileDevice> m_device;
    QString m_error; ///< of commit(), which makes Qt forget it
};

/// Whether it is there and no file that could be replaced, nor a folder: a pipe, a device, a terminal.
bool isWrittenThrough(const QString &path);

/// Writes all of a WholeFile. Empty where it went well, else why not, for people.
QString writeWholeFile(const QString &path, const QByteArray &content, Readers readers = Readers::Usual);

} // namespace Files
