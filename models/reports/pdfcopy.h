#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <map>
#include <string>

class QIODevice;

namespace Reports {

/// Copies a PDF object by object, most of them as they stand in the file: qpdf keeps every object that it has looked
/// at, and a report has five for each page. Objects can be written otherwise, get another number, and be added. What
/// goes wrong is a std::exception, as qpdf tells it.
class PdfCopy
{
public:
    PdfCopy(const QString &path, QIODevice &device);

    QPDF &source() { return m_source; }
    /// The last so many objects of the file, by their numbers.
    std::vector<int> lastObjects(size_t count) const;

    /// `text` is what stands between "obj" and "endobj", with the numbers of the copy.
    void replace(int number, const std::string &text) { m_replaced[number] = text; }
    /// The number in the copy of an object that write() adds.
    int add(const std::string &text);
    /// In the copy the object has that number; who had it must get another.
    void renumber(int number, int other) { m_numbers[number] = other; }
    int numberOf(int number) const;
    /// The object with its numbers in the copy; streams with all they hold.
    std::string textOf(QPDFObjectHandle object) const;
    static std::string reference(int number) { return std::to_string(number) + " 0 R"; }

    /// Writes it all, with an id that its bytes tell.
    void write(int root, int info);

private:
    struct Place
    {
        qint64 begin = 0;
        qint64 end = 0;
    };

    std::string valueOf(QPDFObjectHandle value) const;
    QByteArray original(const Place &place);
    void put(const QByteArray &bytes);

    QPDF m_source;
    QFile m_file;
    QIODevice &m_device;
    std::map<int, Place> m_places; ///< by number
    qint64 m_header = 0; ///< how long it is
    std::map<int, std::string> m_replaced; ///< by number in the source, and those that are added
    std::map<int, int> m_numbers;
    int m_next = 1; ///< number of an object that is added
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_written = 0;
};

} // namespace Reports
