#include "ui/reports/exportdialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/prompt.h"
#include "ui/pages/agetext.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "session/estate.h"

#include <QComboBox>
#include <QDir>
#include <QLocale>
#include <QMessageBox>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Kept = Reports::ExportInput::KeptPolicy;
using Query::Kind;

constexpr int settleTime = 200; // ms
constexpr int leastText = 120;

QComboBox *makeBox(const char *name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QLatin1StringView(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(24);
    box->setMaxVisibleItems(16);
    return box;
}

WrapLabel *makeText(const char *name, const QString &text, QWidget *parent)
{
    auto *label = new WrapLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setText(text);
    return label;
}

} // namespace

ExportDialog::ExportDialog(Session::Estate &estate, ExportTool tool, const QList<ExportOffer> &offers, Prompt &prompt,
                           QWidget *parent)
    : QDialog(parent)
    , m_estate(estate)
    , m_tool(tool)
    , m_offers(offers)
    , m_prompt(prompt)
    , m_grid(new FieldGrid(this))
    , m_objects(makeBox("objects", this))
    , m_policies(makeBox("policies", this))
    , m_cost(makeText("cost", {}, this))
    , m_choose(namedButton("choose", tr("Choose a &folder…"), this))
{
    setObjectName(u"exportObjects"_s);
    setWindowTitle(tr("Export for %1").arg(Reports::exportToolName(tool)));
    for (const ExportOffer &offer : offers) {
        m_objects->addItem(visibleText(titleOf(offer)));
    }
    m_policies->addItem(tr("are left out, and named"), int(Kept::None));
    m_policies->addItem(tr("are written with the legacy policy"), int(Kept::Legacy));
    m_policies->addItem(tr("are written with the flexible policy"), int(Kept::Flexible));
    build();
    m_later.setSingleShot(true);
    m_later.setInterval(settleTime);
    connect(&m_later, &QTimer::timeout, this, &ExportDialog::showCost);
    connect(m_objects, &QComboBox::currentIndexChanged, this, &ExportDialog::showCost);
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::askWhere);
    connect(&m_looking, &QFutureWatcherBase::finished, this, [this] {
        if (isVisible()) { // or somebody cancelled meanwhile
            takePlace(m_looking.result());
        }
    });
    const auto soon = qOverload<>(&QTimer::start);
    estate.each(this, [this, soon](Session::TenantSession *session) {
        connect(session, &Session::TenantSession::statusChanged, &m_later, soon);
        connect(session, &Session::TenantSession::mapStatusChanged, &m_later, soon);
    });
    connect(&estate, &Session::Estate::closed, this, &ExportDialog::showCost);
    showCost();
    m_objects->setFocus();
}

void ExportDialog::build()
{
    m_grid->add(tr("&What"), m_objects);
    m_grid->add(tr("Connections with &both policies"), m_policies,
                tr("Database connections that hold the legacy and the flexible generation: Auth0 takes one at a time, "
                   "so that the other would be lost."));
    auto *text = new QWidget(this);
    auto *body = new QVBoxLayout(text);
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    body->setSpacing(Size::wide);
    body->addWidget(m_grid);
    body->addWidget(m_cost);
    auto *about = makeText(
        "about",
        m_tool == ExportTool::DeployCli
            ? tr("Becomes a folder that a0deploy import takes. No secret is written: markers stand for those that an "
                 "import must not lose, and are to be filled in. Nothing is changed at Auth0.")
            : tr("Becomes resources of the provider auth0/auth0 with import blocks. No secret is written: sensitive "
                 "variables stand for them. Nothing is changed at Auth0."),
        this);
    about->setProperty("muted", true);
    body->addWidget(about);
    auto *cancel = namedButton("cancel", tr("&Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_choose->setDefault(true);
    m_choose->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Size::wide, Size::gap, Size::wide, Size::margin);
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_choose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new FittingScroll(text, windowTitle(), leastText, this));
    layout->addStretch();
    layout->addLayout(buttons);
    sizeDialog(*this, {720, 320});
}

QString ExportDialog::titleOf(const ExportOffer &offer) const
{
    const Session::TenantSession *session = m_estate.find(offer.tenant);
    const QString name = session ? session->profile().name : QString();
    const auto count = int(offer.objects.ids.size());
    const auto titled = [&name](const QString &what) { return u"%1: %2"_s.arg(name, what); };
    switch (offer.objects.kind.value_or(Kind::Tenants)) {
    case Kind::Applications:
        return titled(offer.isSelection ? tr("%n selected application(s)", nullptr, count)
                                        : tr("%n application(s) that the table shows", nullptr, count));
    case Kind::Connections:
        return titled(offer.isSelection ? tr("%n selected connection(s)", nullptr, count)
                                        : tr("%n connection(s) that the table shows", nullptr, count));
    case Kind::Organizations:
        return titled(offer.isSelection ? tr("%n selected organization(s)", nullptr, count)
                                        : tr("%n organization(s) that the table shows", nullptr, count));
    default:
        return titled(tr("all applications, connections and organizations"));
    }
}

const ExportOffer &ExportDialog::chosen() const
{
    return m_offers.at(std::max(m_objects->currentIndex(), 0));
}

void ExportDialog::showCost()
{
    m_grid->setRowVisible(m_policies, chosen().objects.wants(Kind::Connections));
    Session::TenantSession *session = m_estate.find(chosen().tenant);
    const QString closed = session ? QString() : tr("This Auth0 tenant was closed.");
    m_objects->setToolTip(plainToolTip(m_objects->currentText())); // a tenant's name may be long
    m_cost->setText(session ? costText(*session) : closed);
    m_grid->setEnabled(!m_looking.isRunning()); // the place goes with what is chosen
    showObstacle(*m_choose, m_looking.isRunning() ? tr("The folder is being looked at.") : closed, {});
}

QString ExportDialog::costText(Session::TenantSession &session) const
{
    const Session::ExportCost cost = Session::exportCost(session, chosen().objects);
    const QString asOf = cost.oldest.isValid()
        ? tr("What was read already is written as it was then: on %1 at the earliest, with what was changed "
             "from here since.")
              .arg(QLocale().toString(cost.oldest.toLocalTime(), QLocale::ShortFormat))
        : QString();
    if (cost.requests == 0) {
        return tr("Nothing has to be read for it.") + u' ' + asOf;
    }
    const QString count = cost.isAtLeast ? tr("%n request(s) at least", nullptr, int(cost.requests))
                                         : tr("%n request(s)", nullptr, int(cost.requests));
    const QString whole = cost.duration ? count + u", "_s + durationText(*cost.duration) : count;
    return (tr("Reads first what is missing: %1. The export stands in the tab Jobs, below the table, where it can "
               "be stopped.")
                .arg(whole)
            + u' ' + asOf)
        .trimmed();
}

FolderWish ExportDialog::wish() const
{
    FolderWish wish;
    wish.tool = m_tool;
    wish.objects = chosen().objects;
    wish.keptPolicy = Kept(m_policies->currentData().toInt());
    return wish;
}

void ExportDialog::askWhere()
{
    m_prompt.openFolder(this, {tr("Put the folder of the export into"), {}, {}}, [this](const QString &folder) {
        const Session::TenantSession *session = m_estate.find(chosen().tenant);
        if (!session) {
            return showCost();
        }
        // A folder of its own for each tool, and for what was chosen: one export takes another's place.
        const QString ending = (m_tool == ExportTool::DeployCli ? u"-deploy-cli"_s : u"-terraform"_s)
            + (chosen().objects.kind ? u"-selection"_s : QString());
        Place place{chosen().tenant, wish(), {}, true, {}};
        place.wish.path = QDir(folder).filePath(Reports::ExportFileNames().unique(session->profile().name + ending));
        m_looking.setFuture(QtConcurrent::run([place]() mutable {
            const QString &path = place.wish.path;
            place.obstacle = Reports::exportObstacle(path, place.wish.tool, place.wish.objects.kind.has_value());
            place.isEmpty = QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
            place.earlier = Reports::earlierExport(path);
            return place;
        }));
        showCost();
    });
}

void ExportDialog::takePlace(const Place &place)
{
    showCost();
    m_choose->setFocus();
    if (!place.obstacle.isEmpty()) {
        refuse(place.obstacle);
    } else if (!place.isEmpty) {
        askToReplace(place);
    } else {
        take(place);
    }
}

void ExportDialog::refuse(const QString &obstacle)
{
    auto *box = new QMessageBox(QMessageBox::Warning, u"Tenantry"_s, tr("It cannot be exported there."),
                                QMessageBox::Ok, this);
    box->setObjectName(u"refusedPlace"_s);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(visibleText(obstacle) + u' ' + tr("Choose another folder."));
    openDialog(box);
}

/// What somebody changed in the files of an earlier export would be gone.
void ExportDialog::askToReplace(const Place &place)
{
    const int objects = place.earlier ? place.earlier->objects.value_or(0) : 0;
    auto *box = new QMessageBox(QMessageBox::Question, u"Tenantry"_s,
                                objects > 0 ? tr("An earlier export of %n object(s) is there.", nullptr, objects)
                                            : tr("An earlier export is there."),
                                QMessageBox::Cancel, this);
    box->setObjectName(u"replaceExport"_s);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("It is replaced, with what was changed in its files since: %1")
                                .arg(visibleText(QDir::toNativeSeparators(place.wish.path))));
    QPushButton *replace = box->addButton(tr("&Replace it"), QMessageBox::AcceptRole);
    replace->setObjectName(u"replace"_s);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(replace, &QPushButton::clicked, this, [this, place] { take(place); });
    openDialog(box);
}

void ExportDialog::take(const Place &place)
{
    accept();
    Q_EMIT wanted(place.tenant, place.wish);
}

} // namespace Ui
