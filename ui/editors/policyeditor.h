#pragma once

#include "policy/policytemplate.h"
#include "session/policyforecast.h"
#include "ui/dialogs/changeservices.h"
#include "ui/editors/policyfields.h"
#include "ui/pages/selectiontab.h"
#include "ui/widgets/latestwork.h"

#include <QTimer>

class QButtonGroup;
class QDialog;
class QPushButton;

namespace Ui {

class Banner;
class WrapLabel;

/// The password policy of one or many database connections, across tenants. What the user touched is staged for each
/// connection, on top of what is staged already, and nothing else; before that it says which connections stay as they
/// are, and why. Sends nothing.
class PolicyEditor : public SelectionTab
{
    Q_OBJECT
public:
    PolicyEditor(const ChangeServices &services, QWidget *parent = nullptr);

    QString title() const override;
    bool isFor(const Selection &selection) const override;
    void showSelection(const Selection &selection) override;
    QWidget *entry() override;
    QList<Selection> drafts() const override;
    /// Puts the focus on the first setting, its value selected.
    void enter();

    PolicyFields *fields() const { return m_fields; }
    /// Stages what the user touched, once it is worked out.
    void stage();
    /// False while what is shown is still being worked out.
    bool isReady() const { return !m_work.isBusy() && !m_soon.isActive(); }

Q_SIGNALS:
    /// Something was staged, in words for the status line.
    void told(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct View
    {
        Policy::PolicySummary summary; ///< with what is staged
        Policy::PolicySummary held; ///< as Auth0 holds it
        QList<Session::Lessening> lessenings;
        Session::SettingFates fates; ///< of the edits below
        QList<Policy::Edit> edits;
        Session::PolicyForecast forecast;
        QString nameOfBoth; ///< the last connection that holds both generations
    };

    struct Draft
    {
        Selection selection;
        PolicyDraft fields;
        int keep = -1; ///< Domain::PolicyGeneration, or -1

        bool isEmpty() const { return fields.isEmpty() && keep < 0; }
    };

    QWidget *buildFooter();
    QWidget *buildChoice();
    QWidget *buildElsewhere();
    void changeWish();
    void workOut();
    void showView(const View &view);
    void showForecast();
    void showChoice();
    void showButtons();
    void stageNow();
    void revert();
    void putAside();
    void takeUp();
    void showElsewhere();
    void showDraft();
    void askToDiscardDrafts(qsizetype count);
    void discardDrafts(const QList<Selection> &selections);
    static QString shortName(const QString &name);
    QString namesOf(const Selection &selection) const;
    bool isGone(const Session::ObjectId &object) const;
    bool isGone(const Selection &selection) const;
    Draft currentDraft() const;
    Change::PolicyWish wish() const;
    std::optional<Domain::PolicyGeneration> keep() const;
    void convertTo(Domain::PolicyGeneration generation);
    void applyTemplate();
    void saveTemplate();
    QList<Policy::Edit> commonSettings() const;
    void tellStaged(int count);

    ChangeServices m_services;
    Selection m_selection;
    /// Of other selections. Who edits all day looks at another row to compare, and goes back: being asked each time
    /// what is to become of a number half typed would be in the way, and losing it worse. Nothing of it is staged.
    QList<Draft> m_drafts;
    View m_view;
    bool m_stagesWhenReady = false;
    LatestWork<View> m_work;
    QTimer m_soon; ///< gathers changes into one look

    PolicyFields *m_fields;
    QWidget *m_choice;
    Banner *m_both;
    QButtonGroup *m_keep;
    WrapLabel *m_toldDrafts;
    QPushButton *m_showDraft;
    QPushButton *m_discardDraft;
    QPushButton *m_discardAll;
    QWidget *m_elsewhere; ///< what is edited of other selections and not staged
    WrapLabel *m_told;
    QPushButton *m_stage;
    QPushButton *m_revert;
    QPushButton *m_toFlexible;
    QPushButton *m_toLegacy;
    QPushButton *m_apply;
    QPushButton *m_save;
};

} // namespace Ui
