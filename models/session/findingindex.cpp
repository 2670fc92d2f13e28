#include "session/findingindex.h"

namespace Session {

using Domain::CustomerObject;

std::optional<CustomerObject> objectOf(const Domain::FindingSubject &subject)
{
    switch (subject.kind) {
    case Domain::FindingSubject::Kind::Application:
        return CustomerObject{CustomerObject::Kind::Application, subject.id};
    case Domain::FindingSubject::Kind::Connection:
        return CustomerObject{CustomerObject::Kind::Connection, subject.id};
    case Domain::FindingSubject::Kind::Organization:
        return CustomerObject{CustomerObject::Kind::Organization, subject.id};
    case Domain::FindingSubject::Kind::Tenant:
    case Domain::FindingSubject::Kind::User:
        break;
    }
    return std::nullopt;
}

FindingIndex::FindingIndex(const QList<Domain::Finding> &findings)
    : m_next(findings.size(), none)
{
    for (qsizetype place = findings.size() - 1; place >= 0; --place) { // so that each chain ascends
        if (const auto object = objectOf(findings.at(place).subject)) {
            m_next[place] = m_first.value(*object, none);
            m_first.insert(*object, qint32(place));
        }
    }
}

QList<qsizetype> FindingIndex::of(const CustomerObject &object) const
{
    QList<qsizetype> places;
    for (qint32 place = m_first.value(object, none); place != none; place = m_next.at(place)) {
        places.append(place);
    }
    return places;
}

} // namespace Session
