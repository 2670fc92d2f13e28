#pragma once

#include "items/requesttext.h"

#include <QWidget>

class QAction;
class QLabel;
class QModelIndex;
class QPlainTextEdit;
class QTabWidget;
class QTreeView;

namespace Items {
class ChangeModel;
}

namespace Ui {

class FittingScroll;
class WrapLabel;

/// One object of a review: its fields before and after, the exact HTTP, what takes it back, and how it fared. The HTTP
/// is shown from the first place that changes, among what is sent back as it is, and F3 goes on to the next.
class ReviewDetails : public QWidget
{
    Q_OBJECT
public:
    /// The model outlives it.
    explicit ReviewDetails(Items::ChangeModel &model, QWidget *parent = nullptr);

    /// An object of the model, or a tenant, of which there is nothing to tell but its notes.
    void showIndex(const QModelIndex &index);
    /// Brings forward how the object fared, where that is known.
    void showResult();
    QTabWidget *tabs() const { return m_tabs; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void markRequest();
    QWidget *buildMarkBar();
    /// Scrolls to a mark of the request, counted from 0; over the end it goes on at the other.
    void goToMark(qsizetype mark);
    void showMarkBar();
    QPlainTextEdit *addText(const QString &title, const char *name);
    void showNotes(const QStringList &notes);

    Items::ChangeModel &m_model;
    Json::SecretKeys m_secrets;
    WrapLabel *m_notes;
    FittingScroll *m_notesPart;
    QTabWidget *m_tabs;
    QTreeView *m_fields;
    Items::RequestText m_request;
    qsizetype m_mark = 0; ///< of the request's, where the text stands
    QPlainTextEdit *m_http;
    QPlainTextEdit *m_undo;
    QPlainTextEdit *m_result;
    QWidget *m_markBar;
    QLabel *m_markText;
    QAction *m_nextMark;
    QAction *m_previousMark;
};

} // namespace Ui
