#include "architecture/treerules.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Architecture {

namespace {

constexpr qsizetype qtVersionChecks = 5;

} // namespace

QStringList checkMachinePaths(const SourceFile &file)
{
    static const QRegularExpression machine(
        u"(?<![\\w.$}])/(work|home|root|Users)/[\\w.-]+|\\b[A-Z]:\\\\Users\\b|https?://(registry|deb|security)\\.\\w+"_s);
    QStringList violations;
    for (auto matches = machine.globalMatch(file.text); matches.hasNext();) {
        const auto match = matches.next();
        violations += file.at(match.capturedStart(),
                              u"%1 is a place on somebody's machine or registry"_s.arg(match.captured()));
    }
    return violations;
}

QStringList checkApplicationId(const SourceFile &file)
{
    static const QRegularExpression id(
        u"\\b(?:io\\.github|org|com|net|dev)\\.[\\w.-]*[Tt]enantry\\w*(?:\\.[A-Z]\\w*)?"_s);
    QStringList violations;
    for (auto matches = id.globalMatch(file.text); matches.hasNext();) {
        const auto match = matches.next();
        if (match.captured() != applicationId)
            violations += file.at(match.capturedStart(), u"%1 is not %2"_s.arg(match.captured(), applicationId));
    }
    if (const qsizetype mark = QString(applicationId).indexOf("auth0"_L1, 0, Qt::CaseInsensitive); mark >= 0)
        violations += u"the application id holds a trade mark of another company"_s;
    return violations;
}

QStringList checkApplicationIdEverywhere(const QList<SourceFile> &files)
{
    struct Place
    {
        QString path, text;
    };
    const QString id(applicationId);
    const QList<Place> places{
        {u"packaging/%1.desktop"_s.arg(id), u"Icon=%1\n"_s.arg(id)},
        {u"packaging/%1.metainfo.xml"_s.arg(id), u"<id>%1</id>"_s.arg(id)},
        {u"packaging/%1.metainfo.xml"_s.arg(id), u"<launchable type=\"desktop-id\">%1.desktop</launchable>"_s.arg(id)},
        {u"packaging/CMakeLists.txt"_s, u"${TENANTRY_APP_ID}.svg"_s},
        {u"CMakeLists.txt"_s, u"set(TENANTRY_APP_ID %1)"_s.arg(id)},
    };
    QStringList violations;
    for (const Place &place : places) {
        const auto file = std::find_if(files.cbegin(), files.cend(),
                                       [&place](const SourceFile &candidate) { return candidate.path == place.path; });
        if (file == files.cend())
            violations += u"%1: missing"_s.arg(place.path);
        else if (!file->text.contains(place.text))
            violations += u"%1: does not say %2"_s.arg(place.path, place.text.trimmed());
    }
    const auto isMain = [](const SourceFile &file) { return file.path == "app/gui/main.cpp"_L1; };
    const auto declares = [](const SourceFile &file) {
        return file.path.startsWith("app/gui/"_L1) && file.code.contains("setDesktopFileName("_L1);
    };
    if (std::any_of(files.cbegin(), files.cend(), isMain) && std::none_of(files.cbegin(), files.cend(), declares))
        violations += u"app/gui: nobody calls QGuiApplication::setDesktopFileName"_s;
    return violations;
}

QStringList checkQtVersions(const QList<SourceFile> &files)
{
    static const QRegularExpression check(u"^[ \\t]*#[ \\t]*(?:el)?if\\b.*\\bQT_VERSION\\b"_s,
                                          QRegularExpression::MultilineOption);
    QStringList places;
    for (const SourceFile &file : files)
        for (auto matches = check.globalMatch(file.code); matches.hasNext();)
            places += file.at(matches.next().capturedStart(), u"asks for Qt's version"_s);
    return places.size() > qtVersionChecks ? places : QStringList();
}

} // namespace Architecture
