#pragma once

#include "store/problem.h"
#include "json/value.h"

#include <QDir>

#include <optional>
#include <vector>

namespace Session {

/// Reads below the folder of one export of auth0-deploy-cli, until something fails; then everything is empty. Only .cpp
/// files include this header.
class DeployFiles
{
public:
    /// An object, and the folder that it names its scripts and pages from.
    struct Entry
    {
        Json::Value object;
        QString folder;
    };

    explicit DeployFiles(const QString &path);

    const std::optional<Store::Problem> &problem() const { return m_problem; }
    bool hasFolder(const QString &name) const;
    bool hasFile(const QString &name) const;

    /// The object in a JSON file.
    Json::Value object(const QString &name);
    /// Those in the JSON files of a folder; with `file`, in that file of each folder below it.
    std::vector<Entry> objects(const QString &folder, const QString &file = {});
    /// What a YAML file holds: an object.
    Json::Value yaml(const QString &name);
    /// Those in a list of it, taken out; their pages lie in `folder`.
    std::vector<Entry> entries(Json::Value &all, const char *list, const QString &name, const QString &folder);
    /// Puts the file's text in the place of its name, as exports have scripts and pages beside the objects.
    void inlineText(Json::Value &holder, const std::string &key, const QString &folder);

    /// Tells why something cannot be read; the first one stays.
    void fail(const QString &name, const QString &why);

private:
    std::optional<QByteArray> read(const QString &path, qint64 largest);

    QDir m_root;
    std::optional<Store::Problem> m_problem;
};

} // namespace Session
