#include "ui/dialogs/unlockrow.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/plainlabel.h"

#include "session/writeunlock.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

QString lockText(const Session::TenantSession &session)
{
    const Session::WriteUnlock &lock = session.writeUnlock();
    if (lock.isReadOnly()) {
        return QCoreApplication::translate("Ui", "Read-only profile");
    }
    if (!lock.isUnlocked()) {
        return QCoreApplication::translate("Ui", "Locked");
    }
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(lock.left());
    return QCoreApplication::translate("Ui", "Unlocked, %1 min left").arg(minutes.count());
}

UnlockRow::UnlockRow(Session::TenantSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_tenant(session.id())
    , m_shownName(visibleText(session.profile().name))
    , m_padlock(new QLabel(this))
    , m_state(new QLabel(this))
    , m_wasNamed(session.writeUnlock().isNameConfirmed())
    , m_unlock(new QPushButton(this))
{
    const Domain::TenantProfile &profile = session.profile();
    auto *title = new PlainLabel(this);
    title->setFullText(profile.name);
    auto *environment = new EnvironmentTag(this);
    environment->setEnvironment(profile.environment);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setProperty("muted", true);
    m_unlock->setObjectName(u"unlock"_s);
    m_unlock->setAutoDefault(false);
    m_unlock->setAccessibleName(tr("Unlock writing to %1").arg(m_shownName));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_padlock);
    layout->addWidget(title);
    layout->addWidget(environment);
    layout->addWidget(m_state);
    layout->addStretch();
    if (profile.environment == Domain::Environment::Production) {
        m_question = new PlainLabel(this);
        m_question->setObjectName(u"question"_s);
        m_name = new QLineEdit(this);
        m_name->setObjectName(u"tenantName"_s);
        m_nameLabel = new QLabel(tr("&Name"), this);
        m_nameLabel->setTextFormat(Qt::PlainText);
        m_nameLabel->setBuddy(m_name);
        m_name->setAccessibleName(tr("Type %1 to write to production").arg(m_shownName));
        m_name->setMinimumWidth(180);
        layout->addWidget(m_question);
        layout->addWidget(m_nameLabel);
        layout->addWidget(m_name);
        setTabOrder(m_name, m_unlock); // as they stand
        connect(m_name, &QLineEdit::textChanged, this, [this] {
            m_isRefused = false;
            show();
        });
        connect(m_name, &QLineEdit::returnPressed, this, &UnlockRow::unlock);
    }
    layout->addWidget(m_unlock);
    connect(m_unlock, &QPushButton::clicked, this, &UnlockRow::unlock);
    connect(&session.writeUnlock(), &Session::WriteUnlock::changed, this, &UnlockRow::show);
    connect(&session, &QObject::destroyed, this, &UnlockRow::show);
    m_clock.setInterval(10s);
    connect(&m_clock, &QTimer::timeout, this, &UnlockRow::show);
    m_clock.start();
    show();
}

bool UnlockRow::isNamed() const
{
    if (!m_name || !m_session) {
        return !m_name;
    }
    return m_name->text() == m_session->profile().name
        || (m_name->text().isEmpty() && m_session->writeUnlock().isNameConfirmed());
}

/// What is typed is no beginning of the name, or was meant to be all of it.
bool UnlockRow::isMistyped() const
{
    const QString text = m_name && m_session ? m_name->text() : QString();
    return !text.isEmpty() && !isNamed() && (m_isRefused || !m_session->profile().name.startsWith(text));
}

void UnlockRow::showQuestion()
{
    if (!m_name || !m_session) {
        return;
    }
    const bool isAsked = !(m_wasNamed && m_session->writeUnlock().isNameConfirmed());
    m_question->setVisible(isAsked);
    m_nameLabel->setVisible(isAsked);
    m_name->setVisible(isAsked);
    const QString name = m_session->profile().name;
    m_question->setFullText(isMistyped() ? tr("That is not the name: %1").arg(name)
                                         : tr("Type %1 to write to production").arg(name));
    m_question->setProperty("muted", !isMistyped());
    m_question->setProperty("error", isMistyped());
    m_question->style()->polish(m_question);
}

bool UnlockRow::isReady() const
{
    return m_session && m_session->writeUnlock().isUnlocked() && isNamed();
}

QString UnlockRow::obstacle() const
{
    if (isReady()) {
        return {};
    }
    return !m_session                           ? tr("%1 is not open any more").arg(m_shownName)
        : m_session->writeUnlock().isReadOnly() ? tr("The profile of %1 is read-only").arg(m_shownName)
        : isMistyped()                          ? tr("What was typed is not the name of %1").arg(m_shownName)
        : !isNamed()                            ? tr("Type the name of %1 first").arg(m_shownName)
                                                : tr("Unlock writing to %1 first").arg(m_shownName);
}

QWidget *UnlockRow::wanted() const
{
    if (isReady() || !m_session || m_session->writeUnlock().isReadOnly()) {
        return nullptr;
    }
    return isNamed() ? static_cast<QWidget *>(m_unlock) : m_name;
}

QWidget *UnlockRow::lastField() const
{
    return m_unlock;
}

void UnlockRow::unlock()
{
    if (!m_session) {
        return;
    }
    if (!isNamed()) {
        m_isRefused = true;
        return show();
    }
    if (m_session->writeUnlock().unlock() && m_name) { // a refusal is told by the state
        m_session->writeUnlock().confirmName();
        show();
    }
}

void UnlockRow::show()
{
    const bool isUnlocked = m_session && m_session->writeUnlock().isUnlocked();
    const bool isRefused = !m_session || m_session->writeUnlock().isReadOnly();
    const auto padlock = isUnlocked ? "object-unlocked"_L1 : "object-locked"_L1;
    m_padlock->setPixmap(icon(padlock).pixmap(QSize(Size::icon, Size::icon), devicePixelRatioF()));
    m_state->setText(m_session ? lockText(*m_session) : tr("Not open"));
    const auto minutes = m_session ? int(m_session->writeUnlock().duration().count()) : 0;
    m_unlock->setText(isUnlocked ? tr("%1 min more").arg(minutes) : tr("Unlock for %1 min").arg(minutes));
    m_unlock->setEnabled(!isRefused && (isNamed() || !m_name->text().isEmpty())); // what is wrong is told when pressed
    showQuestion();
    Q_EMIT changed();
}

} // namespace Ui
