#pragma once

#include "gui/windowfixture.h"

#include "items/palettemodel.h"
#include "ui/shell/actions.h"
#include "ui/shell/commandpalette.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include <memory>
#include <vector>

/// A palette, and the keys by which somebody uses it: in a window of two tenants, or in one of a tenant with users.
class PaletteFixture
{
protected:
    /// The window of two tenants, which is kept from one test to the next: back at the start, with nothing remembered.
    void open()
    {
        if (!m_shared) {
            m_shared = std::make_unique<WindowFixture>();
            m_shared->open(0, QStringLiteral("eu"));
            m_shared->open(1, QStringLiteral("dev"));
            m_shared->window().showScope({}); // of all: each is read
            QVERIFY(m_shared->waitUntilRead());
        }
        m_fixture = m_shared.get();
        m_fixture->window().resize(1440, 900);
        m_fixture->window().showScope({});
        m_fixture->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
    }
    void openPeople(int tenants = 1)
    {
        std::vector<Sandbox::TenantState> states;
        for (int i = 0; i < tenants; ++i) {
            states.push_back(people());
            states.back().name += i > 0 ? std::to_string(i) : std::string();
            states.back().domain = states.back().name + ".eu.auth0.com";
        }
        m_own = std::make_unique<WindowFixture>(Sandbox::Options(), std::move(states));
        m_fixture = m_own.get();
        for (int i = 0; i < tenants; ++i) {
            m_fixture->open(i, i > 0 ? QStringLiteral("people%1").arg(i) : QStringLiteral("people"));
        }
        m_fixture->window().showScope({}); // of all: each is read
        QVERIFY(m_fixture->waitUntilRead());
    }
    Ui::CommandPalette &palette() { return *m_fixture->palette().palette(); }
    Items::PaletteModel &model() { return *m_fixture->palette().model(); }
    const Ui::Actions &actions() { return m_fixture->window().actions(); }
    /// What was of one test goes.
    void endOne()
    {
        if (m_fixture && palette().isVisible()) {
            palette().toggle({});
        }
        m_fixture = nullptr;
        m_own.reset();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void start()
    {
        QTest::keyClick(&m_fixture->window(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette().isVisible());
        QCOMPARE(QApplication::focusWidget(), palette().line());
        QTRY_VERIFY(!model().isCatchingUp());
    }
    void type(const QString &text)
    {
        start();
        QTest::keyClicks(palette().line(), text);
    }
    QString current() { return palette().list()->currentIndex().data().toString(); }

    WindowFixture *m_fixture = nullptr; ///< one of these
    std::unique_ptr<WindowFixture> m_shared;
    std::unique_ptr<WindowFixture> m_own; ///< of one test

    static Sandbox::TenantState people()
    {
        Sandbox::TenantState state;
        state.name = "acme-people";
        state.domain = "acme-people.eu.auth0.com";
        state.environment = "production";
        state.users.append(
            Sandbox::Json::parse(R"({"user_id":"auth0|1","email":"anna@initech.example","name":"Anna Schmidt",
                                    "identities":[{"connection":"initech-users","provider":"auth0","isSocial":false}]})"));
        state.users.append(Sandbox::Json::parse(
            R"({"user_id":"auth0|2","email":"<b>bob</b>@x.example","name":"Bob\u202Egpj","blocked":true})"));
        state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
        return state;
    }
};
