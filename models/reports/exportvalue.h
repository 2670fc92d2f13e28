#pragma once

#include "reports/exportfolder.h"
#include "reports/exportinput.h"

#include "json/mask.h"
#include "json/value.h"

#include <functional>

namespace Reports {

/// A leaf that stands in a tree of values as text in the language that is written: a placeholder, a reference, a file.
Json::Value rawValue(const QByteArray &text);
/// That text; nothing for a value of JSON.
std::optional<QByteArray> rawText(const Json::Value &value);

/// An object, and what it is called. A value.
struct NamedObject
{
    QString name;
    QString id;
    QByteArray original;
};

/// Takes the secrets out of objects, and names what stands in their place. One for each folder: names are unique in it,
/// and those of one object the same whatever other objects there are, but for texts that hold such a name.
class ExportSecrets
{
public:
    /// What a placeholder is in the language that is written.
    using Written = std::function<Json::Value(const ExportPlaceholder &)>;

    ExportSecrets(const Json::SecretKeys &secrets, Written written)
        : m_secrets(secrets)
        , m_written(std::move(written))
    { }

    /// Text in which no placeholder's name may stand, since it would be taken for one.
    void avoid(const QByteArray &text);
    /// The object with a placeholder for each secret, and without the members that are named by their path: what is
    /// secret in those is not told.
    Json::Value taken(const NamedObject &object, const QString &kind, const QStringList &without);
    const QList<ExportPlaceholder> &placeholders() const { return m_placeholders; }
    /// Takes back those after the first `count`: their object is not written after all.
    void forgetFrom(qsizetype count) { m_placeholders.resize(count); }

private:
    void replace(Json::Value &masked, const Json::Value &original, const QString &path);
    Json::Value placeholder(const Json::Value &secret, const QString &path);

    Json::SecretKeys m_secrets;
    Written m_written;
    QString m_kind; ///< of the object at hand
    QString m_name;
    QString m_id;
    QList<ExportPlaceholder> m_placeholders;
    QSet<QString> m_names; ///< that are placeholders already, or stand in a text like one
};

/// A text of the tree, with the mark of byte order that it may begin with.
QString wholeText(const Json::Value &text);
/// The same as its bytes.
QByteArray wholeBytes(const Json::Value &text);

/// Takes the member that a path of keys names away; nothing where it is not there.
void eraseMember(Json::Value &object, const QString &path);
/// The member that a path of keys names, or nullptr. Owned by `object`.
Json::Value *memberIn(Json::Value &object, const QString &path);
/// The object with this member first, for readers of what is written.
Json::Value withFirst(const Json::Value &object, std::initializer_list<const char *> first);

/// Objects by their names; the order in which they are written.
QList<NamedObject> byName(const QList<QByteArray> &objects, const char *idKey);

/// Puts the scripts of a database connection into files of the folder that is named, and gives the path of each by the
/// script's name. What looks like a secret in one is noted, not taken out: it would not run without.
Json::Value scriptPaths(const Json::Value &scripts, const QString &place, const QString &connection,
                        ExportFolder &folder);

/// True where the options hold a legacy and a flexible password policy.
bool holdsBothPolicies(const Json::Value &options);
/// Takes the other one away.
void keepPolicy(Json::Value &options, ExportInput::KeptPolicy kept);

} // namespace Reports
