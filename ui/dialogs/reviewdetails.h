#pragma once

#include "items/requesttext.h"

#include <QWidget>

class QModelIndex;
class QPlainTextEdit;
class QTabWidget;
class QTreeView;

namespace Items {
class ChangeModel;
}

namespace Ui {

class WrapLabel;

/// One object of a review: its fields before and after, the exact HTTP, what takes it back, and how it fared.
class ReviewDetails : public QWidget
{
    Q_OBJECT
public:
    /// The model outlives it.
    explicit ReviewDetails(Items::ChangeModel &model, QWidget *parent = nullptr);

    /// An object of the model, or a tenant, of which there is nothing to tell but its notes.
    void showIndex(const QModelIndex &index);
    QTabWidget *tabs() const { return m_tabs; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void markRequest();
    QPlainTextEdit *addText(const QString &title, const char *name);
    void showNotes(const QStringList &notes);

    Items::ChangeModel &m_model;
    Json::SecretKeys m_secrets;
    WrapLabel *m_notes;
    QTabWidget *m_tabs;
    QTreeView *m_fields;
    Items::RequestText m_request;
    QPlainTextEdit *m_http;
    QPlainTextEdit *m_undo;
    QPlainTextEdit *m_result;
};

} // namespace Ui
