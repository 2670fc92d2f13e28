#pragma once

#include "change/metadatadraft.h"

#include <QTabWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace Ui {

/// A text of metadata, the tree in it and what it would come to. A value: worked out on another thread.
struct MetadataReading
{
    QString text;
    tl::expected<Json::TextTree, Json::TextProblem> tree;
    Change::MetadataReview review;
};

/// What an edit of metadata comes to: its problems, each at its place, and what Auth0 holds afterwards, where what
/// vanishes and what stays only because it is sent along are marked.
class MetadataReviewPane : public QTabWidget
{
    Q_OBJECT
public:
    explicit MetadataReviewPane(QWidget *parent = nullptr);

    void showReview(const MetadataReading &reading);
    QTreeWidget *problems() const { return m_problems; }
    QTreeWidget *fates() const { return m_fates; }
    /// Shows the list of problems and goes to the first.
    void enterProblems();

Q_SIGNALS:
    /// The user wants to see a place, from the object.
    void placeWanted(const Json::Pointer &pointer);
    /// The same of a text that cannot be read.
    void positionWanted(qsizetype position);

protected:
    void changeEvent(QEvent *event) override;

private:
    QTreeWidget *makeList(const QString &name, const QStringList &columns);
    void showProblems();
    void showFates();
    void goTo(const QTreeWidgetItem *item);

    MetadataReading m_reading;
    QTreeWidget *m_problems;
    QTreeWidget *m_fates;
    bool m_cameForward = false; ///< the problems, not asked for
};

} // namespace Ui
