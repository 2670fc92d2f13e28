#pragma once

#include <QList>
#include <QString>

namespace Architecture {

/// One file of the project as the rules see it.
struct SourceFile
{
    QString path; ///< relative to the top folder, with '/'
    QString text; ///< as it stands on disk
    QString uncommented; ///< C++ only: comments blanked, line numbers kept
    QString code; ///< C++ only: comments and the insides of string literals blanked, line numbers kept

    static SourceFile from(const QString &path, const QString &text);

    bool isCpp() const;
    bool isHeader() const;
    bool isCMake() const;
    QString fileName() const;

    /// "path:line: message" for a position in text (the blanked forms have the same positions).
    QString at(qsizetype position, const QString &message) const;
};

/// Every text file of the project's own folders and of its top level; never what a build or npm put there.
QList<SourceFile> readProject(const QString &topFolder);

} // namespace Architecture
