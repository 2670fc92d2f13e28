#pragma once

#include "gui/windowfixture.h"

#include "ui/shell/actions.h"
#include "ui/widgets/wraplabel.h"

#include <QAction>
#include <QDialog>
#include <QPushButton>
#include <QTest>

/// A window over a tenant that may be written to, with what a user does in an editor's dialog.
class EditorFixture
{
protected:
    /// Over the first of these, or over the fixture's own; reads it.
    void openWindow(std::vector<Sandbox::TenantState> tenants = {});
    void select(Query::Kind kind, const QStringList &ids);
    /// The dialog that is shown.
    QDialog *dialog() const;
    QPushButton *button(const char *name) const { return dialog()->findChild<QPushButton *>(QLatin1StringView(name)); }
    template <typename Widget> Widget *field(const char *name) const
    {
        return dialog()->findChild<Widget *>(QLatin1StringView(name));
    }
    /// A button that closes the dialog.
    void click(const char *name);
    void open(QAction *action);
    /// Types the tenant's name in the review, applies, and waits for `told`.
    void apply(const QString &told);
    /// Each leaf as "<object><pointer>=<after>", "-" where it goes.
    QStringList staged() const;
    const Ui::Actions &actions() const { return m_fixture->window().actions(); }
    Domain::TenantId tenant() const { return Domain::TenantId(QStringLiteral("eu")); }
    Session::TenantSession &session() const { return m_fixture->session(QStringLiteral("eu")); }
    QString forecast() const { return field<Ui::WrapLabel>("forecast")->text(); }
    /// The cell of the dialog's switches of a row and a column, by their names.
    QModelIndex cell(const QString &row, const QString &column) const;

    std::unique_ptr<WindowFixture> m_fixture;
};
