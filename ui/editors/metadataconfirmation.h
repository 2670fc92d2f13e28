#pragma once

#include "change/metadatadraft.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace Ui {

class PlainLabel;

/// What has to be confirmed before metadata is staged: that it takes things away, or breaks the operator's own schema.
/// Hidden where nothing has to be. Other edits than those that it names want another confirmation.
class MetadataConfirmation : public QWidget
{
    Q_OBJECT
public:
    explicit MetadataConfirmation(const QString &member, QWidget *parent = nullptr);

    void showReview(const Change::MetadataReview &review);
    /// False where something is missing, which has the focus then.
    bool isGiven();
    /// Why nothing can be staged although all is shown: the name is not typed, or another one is; empty where it is.
    QString obstacle() const;

Q_SIGNALS:
    /// obstacle() may be another.
    void changed();

private:
    void showWipe();
    /// The first few, and how many more.
    static QString named(const QStringList &keys);

    QString m_member;
    PlainLabel *m_wipeText;
    QLineEdit *m_wipe; ///< the name of the member, typed
    QCheckBox *m_nulls;
    QCheckBox *m_schema;
    bool m_takesAllAway = false;
    bool m_isRefused = false; ///< what is typed was meant to be the whole name
    QStringList m_toldNulls; ///< keys that the confirmation names
    QStringList m_toldViolations;
};

/// A box to tick where metadata breaks the schema.
QCheckBox *makeSchemaConsent(QWidget *parent);

} // namespace Ui
