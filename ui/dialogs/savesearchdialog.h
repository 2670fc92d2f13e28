#pragma once

#include "domain/savedsearch.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace Ui {

class FieldGrid;

/// Asks under which name what a table is filtered and searched by is kept, and whether it is of the tenant that is
/// shown or of all. Says where it is kept.
class SaveSearchDialog : public QDialog
{
    Q_OBJECT
public:
    /// `search`: all of it but the name; of a tenant where one is shown. `isPassing`: the tenant is not saved.
    SaveSearchDialog(Domain::SavedSearch search, bool isPassing, QWidget *parent = nullptr);

    Domain::SavedSearch search() const;
    /// It could not be kept under this name: the dialog stays open.
    void showProblem(const QString &problem);

    void accept() override;

Q_SIGNALS:
    /// Whoever keeps it closes the dialog, or says why it could not be kept.
    void wanted(const Domain::SavedSearch &search);

private:
    const Domain::SavedSearch m_search;
    FieldGrid *m_grid;
    QLineEdit *m_name;
    QComboBox *m_where;
};

/// "Users · filter blocked=true · search email:*@acme.com": what a saved search is, a part an entry. Hostile text.
QStringList partsOf(const Domain::SavedSearch &search);

} // namespace Ui
