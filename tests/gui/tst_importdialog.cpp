#include "gui/dialogfixture.h"
#include "ui/dialogs/importdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr auto longSecret = "n0t-a-real-secret-but-long-enough-to-look-like-one-0123456789abcd";

Domain::TenantProfile acme()
{
    Domain::TenantProfile profile;
    profile.name = u"acme-eu"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"client-of-acme"_s;
    return profile;
}

} // namespace

/// What other programs know, taken over.
class TestImportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void takesOnlyWhatIsTicked();
    void ticksWhatIsNew();

private:
    Ui::Theme *m_theme = nullptr;
};

void TestImportDialog::initTestCase()
{
    m_theme = new Ui::Theme(this);
    m_theme->setChoice(qEnvironmentVariableIsSet("TENANTRY_DARK") ? Settings::Theme::Dark : Settings::Theme::Light);
}

void TestImportDialog::takesOnlyWhatIsTicked()
{
    DialogFixture fixture;
    const QMap<QString, QString> environment{{u"AUTH0_DOMAIN"_s, u"acme.eu.auth0.com"_s},
                                             {u"AUTH0_CLIENT_ID"_s, u"abc"_s},
                                             {u"AUTH0_CLIENT_SECRET"_s, QString::fromLatin1(longSecret)}};
    QFile file(fixture.folder.filePath(u"main.tf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("provider \"auth0\" {\n  domain = \"other.us.auth0.com\"\n  client_id = \"x\"\n"
               "  client_secret = \"other-secret-other-secret-other-secret-other-secret-other-1234\"\n}\n");
    file.close();
    Ui::ImportDialog dialog(fixture.services(), environment, fixture.folder.path());
    QSignalSpy saved(&dialog, &Ui::ImportDialog::saved);
    dialog.open();
    auto *list = dialog.findChild<QTreeWidget *>(u"proposals"_s);
    QCOMPARE(list->topLevelItemCount(), 0); // it looks where it is told to
    QCOMPARE(faultsOf(dialog), QStringList());
    press(dialog, "auth0Cli");
    QVERIFY(dialog.findChild<Ui::Banner *>()->isVisible()); // there is none here
    press(dialog, "environment");
    press(dialog, "environment");
    QCOMPARE(list->topLevelItemCount(), 1); // once
    fixture.prompt.setAnswer(file.fileName());
    press(dialog, "file");
    QCOMPARE(list->topLevelItemCount(), 2);
    auto *import = dialog.findChild<QPushButton *>(u"import"_s);
    QVERIFY(import->isEnabled()); // what is new is ticked
    QVERIFY2(import->text().startsWith("&Import 2 "_L1), qPrintable(import->text()));
    list->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
    list->topLevelItem(1)->setCheckState(0, Qt::Unchecked);
    QVERIFY(!import->isEnabled());
    list->topLevelItem(0)->setCheckState(0, Qt::Checked);
    QVERIFY2(import->text().startsWith("&Import 1 "_L1), qPrintable(import->text()));
    picture(dialog, u"import"_s);
    press(dialog, "import");
    QTRY_COMPARE(fixture.profiles.profiles().size(), 1);
    const Domain::TenantProfile profile = fixture.profiles.profiles().first();
    QCOMPARE(profile.domain, u"acme.eu.auth0.com"_s);
    QVERIFY(profile.readOnly);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(DialogFixture::kept(fixture.keychain, profile.id), QByteArray(longSecret));
    QCOMPARE(list->topLevelItemCount(), 1); // the other one waits
}

/// A profile that is there is not made a second time unasked, nor is a tenant that two programs know.
void TestImportDialog::ticksWhatIsNew()
{
    DialogFixture fixture;
    QVERIFY(fixture.profiles.add(acme()));
    const QString longName = u"a-development-tenant-with-a-long-name"_s;
    const auto terraform = [&fixture](const QString &name, const QStringList &domains) {
        QFile file(fixture.folder.filePath(name));
        if (file.open(QIODevice::WriteOnly)) {
            for (const QString &domain : domains) {
                file.write(u"provider \"auth0\" {\n  domain = \"%1\"\n  client_id = \"x\"\n"
                           "  client_secret = \"%2\"\n}\n"_s.arg(domain, QString::fromLatin1(longSecret))
                               .toUtf8());
            }
        }
        return file.fileName();
    };
    Ui::ImportDialog dialog(fixture.services(), {}, fixture.folder.path());
    dialog.open();
    auto *list = dialog.findChild<QTreeWidget *>(u"proposals"_s);
    fixture.prompt.setAnswer(terraform(u"one.tf"_s, {u"ACME.eu.auth0.com"_s, longName + u".eu.auth0.com"_s}));
    press(dialog, "file");
    fixture.prompt.setAnswer(terraform(u"two.tf"_s, {longName + u".eu.auth0.com"_s, u"other.us.auth0.com"_s}));
    press(dialog, "file");
    picture(dialog, u"import-known"_s);
    QMap<QString, int> ticked;
    QString remarks;
    for (int row = 0; row < list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = list->topLevelItem(row);
        ticked[item->text(1).toLower()] += item->checkState(0) == Qt::Checked ? 1 : 0;
        remarks += item->text(3);
        for (const int column : {0, 1}) {
            QVERIFY2(item->toolTip(column).contains(item->text(column)), qPrintable(item->text(column)));
            QVERIFY2(list->fontMetrics().horizontalAdvance(item->text(column)) < list->columnWidth(column),
                     qPrintable(item->text(column)));
        }
    }
    QCOMPARE(ticked.value(u"acme.eu.auth0.com"_s), 0);
    QCOMPARE(ticked.value(longName + u".eu.auth0.com"_s), 1);
    QCOMPARE(ticked.value(u"other.us.auth0.com"_s), 1);
    QVERIFY2(remarks.contains(u"Already added as “acme-eu”, with another application."_s), qPrintable(remarks));
    QVERIFY2(remarks.contains("The same Auth0 tenant as"_L1), qPrintable(remarks));
    QVERIFY2(dialog.findChild<QPushButton *>(u"import"_s)->text().startsWith("&Import 2 "_L1), "the count");
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"
