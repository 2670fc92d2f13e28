#pragma once

#include "auth/memorystore.h"
#include "gui/answeringprompt.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "ui/dialogs/tenantservices.h"
#include "ui/widgets/wraplabel.h"

#include <QAccessible>
#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A keychain that no desktop offers.
class AbsentKeychain : public Auth::CredentialStore
{
public:
    void read(const Domain::TenantId &, Auth::SecretKind, QObject *, Callback<Api::Secret> callback) override
    {
        callback(tl::make_unexpected(Auth::storeError(Auth::StoreError::Kind::Unavailable)));
    }
    void write(const Domain::TenantId &, Auth::SecretKind, const Api::Secret &, QObject *,
               Callback<void> callback) override
    {
        callback(tl::make_unexpected(Auth::storeError(Auth::StoreError::Kind::Unavailable)));
    }
    void remove(const Domain::TenantId &, Auth::SecretKind, QObject *, Callback<void> callback) override
    {
        callback({});
    }
    void purge(const Domain::TenantId &, QObject *, Callback<void> callback) override { callback({}); }
    bool isPersistent() const override { return true; }
};

/// Settings in a folder of their own, and stores that tests look into.
struct DialogFixture
{
    QTemporaryDir folder;
    std::unique_ptr<Settings::SettingsStore> settings = *Settings::SettingsStore::open(folder.path());
    Settings::ProfileStore profiles{settings->file()};
    Auth::MemoryStore keychain;
    Auth::MemoryStore session;
    AbsentKeychain absent;
    AnsweringPrompt prompt;

    Ui::TenantServices services() { return {profiles, keychain, session, prompt, {}}; }
    Ui::TenantServices withoutKeychain() { return {profiles, absent, session, prompt, {}}; }

    static QByteArray kept(Auth::MemoryStore &store, const Domain::TenantId &id,
                           Auth::SecretKind kind = Auth::SecretKind::ClientSecret)
    {
        QByteArray secret;
        bool answered = false;
        store.read(id, kind, &store, [&](const Auth::StoreOutcome<Api::Secret> &outcome) {
            secret = outcome ? outcome->reveal() : QByteArray();
            answered = true;
        });
        (void)QTest::qWaitFor([&answered] { return answered; });
        return secret;
    }
};

/// Presses a button by its name, as a user does.
inline void press(QWidget &window, const char *name)
{
    auto *button = window.findChild<QWidget *>(QString::fromLatin1(name));
    QVERIFY2(button != nullptr && button->isVisible() && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

inline void type(QWidget &window, const char *name, const QString &text)
{
    auto *field = window.findChild<QWidget *>(QString::fromLatin1(name));
    QVERIFY2(field != nullptr && field->isVisible(), name);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
}

/// All text that the window shows.
inline QString shownText(const QWidget &window)
{
    QStringList texts;
    const auto labels = window.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible()) {
            texts.append(label->text());
        }
    }
    const auto wrapped = window.findChildren<Ui::WrapLabel *>();
    for (const Ui::WrapLabel *label : wrapped) {
        if (label->isVisible()) {
            texts.append(label->text());
        }
    }
    return texts.join(u'\n');
}

/// What a screen reader could not name, and what would be drawn as rich text.
inline QStringList faultsOf(const QWidget &window)
{
    QStringList faults;
    const auto widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        const bool isOwn = !widget->objectName().startsWith(u"qt_");
        if (widget->isVisible() && isOwn && (widget->focusPolicy() & Qt::TabFocus) != 0) {
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            if (interface == nullptr || interface->text(QAccessible::Name).isEmpty()) {
                faults.append(QStringLiteral("no name: ") + QString::fromLatin1(widget->metaObject()->className())
                              + u' ' + widget->objectName());
            }
        }
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (label != nullptr && label->textFormat() != Qt::PlainText && !label->text().isEmpty()) {
            faults.append(QStringLiteral("rich text: ") + label->text());
        }
    }
    return faults;
}

/// Which parts of a window want how much.
inline QString told(const QWidget &widget)
{
    QStringList lines;
    for (const QWidget *part : widget.findChildren<QWidget *>()) {
        const QSize least = part->minimumSizeHint().expandedTo(part->minimumSize());
        if (part->isVisible() && (least.width() > 300 || least.height() > 200)) {
            lines << QStringLiteral("%1 %2: %3 x %4")
                         .arg(QLatin1StringView(part->metaObject()->className()), part->objectName())
                         .arg(least.width())
                         .arg(least.height());
        }
    }
    return lines.join(u'\n');
}

/// Draws the window into the folder of $TENANTRY_PICTURES, where that is set: for people to look at.
inline void picture(QWidget &window, const QString &name)
{
    if (const QString pictures = qEnvironmentVariable("TENANTRY_PICTURES"); !pictures.isEmpty()) {
        QTest::qWait(100); // layouts settle
        window.grab().save(pictures + u'/' + name + QStringLiteral(".png"));
    }
}
