#pragma once

#include "change/metadatadraft.h"

#include <QTabWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace Ui {

/// What an edit of metadata comes to: its problems, each at its place, and what Auth0 holds afterwards, where what
/// vanishes and what stays only because it is sent along are marked.
class MetadataReviewPane : public QTabWidget
{
    Q_OBJECT
public:
    explicit MetadataReviewPane(QWidget *parent = nullptr);

    /// `text` is what was reviewed.
    void showReview(const Change::MetadataReview &review, const QString &text);
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
    void showProblems(const QString &text);
    void showFates();
    void goTo(const QTreeWidgetItem *item);

    Change::MetadataReview m_review;
    QString m_text;
    QTreeWidget *m_problems;
    QTreeWidget *m_fates;
    bool m_cameForward = false; ///< the problems, not asked for
};

} // namespace Ui
