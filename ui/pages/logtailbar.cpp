#include "ui/pages/logtailbar.h"

#include "ui/pages/statustext.h"
#include "ui/shell/actions.h"
#include "ui/theme/icon.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "session/estate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

using Phase = Session::LogTail::Phase;

LogTailBar::LogTailBar(Session::Estate &estate, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_estate(estate)
    , m_toggle(namedButton("follow", tr("Follow &live"), this))
    , m_state(new WrapLabel(this))
{
    m_toggle->setCheckable(true);
    m_toggle->setIcon(icon("media-playback-start"_L1));
    m_toggle->setToolTip(actions.followLog->toolTip());
    m_state->setObjectName(u"tailState"_s);
    m_state->setProperty("muted", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::margin);
    layout->addWidget(m_toggle);
    layout->addWidget(m_state, 1, Qt::AlignVCenter);
    connect(m_toggle, &QPushButton::clicked, this, &LogTailBar::toggle);
    connect(actions.followLog, &QAction::triggered, this, [this] {
        if (isVisible() && m_toggle->isEnabled()) {
            m_toggle->click();
        }
    });
    connect(&estate, &Session::Estate::closing, this, [this](const Domain::TenantId &id) {
        if (id == m_tenant) {
            end(tr("It ended, since the tenant was closed."));
        }
    });
    m_age.setInterval(20s);
    connect(&m_age, &QTimer::timeout, this, &LogTailBar::showState);
    showState();
}

LogTailBar::~LogTailBar()
{
    delete m_tail;
}

void LogTailBar::setTenant(const std::optional<Domain::TenantId> &tenant)
{
    if (m_tenant == tenant) {
        return;
    }
    end(QString());
    m_tenant = tenant;
    showState();
}

void LogTailBar::setQuery(const QString &query)
{
    if (m_query == query) {
        return;
    }
    m_query = query;
    if (m_tail) {
        const auto wanted = Query::LogQuery::parse(query);
        wanted ? m_tail->start(*wanted) : end(tr("It ended, since another search was begun that cannot be followed."));
    }
    showState();
}

void LogTailBar::toggle()
{
    const bool isOn = m_tail && m_tail->isOn();
    end(QString());
    Session::TenantSession *session = m_tenant ? m_estate.find(*m_tenant) : nullptr;
    const auto wanted = Query::LogQuery::parse(m_query);
    if (!isOn && session && wanted) {
        m_tail = new Session::LogTail(*session);
        connect(m_tail, &Session::LogTail::changed, this, &LogTailBar::showState);
        m_tail->start(*wanted);
        m_age.start();
    }
    showState();
}

void LogTailBar::end(const QString &why)
{
    m_ended = m_tail ? why : QString();
    delete m_tail;
    m_age.stop();
    showState();
}

void LogTailBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_window != window()) {
        if (m_window) {
            m_window->removeEventFilter(this);
        }
        m_window = window();
        m_window->installEventFilter(this);
    }
    pauseWhileHidden();
}

void LogTailBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    pauseWhileHidden();
}

bool LogTailBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowStateChange) {
        pauseWhileHidden();
    }
    return QWidget::eventFilter(watched, event);
}

void LogTailBar::pauseWhileHidden()
{
    if (m_tail) {
        m_tail->setPaused(!isVisible() || window()->isMinimized());
    }
}

void LogTailBar::showState()
{
    const bool canFollow = m_tenant && Query::LogQuery::parse(m_query);
    const bool isOn = m_tail && m_tail->isOn();
    m_toggle->setEnabled(canFollow || m_tail);
    m_toggle->setChecked(isOn);
    m_toggle->setText(isOn ? tr("Stop fo&llowing") : tr("Follow &live"));
    m_toggle->setIcon(icon(isOn ? "media-playback-stop"_L1 : "media-playback-start"_L1));
    m_state->setText(stateText());
    setVisible(m_tenant.has_value());
}

QString LogTailBar::stateText() const
{
    if (!m_tail) {
        if (!m_ended.isEmpty()) {
            return m_ended;
        }
        return Query::LogQuery::parse(m_query)
            ? tr("Off. While it is on, Auth0 is asked every %1 s for new events.")
                  .arg(Session::LogTail::usualPause.count())
            : tr("This search cannot be followed. Terms such as type:fp or client_id:\"…\", joined by AND or OR, can.");
    }
    const Session::LogTail::Status &status = m_tail->status();
    const QString came = tr("%n new event(s)", nullptr, int(std::min<qint64>(status.arrived, INT_MAX)));
    const QString full
        = status.isFull ? tr("the last %L1 are kept, older ones let go").arg(Session::LogTail::mostEvents) : QString();
    QStringList parts;
    switch (status.phase) {
    case Phase::Off:
        return {};
    case Phase::Following: {
        const QString asked = status.askedAt.isValid()
            ? tr("asked at %1").arg(QLocale().toString(status.askedAt.toLocalTime().time(), u"HH:mm:ss"_s))
            : tr("asking Auth0");
        parts = {tr("Following"), came, asked, tr("every %1 s").arg(status.next.count()), full};
        break;
    }
    case Phase::Paused:
        parts = {tr("Paused while nobody looks"), came, full};
        break;
    case Phase::Waiting:
        parts = {tr("Asked again in %1 s").arg(status.next.count()), came,
                 status.error ? status.error->text() : QString()};
        break;
    case Phase::Stopped:
        parts = {tr("It ended"), came, status.error ? status.error->text() : QString()};
        break;
    }
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace Ui
