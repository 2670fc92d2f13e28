#include "reports/pdfcopy.h"

#include <QIODevice>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFXRefEntry.hh>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <vector>

namespace Reports {

namespace {

/// Where the table of objects begins, which the file says at its end.
qint64 tableOf(QFile &file)
{
    constexpr qint64 tail = 1024;
    file.seek(std::max(qint64(0), file.size() - tail));
    const QByteArray end = file.readAll();
    return end.mid(end.lastIndexOf("startxref") + 9).simplified().split(' ').first().toLongLong();
}

} // namespace

PdfCopy::PdfCopy(const QString &path, QIODevice &device)
    : m_file(path)
    , m_device(device)
{
    m_source.setSuppressWarnings(true);
    m_source.processFile(QFile::encodeName(path).constData());
    if (!m_file.open(QIODevice::ReadOnly)) {
        throw std::runtime_error(m_file.errorString().toStdString());
    }
    std::map<qint64, int> numbers; // by where they begin
    for (auto &[id, entry] : m_source.getXRefTable()) {
        if (entry.getType() == 1) {
            numbers.emplace(entry.getOffset(), id.getObj());
            m_next = std::max(m_next, id.getObj() + 1);
        }
    }
    m_header = numbers.empty() ? 0 : numbers.begin()->first;
    for (auto place = numbers.begin(); place != numbers.end(); ++place) {
        const auto next = std::next(place);
        m_places[place->second] = {place->first, next == numbers.end() ? tableOf(m_file) : next->first};
    }
}

std::vector<int> PdfCopy::lastObjects(size_t count) const
{
    std::vector<std::pair<qint64, int>> objects;
    for (const auto &[number, place] : m_places) {
        objects.emplace_back(place.begin, number);
    }
    std::sort(objects.begin(), objects.end());
    std::vector<int> last;
    for (size_t i = objects.size() - std::min(count, objects.size()); i < objects.size(); ++i) {
        last.push_back(objects.at(i).second);
    }
    std::sort(last.begin(), last.end());
    return last;
}

int PdfCopy::add(const std::string &text)
{
    m_replaced[m_next] = text;
    return m_next++;
}

int PdfCopy::numberOf(int number) const
{
    const auto other = m_numbers.find(number);
    return other == m_numbers.end() ? number : other->second;
}

std::string PdfCopy::valueOf(QPDFObjectHandle value) const
{
    return value.isIndirect() ? reference(numberOf(value.getObjectID())) : textOf(value);
}

std::string PdfCopy::textOf(QPDFObjectHandle object) const
{
    if (object.isStream()) {
        QPDFObjectHandle dictionary = object.getDict().shallowCopy();
        const auto data = object.getRawStreamData();
        dictionary.replaceKey("/Length", QPDFObjectHandle::newInteger(static_cast<long long>(data->getSize())));
        return textOf(dictionary) + "\nstream\n"
            + std::string(reinterpret_cast<const char *>(data->getBuffer()), data->getSize()) + "\nendstream";
    }
    if (object.isDictionary()) {
        std::string text = "<<";
        for (auto &[key, value] : object.getDictAsMap()) {
            text += ' ' + QPDFObjectHandle::newName(key).unparse() + ' ' + valueOf(value);
        }
        return text + " >>";
    }
    if (object.isArray()) {
        std::string text = "[";
        for (QPDFObjectHandle &value : object.getArrayAsVector()) {
            text += ' ' + valueOf(value);
        }
        return text + " ]";
    }
    return object.unparseResolved();
}

QByteArray PdfCopy::original(const Place &place)
{
    m_file.seek(place.begin);
    QByteArray bytes = m_file.read(place.end - place.begin);
    if (bytes.size() != place.end - place.begin) {
        throw std::runtime_error(m_file.errorString().toStdString());
    }
    return bytes;
}

void PdfCopy::put(const QByteArray &bytes)
{
    m_hash.addData(bytes);
    m_written += bytes.size();
    if (m_device.write(bytes) != bytes.size()) {
        throw std::runtime_error(m_device.errorString().toStdString());
    }
}

void PdfCopy::write(int root, int info)
{
    std::map<int, int> sources; // by number in the copy
    for (const auto &[number, place] : m_places) {
        sources[numberOf(number)] = number;
    }
    for (const auto &[number, text] : m_replaced) {
        sources[numberOf(number)] = number;
    }
    put(original({0, m_header}));
    std::vector<qint64> offsets(size_t(m_next), 0);
    for (const auto &[number, source] : sources) {
        offsets.at(size_t(number)) = m_written;
        if (const auto replaced = m_replaced.find(source); replaced != m_replaced.end()) {
            put(QByteArray::number(number) + " 0 obj\n" + QByteArray::fromStdString(replaced->second) + "\nendobj\n");
        } else {
            put(original(m_places.at(source)));
        }
    }
    const qint64 table = m_written;
    put("xref\n0 " + QByteArray::number(m_next) + "\n0000000000 65535 f \n");
    for (int number = 1; number < m_next; ++number) {
        const qint64 offset = offsets.at(size_t(number));
        put(QByteArray::number(offset).rightJustified(10, '0') + (offset > 0 ? " 00000 n \n" : " 65535 f \n"));
    }
    const QByteArray id = '<' + m_hash.result().left(16).toHex() + '>';
    put("trailer\n<< /Size " + QByteArray::number(m_next) + " /Root " + QByteArray::fromStdString(reference(root))
        + " /Info " + QByteArray::fromStdString(reference(info)) + " /ID [ " + id + ' ' + id + " ] >>\nstartxref\n"
        + QByteArray::number(table) + "\n%%EOF\n");
}

} // namespace Reports
