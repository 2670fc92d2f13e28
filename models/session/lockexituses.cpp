// Who uses the connections of a LockExit, and which of them are proposed for it.

#include "session/lockexit.h"

#include "domain/locklimit.h"

#include <algorithm>

namespace Session {

void LockExit::readUses()
{
    if (m_uses) {
        return;
    }
    QStringList ids;
    for (const ExitRow &row : std::as_const(m_rows)) {
        if (!m_useOf.contains(row.id)) {
            ids.append(row.id);
        }
    }
    m_uses = new ConnectionUseReader(m_session, ids, this);
    connect(m_uses, &ConnectionUseReader::told, this, [this](const QString &connection, const ConnectionUse &use) {
        m_useOf.insert(connection, use);
        Q_EMIT usesChanged();
    });
    connect(m_uses, &ConnectionUseReader::finished, this, [this] {
        cancelUses();
        propose();
    });
    connect(m_uses, &ConnectionUseReader::failed, this, [this](const Api::ApiError &error) {
        cancelUses();
        Q_EMIT usesFailed(error);
    });
    m_uses->start();
    Q_EMIT usesChanged();
}

void LockExit::cancelUses()
{
    if (m_uses) {
        m_uses->disconnect(this);
        m_uses->deleteLater();
        m_uses.clear();
    }
    Q_EMIT usesChanged();
}

std::optional<ConnectionUse> LockExit::useOf(const QString &connection) const
{
    const auto found = m_useOf.constFind(connection);
    return found == m_useOf.cend() ? std::nullopt : std::optional(*found);
}

/// What nobody used for long is chosen beforehand, the longest first, until few enough are left that no finding is;
/// only where nothing was chosen yet, and never more than that.
void LockExit::propose()
{
    if (m_way != Way::TurnOff || !m_chosen.isEmpty() || !m_board->isKnown()) {
        return;
    }
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-staleDays);
    struct Stale
    {
        QString id;
        QDateTime lastLogin;
        bool isBeyond;
    };
    QList<Stale> stale;
    qsizetype databases = 0;
    for (const ExitRow &row : std::as_const(m_rows)) {
        databases += row.isDatabase ? 1 : 0;
        const auto use = useOf(row.id);
        if (row.isDatabase && use && (!use->lastLogin.isValid() || use->lastLogin < since)) {
            stale.append({row.id, use->lastLogin, row.isBeyond});
        }
    }
    // Nobody ever comes before everybody; of those alike, what Lock does not show anyway.
    std::stable_sort(stale.begin(), stale.end(), [](const Stale &one, const Stale &other) {
        if (one.lastLogin.isValid() != other.lastLogin.isValid()) {
            return !one.lastLogin.isValid();
        }
        return one.lastLogin != other.lastLogin ? one.lastLogin < other.lastLogin : one.isBeyond && !other.isBeyond;
    });
    const qsizetype wanted = std::max<qsizetype>(0, databases - (Domain::LockBands().watch - 1));
    QStringList ids;
    for (const Stale &one : stale.mid(0, wanted)) {
        ids.append(one.id);
    }
    if (!ids.isEmpty()) {
        choose(ids, true);
        m_proposed = ids.size();
        Q_EMIT changed();
    }
}

} // namespace Session
