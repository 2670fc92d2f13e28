#pragma once

#include "domain/locklimit.h"
#include "query/columns.h"
#include "ui/pages/selectiontab.h"
#include "ui/shell/scope.h"
#include "json/mask.h"

#include <QWidget>

#include <map>

class QAction;
class QHBoxLayout;
class QStackedWidget;
class QTabWidget;

namespace Session {
class Auditor;
class CustomerBook;
class Estate;
class TenantSession;
} // namespace Session

namespace Ui {

class EmptyState;
class EnvironmentTag;
class FieldList;
struct Field;
class JsonView;
class PlainLabel;
class RelatedPanel;
class WrapLabel;

/// The selected object: Overview, what it is connected with, and its JSON with the secrets masked. Holds ids only and
/// reads the estate again whenever the object changes.
class InspectorPanel : public QWidget
{
    Q_OBJECT
public:
    /// The estate must outlive the panel; `countConnections` is the action that reads the map, `probeLock` the one that
    /// looks at what Lock sees of the selected application.
    InspectorPanel(Session::Estate &estate, QAction *countConnections, QAction *probeLock, QWidget *parent = nullptr);

    void showObject(const Domain::TenantId &tenant, Query::Kind kind, const QString &id);
    /// Several objects, for the tabs that work on more than one; or none.
    void showSelection(const Selection &selection);
    /// From how many database connections on an application is marked; of what is shown from now on.
    void setLockBands(const Domain::LockBands &bands) { m_lockBands = bands; }
    /// Tells from now on what the audits find in the object, and what was said about Lock in it. The auditor outlives
    /// the panel.
    void showFindings(const Session::Auditor &auditor);
    /// From now on the Overview says whose an object is. The book outlives this.
    void showCustomers(const Session::CustomerBook &book);
    /// Offers the log of the object that is shown, beside its name, while the action can be taken. Users have it on
    /// their own page.
    void offerLog(QAction *showLogs);
    /// Adds a tab before the JSON and owns it.
    void addTab(SelectionTab *tab);
    /// Makes the tab the current one and enters it; false where the selection is nothing for it.
    bool openTab(SelectionTab *tab);
    /// What was entered in the tabs and is kept nowhere else, by the selections that it is for.
    QList<Selection> drafts() const;
    /// Asks for the rows of the first of them, and opens its tab once they are selected.
    void showDraft();
    /// Of the object that is shown; its id is empty where none is.
    QString objectId() const { return m_id; }
    Query::Kind kind() const { return m_kind; }
    const Domain::TenantId &tenant() const { return m_tenant; }
    void startJsonSearch();
    QTabWidget *tabs() const { return m_tabs; }

Q_SIGNALS:
    /// The user wants to see another object.
    void objectWanted(const Domain::TenantId &tenant, Query::Kind kind, const QString &id);
    /// What is selected changed, or one of its objects did.
    void selectionShown(const Selection &selection);
    /// A tab wants these rows selected.
    void selectionWanted(const Ui::Selection &selection);

private:
    QWidget *buildHeader();
    void showNothing(qsizetype selected);
    void showMany();
    bool showSelectionTabs();
    void want(SelectionTab *tab, const Selection &selection);
    void openWanted();
    void showTabsOfOne(bool isShown);
    void keepTabOfOne(QWidget *before);
    void watch(Session::TenantSession *session);
    void showAgain();
    void settleTab(QWidget *before);
    std::optional<Field> customerField() const;
    qsizetype tenantsOfCustomer() const;

    Session::Estate &m_estate;
    Json::SecretKeys m_secrets;
    Selection m_selection;
    QList<SelectionTab *> m_selectionTabs;
    SelectionTab *m_wantedTab = nullptr; ///< to be opened when the wanted rows are selected
    Selection m_wanted;
    QWidget *m_tabOfOne = nullptr; ///< current before several objects were selected, which it is not for
    std::map<Query::Kind, QWidget *> m_chosenTabs; ///< the tab that was chosen last while such an object was shown
    bool m_isArranging = false; ///< which tabs there are changes; nobody chooses one
    Domain::TenantId m_tenant;
    Query::Kind m_kind = Query::Kind::Applications;
    QString m_id;
    Domain::LockBands m_lockBands;
    const Session::Auditor *m_auditor = nullptr; ///< nothing is told of audits
    const Session::CustomerBook *m_book = nullptr; ///< nor of customers
    QByteArray m_shownJson;

    QStackedWidget *m_stack;
    EmptyState *m_empty;
    WrapLabel *m_title;
    PlainLabel *m_subtitle;
    EnvironmentTag *m_environment;
    QHBoxLayout *m_headLine; ///< below the title
    QTabWidget *m_tabs;
    FieldList *m_overview;
    RelatedPanel *m_related;
    JsonView *m_json;
};

} // namespace Ui
