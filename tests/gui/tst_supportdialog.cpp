#include "ui/dialogs/supportdialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Change::SupportKind;

/// What is asked before a support action is reviewed.
class TestSupportDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoseNameAMailBearsIsNotGuessed();
    void aPartOfTheNameIsEnough();
    void theOnlyApplicationIsChosen();
};

void TestSupportDialog::whoseNameAMailBearsIsNotGuessed()
{
    Ui::SupportDialog dialog(SupportKind::PasswordMail, 1, {{u"portal"_s, u"Portal"_s}, {u"shop"_s, u"Shop"_s}});
    QSignalSpy chosen(&dialog, &Ui::SupportDialog::chosen);
    QVERIFY(dialog.action().application.isEmpty());
    dialog.accept();
    QCOMPARE(chosen.size(), 0);
    dialog.findChild<QComboBox *>(u"application"_s)->setCurrentIndex(1);
    dialog.accept();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<Change::SupportAction>().application.text(), u"shop"_s);
}

/// Applications of one house begin alike.
void TestSupportDialog::aPartOfTheNameIsEnough()
{
    Ui::SupportDialog dialog(SupportKind::PasswordMail, 1,
                             {{u"bot"_s, u"Provisioning Bot"_s}, {u"portal"_s, u"Ledgerline Portal"_s}});
    QSignalSpy chosen(&dialog, &Ui::SupportDialog::chosen);
    auto *application = dialog.findChild<QComboBox *>(u"application"_s);
    QTest::keyClicks(application->lineEdit(), u"nobody's"_s);
    dialog.accept();
    QCOMPARE(chosen.size(), 0);
    application->lineEdit()->clear();
    QTest::keyClicks(application->lineEdit(), u"line por"_s);
    dialog.accept();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<Change::SupportAction>().application.text(), u"portal"_s);
}

void TestSupportDialog::theOnlyApplicationIsChosen()
{
    const Ui::SupportDialog dialog(SupportKind::PasswordMail, 1, {{u"portal"_s, u"Portal"_s}});
    QCOMPARE(dialog.action().application.text(), u"portal"_s);
}

QTEST_MAIN(TestSupportDialog)
#include "tst_supportdialog.moc"
