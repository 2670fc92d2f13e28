#pragma once

#include "ui/dialogs/changeservices.h"

#include "change/journal.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace Items {
class JournalModel;
}

namespace Ui {

class Banner;

/// What was changed with this account's Tenantry: who, when, where, what and how it ended; searched, exported, taken
/// back, and gone on with where it was cut off.
class JournalDialog : public QDialog
{
    Q_OBJECT
public:
    explicit JournalDialog(const ChangeServices &services, QWidget *parent = nullptr);
    ~JournalDialog() override;

Q_SIGNALS:
    /// These are to be taken back, in one review; the latest first.
    void undoWanted(const QList<Change::JournalEntry> &entries);
    void resumeWanted(const Change::JournalEntry &entry);

private:
    void build();
    void read();
    void showEntry();
    void showButtons();
    void save(const QString &path);
    const Change::JournalEntry *current() const;
    /// Those of the chosen that wrote something which was not taken back as a whole; the latest first.
    QList<Change::JournalEntry> undoable() const;
    bool isTakenBack() const;

    ChangeServices m_services;
    Items::JournalModel *m_model;
    Banner *m_banner;
    QLineEdit *m_search;
    QTableView *m_table;
    QPlainTextEdit *m_details;
    QPushButton *m_undo;
    QPushButton *m_resume;
    QPushButton *m_export;
};

/// An entry as text, over lines.
QString journalText(const Change::JournalEntry &entry, const QString &relation);

} // namespace Ui
