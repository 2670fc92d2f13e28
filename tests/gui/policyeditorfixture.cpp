#include "gui/policyeditorfixture.h"

/// Connections of both generations, with each reason to stay as they are.
namespace PolicyEstate {

Sandbox::Json connection(const std::string &name, const Sandbox::Json &options, const std::string &strategy = "auth0")
{
    const std::string id = "con_" + std::string(16 - name.size(), '0') + name;
    return {{"id", id}, {"name", name}, {"strategy", strategy}, {"options", options}};
}

Sandbox::TenantState estate(const std::string &name)
{
    Sandbox::TenantState state;
    state.name = name;
    state.domain = name + ".eu.auth0.com";
    state.environment = "development";
    if (name == "acme-eu") {
        state.connections.append(connection(
            "good", {{"passwordPolicy", "good"}, {"x_unknown", {{"kept", 1.5}}}, {"disable_signup", false}}));
        state.connections.append(connection("ten", {{"passwordPolicy", "excellent"}}));
        state.connections.append(connection(
            "flexible",
            {{"password_options", {{"complexity", {{"min_length", 14}, {"character_types", {"number"}}}}}}}));
        state.connections.append(
            connection("custom", {{"enabledDatabaseCustomization", true}, {"passwordPolicy", "low"}}));
        state.connections.append(connection(
            "both", {{"passwordPolicy", "fair"}, {"password_options", {{"complexity", {{"min_length", 9}}}}}}));
        state.connections.append(connection("saml", {{"signInEndpoint", "https://idp.example"}}, "samlp"));
    } else {
        state.connections.append(connection("us", {{"passwordPolicy", "low"}}));
    }
    return state;
}

} // namespace PolicyEstate

void PolicyEditorFixture::select(const QStringList &names, Kind kind)
{
    m_fixture->window().showScope({std::nullopt, kind, {}});
    Ui::TablePage *page = m_fixture->window().tablePage();
    const int expected = kind == Kind::Policies ? 6 : 7;
    QTRY_COMPARE(page->model()->rowCount(), expected);
    QItemSelection rows;
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        const QString id = page->model()->recordAt(row)->id;
        for (const QString &name : names) {
            if (id == idOf(name)) {
                const QModelIndex index = page->model()->index(row, 0);
                rows.select(index, index);
            }
        }
    }
    page->table()->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(page->selection().objects.size(), names.size());
    m_fixture->window().actions().editPolicy->trigger();
    waitForEditor();
}

void PolicyEditorFixture::type(Key key, const QString &text)
{
    auto *line = qobject_cast<QLineEdit *>(fields().editor(key)->entry());
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    waitForEditor();
}

void PolicyEditorFixture::choose(Ui::SettingEditor *setting, const QString &text)
{
    auto *box = qobject_cast<QComboBox *>(setting->entry());
    const int index = box->findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
    waitForEditor();
}

void PolicyEditorFixture::stage()
{
    QVERIFY(button("stage")->isEnabled());
    button("stage")->click();
    waitForEditor();
}

QStringList PolicyEditorFixture::staged(const QString &name)
{
    for (const char *tenant : {"eu", "us"}) {
        const auto item = m_fixture->tray().staged(Domain::TenantId(QLatin1StringView(tenant)),
                                                   {Change::ObjectKind::Connection, idOf(name), name});
        if (item) {
            QStringList texts;
            for (const Json::LeafChange &change : item->changes) {
                texts.append(change.pointer.text() + u" = "_s + QString::fromUtf8(change.after.value_or("gone")));
            }
            return texts;
        }
    }
    return {};
}

void PolicyEditorFixture::open()
{
    m_fixture = std::make_unique<WindowFixture>(
        Sandbox::Options(),
        std::vector<Sandbox::TenantState>{PolicyEstate::estate("acme-eu"), PolicyEstate::estate("acme-us")});
    m_fixture->openWritable(0, u"eu"_s);
    m_fixture->openWritable(1, u"us"_s);
    m_fixture->window().showScope({std::nullopt, Kind::Connections, {}}); // reads both
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->window().resize(1440, 900);
}
