#include "gui/policyeditorshots.h"

#include "gui/screenshots.h"

#include "ui/editors/convertpolicydialog.h"
#include "ui/editors/passwordtesterpanel.h"
#include "ui/editors/policyeditor.h"
#include "ui/editors/policyfields.h"
#include "ui/editors/policypreview.h"
#include "ui/editors/policytemplatedialog.h"
#include "ui/editors/settingeditor.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "items/recordtablemodel.h"
#include "session/changetray.h"

#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

using Query::Kind;

struct PolicyEditorStage
{
    Ui::MainWindow &window;
    Session::ChangeTray &tray;

    Ui::PolicyEditor &editor() const { return *window.findChild<Ui::PolicyEditor *>(); }
    Ui::PasswordTesterPanel &tester() const { return *window.findChild<Ui::PasswordTesterPanel *>(); }
    bool isArranged() const { return !window.tablePage()->model()->isArranging(); }
    QDialog *dialog() const
    {
        const QList<QDialog *> dialogs = window.findChildren<QDialog *>();
        return dialogs.isEmpty() ? nullptr : dialogs.last();
    }
    QWidget *open(const char *button) const
    {
        qDeleteAll(window.findChildren<QDialog *>());
        editor().findChild<QPushButton *>(QLatin1StringView(button))->click();
        return dialog();
    }

    /// The first row of each generation, of the table of all tenants.
    void selectOfEach() const
    {
        Ui::TablePage &page = *window.tablePage();
        QItemSelection rows;
        QStringList met;
        for (int row = 0; row < page.model()->rowCount(); ++row) {
            const QString generation = Query::textAt(*page.model()->recordAt(row), Kind::Policies, u"generation");
            if (!met.contains(generation)) {
                met.append(generation);
                rows.select(page.model()->index(row, 0), page.model()->index(row, 0));
            }
        }
        page.table()->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        window.actions().editPolicy->trigger();
    }
};

} // namespace

void addPolicyEditorShots(Screenshots &shots, Ui::MainWindow &window, Session::ChangeTray &tray)
{
    const auto stage = std::make_shared<PolicyEditorStage>(PolicyEditorStage{window, tray});
    shots.add(
        u"policies-of-all"_s,
        [stage]() -> QWidget * {
            qDeleteAll(stage->window.findChildren<QDialog *>());
            stage->tester().clear();
            stage->window.bottom()->setCurrentIndex(0);
            stage->tray.clear();
            stage->window.showScope({std::nullopt, Kind::Policies, {}});
            stage->window.tablePage()->filterLine()->setText({});
            return &stage->window;
        },
        [stage] { return stage->isArranged(); });
    shots.add(
        u"policy-editor"_s,
        [stage]() -> QWidget * {
            stage->selectOfEach();
            return &stage->window;
        },
        [stage] { return stage->editor().isReady(); });
    shots.add(u"policy-words"_s, [stage]() -> QWidget * {
        using Policy::Key;
        stage->editor().fields()->editor(Key::DictionaryWords)->findChild<QPushButton *>()->click();
        QStringList words;
        for (int i = 1; i <= 200; ++i) {
            words.append(u"own-word-%1"_s.arg(i));
        }
        stage->dialog()->findChild<QPlainTextEdit *>(u"words"_s)->setPlainText(words.join(u'\n'));
        return stage->dialog();
    });
    shots.add(
        u"policy-convert"_s, [stage] { return stage->open("toFlexible"); },
        [stage] { return stage->window.findChild<Ui::ConvertPolicyDialog *>()->preview()->isReady(); });
    shots.add(
        u"policy-templates"_s, [stage] { return stage->open("applyTemplate"); },
        [stage] { return stage->window.findChild<Ui::PolicyTemplateDialog *>()->preview()->isReady(); });
    shots.add(
        u"password-tester"_s,
        [stage]() -> QWidget * {
            qDeleteAll(stage->window.findChildren<QDialog *>());
            auto *length = qobject_cast<QLineEdit *>(stage->editor().fields()->entry());
            length->setText(u"14"_s);
            Q_EMIT length->textEdited(u"14"_s);
            stage->editor().stage();
            stage->window.actions().testPassword->trigger();
            stage->tester().sample()->setText(u"Winter2026!!!"_s);
            stage->tester().sample()->actions().first()->trigger();
            stage->tester().profile()->setText(u"jo.winter@initech.example"_s);
            return &stage->window;
        },
        [stage] { return stage->editor().isReady() && !stage->tray.isEmpty(); });
}

} // namespace Gui
