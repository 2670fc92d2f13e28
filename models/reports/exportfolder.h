#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <map>

namespace Reports {

/// The tools that objects are exported for.
enum class ExportTool { DeployCli, Terraform };
/// "auth0-deploy-cli"
QString exportToolName(ExportTool tool);

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
    ExportTool tool = ExportTool::DeployCli;
    bool isSelection = false; ///< false: of all that its Auth0 tenant has of these kinds
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

} // namespace Reports
