#include "items/palettemodel.h"

#include "items/roles.h"
#include "items/translation.h"
#include "session/estate.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::Place;
using Query::Kind;

namespace Items {

namespace {

/// The kinds whose records a session holds.
constexpr Kind kinds[] = {Kind::Customers, Kind::Applications, Kind::Connections, Kind::Organizations};
/// Records a turn of the event loop: some milliseconds.
constexpr qsizetype recordsATurn = 2000;
constexpr int favouriteWeight = 200;
constexpr int newestWeight = 100;

/// What a tenant's objects are found by beside their own names.
QString wordsOf(const Domain::TenantProfile &profile)
{
    return u"%1 %2 %3"_s.arg(profile.name, profile.domain, Domain::tagOf(profile.environment));
}

QStringList idsOf(const QList<Query::RecordPtr> &records)
{
    QStringList ids;
    ids.reserve(records.size());
    std::transform(records.begin(), records.end(), std::back_inserter(ids),
                   [](const Query::RecordPtr &record) { return record->id; });
    return ids;
}

bool wasNeverRead(const Session::TenantSession &session, Kind kind)
{
    return !session.status(kind).readAt.isValid() && session.records(kind).isEmpty();
}

/// A list that cannot be read, as for want of a scope, is not offered again and again beside those that were.
void sortOut(const Session::Estate &estate, QList<Domain::TenantId> *unread, int *firstReadings)
{
    unread->clear();
    *firstReadings = 0;
    for (const Session::TenantSession *session : estate.sessions()) {
        const auto isAny = [session](auto &&predicate) {
            return std::any_of(std::begin(Query::inventoryKinds), std::end(Query::inventoryKinds),
                               [&](Kind kind) { return predicate(kind, session->status(kind)); });
        };
        using Status = Session::KindStatus;
        if (isAny([](Kind, const Status &status) { return status.isReading() && !status.readAt.isValid(); })) {
            ++*firstReadings;
            continue;
        }
        const bool isSomethingKnown
            = isAny([session](Kind kind, const Status &) { return !wasNeverRead(*session, kind); });
        const bool isSomethingRead = isAny([](Kind, const Status &status) { return status.readAt.isValid(); });
        const bool isSomethingUntried = isAny([session](Kind kind, const Status &status) {
            return status.phase == Status::Phase::NotRead && wasNeverRead(*session, kind);
        });
        if (!isSomethingKnown || (isSomethingRead && isSomethingUntried)) {
            unread->append(session->id());
        }
    }
}

} // namespace

PaletteModel::PaletteModel(Session::Estate &estate, QObject *parent)
    : QAbstractListModel(parent)
    , m_estate(estate)
{
    connect(&m_catchUp, &QTimer::timeout, this, &PaletteModel::catchUp);
}

PaletteModel::~PaletteModel() = default;

void PaletteModel::start()
{
    if (std::exchange(m_isStarted, true)) {
        return;
    }
    m_estate.each(this, [this](Session::TenantSession *session) { watch(session); });
    connect(&m_estate, &Session::Estate::closed, this, [this](const Domain::TenantId &tenant) {
        m_pending.removeIf([&tenant](const Pending &pending) { return pending.tenant == tenant; });
        m_things.removeAll(tenant);
        lookAt({}, Kind::Customers, m_things.customers()); // others may have them too
        arrange();
    });
    arrange();
}

void PaletteModel::watch(Session::TenantSession *session)
{
    putTenant(*session);
    for (const Kind kind : kinds) {
        lookAt(session->id(), kind, idsOf(session->records(kind)));
    }
    const auto look = [this, session](Kind kind, const QStringList &ids) { lookAt(session->id(), kind, ids); };
    connect(session, &Session::TenantSession::recordsChanged, this, look);
    connect(session, &Session::TenantSession::recordsRemoved, this, look);
    connect(session, &Session::TenantSession::statusChanged, this, &PaletteModel::lookForUnread);
    connect(session, &Session::TenantSession::displayChanged, this, [this, session] {
        putTenant(*session);
        lookAt({}, Kind::Customers, idsOf(session->records(Kind::Customers)));
        arrange();
    });
    arrange();
}

void PaletteModel::putTenant(const Session::TenantSession &session)
{
    const Domain::TenantProfile &profile = session.profile();
    const QString tag = Domain::tagOf(profile.environment);
    const QString word = Query::wordFor(Kind::Tenants);
    m_things.setWords(profile.id, word, tag);
    m_things.put(
        PaletteEntry{{profile.id, word, profile.id.text()}, profile.name, profile.domain, tr("Auth0 tenant"), {}, {}});
    for (const Kind kind : kinds) {
        if (kind != Kind::Customers) {
            m_things.setWords(profile.id, Query::wordFor(kind), wordsOf(profile) + u' ' + Query::wordFor(kind));
        }
    }
}

void PaletteModel::lookAt(const Domain::TenantId &tenant, Kind kind, const QStringList &ids)
{
    if (ids.isEmpty() || std::find(std::begin(kinds), std::end(kinds), kind) == std::end(kinds)) {
        return;
    }
    m_pending.append({kind == Kind::Customers ? Domain::TenantId() : tenant, kind, ids, 0});
    if (!m_catchUp.isActive()) {
        m_catchUp.start();
    }
}

/// A record that is not there any more was removed.
void PaletteModel::catchUp()
{
    qsizetype left = recordsATurn;
    while (left > 0 && !m_pending.isEmpty()) {
        Pending &pending = m_pending.first();
        const bool isOfAll = pending.kind == Kind::Customers;
        const Session::TenantSession *session = isOfAll ? nullptr : m_estate.find(pending.tenant);
        for (; (session || isOfAll) && left > 0 && pending.next < pending.ids.size(); ++pending.next, --left) {
            const QString &id = pending.ids.at(pending.next);
            if (isOfAll) {
                putCustomer(id);
            } else if (const Query::RecordPtr record = session->record(pending.kind, id)) {
                m_things.put(record, pending.kind);
            } else {
                m_things.remove({pending.tenant, Query::wordFor(pending.kind), id});
            }
        }
        if ((!session && !isOfAll) || pending.next >= pending.ids.size()) {
            m_pending.removeFirst();
        }
    }
    if (m_pending.isEmpty()) {
        m_catchUp.stop();
        arrange();
    }
}

/// Once, with the tenants that have it. The place is in the first of these.
void PaletteModel::putCustomer(const QString &key)
{
    PaletteEntry entry{{{}, Query::wordFor(Kind::Customers), key}, {}, {}, {}, {}, {}};
    QStringList names;
    QStringList words;
    for (const Session::TenantSession *session : m_estate.sessions()) {
        if (const Query::RecordPtr record = session->record(Kind::Customers, key)) {
            if (names.isEmpty()) {
                entry.place.tenant = session->id();
                entry.name = Query::textAt(*record, Kind::Customers, u"name");
            }
            names << session->profile().name;
            words << wordsOf(session->profile());
        }
    }
    if (names.isEmpty()) {
        m_things.remove(entry.place);
        return;
    }
    entry.detail = tr("Customer");
    if (names.size() > 1) {
        entry.more = names.join(u", "_s);
        entry.detail += u" · "_s + entry.more;
    }
    words << entry.place.kind;
    m_things.putCustomer(entry, words.join(u' '));
}

void PaletteModel::setEntries(const QString &kind, const QList<PaletteEntry> &entries)
{
    m_things.removeAll({}, kind);
    QList<Place> places;
    for (const PaletteEntry &entry : entries) {
        m_things.put(entry);
        places.append(entry.place);
    }
    if (kind == actionKind()) {
        m_actions = places;
    }
    arrange();
}

void PaletteModel::setAnswers(const QList<PaletteEntry> &answers)
{
    const bool isLastToRead = !m_rows.isEmpty() && m_rows.last().place.kind == unreadKind();
    const qsizetype own = m_rows.size() - m_answers.size() - (isLastToRead ? 1 : 0);
    if (!m_answers.isEmpty()) {
        beginRemoveRows({}, int(own), int(own + m_answers.size()) - 1);
        m_rows.remove(own, m_answers.size());
        m_answers.clear();
        endRemoveRows();
    }
    if (!answers.isEmpty()) {
        beginInsertRows({}, int(own), int(own + answers.size()) - 1);
        m_answers = answers;
        m_rows = m_rows.first(own) + answers + m_rows.sliced(own);
        endInsertRows();
    }
}

void PaletteModel::setMarks(const QList<Place> &favourites, const QList<Place> &recent)
{
    m_favourites = favourites;
    m_recent = recent;
    QHash<Place, int> weights;
    int weight = newestWeight;
    for (const Place &place : recent) {
        weights.insert(place, std::max(1, weight--));
    }
    for (const Place &place : favourites) {
        weights.insert(place, favouriteWeight);
    }
    m_things.setWeights(weights);
    arrange();
}

void PaletteModel::setText(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        arrange();
    }
}

void PaletteModel::arrange()
{
    sortOut(m_estate, &m_unread, &m_firstReadings);
    beginResetModel();
    const bool isAsking = !m_text.trimmed().isEmpty();
    Query::NameIndex::Answer answer;
    if (isAsking) {
        answer = m_things.find(m_text, mostRows);
    } else {
        answer.things = withoutText();
        answer.total = answer.things.size();
    }
    m_rows.clear();
    for (const int thing : std::as_const(answer.things)) {
        m_rows.append(m_things.entry(thing));
    }
    m_rows += m_answers;
    if (isAsking && !m_unread.isEmpty()) {
        m_rows.append(unreadEntry()); // behind all that was asked for
    }
    m_total = answer.total;
    endResetModel();
    Q_EMIT arranged();
}

QList<int> PaletteModel::withoutText() const
{
    QList<int> shown;
    const auto show = [&shown](int thing) {
        if (thing >= 0 && !shown.contains(thing)) {
            shown.append(thing);
        }
    };
    for (const QList<Place> &places : {m_favourites, m_recent}) {
        for (const Place &place : places) {
            show(m_things.find(place));
        }
    }
    for (const Session::TenantSession *session : m_estate.sessions()) {
        show(m_things.find({session->id(), Query::wordFor(Kind::Tenants), session->id().text()}));
    }
    for (const Place &action : m_actions) {
        show(m_things.find(action));
    }
    return shown;
}

/// The pages of a reading change nothing here, only its start and its end do.
void PaletteModel::lookForUnread()
{
    QList<Domain::TenantId> unread;
    int firstReadings = 0;
    sortOut(m_estate, &unread, &firstReadings);
    if (unread != m_unread || firstReadings != m_firstReadings) {
        arrange();
    }
}

PaletteEntry PaletteModel::unreadEntry() const
{
    QStringList names;
    for (const Domain::TenantId &tenant : m_unread) {
        const Session::TenantSession *session = m_estate.find(tenant);
        names << (session ? session->profile().name : QString());
    }
    return {{{}, unreadKind(), unreadKind()},
            m_unread.size() == 1 ? tr("Read an Auth0 tenant that was not read yet…")
                                 : tr("Read %n Auth0 tenants that were not read yet…", nullptr, int(m_unread.size())),
            {},
            names.join(u", "_s),
            {},
            {}};
}

const Place *PaletteModel::markOf(const QList<Place> &marks, const Place &place) const
{
    const bool isCustomer = place.kind == Query::wordFor(Kind::Customers);
    const auto found = std::find_if(marks.begin(), marks.end(), [&](const Place &mark) {
        return mark == place || (isCustomer && mark.kind == place.kind && mark.id == place.id);
    });
    return found == marks.end() ? nullptr : &*found;
}

PaletteEntry PaletteModel::entryAt(int row) const
{
    return m_rows.value(row);
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PaletteEntry &entry = m_rows.at(index.row());
    const Session::TenantSession *session = m_estate.find(entry.place.tenant);
    const std::optional<Kind> kind = Query::kindFor(entry.place.kind);
    const bool isOfSeveral = kind == Kind::Customers && !entry.more.isEmpty(); // its details name the tenants
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case IdRole:
        return entry.place.id;
    case TenantRole:
        return entry.place.tenant.text();
    case KindRole:
        return kind ? QVariant(int(*kind)) : QVariant();
    case ConnectionKindRole: {
        const Query::RecordPtr record
            = kind == Kind::Connections && session ? session->record(*kind, entry.place.id) : nullptr;
        return record ? Query::textAt(*record, *kind, u"kind") : QString();
    }
    case EnvironmentRole:
        return session && !isOfSeveral ? QVariant(int(session->profile().environment)) : QVariant();
    case ColorRole:
        return session && !isOfSeveral ? session->profile().color : QString();
    case DetailRole:
        return entry.detail;
    case TenantNameRole:
        return session && kind != Kind::Tenants && !isOfSeveral ? session->profile().name : QString();
    case ShortcutRole:
        return entry.shortcut;
    case ObstacleRole:
        return entry.obstacle;
    case FavouriteRole:
        return markOf(m_favourites, entry.place) != nullptr;
    case RecentRole:
        return markOf(m_recent, entry.place) != nullptr;
    default:
        return {};
    }
}

} // namespace Items
