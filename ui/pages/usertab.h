#pragma once

#include "ui/pages/selectiontab.h"
#include "ui/pages/usersections.h"

#include "session/userreader.h"

#include <QTimer>

class QPushButton;
class QVBoxLayout;

namespace Session {
class CustomerBook;
class Estate;
class TenantSession;
} // namespace Session

namespace Ui {

class Actions;
class FieldList;
class PlainLabel;
class WrapLabel;

/// The page of one user for who helps them: sign-in, recent log in words, blocks, MFA, identities, organizations,
/// roles, sessions and devices, each part with what kept it from being read; and what support does. Reads when it is
/// looked at and a selection rests, not before. Of several users: what is done for all of them.
class UserTab : public SelectionTab
{
    Q_OBJECT
public:
    /// All of them outlive it. What support does is the menu of `actions.support`.
    UserTab(Session::Estate &estate, const Session::CustomerBook &book, const Actions &actions,
            QWidget *parent = nullptr);

    QString title() const override { return tr("Support"); }
    bool isFor(const Selection &selection) const override;
    void showSelection(const Selection &selection) override;
    QWidget *entry() override;
    /// What is shown may be another by now.
    void readAgain();
    /// The same where the user who is shown is among those that were changed.
    void takeChanged(const QList<Session::ObjectId> &users);
    /// Of the user that is shown, or nullptr before it is read.
    const Session::UserReader *reader() const { return m_reader.get(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Section
    {
        QWidget *widget;
        PlainLabel *title;
        WrapLabel *state;
        FieldList *fields;
    };

    Section makeSection(QWidget *body);
    void read();
    void readSoon();
    void showAgain();
    QString applicationName(const QString &id) const;
    std::optional<QList<UserCustomer>> customersOf(const QByteArray &user) const;

    Session::Estate &m_estate;
    const Session::CustomerBook &m_book;
    Selection m_selection;
    std::unique_ptr<Session::UserReader> m_reader;
    bool m_isStale = false; ///< it is to be read again once it was read
    QTimer m_pause; ///< keys that go down a table do not read every user on their way
    QPushButton *m_support;
    QPushButton *m_logs;
    QPushButton *m_again;
    WrapLabel *m_many;
    QWidget *m_body;
    QList<Section> m_sections;
};

} // namespace Ui
