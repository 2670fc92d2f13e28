#pragma once

#include <tl/expected.hpp>

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <map>
#include <stop_token>

namespace Reports {

/// A secret that was not written, and what stands in its place. A value.
struct ExportPlaceholder
{
    QString name; ///< CONNECTION_ACME_CLIENT_SECRET
    QString kind; ///< of the object: application, connection or organization
    QString object; ///< its name
    QString member; ///< "options.client_secret"
    bool isLine = true; ///< a text of one line; false: of several, or a number
};

/// An object, or a part of one, that the other tool could not take. A value.
struct ExportLeftOut
{
    QString kind;
    QString object;
    QString what; ///< the member; empty: all of it
    QString why;
};

/// What was left out for one reason. A value.
struct ExportLeftOuts
{
    ExportLeftOut reason; ///< of the first of them
    QStringList objects;
};

/// By kind, member and reason, in the order of the first of each.
QList<ExportLeftOuts> byReason(const QList<ExportLeftOut> &all);

/// A folder in another tool's format. A value.
struct ExportFolder
{
    std::map<QString, QByteArray> files; ///< by their path in it, with "/" between
    int applications = 0;
    int connections = 0;
    int organizations = 0;
    QList<ExportPlaceholder> placeholders;
    QList<ExportLeftOut> leftOut;
    QStringList notes; ///< what whoever uses it should know

    /// Without an object it is not worth the place of an earlier export.
    int objects() const { return applications + connections + organizations; }
};

/// Names for files and folders that come from an Auth0 tenant: sanitised as deploy-cli does it, so that none leads out
/// of its folder, and no two equal, whatever a file system takes for equal.
class ExportFileNames
{
public:
    /// `ending`: of the file, ".html"; it is kept whole. What is not called as the object itself bears the mark of its
    /// `id`, without one of its name.
    QString unique(const QString &name, const QString &ending = {}, const QString &id = {});

private:
    QSet<QString> m_taken;
};

/// The name without what leads elsewhere or a file system refuses; never empty, at most 120 bytes.
QString safeFileName(const QString &name);

/// Why no export may take this place, a sentence, translated; empty: one may. A folder that is there gives way where it
/// is empty, or holds nothing but files that an earlier export names as its own.
QString exportObstacle(const QString &path);

/// Writes the files into a folder, which is there whole or not at all: beside it first, then in its place. One that is
/// there is replaced, unless exportObstacle() says why not. Stopped, it leaves what was there before, and nothing else.
/// The error is a sentence, translated.
tl::expected<void, QString> writeExportFolder(const std::map<QString, QByteArray> &files, const QString &path,
                                              const std::stop_token &stop = {});

} // namespace Reports
