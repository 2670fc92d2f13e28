#include "ui/snapshots/timelinedialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/snapshots/differencedelegate.h"
#include "ui/snapshots/timelinetext.h"
#include "ui/theme/icon.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/listdelegate.h"
#include "ui/widgets/namedbutton.h"

#include "items/differencemodel.h"
#include "items/snapshotlistmodel.h"
#include "session/organizationconnections.h"
#include "session/snapshotkeeper.h"
#include "session/storedstate.h"
#include "session/tenantsession.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Items::DifferenceModel;
using Items::SnapshotListModel;

constexpr std::chrono::milliseconds restTime{400};
constexpr int roomyWidth = 1'000; ///< from which on names and values have more of it
constexpr int openedObjects = 40; ///< with so few, all their fields are shown at once

} // namespace

TimelineDialog::TimelineDialog(Session::TenantSession &session, const Session::SnapshotKeeper &keeper, Prompt &prompt,
                               QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_prompt(prompt)
    , m_place{keeper.fileFor(session.id()), Session::storedName(session.profile()), Json::SecretKeys::fromResource()}
    , m_snapshots(new SnapshotListModel(this))
    , m_differences(new DifferenceModel(this))
    , m_banner(new Banner(this))
    , m_pages(new QStackedWidget(this))
    , m_nothing(new EmptyState(this))
    , m_list(new QTableView(this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_results(new QStackedWidget(this))
    , m_tree(new QTreeView(this))
    , m_same(new EmptyState(this))
    , m_restore(namedButton("restore", tr("&Restore the selected…"), this))
    , m_export(namedButton("export", tr("E&xport the snapshot…"), this))
    , m_rest(new QTimer(this))
    , m_relations(session)
    , m_reading(this, [this](const Session::Timeline &timeline) { showTimeline(timeline); })
    , m_comparing(this, [this](const Session::TimelineComparison &comparison) { showComparison(comparison); })
    , m_filtering(this,
                  [this](const QList<int> &shown) {
                      m_differences->setShown(shown);
                      showFiltered();
                  })
    , m_restoring(this, [this](const Restored &restored) { showRestored(restored); })
    , m_exporting(this, [this](const Store::Outcome<void> &exported) {
        exported
            ? m_banner->showState(Banner::Tone::Good, tr("The snapshot was exported."),
                                  tr("tenantry-cli snapshot import brings it in on another computer."))
            : m_banner->showState(Banner::Tone::Error, tr("The snapshot was not exported."), exported.error().text());
    })
{
    setObjectName(u"timeline"_s);
    setWindowTitle(tr("Timeline"));
    build();
    connect(&keeper, &Session::SnapshotKeeper::changed, this, [this](const Domain::TenantId &tenant) {
        if (tenant == m_session.id()) {
            read();
        }
    });
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); }); // nothing is left to ask about
    follow();
    read();
}

TimelineDialog::~TimelineDialog() = default;

bool TimelineDialog::isSettled() const
{
    return !m_reading.isBusy() && !m_comparing.isBusy() && !m_filtering.isBusy() && !m_restoring.isBusy()
        && !m_exporting.isBusy() && !m_relations.isRunning() && !m_rest->isActive();
}

void TimelineDialog::build()
{
    auto *splitter = new QSplitter(this);
    splitter->addWidget(makeList());
    splitter->addWidget(makeDifferences());
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({290, 830});
    m_nothing->setObjectName(u"nothing"_s);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(tr("Timeline"), m_session.profile(), this));
    layout->addWidget(m_banner);
    layout->addWidget(m_pages, 1);
    layout->addWidget(makeButtons());
    sizeDialog(*this, {1120, 720});
    if (width() >= roomyWidth) {
        m_tree->header()->resizeSection(DifferenceModel::NameColumn, 320);
        m_tree->header()->resizeSection(DifferenceModel::BeforeColumn, 190);
    }
    m_nothing->setContent("clock"_L1, tr("Reading the snapshots…"), {});
    m_list->setFocus();
    showButtons();
}

QWidget *TimelineDialog::makeList()
{
    ColumnHeader *header = ColumnHeader::give(*m_list);
    m_list->setObjectName(u"snapshots"_s);
    m_list->setAccessibleName(tr("Snapshots"));
    m_list->setModel(m_snapshots);
    m_list->setItemDelegate(new ListDelegate(m_list));
    m_list->setSelectionBehavior(QTableView::SelectRows);
    m_list->setShowGrid(false);
    m_list->setTabKeyNavigation(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(Size::row);
    m_list->setMinimumWidth(180);
    header->resizeSection(SnapshotListModel::WhenColumn, 170);
    header->setFilling(SnapshotListModel::ChangeColumn, 100);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TimelineDialog::compare);
    return m_list;
}

QWidget *TimelineDialog::makeDifferences()
{
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(tr("Find a name, kind or field"));
    m_filter->setAccessibleName(tr("Find in what differs"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    connect(m_filter, &QLineEdit::textChanged, this, &TimelineDialog::filter);
    m_count->setObjectName(u"count"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setWordWrap(true);
    m_count->setProperty("muted", true);
    ColumnHeader *header = ColumnHeader::give(*m_tree);
    m_tree->setObjectName(u"differences"_s);
    m_tree->setAccessibleName(tr("What differs"));
    m_tree->setModel(m_differences);
    m_tree->setItemDelegate(new DifferenceDelegate(m_tree));
    m_tree->setSelectionMode(QTreeView::ExtendedSelection);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMinimumHeight(96);
    header->resizeSection(DifferenceModel::NameColumn, 236);
    header->resizeSection(DifferenceModel::KindColumn, 92);
    header->resizeSection(DifferenceModel::BeforeColumn, 110);
    header->setFilling(DifferenceModel::AfterColumn, 100);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TimelineDialog::showButtons);
    m_same->setObjectName(u"same"_s);
    m_results->addWidget(m_tree);
    m_results->addWidget(m_same);
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(Size::margin, Size::margin, Size::margin, Size::gap);
    bar->setSpacing(Size::gap);
    bar->addWidget(m_filter);
    bar->addWidget(m_count);
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_results, 1);
    return side;
}

QWidget *TimelineDialog::makeButtons()
{
    auto *bar = new QWidget(this);
    QPushButton *close = namedButton("close", tr("&Close"), bar);
    m_restore->setProperty("primary", true);
    connect(m_restore, &QPushButton::clicked, this, &TimelineDialog::restore);
    connect(m_export, &QPushButton::clicked, this, &TimelineDialog::exportChosen);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_export);
    layout->addStretch();
    layout->addWidget(m_restore);
    layout->addWidget(close);
    return bar;
}

/// Now is another once something was read.
void TimelineDialog::follow()
{
    m_rest->setSingleShot(true);
    m_rest->setInterval(restTime);
    connect(m_rest, &QTimer::timeout, this, [this] {
        if (const auto wished = wish(); wished && !wished->after) {
            compare();
        }
    });
    connect(&m_relations, &Session::RelationsReading::progressed, this, &TimelineDialog::showReading);
    connect(&m_relations, &Session::RelationsReading::finished, this, &TimelineDialog::concludeReading);
    connect(&m_relations, &Session::RelationsReading::stopped, this, &TimelineDialog::stopRestoring);
    const auto soon = [this] { m_rest->start(); };
    const auto soonOf = [this](Query::Kind kind) {
        if (!Query::isSearched(kind) && !Query::isDerived(kind)) {
            m_rest->start();
        }
    };
    connect(&m_session, &Session::TenantSession::recordsChanged, this, soonOf);
    connect(&m_session, &Session::TenantSession::recordsRemoved, this, soonOf);
    connect(&m_session, &Session::TenantSession::statusChanged, this, soonOf);
    connect(&m_session, &Session::TenantSession::mapStatusChanged, this, soon);
    connect(&m_session.organizationConnections(), &Session::OrganizationConnections::changed, this, soon);
}

void TimelineDialog::read()
{
    m_reading.start([place = m_place] { return Session::readTimeline(place); });
}

/// Those that were chosen stay so.
void TimelineDialog::showTimeline(const Session::Timeline &timeline)
{
    const QList<Store::SnapshotInfo> chosen = chosenSnapshots();
    m_snapshots->setSnapshots(timeline.snapshots);
    if (!timeline.problem.isEmpty()) {
        m_nothing->setContent("data-error"_L1, tr("The snapshots cannot be read"), timeline.problem);
    } else if (m_place.file.isEmpty()) {
        m_nothing->setContent("clock"_L1, tr("No snapshots are kept"),
                              tr("There is no place for them on this computer."));
    } else {
        m_nothing->setContent(
            "clock"_L1, tr("No snapshots yet"),
            tr("One is kept by itself a moment after the tenant was read, and later whenever something "
               "is another than before. tenantry-cli snapshot save makes one too."));
    }
    if (!timeline.setAside.isEmpty()) {
        m_banner->showState(Banner::Tone::Warning, tr("The file of snapshots was damaged, and a new one was begun."),
                            tr("It is set aside as %1.").arg(QDir::toNativeSeparators(timeline.setAside)));
    }
    const bool isFirst = m_pages->currentIndex() == 0;
    m_pages->setCurrentIndex(timeline.snapshots.isEmpty() ? 0 : 1);
    if (timeline.snapshots.isEmpty()) {
        showButtons();
        return;
    }
    if (isFirst) {
        m_list->setFocus();
    }
    QItemSelection selection;
    for (const Store::SnapshotInfo &snapshot : chosen) {
        if (const int row = m_snapshots->rowOf(snapshot.id); row >= 0) {
            selection.select(m_snapshots->index(row, 0), m_snapshots->index(row, SnapshotListModel::ColumnCount - 1));
        }
    }
    if (selection.isEmpty()) {
        m_list->selectRow(0);
    } else {
        m_list->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    }
}

QList<Store::SnapshotInfo> TimelineDialog::chosenSnapshots() const
{
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &one, const QModelIndex &other) { return other < one; });
    QList<Store::SnapshotInfo> chosen;
    for (const QModelIndex &row : std::as_const(rows)) {
        chosen.append(m_snapshots->snapshot(row.row()));
    }
    return chosen;
}

/// One beside now, or the oldest beside the latest of several.
std::optional<Session::TimelineWish> TimelineDialog::wish() const
{
    const QList<Store::SnapshotInfo> chosen = chosenSnapshots();
    if (chosen.isEmpty()) {
        return std::nullopt;
    }
    return Session::TimelineWish{chosen.first(), chosen.size() > 1 ? std::optional(chosen.last()) : std::nullopt};
}

void TimelineDialog::compare()
{
    const auto wished = wish();
    showButtons();
    if (!wished) {
        return;
    }
    m_count->setText(tr("Comparing…"));
    m_comparing.start([place = m_place, wished = *wished, now = Session::HeldNow(m_session)] {
        return Session::compareInTimeline(place, wished, now);
    });
}

void TimelineDialog::showComparison(const Session::TimelineComparison &comparison)
{
    m_comparison = comparison;
    const auto wished = wish();
    m_differences->setDifferences(comparison.objects, !wished || !wished->after);
    if (m_relations.isRunning()) {
        // the banner holds its Stop
    } else if (!comparison.problem.isEmpty()) {
        m_banner->showState(Banner::Tone::Error, tr("The snapshots cannot be compared."), comparison.problem);
    } else if (!comparison.notCompared.isEmpty()) {
        m_banner->showState(Banner::Tone::Watch, tr("Not everything could be compared."),
                            comparison.notCompared.join(u'\n'));
    } else {
        m_banner->clear();
    }
    m_filter->text().isEmpty() ? showFiltered() : filter();
}

void TimelineDialog::filter()
{
    m_filtering.start([objects = m_differences->differences(), text = m_filter->text()] {
        return DifferenceModel::matching(*objects, text);
    });
}

void TimelineDialog::showFiltered()
{
    const auto wished = wish();
    if (!wished || !m_comparison.objects) {
        return;
    }
    const auto &[added, changed, gone] = m_comparison.counts;
    const QString told = tr("%L1 changed, %L2 new, %L3 gone").arg(changed).arg(added).arg(gone);
    const QString between = wished->after ? betweenText(wished->before.at, wished->after->at, told)
                                          : sinceText(wished->before.at, m_session, told);
    const qsizetype all = m_comparison.objects->size();
    m_count->setText(m_filter->text().isEmpty() ? between
                                                : between + u' ' + tr("%L1 shown.").arg(m_differences->shownCount()));
    const bool isWhole = m_comparison.notCompared.isEmpty();
    m_same->setContent(
        all == 0 && isWhole ? "data-success"_L1 : "edit-find"_L1,
        all > 0       ? tr("Nothing of it fits")
            : isWhole ? tr("Nothing differs")
                      : tr("Nothing of what could be compared differs"),
        all > 0 ? tr("Find another text, or none.")
                : tr("All that both hold means the same. F5 in the window reads what is now. How organizations "
                     "use a connection (membership on login, button, sign-up) is in no snapshot."));
    m_results->setCurrentIndex(m_differences->shownCount() > 0 ? 0 : 1);
    if (m_differences->shownCount() <= openedObjects) {
        m_tree->expandAll();
    }
    showButtons();
}

} // namespace Ui
