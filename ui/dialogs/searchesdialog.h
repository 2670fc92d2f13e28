#pragma once

#include "domain/savedsearch.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace Session {
class Estate;
}
namespace Settings {
class SearchStore;
}

namespace Ui {

class Banner;
class FieldGrid;
class WrapLabel;

/// The searches that were saved: what each of them is, and to run, rename or delete one. One whose tenant was removed
/// says so, and can be deleted alone.
class SearchesDialog : public QDialog
{
    Q_OBJECT
public:
    /// Both outlive the dialog.
    SearchesDialog(Settings::SearchStore &store, const Session::Estate &estate, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The dialog closes with it.
    void runWanted(const Domain::SavedSearch &search);

private:
    void build();
    void fill();
    void showCurrent();
    QString currentId() const;
    void run();
    void rename();
    void remove();

    Settings::SearchStore &m_store;
    const Session::Estate &m_estate;
    Banner *m_banner;
    QListWidget *m_list;
    WrapLabel *m_about;
    FieldGrid *m_grid;
    QLineEdit *m_name;
    QPushButton *m_run;
    QPushButton *m_rename;
    QPushButton *m_delete;
};

/// Where a saved search looks, in words: "All tenants", a tenant's name, or that it was removed.
QString whereOf(const Domain::SavedSearch &search, const Session::Estate &estate);
/// Its tenant is not open any more.
bool isOrphan(const Domain::SavedSearch &search, const Session::Estate &estate);

} // namespace Ui
