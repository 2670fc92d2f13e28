#include "ui/editors/switchesdialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/editors/switchsheet.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/banner.h"

#include "domain/locklimit.h"
#include "items/switchmodel.h"
#include "session/tenantsession.h"
#include "session/whatifterms.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Applications whose counts are told; the tables have them all once the change is applied.
constexpr qsizetype toldForecasts = 4;

SwitchSheet::Words wordsFor(const Session::SwitchBoard &board)
{
    const bool ofApplications = board.side() == Session::MapSide::Applications;
    const int count = int(board.chosen().size());
    return {ofApplications ? SwitchesDialog::tr("Connections of %n application(s)", nullptr, count)
                           : SwitchesDialog::tr("Applications of %n connection(s)", nullptr, count),
            ofApplications ? SwitchesDialog::tr("Find a connection") : SwitchesDialog::tr("Find an application"),
            SwitchesDialog::tr("Connections and applications")};
}

} // namespace

SwitchesDialog::SwitchesDialog(Session::TenantSession &session, const Session::ChangeTray &tray, Session::MapSide side,
                               const QStringList &chosen, QWidget *parent)
    : QDialog(parent)
    , m_board(new Session::SwitchBoard(session, tray, side, chosen, this))
    , m_sheet(new SwitchSheet(*this, *new Items::SwitchModel(*m_board, this), session.profile(), wordsFor(*m_board)))
{
    setObjectName(u"switches"_s);
    const bool ofApplications = side == Session::MapSide::Applications;
    m_sheet->setEmpty(ofApplications ? tr("No connections are known") : tr("No applications are known"),
                      tr("Read them with F5 in their table."));
    connect(m_board, &Session::SwitchBoard::changed, this, &SwitchesDialog::showState);
    connect(m_board, &Session::SwitchBoard::failed, m_sheet, &SwitchSheet::showError);
    connect(m_sheet, &SwitchSheet::readAgainWanted, m_board, &Session::SwitchBoard::read);
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); }); // nothing is left to ask about
    m_sheet->setStage(false, m_board->wishes());
    m_board->read();
}

void SwitchesDialog::offerWhatIf()
{
    m_sheet->offerWhatIf();
    connect(m_sheet, &SwitchSheet::whatIfWanted, this, [this] {
        const bool isOfApplications = m_board->side() == Session::MapSide::Applications;
        Q_EMIT whatIfWanted(wishesInWords(), isOfApplications ? m_board->chosen().value(0) : QString());
    });
}

/// As Analysis::readSuppositions() reads them: each application with what is turned on for it, and off.
QString SwitchesDialog::wishesInWords() const
{
    const Session::WhatIfTerms applications(m_board->session(), Query::Kind::Applications);
    const Session::WhatIfTerms connections(m_board->session(), Query::Kind::Connections);
    QMap<std::pair<bool, QString>, QStringList> wished; // on or off, and the application
    for (const Change::PlanItem &item : m_board->items()) {
        for (const auto &change : item.changes) {
            if (change.before != change.after) {
                const QString application = change.pointer.text().mid(1);
                wished[{change.after.has_value(), applications.termOf(application)}].append(
                    connections.termOf(item.object.id));
            }
        }
    }
    QStringList parts;
    for (auto wish = wished.cbegin(); wish != wished.cend(); ++wish) {
        parts.append((wish.key().first ? u"enable "_s : u"disable "_s) + wish->join(u", "_s) + u" for "_s
                     + wish.key().second);
    }
    return parts.join(u"; "_s);
}

void SwitchesDialog::showState()
{
    const QList<Session::LockForecast> forecasts = m_board->forecasts();
    QStringList over;
    for (const Session::LockForecast &forecast : forecasts) {
        if (forecast.gained > 0 && forecast.after().value_or(0) > Domain::lockLimit) {
            over.append(visibleText(forecast.name));
        }
    }
    m_sheet->setForecast(Session::linesOf(forecasts, toldForecasts));
    if (over.isEmpty()) {
        m_sheet->banner().clear();
    } else {
        m_sheet->banner().showState(
            Banner::Tone::Warning,
            tr("Lock would not show every database connection of %n application(s).", nullptr, int(over.size())),
            tr("It shows %1 at most: %2.").arg(Domain::lockLimit).arg(over.join(u", "_s)));
    }
    m_sheet->setStage(m_board->isKnown() && m_board->hasItems(), m_board->wishes());
}

void SwitchesDialog::accept()
{
    if (const QList<Change::PlanItem> items = m_board->items(); !items.isEmpty()) {
        Q_EMIT staged(items);
    }
    QDialog::accept();
}

void SwitchesDialog::reject()
{
    if (!m_board->isEdited()) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
