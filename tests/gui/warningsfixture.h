#pragma once

#include "gui/windowfixture.h"
#include "ui/pages/warningspanel.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>

#include <algorithm>

/// A window whose two tenants were read and audited, and its panel of what is wrong.
class WarningsFixture
{
public:
    /// False where the audits do not come to their end.
    bool openAndAudit()
    {
        window.open(0, QStringLiteral("acme-eu"));
        window.open(1, QStringLiteral("acme-dev"));
        window.window().showScope({{}, Query::Kind::Applications, {}}); // reads both
        return window.waitUntilRead() && awaitAudits();
    }
    bool awaitAudits()
    {
        const auto isAudited = [this](const Session::TenantSession *session) {
            return session->map() && window.auditor().resultOf(session->id())
                && !window.auditor().isBusy(session->id());
        };
        const auto sessions = window.estate().sessions();
        return QTest::qWaitFor([&] { return std::all_of(sessions.begin(), sessions.end(), isAudited); }, 20000)
            && settle();
    }
    Ui::WarningsPanel &panel() { return *window.window().warnings(); }
    QTreeView &list() { return *panel().findChild<QTreeView *>(); }
    QComboBox &choice(const QString &name) { return *panel().findChild<QComboBox *>(name); }
    bool settle()
    {
        return QTest::qWaitFor([this] { return !panel().model().isArranging(); }, 10000);
    }
    Items::FindingRow rowAt(int row) { return *panel().model().rowAt(panel().model().index(row, 0)); }
    void choose(int row)
    {
        // Not by the view, which looks at the keys that the tests before pressed.
        list().selectionModel()->setCurrentIndex(panel().model().index(row, 0),
                                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    /// The action of the list, or nullptr where it is not offered.
    QAction *action(const QString &title)
    {
        const auto actions = list().actions();
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [&title](const QAction *action) { return action->text() == title; });
        return found != actions.end() && (*found)->isVisible() ? *found : nullptr;
    }
    /// Everything of the first tenant is shown, ungrouped.
    void reset()
    {
        panel().findChild<QLineEdit *>()->clear();
        for (QComboBox *box : panel().findChildren<QComboBox *>()) {
            box->setCurrentIndex(0);
        }
        window.window().showScope({Domain::TenantId(QStringLiteral("acme-eu")), Query::Kind::Applications, {}});
        settle();
    }

    WindowFixture window;
};
