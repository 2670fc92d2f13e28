#pragma once

#include "ui/reports/folderexport.h"

#include "domain/id.h"
#include "reports/exportplace.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QPushButton;

namespace Ui {

class FieldGrid;
class Prompt;
class WrapLabel;

/// Something that can be exported. A value.
struct ExportOffer
{
    Domain::TenantId tenant;
    Session::ExportWish objects;
    bool isSelection = true; ///< false: what the table shows
};

/// Asks what is exported for another tool, says what has to be read for it before it begins, and asks where to.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `offers`: the first is proposed. The estate and the prompt outlive the dialog.
    ExportDialog(Session::Estate &estate, ExportTool tool, const QList<ExportOffer> &offers, Prompt &prompt,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    /// The dialog closes. `tenant` was open a moment ago.
    void wanted(const Domain::TenantId &tenant, const Ui::FolderWish &wish);

private:
    /// Where an export is to be, and what stands in the way. A value.
    struct Place
    {
        Domain::TenantId tenant;
        FolderWish wish;
        QString obstacle;
        bool isEmpty = true;
        std::optional<Reports::EarlierExport> earlier;
    };

    void build();
    QString titleOf(const ExportOffer &offer) const;
    const ExportOffer &chosen() const;
    void showCost();
    QString costText(Session::TenantSession &session) const;
    FolderWish wish() const;
    void askWhere();
    void takePlace(const Place &place);
    void refuse(const QString &obstacle);
    void askToReplace(const Place &place);
    void take(const Place &place);

    Session::Estate &m_estate;
    const ExportTool m_tool;
    const QList<ExportOffer> m_offers;
    Prompt &m_prompt;
    FieldGrid *m_grid;
    QComboBox *m_objects;
    QComboBox *m_policies;
    WrapLabel *m_cost;
    QPushButton *m_choose;
    QTimer m_later; ///< something was read meanwhile
    QFutureWatcher<Place> m_looking; ///< at a folder: it may be large, and on another computer
};

} // namespace Ui
