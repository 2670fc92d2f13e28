#pragma once

#include <QSettings>

namespace Settings {

/// Calls `read()` at each entry of the array, whose keys can then be asked for.
template <typename Read> void readArray(QSettings &keys, QLatin1StringView array, Read read)
{
    for (int i = 0, count = keys.beginReadArray(array); i < count; ++i) {
        keys.setArrayIndex(i);
        read();
    }
    keys.endArray();
}

/// Calls `write(entry)` for each of the list, an entry of the array each; an empty list leaves nothing behind.
template <typename List, typename Write>
void writeArray(QSettings &keys, QLatin1StringView array, const List &list, Write write)
{
    if (list.empty()) {
        return;
    }
    keys.beginWriteArray(array, int(list.size()));
    int place = 0;
    for (const auto &entry : list) {
        keys.setArrayIndex(place++);
        write(entry);
    }
    keys.endArray();
}

} // namespace Settings
