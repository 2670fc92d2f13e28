#include "ui/pages/lognotice.h"

#include "query/logquery.h"

#include <QCoreApplication>
#include <QLocale>

namespace Ui {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(Ui::LogNotice)
};

} // namespace

bool isSiftedHere(const Session::TenantSession &session, Query::Kind kind)
{
    return kind == Query::Kind::Logs && Query::logAskFor(session.searchText(kind)).here;
}

QString shortSearch(const QString &search)
{
    constexpr qsizetype most = 200;
    return search.size() > most ? search.left(most) + u'…' : search;
}

std::optional<Notice> searchNotice(const Session::TenantSession &session, Query::Kind kind)
{
    using Phase = Session::KindStatus::Phase;
    const Session::KindStatus &status = session.status(kind);
    const bool isRead = status.phase == Phase::Partial || status.phase == Phase::Complete;
    if (!isRead || !isSiftedHere(session, kind)) {
        return noticeFor(session.profile(), kind, status);
    }
    const QLocale locale;
    const bool isAll = status.phase == Phase::Complete;
    const QString looked = isAll ? Texts::tr("All %1 events of the log were looked through.")
                                 : Texts::tr("The latest %1 events of the log were looked through, no older ones.");
    return Notice{
        isAll ? Banner::Tone::Neutral : Banner::Tone::Watch,
        Texts::tr("%1: this search is longer than Auth0 takes, and was done here.").arg(session.profile().name),
        looked.arg(locale.toString(status.read)) + u' '
            + Texts::tr("A search for fewer objects is done by Auth0, and goes further back."),
        Notice::Way::None};
}

} // namespace Ui
