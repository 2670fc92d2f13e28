#include "reports/pdffinish.h"

#include "reports/pdfcopy.h"

#include <QDateTime>

#include <algorithm>
#include <exception>
#include <set>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// Fonts are the last that Qt writes, some seven objects for each.
constexpr size_t tailObjects = 400;

std::string titled(const QString &title)
{
    return "/Title " + QPDFObjectHandle::newUnicodeString(title.toStdString()).unparse();
}

/// A flat list of places to go to, as the PDF standard chains them (ISO 32000-1, 12.3.3); its number, 0 without any.
int addOutlines(PdfCopy &copy, const QList<Bookmark> &bookmarks)
{
    if (bookmarks.isEmpty()) {
        return 0;
    }
    QPDFObjectHandle pages = copy.source().getRoot().getKey("/Pages").getKey("/Kids");
    const double height = pages.getArrayItem(0).getKey("/MediaBox").getArrayItem(3).getNumericValue(); // of all
    const int count = int(bookmarks.size());
    const int root = copy.add({});
    const int first = root + 1; // the items follow it
    for (int i = 0; i < count; ++i) {
        const Bookmark &bookmark = bookmarks.at(i);
        const int page = pages.getArrayItem(bookmark.page).getObjectID();
        std::string text = "<< " + titled(bookmark.title) + " /Parent " + PdfCopy::reference(root) + " /Dest [ "
            + PdfCopy::reference(page) + " /XYZ null " + QByteArray::number(height - bookmark.top, 'f', 1).toStdString()
            + " null ]";
        if (i > 0) {
            text += " /Prev " + PdfCopy::reference(first + i - 1);
        }
        if (i + 1 < count) {
            text += " /Next " + PdfCopy::reference(first + i + 1);
        }
        copy.add(text + " >>");
    }
    copy.replace(root,
                 "<< /Type /Outlines /First " + PdfCopy::reference(first) + " /Last "
                     + PdfCopy::reference(first + count - 1) + " /Count " + std::to_string(count) + " >>");
    return root;
}

std::string infoOf(const QString &title, const QDateTime &made)
{
    const std::string date = '(' + made.toUTC().toString(u"'D:'yyyyMMddHHmmss'Z'"_s).toStdString() + ')';
    return "<< " + titled(title) + " /Creator (Tenantry " TENANTRY_VERSION ") /CreationDate " + date + " /ModDate "
        + date + " >>";
}

/// The catalog, with the outlines, and without what has the time of writing.
void replaceRoot(PdfCopy &copy, int outlines)
{
    QPDFObjectHandle root = copy.source().getRoot();
    if (const QPDFObjectHandle metadata = root.getKey("/Metadata"); metadata.isIndirect()) {
        copy.replace(metadata.getObjectID(), "null");
    }
    std::string text = copy.textOf(root);
    text.resize(text.size() - 2); // what ends it
    if (const size_t at = text.find(" /Metadata "); at != std::string::npos) {
        const size_t end = text.find(" R", at);
        text.erase(at, end + 2 - at);
    }
    text += "/Lang (en) ";
    if (outlines > 0) {
        text += "/Outlines " + PdfCopy::reference(outlines) + " /PageMode /UseOutlines ";
    }
    copy.replace(root.getObjectID(), text + ">>");
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

/// The indirect objects below one, in the order in which they are met.
void collect(QPDFObjectHandle object, std::vector<QPDFObjectHandle> &found, std::set<int> &known)
{
    if (object.isIndirect()) {
        if (!known.insert(object.getObjectID()).second) {
            return;
        }
        found.push_back(object);
    }
    if (object.isArray()) {
        for (const QPDFObjectHandle &value : object.getArrayAsVector()) {
            collect(value, found, known);
        }
    } else if (object.isDictionary() || object.isStream()) {
        for (const auto &[key, value] : (object.isStream() ? object.getDict() : object).getDictAsMap()) {
            collect(value, found, known);
        }
    }
}

/// Qt numbers and names what fonts are made of in the order of a hash, which has another seed in each process. Here it
/// is the order in which the pages first show them, which the numbers of the fonts themselves have.
void orderFonts(PdfCopy &copy)
{
    std::vector<QPDFObjectHandle> parts;
    std::set<int> known;
    size_t fonts = 0;
    for (const int number : copy.lastObjects(tailObjects)) {
        QPDFObjectHandle font = copy.source().getObjectByID(number, 0);
        if (!font.isDictionaryOfType("/Font", "/Type0")) {
            continue;
        }
        QPDFObjectHandle descriptor = font.getKey("/DescendantFonts").getArrayItem(0).getKey("/FontDescriptor");
        const std::string name = descriptor.getKey("/FontName").getName();
        descriptor.replaceKey(
            "/FontName", QPDFObjectHandle::newName('/' + subsetTag(fonts++) + '+' + name.substr(name.find('+') + 1)));
        collect(font, parts, known);
    }
    std::vector<int> numbers(known.begin(), known.end()); // sorted
    // The fonts keep their numbers, which pages name.
    const auto isFont
        = [&copy](int number) { return copy.source().getObjectByID(number, 0).isDictionaryOfType("/Font", "/Type0"); };
    numbers.erase(std::remove_if(numbers.begin(), numbers.end(), isFont), numbers.end());
    auto next = numbers.begin();
    for (QPDFObjectHandle &part : parts) {
        if (!isFont(part.getObjectID())) {
            copy.renumber(part.getObjectID(), *next++);
        }
    }
    for (QPDFObjectHandle &part : parts) {
        copy.replace(part.getObjectID(), copy.textOf(part));
    }
}

} // namespace

QString finishPdf(const QString &path, const QString &title, const QDateTime &made, const QList<Bookmark> &bookmarks,
                  QIODevice &device)
{
    try {
        PdfCopy copy(path, device);
        orderFonts(copy);
        replaceRoot(copy, addOutlines(copy, bookmarks));
        const int info = copy.source().getTrailer().getKey("/Info").getObjectID();
        copy.replace(info, infoOf(title, made));
        copy.write(copy.source().getRoot().getObjectID(), info);
    } catch (const std::exception &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace Reports
