#pragma once

#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "ui/editors/convertpolicydialog.h"
#include "ui/editors/policyeditor.h"
#include "ui/editors/policyfields.h"
#include "ui/editors/policypreview.h"
#include "ui/editors/policytemplatedialog.h"
#include "ui/editors/savetemplatedialog.h"
#include "ui/editors/settingeditor.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/wraplabel.h"
#include "json/leaves.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals; // of tests alone
using Policy::Key;
using Query::Kind;

/// A window over two Auth0 tenants, with what a user does to the policies of some connections.
class PolicyEditorFixture
{
protected:
    void open();
    Ui::PolicyEditor &editor() { return *m_fixture->window().inspector()->findChild<Ui::PolicyEditor *>(); }
    Ui::PolicyFields &fields() { return *editor().fields(); }
    QPushButton *button(const char *name) { return editor().findChild<QPushButton *>(QLatin1StringView(name)); }
    QString told() { return editor().findChild<Ui::WrapLabel *>(u"told"_s)->text(); }
    /// What it says of edits of other selections that are not staged; empty where it says nothing.
    QString elsewhere()
    {
        const auto *label = editor().findChild<Ui::WrapLabel *>(u"drafts"_s);
        return label->parentWidget()->isHidden() ? QString() : label->text();
    }
    QString hint(QWidget *entry) { return entry->accessibleDescription(); }
    /// Selects connections by their names, everywhere, and waits for the editor.
    void select(const QStringList &names, Kind kind = Kind::Connections);
    void waitForEditor()
    {
        QVERIFY(QTest::qWaitFor([this] { return editor().isReady(); }));
    }
    void type(Key key, const QString &text);
    void choose(Ui::SettingEditor *editor, const QString &text);
    void stage();
    QStringList staged(const QString &name);
    static QString idOf(const QString &name) { return u"con_"_s + QString(16 - name.size(), u'0') + name; }

    std::unique_ptr<WindowFixture> m_fixture;
};
