#include "settings/windowstate.h"

#include "settings/enumtext.h"
#include "settings/inifile.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace Settings {

namespace {

using Part = WindowState::Part;

constexpr EnumText<Part, 5> parts{{{Part::Geometry, QLatin1StringView("geometry")},
                                   {Part::Docks, QLatin1StringView("docks")},
                                   {Part::Splitter, QLatin1StringView("splitter")},
                                   {Part::Columns, QLatin1StringView("columns")},
                                   {Part::Choice, QLatin1StringView("choice")}}};

QString keyOf(Part part, const QString &name)
{
    return textOf(parts, part) + u'/' + name;
}

} // namespace

WindowState::WindowState(const QString &stateFolder)
{
    if (auto file = IniFile::open(stateFolder, fileName)) {
        m_file = std::move(*file);
    }
}

WindowState::~WindowState() = default;

QByteArray WindowState::value(Part part, const QString &name) const
{
    return m_file ? m_file->keys().value(keyOf(part, name)).toByteArray() : QByteArray();
}

void WindowState::setValue(Part part, const QString &name, const QByteArray &value)
{
    if (!m_file) {
        return;
    }
    if (value.isEmpty()) {
        m_file->keys().remove(keyOf(part, name));
    } else {
        m_file->keys().setValue(keyOf(part, name), value);
    }
}

bool WindowState::save()
{
    return m_file && m_file->save().has_value();
}

} // namespace Settings
