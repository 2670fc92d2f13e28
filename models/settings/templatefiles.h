#pragma once

#include "settings/problem.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace Settings {

/// The user's own templates of password policies: a JSON file each in a folder of its own, fit for
/// `tenantry-cli policy set --template FILE` as it is. Knows nothing of what is in them. A value.
class TemplateFiles
{
public:
    /// An empty folder keeps nothing.
    explicit TemplateFiles(QString folder = {});

    struct File
    {
        QString path;
        QByteArray text;

        friend bool operator==(const File &, const File &) = default;
    };

    const QString &folder() const { return m_folder; }
    /// By their file names. What cannot be read, or is larger than any template, is left out.
    QList<File> files() const;
    /// Keeps a template under a file name made of its name; one of the same file name is replaced. Returns the path.
    Outcome<QString> save(const QString &name, const QByteArray &text) const;
    Outcome<void> remove(const QString &path) const;

    /// A template is far smaller.
    static constexpr qint64 largestFile = 262'144; // bytes

private:
    QString m_folder;
};

} // namespace Settings
