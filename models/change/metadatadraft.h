#pragma once

#include "change/metadataschema.h"
#include "change/metadatatypes.h"
#include "change/plan.h"
#include "json/texttree.h"

namespace Change {

/// What one leaf comes to when an edit of metadata is applied.
struct MetadataFate
{
    enum class Kind {
        Added,
        Changed,
        Vanishes,
        SentBack, ///< stays, and only because it is sent along: Auth0 replaces what holds it
    };
    Kind kind = Kind::Changed;
    Json::Pointer pointer; ///< from the object
    QByteArray now; ///< compact JSON, masked; empty where it is not there
    QByteArray after; ///< the same

    friend bool operator==(const MetadataFate &, const MetadataFate &) = default;
};

/// What a text would come to. A value.
struct MetadataReview
{
    std::optional<Json::TextProblem> textProblem; ///< then there is nothing else
    QList<MetadataProblem> problems;
    QList<Json::LeafChange> changes; ///< from the object; what is staged. Holds secrets
    QList<MetadataFate> fates; ///< by the body that is going to be sent
    QByteArray body; ///< masked; empty where nothing is sent
    bool takesAllAway = false; ///< {} for what holds something
    QStringList removedByNull; ///< root keys that are null in the text, which takes them away
    qsizetype bytes = 0; ///< of the metadata, as compact JSON
    qsizetype profileBytes = 0; ///< users: of the whole profile with it, an estimate
    int keys = 0;
    QList<MetadataProblem> violations; ///< of the operator's own schema; they are among the problems

    bool isRefused() const;
};

/// The metadata of an object under edit, one member of it (`app_metadata`, `metadata`...). Says what a text for it
/// comes to, with the same code that makes the requests. A value; holds secrets, and shows them masked.
class MetadataDraft
{
public:
    MetadataDraft() = default;
    /// `seen` is the object as Auth0 sent it, `staged` what is staged for it.
    MetadataDraft(ObjectRef object, QString member, QByteArray seen, const std::optional<PlanItem> &staged,
                  Json::SecretKeys secrets);

    const ObjectRef &object() const { return m_object; }
    const QString &member() const { return m_member; }
    const QByteArray &seen() const { return m_seen; }
    /// What the editor starts from: as it is staged, or as Auth0 holds it, byte for byte but indented; secrets masked,
    /// and what nobody sees escaped.
    const QString &text() const { return m_text; }
    /// As Auth0 holds it, in the same form.
    const QString &heldText() const { return m_heldText; }

    /// Pure; of `text`, the hints of `types` and the warnings of `schema`.
    MetadataReview review(const QString &text, const MetadataTypes &types, const MetadataSchema &schema = {}) const;

private:
    QString shown(const QByteArray &metadata) const;
    void addFates(const Json::Value &now, const QByteArray &promise, const Json::Value &body,
                  MetadataReview &review) const;

    ObjectRef m_object;
    QString m_member;
    QByteArray m_seen;
    Json::SecretKeys m_secrets;
    QString m_heldText;
    QString m_text;
    QByteArray m_base = "{}"; ///< what m_text hides is in here
};

} // namespace Change
