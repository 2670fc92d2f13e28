#include "gui/windowfixture.h"

#include "session/changetray.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/shell/actions.h"
#include "json/leaves.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;

/// What is shown fits a screen of 1600 x 1000 at twice the size.
class TestFit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyPageFits_data();
    void everyPageFits();
    void theReviewFits();

private:
    static constexpr QSize screen{800, 480}; ///< without a desktop's own bar
    static QString told(const QWidget &widget);

    std::unique_ptr<WindowFixture> m_fixture;
};

/// Which parts of a window want how much.
QString TestFit::told(const QWidget &widget)
{
    QStringList lines;
    for (const QWidget *part : widget.findChildren<QWidget *>()) {
        const QSize least = part->minimumSizeHint().expandedTo(part->minimumSize());
        if (part->isVisible() && (least.width() > 300 || least.height() > 200)) {
            lines << u"%1 %2: %3 x %4"_s.arg(QLatin1StringView(part->metaObject()->className()), part->objectName())
                         .arg(least.width())
                         .arg(least.height());
        }
    }
    return lines.join(u'\n');
}

void TestFit::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->openWritable(0, u"acme-eu"_s);
    m_fixture->open(1, u"acme-dev"_s);
    QVERIFY(QTest::qWaitFor([this] {
        return !m_fixture->session(u"acme-eu"_s).records(Kind::Connections).isEmpty()
            && m_fixture->session(u"acme-eu"_s).jobs().isEmpty();
    }));
}

void TestFit::everyPageFits_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : {Kind::Tenants, Kind::Applications, Kind::Connections, Kind::Policies, Kind::Organizations,
                            Kind::Users, Kind::Logs}) {
        QTest::newRow(Query::wordFor(kind).data()) << kind;
    }
}

void TestFit::everyPageFits()
{
    QFETCH(const Kind, kind);
    Ui::MainWindow &window = m_fixture->window();
    for (const bool isOfOne : {true, false}) {
        window.showScope({isOfOne ? std::optional(Domain::TenantId(u"acme-eu"_s)) : std::nullopt, kind, {}});
        QCoreApplication::processEvents();
        for (int tab = 0; tab < window.bottom()->count(); ++tab) {
            window.bottom()->setCurrentIndex(tab);
            QCoreApplication::processEvents();
            const QSize least = window.minimumSizeHint();
            QVERIFY2(least.width() <= screen.width() && least.height() <= screen.height(),
                     qPrintable(u"%1 x %2, of which\n"_s.arg(least.width()).arg(least.height()) + told(window)));
        }
    }
}

void TestFit::theReviewFits()
{
    Session::TenantSession &session = m_fixture->session(u"acme-eu"_s);
    const Query::RecordPtr record = session.records(Kind::Connections).first();
    const Json::Value before = *Json::parse(record->original);
    Json::Value after = before;
    QVERIFY(Json::assign(after, *Json::Pointer::parse(u"/display_name"_s), Json::Value("Another name")));
    m_fixture->tray().stage(session.id(),
                            {{Change::ObjectKind::Connection, record->id, u"db"_s},
                             Json::leafChanges(before, after),
                             record->original,
                             {},
                             {}});
    m_fixture->window().actions().reviewChanges->trigger();
    QWidget *review = nullptr;
    QTRY_VERIFY((review = QApplication::activeWindow()) && qobject_cast<Ui::ReviewDialog *>(review));
    const QSize least = review->minimumSizeHint();
    QVERIFY2(least.width() <= screen.width() && least.height() <= screen.height(),
             qPrintable(u"%1 x %2, of which\n"_s.arg(least.width()).arg(least.height()) + told(*review)));
}

QTEST_MAIN(TestFit)
#include "tst_fit.moc"
