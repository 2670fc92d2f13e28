#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "items/changemodel.h"
#include "session/lockforecast.h"
#include "session/writeunlock.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/dialogs/unlockdialog.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"
#include "json/value.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextBlock>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Query::Kind;

/// What the review tells beside the fields, and how often it asks for a name.
class TestReview : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init() { openWindow(); }
    void cleanup() { m_fixture.reset(); }
    void nameIsAskedForOnceAnUnlockAndReview();
    void wrongNameIsToldInPlace();
    void applySaysWhyItCannotBePressed();
    void httpIsShownWhereItChanges();
    void lockCountsAreWhole();
    void reviewTellsWhichFindingsComeAndGo();
    void reviewSaysWhatItCouldNotCompute();
    void reviewSaysThatNoFindingChanges();
    void severalPlansOfATenantAreForetoldTogether();
    void entriesOfSeveralTenantsAreTakenBackAtOnce();

private:
    /// An edit of an organization.
    void stageName(const char *name);

    Ui::SourcePlurals m_plurals;
};

void TestReview::stageName(const char *name)
{
    const QString id = u"org_0000000000000001"_s;
    const Query::RecordPtr record = session().record(Kind::Organizations, id);
    const Json::Value object = *Json::parse(record->original);
    const QByteArray before = Json::write(object.at("display_name"));
    m_fixture->tray().stage(session().id(),
                            {{Change::ObjectKind::Organization, id, u"acme"_s},
                             {{*Json::Pointer::parse(u"/display_name"), before, '"' + QByteArray(name) + '"', {}}},
                             record->original});
}

/// Typed once for the unlock, it counts for one review; the next is asked for it again.
void TestReview::nameIsAskedForOnceAnUnlockAndReview()
{
    Ui::UnlockDialog unlocking(session());
    unlocking.show();
    auto *name = unlocking.findChild<QLineEdit *>(u"tenantName"_s);
    QTest::keyClicks(name, u"acme-eu"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(!unlocking.isVisible());
    stageName("Initech");
    open(actions().reviewChanges);
    QVERIFY(button("apply")->isEnabled());
    button("apply")->click();
    QTRY_VERIFY2(shownText(*dialog()).contains(u"1 of 1 changes are done"_s), qPrintable(shownText(*dialog())));
    click("close");
    stageName("Other");
    open(actions().reviewChanges);
    QVERIFY(session().writeUnlock().isUnlocked());
    QVERIFY(!button("apply")->isEnabled());
    const auto requests = m_fixture->server().requests();
    QCOMPARE(std::count_if(requests.cbegin(), requests.cend(),
                           [](const Sandbox::ReceivedRequest &request) { return request.method == "PATCH"; }),
             1);
}

void TestReview::wrongNameIsToldInPlace()
{
    Ui::UnlockDialog unlocking(session());
    unlocking.show();
    auto *name = unlocking.findChild<QLineEdit *>(u"tenantName"_s);
    const auto told = [&] { return unlocking.findChild<Ui::PlainLabel *>(u"question"_s)->fullText(); };
    const QString question = told();
    QVERIFY2(question.contains(u"acme-eu"_s), qPrintable(question));
    QTest::keyClicks(name, u"acme"_s); // so far so good
    QCOMPARE(told(), question);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(told(), u"That is not the name: acme-eu"_s);
    QVERIFY(!session().writeUnlock().isUnlocked());
    QTest::keyClicks(name, u"-"_s);
    QCOMPARE(told(), question);
    QTest::keyClicks(name, u"us"_s);
    QCOMPARE(told(), u"That is not the name: acme-eu"_s);
}

/// Beside the button and for screen readers, in each state; and what is missing is a mnemonic away.
void TestReview::applySaysWhyItCannotBePressed()
{
    stageName("Initech");
    open(actions().reviewChanges);
    auto *why = field<Ui::PlainLabel>("why");
    const auto told = [&] {
        return !button("apply")->isEnabled() && button("apply")->accessibleDescription() == why->fullText()
                && why->isVisible() == !why->fullText().isEmpty()
            ? why->fullText()
            : QString();
    };
    QCOMPARE(told(), u"Type the name of acme-eu first"_s);
    auto *name = field<QLineEdit>("tenantName");
    QTRY_COMPARE(QApplication::focusWidget(), field<QTreeView>("objects"));
    QTest::keyClick(dialog(), Qt::Key_N, Qt::AltModifier);
    QCOMPARE(dialog()->focusWidget(), name);
    QTest::keyClicks(name, u"x"_s);
    QCOMPARE(told(), u"What was typed is not the name of acme-eu"_s);
    name->setText(u"acme-eu"_s);
    QCOMPARE(told(), u"Unlock writing to acme-eu first"_s);
    // The field comes before the buttons that wait for it.
    QStringList order;
    for (QWidget *at = field<QTreeView>("objects"); !order.contains(u"apply"_s); at = at->nextInFocusChain()) {
        order.append(at->objectName());
    }
    QVERIFY2(order.contains(u"tenantName"_s) && order.indexOf(u"unlock"_s) < order.indexOf(u"takeOut"_s),
             qPrintable(order.join(u' ')));
    field<QPushButton>("unlock")->click();
    QVERIFY(button("apply")->isEnabled());
    QVERIFY(!why->isVisible());
    auto *model = field<QTreeView>("objects")->model();
    const QModelIndex object = model->index(0, 0, model->index(0, 0));
    QVERIFY(model->setData(object, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(told(), u"Every object is left out: tick one"_s);
    QVERIFY(model->setData(object, Qt::Checked, Qt::CheckStateRole));
    field<QTreeView>("objects")->setCurrentIndex(object);
    button("takeOut")->click();
    QCOMPARE(told(), u"Nothing is staged"_s);
}

/// The request is shown where it changes, not at its top, and F3 goes from change to change.
void TestReview::httpIsShownWhereItChanges()
{
    const Query::RecordPtr record = session().record(Kind::Connections, u"con_0000000000000001"_s);
    Json::Value seen = *Json::parse(record->original);
    for (int i = 0; i < 200; ++i) {
        seen["options"]["other_" + std::to_string(i)] = i;
    }
    seen["options"]["zz_first"] = 1;
    seen["options"]["zz_second"] = 1;
    const auto change = [](const QString &pointer) {
        return Json::LeafChange{*Json::Pointer::parse(pointer), "1", "2", {}};
    };
    m_fixture->tray().stage(session().id(),
                            {{Change::ObjectKind::Connection, record->id, u"customer-1"_s},
                             {change(u"/options/zz_first"_s), change(u"/options/zz_second"_s)},
                             Json::write(seen)});
    open(actions().reviewChanges);
    auto *http = dialog()->findChild<QPlainTextEdit *>(u"http"_s);
    auto *tabs = dialog()->findChild<QTabWidget *>();
    tabs->setCurrentWidget(http);
    const auto line = [http] { return http->textCursor().block().text().trimmed(); };
    const auto isSeen = [http] { return http->viewport()->rect().contains(http->cursorRect().center()); };
    QCOMPARE(line(), uR"("zz_first": 2,)"_s);
    QVERIFY(isSeen());
    QVERIFY(http->verticalScrollBar()->value() > 0);
    dialog()->findChild<QAction *>(u"nextMark"_s)->trigger();
    QVERIFY2(line().startsWith(uR"("zz_second": 2)"_s), qPrintable(line()));
    QVERIFY(isSeen());
    QVERIFY2(shownText(*dialog()).contains(u"Change 2 of 2"_s), qPrintable(shownText(*dialog())));
    dialog()->findChild<QAction *>(u"nextMark"_s)->trigger(); // and round
    QCOMPARE(line(), uR"("zz_first": 2,)"_s);
    dialog()->findChild<QAction *>(u"previousMark"_s)->trigger();
    QVERIFY2(line().startsWith(uR"("zz_second": 2)"_s), qPrintable(line()));
}

/// What Lock will show of each application is what the review is read for: no line of it is cut, on a usual screen.
void TestReview::lockCountsAreWhole()
{
    for (int i = 1; i <= 8; ++i) {
        const QString id = u"con_000000000000000%1"_s.arg(i);
        Change::PlanItem item{{Change::ObjectKind::ConnectionClients, id, id}, {}, R"({"office":true,"portal":true})"};
        for (const auto *application : {"office", "portal"}) {
            item.changes.append(
                {Json::Pointer({QString::fromLatin1(application)}), "true", std::nullopt, std::nullopt});
        }
        m_fixture->tray().stage(session().id(), item);
    }
    open(actions().reviewChanges);
    auto *forecast = dialog()->findChild<Ui::WrapLabel *>(u"forecast"_s);
    QTRY_VERIFY(forecast->isVisible());
    QVERIFY2(forecast->text().contains(u"Portal: "_s), qPrintable(forecast->text()));
    const auto isWhole = [forecast] {
        const QRegion seen = forecast->visibleRegion();
        return seen.boundingRect().height() == forecast->height()
            && forecast->height() >= forecast->heightForWidth(forecast->width());
    };
    QTRY_VERIFY(isWhole());
    dialog()->resize(dialog()->width(), 680); // of a screen 720 high
    QTRY_VERIFY2(isWhole(), qPrintable(told(*dialog())));
    picture(*dialog(), u"ReviewDialog-lock"_s);
}

/// Neither of the two brings the portal below Lock's 50.
void TestReview::severalPlansOfATenantAreForetoldTogether()
{
    m_fixture->window().showScope({tenant(), Kind::Applications, {}});
    actions().countConnections->trigger();
    QTRY_VERIFY(Session::lockCount(session().record(Kind::Applications, u"portal"_s)));
    const auto without = [this](int first, int last) {
        Change::Plan plan = Change::newPlan(u"Off"_s, Change::planTenant(session().profile()));
        for (int i = first; i <= last; ++i) {
            const QString id = u"con_"_s + QString::number(i).rightJustified(16, u'0');
            plan.items.append({{Change::ObjectKind::ConnectionClients, id, id},
                               {{Json::Pointer({u"portal"_s}), "true", std::nullopt, std::nullopt}},
                               R"({"portal":true})"});
        }
        return Session::TenantPlan{session().id(), plan};
    };
    Ui::openDialog(
        new Ui::ReviewDialog({m_fixture->estate(), m_fixture->tray(), m_fixture->journalFolder(), m_fixture->prompt()},
                             {without(1, 4), without(5, 8)}, &m_fixture->window()));
    QCOMPARE(dialog()->windowTitle(), u"Review 8 changes in acme-eu"_s);
    QVERIFY2(forecast().contains(u"57 → 49"_s), qPrintable(forecast()));
    const auto *eased = field<Ui::Banner>("vanishing");
    QTRY_VERIFY2(eased->detail().contains("Portal: "_L1), qPrintable(shownText(*dialog())));
}

void TestReview::reviewTellsWhichFindingsComeAndGo()
{
    const auto set = [&](const QString &id, const QString &option, const QByteArray &value) {
        const Query::RecordPtr record = session().record(Kind::Connections, id);
        m_fixture->tray().stage(session().id(),
                                {{Change::ObjectKind::Connection, id, id},
                                 {{*Json::Pointer::parse(u"/options/"_s + option), std::nullopt, value, std::nullopt}},
                                 record->original});
    };
    set(u"con_0000000000000001"_s, u"brute_force_protection"_s, "false");
    set(u"con_0000000000000002"_s, u"disable_signup"_s, "true"); // was open
    actions().reviewChanges->trigger();
    QVERIFY(dialog()); // at once: nothing was told on this thread yet
    const auto told = [this](const char *name) {
        const auto *banner = dialog()->findChild<Ui::Banner *>(QLatin1StringView(name));
        return banner->isVisible() ? banner->what() + u": "_s + banner->detail() : QString();
    };
    QCOMPARE(told("findingState"), u"Computing findings…: "_s);
    QTRY_COMPARE(told("appearing"), u"1 finding would appear: customer-1: Brute-force protection is off"_s);
    QTRY_COMPARE(told("vanishing"),
                 u"1 finding would vanish: customer-2: Sign-up is open on a customer's connection"_s);
    button("takeOut")->click(); // the first goes, and what it would have brought
    QCOMPARE(told("findingState"), u"Computing findings…: "_s);
    QTRY_COMPARE(told("findingState"), QString());
    QCOMPARE(told("appearing"), QString());
}

void TestReview::reviewSaysWhatItCouldNotCompute()
{
    // Nobody read the other users: whether this value is of an odd type among theirs is not known.
    m_fixture->tray().stage(session().id(),
                            {{Change::ObjectKind::User, u"auth0|kim"_s, u"kim"_s},
                             {{Json::Pointer({u"app_metadata"_s, u"plan"_s}), "1", "2", {}}},
                             R"({"user_id":"auth0|kim","app_metadata":{"plan":1}})"});
    open(actions().reviewChanges);
    const auto *state = dialog()->findChild<Ui::Banner *>(u"findingState"_s);
    QTRY_VERIFY2(state->what().contains(u"Not computed"_s), qPrintable(state->what()));
    QVERIFY2(state->detail().contains(u"needs"_s) && state->detail().contains(u"the users"_s),
             qPrintable(state->detail()));
}

void TestReview::reviewSaysThatNoFindingChanges()
{
    stageName("Mine");
    open(actions().reviewChanges);
    QTRY_COMPARE(dialog()->findChild<Ui::Banner *>(u"findingState"_s)->what(),
                 u"No finding would appear, vanish or change."_s);
}

/// One run over several tenants is an entry for each: they are chosen together, and reviewed together.
void TestReview::entriesOfSeveralTenantsAreTakenBackAtOnce()
{
    m_fixture->openWritable(1, u"dev"_s);
    Session::TenantSession &other = m_fixture->session(u"dev"_s);
    m_fixture->window().showScope({other.id(), Kind::Applications, {}});
    QTRY_VERIFY(!other.records(Kind::Applications).isEmpty());
    const Query::RecordPtr record = other.records(Kind::Applications).first();
    const QByteArray before = Json::write(Json::parse(record->original)->at("name"));
    m_fixture->tray().stage(other.id(),
                            {{Change::ObjectKind::Application, record->id, u"application"_s},
                             {{*Json::Pointer::parse(u"/name"), before, "\"Of two\"", {}}},
                             record->original});
    stageName("Of two");
    open(actions().reviewChanges);
    field<QLineEdit>("tenantName")->setText(u"acme-eu"_s);
    for (auto *unlock : dialog()->findChildren<QPushButton *>(u"unlock"_s)) {
        unlock->click();
    }
    QTRY_VERIFY2(button("apply")->isEnabled(), qPrintable(button("apply")->accessibleDescription()));
    button("apply")->setFocus();
    QTest::keyClick(button("apply"), Qt::Key_Return);
    QVERIFY(button("stop")->isVisible());
    QTest::keyClick(dialog()->focusWidget(), Qt::Key_Return); // one too many does not stop the run
    QTRY_VERIFY2(shownText(*dialog()).contains(u"2 of 2 changes are done"_s), qPrintable(shownText(*dialog())));
    QCOMPARE(dialog()->windowTitle(), u"Applied 2 of 2 changes"_s);
    click("close");

    open(actions().journal);
    QTRY_VERIFY(button("undo")->isEnabled());
    field<QTableView>("entries")->selectAll();
    QCOMPARE(button("undo")->text(), u"&Undo 2 entries…"_s);
    button("undo")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    const QList<Session::TenantPlan> plans = dialog()->findChild<Items::ChangeModel *>()->plans();
    QVERIFY(m_fixture->tray().isEmpty());
    QCOMPARE(plans.size(), 2);
    QVERIFY(!plans.first().plan.reverts.isEmpty() && !plans.last().plan.reverts.isEmpty());
}

QTEST_MAIN(TestReview)
#include "tst_review.moc"
