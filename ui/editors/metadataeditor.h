#pragma once

#include "change/metadatadraft.h"
#include "ui/widgets/latestwork.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QCheckBox;
class QLineEdit;
class QProgressBar;
class QHBoxLayout;

namespace Items {
class JsonTreeModel;
}

namespace Ui {

class JsonTextEdit;
class JsonTree;
class MetadataReviewPane;
class PlainLabel;
class TextSearch;

/// Edits one metadata member of an object: tree and text side by side over one document with one undo, what is wrong
/// with it, how large it is, and what Auth0 holds afterwards. Sends and stages nothing. Reviews run on another thread.
class MetadataEditor : public QWidget
{
    Q_OBJECT
public:
    /// `others` are the objects of the same kind that were read, as Auth0 sent them.
    MetadataEditor(const Change::MetadataDraft &draft, const QList<QByteArray> &others, QWidget *parent = nullptr);

    const QString &member() const { return m_draft.member(); }
    const Change::MetadataReview &review() const { return m_review; }
    /// Whether review() is of the present text.
    bool isReviewed() const;
    /// The text is another than when the editor opened.
    bool isTouched() const;
    /// True where nothing stands against staging it: nothing is refused, and what takes things away is confirmed.
    /// Otherwise goes to what does.
    bool isAcceptable();
    JsonTextEdit *text() const { return m_text; }
    JsonTree *tree() const { return m_tree; }

Q_SIGNALS:
    void reviewed();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildBar();
    QWidget *buildPanes();
    QHBoxLayout *buildMeter();
    QWidget *buildConfirmation();
    QAction *makeAction(const QString &text, const QKeySequence &keys, QLatin1StringView iconName);
    void readText();
    void startReview();
    void showReview();
    void showMeter();
    void showMarks();
    void showConfirmation();
    void showNode(int node);
    void followCursor();
    void goTo(const Json::Pointer &pointer);

    Change::MetadataDraft m_draft;
    Change::MetadataTypes m_types;
    Change::MetadataReview m_review;
    QString m_reviewedText;
    LatestWork<Change::MetadataTypes> m_counting;
    LatestWork<std::pair<QString, Change::MetadataReview>> m_reviewing;
    QTimer m_pause; ///< a review starts when typing rests
    Items::JsonTreeModel *m_model;
    JsonTree *m_tree;
    JsonTextEdit *m_text;
    TextSearch *m_search;
    PlainLabel *m_refusal; ///< what was typed into the tree and is not taken
    PlainLabel *m_size;
    QProgressBar *m_meter;
    MetadataReviewPane *m_pane;
    QWidget *m_confirmation;
    PlainLabel *m_wipeText;
    QLineEdit *m_wipe; ///< the name of the member, typed
    QCheckBox *m_nulls;
    QStringList m_toldNulls; ///< keys that the confirmation names
    bool m_isFollowing = false; ///< the cursor or the current node is moved by the other side
};

} // namespace Ui
