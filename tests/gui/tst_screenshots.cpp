#include <QDir>
#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Pages and states of the window, 1440 x 900.
const QStringList windows{u"start"_s,
                          u"all-tenants"_s,
                          u"tenant"_s,
                          u"applications"_s,
                          u"applications-connections"_s,
                          u"connections"_s,
                          u"enterprise"_s,
                          u"applications-json"_s,
                          u"organizations"_s,
                          u"all-applications"_s,
                          u"all-connections"_s,
                          u"customers"_s,
                          u"all-customers"_s,
                          u"users"_s,
                          u"logs"_s,
                          u"logs-live"_s,
                          u"user-support"_s,
                          u"filter"_s,
                          u"filter-error"_s,
                          u"filter-nothing"_s,
                          u"several-selected"_s,
                          u"rate-budget"_s,
                          u"reading"_s,
                          u"offline"_s,
                          u"limited"_s,
                          u"applications-selected"_s,
                          u"staged"_s,
                          u"policies"_s,
                          u"policies-staged"_s,
                          u"policies-both"_s,
                          u"policies-of-all"_s,
                          u"policy-editor"_s,
                          u"password-tester"_s,
                          u"palette"_s,
                          u"palette-found"_s,
                          u"palette-users"_s,
                          u"palette-nothing"_s,
                          u"link-refused"_s,
                          u"link-opened"_s};
/// What opens over it, each as large as it needs to be.
const QStringList dialogs{u"column-chooser"_s,
                          u"customer-rules"_s,
                          u"customer-proposals"_s,
                          u"customer-comparison"_s,
                          u"belongs-to-customer"_s,
                          u"add-tenant"_s,
                          u"import-tenants"_s,
                          u"preferences"_s,
                          u"shortcuts"_s,
                          u"about"_s,
                          u"edit-tenant"_s,
                          u"replace-credential"_s,
                          u"remove-tenant"_s,
                          u"connection-test"_s,
                          u"unlock"_s,
                          u"edit-connection"_s,
                          u"edit-application"_s,
                          u"switches"_s,
                          u"organization-connections"_s,
                          u"organization-limit"_s,
                          u"review"_s,
                          u"review-http"_s,
                          u"review-applied"_s,
                          u"journal"_s,
                          u"policy-words"_s,
                          u"policy-convert"_s,
                          u"policy-templates"_s,
                          u"metadata-problems"_s,
                          u"metadata-refused"_s,
                          u"metadata-schema"_s,
                          u"metadata-thousand-keys"_s,
                          u"metadata-users"_s,
                          u"metadata-vanishes"_s};

/// Whether a raster of the picture has several colours: a widget that was not drawn has one.
bool isDrawn(const QImage &image)
{
    constexpr qsizetype several = 17;
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3) {
            colours.insert(image.pixel(x, y));
            if (colours.size() >= several) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

/// `tenantry --sandbox --screenshots DIR`: every picture that the README and reviewers rely on is drawn.
class TestScreenshots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyPictureIsDrawn_data();
    void everyPictureIsDrawn();
    void nothingElseIsDrawn();
    void theUsersSettingsAreLeftAlone();

private:
    QImage picture(const QString &name, const QString &theme, int percent) const
    {
        return QImage(u"%1/%2-%3-%4.png"_s.arg(m_folder.path(), name, theme).arg(percent));
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_home;
};

void TestScreenshots::initTestCase()
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[variable, folder] :
         {std::pair(u"XDG_CONFIG_HOME"_s, u"config"_s), std::pair(u"XDG_STATE_HOME"_s, u"state"_s)}) {
        environment.insert(variable, m_home.filePath(folder));
    }
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QStringLiteral(TENANTRY), {u"--sandbox"_s, u"--screenshots"_s, m_folder.path()});
    QVERIFY2(program.waitForFinished(600'000), "The pictures were not drawn in time");
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    const QByteArray told = program.readAllStandardOutput();
    QVERIFY2(told.count('\n') >= windows.size() + dialogs.size() && told.contains(", light: all-tenants\n"),
             told.constData());
}

void TestScreenshots::everyPictureIsDrawn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isWindow");
    for (const QString &name : windows) {
        QTest::newRow(qPrintable(name)) << name << true;
    }
    for (const QString &name : dialogs) {
        QTest::newRow(qPrintable(name)) << name << false;
    }
}

void TestScreenshots::everyPictureIsDrawn()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isWindow);
    QList<QRgb> corners;
    for (const QString &theme : {u"light"_s, u"dark"_s}) {
        const QImage once = picture(name, theme, 100);
        const QImage twice = picture(name, theme, 200);
        QVERIFY2(!once.isNull() && !twice.isNull(), qPrintable(theme));
        QCOMPARE(twice.size(), once.size() * 2);
        if (isWindow) {
            QCOMPARE(once.size(), QSize(1440, 900));
        } else {
            QVERIFY(once.width() >= 150 && once.height() >= 100 && once.width() <= 1440 && once.height() <= 900);
        }
        for (const QImage &image : {once, twice}) {
            QVERIFY2(isDrawn(image), qPrintable(theme));
        }
        corners.append(once.pixel(once.width() - 4, once.height() - 4));
    }
    QVERIFY2(qGray(corners.first()) > qGray(corners.last()) + 100, "The themes differ");
}

void TestScreenshots::nothingElseIsDrawn()
{
    // A picture more is a picture that nobody promised, and so that nobody looks at.
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files).size(), (windows.size() + dialogs.size()) * 4);
}

void TestScreenshots::theUsersSettingsAreLeftAlone()
{
    QVERIFY(QDir(m_home.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).isEmpty());
}

QTEST_GUILESS_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
