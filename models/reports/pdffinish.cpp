#include "reports/pdffinish.h"

#include <QDateTime>
#include <QFile>
#include <QIODevice>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <set>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// Where qpdf writes to; it knows errors as exceptions only.
class ToDevice : public Pipeline
{
public:
    explicit ToDevice(QIODevice &device)
        : Pipeline("device", nullptr)
        , m_device(device)
    { }

    void write(const unsigned char *data, size_t length) override
    {
        if (m_device.write(reinterpret_cast<const char *>(data), qint64(length)) != qint64(length)) {
            throw std::runtime_error(m_device.errorString().toStdString());
        }
    }
    void finish() override { }

private:
    QIODevice &m_device;
};

/// A flat list of places to go to, as the PDF standard chains them (ISO 32000-1, 12.3.3).
void addOutlines(QPDF &pdf, const QList<Bookmark> &bookmarks)
{
    if (bookmarks.isEmpty()) {
        return;
    }
    const std::vector<QPDFObjectHandle> &pages = pdf.getAllPages();
    QPDFObjectHandle root = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    QPDFObjectHandle previous = QPDFObjectHandle::newNull();
    for (const Bookmark &bookmark : bookmarks) {
        QPDFObjectHandle page = pages.at(size_t(bookmark.page));
        const double height = page.getKey("/MediaBox").getArrayItem(3).getNumericValue();
        QPDFObjectHandle item = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        item.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(bookmark.title.toStdString()));
        item.replaceKey("/Parent", root);
        item.replaceKey("/Dest",
                        QPDFObjectHandle::newArray(std::vector<QPDFObjectHandle>{
                            page, QPDFObjectHandle::newName("/XYZ"), QPDFObjectHandle::newNull(),
                            QPDFObjectHandle::newReal(height - bookmark.top, 1), QPDFObjectHandle::newNull()}));
        if (previous.isNull()) {
            root.replaceKey("/First", item);
        } else {
            item.replaceKey("/Prev", previous);
            previous.replaceKey("/Next", item);
        }
        previous = item;
    }
    root.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
    root.replaceKey("/Last", previous);
    root.replaceKey("/Count", QPDFObjectHandle::newInteger(bookmarks.size()));
    pdf.getRoot().replaceKey("/Outlines", root);
    pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
}

void setInfo(QPDF &pdf, const QString &title, const QDateTime &made)
{
    QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
    const std::string date = made.toUTC().toString(u"'D:'yyyyMMddHHmmss'Z'"_s).toStdString();
    info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title.toStdString()));
    info.replaceKey("/Creator", QPDFObjectHandle::newString("Tenantry " TENANTRY_VERSION));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString(date));
    info.replaceKey("/ModDate", QPDFObjectHandle::newString(date));
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    pdf.getRoot().removeKey("/Metadata"); // has the time of writing
    pdf.getRoot().replaceKey("/Lang", QPDFObjectHandle::newString("en"));
}

/// "AAAAAA", "BAAAAA"...: six letters that tell subsets of a font apart (ISO 32000-1, 9.6.4).
std::string subsetTag(size_t number)
{
    std::string tag(6, 'A');
    for (char &letter : tag) {
        letter = char('A' + number % 26);
        number /= 26;
    }
    return tag;
}

/// Qt tags the subsets of fonts by numbers that follow a hash with another seed in each run.
void nameSubsets(QPDF &pdf)
{
    std::set<QPDFObjGen> named;
    for (QPDFObjectHandle page : pdf.getAllPages()) {
        for (auto &[key, font] : page.getKey("/Resources").getKey("/Font").getDictAsMap()) {
            QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
            if (!descendants.isArray() || !named.insert(font.getObjGen()).second) {
                continue;
            }
            QPDFObjectHandle descriptor = descendants.getArrayItem(0).getKey("/FontDescriptor");
            const std::string name = descriptor.getKey("/FontName").getName();
            descriptor.replaceKey(
                "/FontName",
                QPDFObjectHandle::newName('/' + subsetTag(named.size() - 1) + '+' + name.substr(name.find('+') + 1)));
        }
    }
}

} // namespace

QString finishPdf(const QString &path, const QString &title, const QDateTime &made, const QList<Bookmark> &bookmarks,
                  QIODevice &device)
{
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processFile(QFile::encodeName(path).constData());
        addOutlines(pdf, bookmarks);
        setInfo(pdf, title, made);
        nameSubsets(pdf);
        ToDevice target(device);
        QPDFWriter writer(pdf);
        writer.setOutputPipeline(&target);
        writer.setDeterministicID(true);
        // What goes into which stream would follow the numbers of objects, and these the same hash.
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.write();
    } catch (const std::exception &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace Reports
