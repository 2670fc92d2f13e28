#pragma once

#include "session/switchboard.h"

#include <QDialog>

namespace Ui {

class SwitchSheet;

/// Which connections are enabled for which applications: a column for each chosen object, a row for each of the other
/// side, and what Lock would show of each touched application. Stages, never sends.
class SwitchesDialog : public QDialog
{
    Q_OBJECT
public:
    /// `chosen` are ids of `side`. Session and tray outlive the dialog.
    SwitchesDialog(Session::TenantSession &session, const Session::ChangeTray &tray, Session::MapSide side,
                   const QStringList &chosen, QWidget *parent = nullptr);

    /// Offers what is wished here to whatIfWanted().
    void offerWhatIf();
    void accept() override;
    void reject() override;

Q_SIGNALS:
    void staged(const QList<Change::PlanItem> &items);
    /// What the wishes come to is wanted: in words, or of an application, by its id, where nothing is wished.
    void whatIfWanted(const QString &text, const QString &application);

private:
    QString wishesInWords() const;
    void showState();

    Session::SwitchBoard *m_board;
    SwitchSheet *m_sheet;
};

} // namespace Ui
