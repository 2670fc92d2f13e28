#pragma once

#include "ui/editors/metadatareviewpane.h"
#include "ui/widgets/latestwork.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QProgressBar;
class QHBoxLayout;

namespace Items {
class JsonTreeModel;
}

namespace Ui {

class JsonTextEdit;
class JsonTree;
class MetadataConfirmation;
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

    /// Nothing is reviewed to the end before setSchema(): it is being read.
    void awaitSchema() { m_awaitsSchema = true; }
    void setSchema(const Change::MetadataSchema &schema);

    const QString &member() const { return m_draft.member(); }
    const Change::MetadataReview &review() const { return m_reading.review; }
    /// Whether review() is of the present text.
    bool isReviewed() const;
    /// The text is another than when the editor opened.
    bool isTouched() const;
    /// True where nothing stands against staging it: nothing is refused, and what takes things away or breaks
    /// the schema is confirmed.
    /// Otherwise goes to what does.
    bool isAcceptable();
    /// What has to be typed before; empty for nothing.
    QString obstacle() const;
    JsonTextEdit *text() const { return m_text; }
    JsonTree *tree() const { return m_tree; }

Q_SIGNALS:
    void reviewed();
    /// obstacle() may be another.
    void obstacleChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildBar();
    QWidget *buildPanes();
    QHBoxLayout *buildMeter();
    QAction *makeAction(const QString &text, const QKeySequence &keys, QLatin1StringView iconName);
    void takeText();
    void showTree(const tl::expected<Json::TextTree, Json::TextProblem> &tree);
    void startReview();
    void takeReading(const MetadataReading &reading);
    void showReview();
    void showMeter();
    void showMarks();
    void showNode(int node);
    void followCursor();
    void goTo(const Json::Pointer &pointer);

    Change::MetadataDraft m_draft;
    Change::MetadataTypes m_types;
    Change::MetadataSchema m_schema;
    MetadataReading m_reading;
    LatestWork<Change::MetadataTypes> m_counting;
    LatestWork<MetadataReading> m_reviewing;
    QTimer m_pause; ///< a review starts when typing rests
    Items::JsonTreeModel *m_model;
    JsonTree *m_tree;
    JsonTextEdit *m_text;
    TextSearch *m_search;
    PlainLabel *m_refusal; ///< what was typed into the tree and is not taken
    PlainLabel *m_size;
    QProgressBar *m_meter;
    MetadataReviewPane *m_pane;
    MetadataConfirmation *m_confirmation;
    bool m_awaitsSchema = false;
    bool m_isTreeEdit = false; ///< the text changes by the tree, which wants to go on at once
    bool m_isTreeOld = false; ///< it is of an earlier text, and its positions are
    bool m_isFollowing = false; ///< the cursor or the current node is moved by the other side
};

} // namespace Ui
