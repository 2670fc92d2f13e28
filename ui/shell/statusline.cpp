#include "ui/shell/statusline.h"

#include "ui/shell/scope.h"
#include "ui/theme/badge.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include "items/budgetmodel.h"
#include "session/estate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

/// A mark whose shape says the same as its colour.
class StateMark : public QWidget
{
public:
    explicit StateMark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(10, 10);
    }

    void setGood(bool good)
    {
        m_isGood = good;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &tokens = tokensOf(palette());
        paint(&painter, QRectF(1, 1, 8, 8), m_isGood ? Mark::Dot : Mark::Triangle, m_isGood ? tokens.ok : tokens.full);
    }

private:
    bool m_isGood = true;
};

bool isOffline(const Session::TenantSession &session)
{
    for (const Query::Kind kind : Query::inventoryKinds) {
        if (session.status(kind).isOffline()) {
            return true;
        }
    }
    return false;
}

/// Something could not be read, for another reason than that the token is not meant to read it.
bool hasFailed(const Session::TenantSession &session)
{
    using Kind = Api::ApiError::Kind;
    for (const Query::Kind kind : Query::inventoryKinds) {
        const Session::KindStatus &status = session.status(kind);
        if (status.phase == Session::KindStatus::Phase::Failed && status.error && status.error->kind != Kind::Scope
            && status.error->kind != Kind::Forbidden) {
            return true;
        }
    }
    return false;
}

} // namespace

StatusLine::StatusLine(Session::Estate &estate, QWidget *parent)
    : QStatusBar(parent)
    , m_estate(estate)
    , m_mark(new StateMark(this))
    , m_budget(new PlainLabel(this))
    , m_reach(new QLabel(this))
    , m_told(new PlainLabel(this))
    , m_jobs(new QLabel(this))
{
    setSizeGripEnabled(false);
    for (QLabel *label : {static_cast<QLabel *>(m_budget), m_reach, m_jobs}) {
        label->setProperty("muted", true);
        label->setTextFormat(Qt::PlainText);
        label->setFont(fontOf(Type::Small));
    }
    m_told->setObjectName(u"told"_s);
    m_told->setFont(fontOf(Type::Small));
    m_told->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_forget.setSingleShot(true);
    connect(&m_forget, &QTimer::timeout, this, [this] { m_told->setFullText({}); });
    auto *left = new QWidget(this);
    auto *layout = new QHBoxLayout(left);
    layout->setContentsMargins(Size::margin, 4, Size::margin, 4);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_budget);
    layout->addSpacing(Size::margin);
    layout->addWidget(m_mark); // of what stands beside it
    layout->addWidget(m_reach);
    layout->addSpacing(Size::margin);
    layout->addWidget(m_told, 1);
    layout->addWidget(m_jobs);
    addWidget(left, 1);

    // Rates change with every answer; the line is redrawn a few times a second at most.
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(250ms);
    connect(&m_refresh, &QTimer::timeout, this, &StatusLine::refresh);
    m_refill.setSingleShot(true);
    m_refill.setInterval(Items::BudgetModel::refillMilliseconds);
    connect(&m_refill, &QTimer::timeout, this, [this] { m_budget->setFullText(budgetText()); });
    estate.each(this, [this](Session::TenantSession *session) { watch(session); });
    connect(&estate, &Session::Estate::closed, &m_refresh, qOverload<>(&QTimer::start));
    refresh();
}

void StatusLine::setScope(const Scope &scope)
{
    m_tenant = scope.tenant ? scope.tenant->text() : QString();
    refresh();
}

void StatusLine::tell(const QString &text, int milliseconds)
{
    m_told->setFullText(text);
    m_forget.start(milliseconds);
}

QString StatusLine::told() const
{
    return m_told->fullText();
}

void StatusLine::watch(Session::TenantSession *session)
{
    const auto start = [this] {
        if (!m_refresh.isActive()) {
            m_refresh.start();
        }
    };
    connect(&session->client(), &Api::ManagementClient::activityChanged, this, start);
    connect(session, &Session::TenantSession::statusChanged, this, start);
    connect(session, &Session::TenantSession::displayChanged, this, start);
    connect(session, &Session::TenantSession::jobsChanged, this, start);
    start();
}

void StatusLine::refresh()
{
    m_budget->setFullText(budgetText());
    m_reach->setText(reachText());
    qsizetype jobs = 0;
    bool good = true;
    for (Session::TenantSession *session : m_estate.sessions()) {
        jobs += session->jobs().size();
        good = good && !hasFailed(*session);
    }
    static_cast<StateMark *>(m_mark)->setGood(good);
    m_jobs->setText(jobs > 0 ? tr("%n job(s) running", nullptr, int(jobs)) : QString());
}

/// The tightest of the families of the tenant that is shown: that is the one that will make somebody wait.
QString StatusLine::budgetText()
{
    Session::TenantSession *session = m_tenant.isEmpty() ? nullptr : m_estate.find(Domain::TenantId(m_tenant));
    if (!session && m_estate.sessions().size() == 1) {
        session = m_estate.sessions().first();
    }
    if (!session) {
        return m_estate.sessions().isEmpty() ? tr("No tenant yet") : tr("Rate budgets are kept per tenant");
    }
    const QLocale locale;
    const Api::RateState *tightest = nullptr;
    const QList<Api::RateState> rates = session->client().rates();
    if (Items::BudgetModel::changesByItself(rates)) {
        m_refill.start();
    }
    for (const Api::RateState &rate : rates) {
        const bool isTighter = rate.limit > 0
            && (!tightest || double(rate.remaining) / rate.limit < double(tightest->remaining) / tightest->limit);
        tightest = isTighter ? &rate : tightest;
    }
    if (!tightest) {
        return rates.isEmpty() ? tr("%1: no request yet").arg(session->profile().name)
                               : tr("%1: no rate limit seen").arg(session->profile().name);
    }
    QString text
        = tr("%1: %2 of %3 requests left")
              .arg(session->profile().name, locale.toString(tightest->remaining), locale.toString(tightest->limit));
    if (tightest->perSecond > 0) {
        text += tr(", %1/s").arg(locale.toString(tightest->perSecond, 'g', 3));
    }
    return text;
}

QString StatusLine::reachText() const
{
    const QList<Session::TenantSession *> sessions = m_estate.sessions();
    const auto offline = std::count_if(sessions.begin(), sessions.end(),
                                       [](const Session::TenantSession *session) { return isOffline(*session); });
    const auto failed = std::count_if(sessions.begin(), sessions.end(),
                                      [](const Session::TenantSession *session) { return hasFailed(*session); });
    QStringList parts{tr("%n tenant(s)", nullptr, int(sessions.size())), tr("%n offline", nullptr, int(offline))};
    if (failed > offline) {
        parts << tr("%n with problems", nullptr, int(failed - offline));
    }
    return parts.join(u", "_s);
}

} // namespace Ui
