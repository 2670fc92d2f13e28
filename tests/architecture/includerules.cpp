#include "architecture/includerules.h"

#include "architecture/rooms.h"

#include <QDir>
#include <QLibraryInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Architecture {

namespace {

struct Include
{
    QString target;
    bool angled = false;
    qsizetype position = 0;
};

QList<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression directive(u"^[ \\t]*#[ \\t]*include[ \\t]*(<|\")([^>\"\\n]+)[>\"]"_s,
                                              QRegularExpression::MultilineOption);
    QList<Include> includes;
    for (auto matches = directive.globalMatch(file.uncommented); matches.hasNext();) {
        const auto match = matches.next();
        includes.append({match.captured(2), match.captured(1) == "<"_L1, match.capturedStart(2)});
    }
    return includes;
}

/// Header names of one Qt module, read from the installed Qt so that nobody keeps a list.
QSet<QString> headersOf(const QString &module)
{
    const QDir folder(QLibraryInfo::path(QLibraryInfo::HeadersPath) + u'/' + module);
    const QStringList names = folder.entryList(QDir::Files);
    return QSet<QString>(names.cbegin(), names.cend());
}

bool isGenerated(const QString &include)
{
    return include.endsWith(".moc"_L1) || include.startsWith("moc_"_L1);
}

} // namespace

QStringList checkRoomIncludes(const SourceFile &file)
{
    const auto room = roomOf(file.path);
    if (!file.isCpp() || !room)
        return {};
    QSet<QString> names;
    for (const Room &other : rooms())
        names.insert(other.name());
    const QSet<QString> visible = visibleFrom(*room);
    QStringList violations;
    for (const Include &include : includesOf(file)) {
        const QString first = include.target.section(u'/', 0, 0);
        const bool ours = names.contains(first) && include.target.endsWith(".h"_L1) && include.target.contains(u'/');
        if (ours && include.angled)
            violations += file.at(include.position, u"<%1> is ours: write it in quotes"_s.arg(include.target));
        else if (ours && !visible.contains(first))
            violations += file.at(include.position, u"%1 may not see %2"_s.arg(room->folder, first));
        else if (!include.angled && include.target.contains(".."_L1))
            violations += file.at(include.position, u"\"%1\" climbs: name the room instead"_s.arg(include.target));
        else if (!include.angled && !include.target.contains(u'/') && !isGenerated(include.target)
                 && room->folder != "tests"_L1)
            violations += file.at(include.position, u"\"%1\" does not name its room"_s.arg(include.target));
    }
    return violations;
}

QStringList checkModuleIncludes(const SourceFile &file)
{
    static const QRegularExpression module(u"^Qt[A-Z]\\w*/"_s);
    QStringList violations;
    for (const Include &include : includesOf(file))
        if (include.target.contains(module))
            violations += file.at(include.position, u"%1: include the class without its module"_s.arg(include.target));
    return violations;
}

QStringList checkGraphicsIncludes(const SourceFile &file)
{
    static const QSet<QString> widgets = headersOf(u"QtWidgets"_s);
    static const QSet<QString> gui = headersOf(u"QtGui"_s);
    const auto room = roomOf(file.path);
    if (!room || room->graphics == Graphics::Widgets)
        return {};
    QStringList violations;
    for (const Include &include : includesOf(file)) {
        if (widgets.contains(include.target))
            violations += file.at(include.position, u"%1 links no Qt Widgets: %2"_s.arg(room->folder, include.target));
        else if (gui.contains(include.target) && room->graphics == Graphics::None)
            violations += file.at(include.position, u"%1 links no Qt Gui: %2"_s.arg(room->folder, include.target));
    }
    return violations;
}

QStringList checkNamespace(const SourceFile &file)
{
    const auto room = roomOf(file.path);
    if (!file.isHeader() || !room)
        return {};
    QStringList violations;
    if (!file.code.contains("#pragma once"_L1))
        violations += file.at(0, u"no #pragma once"_s);
    const QRegularExpression opening(u"\\bnamespace\\s+%1\\b"_s.arg(room->namespaceName()));
    if (room->folder != "tests"_L1 && !file.code.contains(opening))
        violations
            += file.at(0, u"a header of %1 declares into namespace %2"_s.arg(room->folder, room->namespaceName()));
    return violations;
}

QStringList checkHasRoom(const SourceFile &file)
{
    if (!file.isCpp() || roomOf(file.path))
        return {};
    return {file.at(0, u"this folder is no room of CONTRIBUTING's table"_s)};
}

} // namespace Architecture
