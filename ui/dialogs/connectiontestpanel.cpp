#include "ui/dialogs/connectiontestpanel.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

enum Column { Feature, Needs, Cost };

QLatin1StringView iconFor(Auth::TestStep::State state)
{
    switch (state) {
    case Auth::TestStep::State::Passed:
        return "data-success"_L1;
    case Auth::TestStep::State::Warning:
        return "data-warning"_L1;
    case Auth::TestStep::State::Failed:
        break;
    }
    return "data-error"_L1;
}

QString wordFor(Auth::TestStep::State state)
{
    switch (state) {
    case Auth::TestStep::State::Passed:
        return ConnectionTestPanel::tr("Passed");
    case Auth::TestStep::State::Warning:
        return ConnectionTestPanel::tr("Warning");
    case Auth::TestStep::State::Failed:
        break;
    }
    return ConnectionTestPanel::tr("Failed");
}

QLabel *textLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(visibleText(text));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QWidget *stepRow(const Auth::TestStep &step, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *mark = new QLabel(row);
    mark->setPixmap(icon(iconFor(step.state)).pixmap(Size::icon));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(mark, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(textLabel(step.what, row));
    // The scopes have a table of their own below.
    const bool isScopes = step.id == Auth::TestStep::Id::Scopes;
    const QString more = isScopes ? QString() : QStringList{step.why, step.remedy}.join(u' ').trimmed();
    if (!more.isEmpty()) {
        auto *detail = textLabel(more, row);
        detail->setProperty("muted", true);
        texts->addWidget(detail);
    }
    layout->addLayout(texts, 1);
    row->setAccessibleName(wordFor(step.state) + u": "_s + step.what);
    row->setAccessibleDescription(more);
    return row;
}

/// Rows as tall as their wrapped texts are in the columns as they stand.
class WrapDelegate : public QStyledItemDelegate
{
public:
    explicit WrapDelegate(QTreeWidget *tree)
        : QStyledItemDelegate(tree)
        , m_tree(tree)
    { }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int beside = index.column() == Feature ? Size::icon + 2 * Size::gap : Size::gap;
        const QRect room(0, 0, std::max(m_tree->columnWidth(index.column()) - beside, 40), QWIDGETSIZE_MAX);
        const QRect words = option.fontMetrics.boundingRect(room, Qt::TextWordWrap, index.data().toString());
        return {words.width() + beside, std::max(Size::row, words.height() + Size::gap)};
    }

private:
    const QTreeWidget *m_tree;
};

} // namespace

ConnectionTestPanel::ConnectionTestPanel(QWidget *parent)
    : QWidget(parent)
    , m_steps(new QVBoxLayout)
    , m_summary(textLabel({}, this))
    , m_scopes(new QTreeWidget(this))
    , m_confirm(new QPushButton(tr("I know this &host: send it there"), this))
    , m_copyScopes(new QPushButton(icon("edit-copy"_L1), tr("Copy the missing scopes"), this))
    , m_copyCommand(new QPushButton(icon("edit-copy"_L1), tr("Copy the command that grants them"), this))
{
    m_summary->setProperty("strong", true);
    m_confirm->setObjectName(u"confirmHost"_s);
    ColumnHeader::give(*m_scopes);
    m_copyScopes->setObjectName(u"copyScopes"_s);
    m_scopes->setObjectName(u"scopes"_s);
    m_scopes->setAccessibleName(tr("What the scopes of the token allow"));
    m_scopes->setRootIsDecorated(false);
    m_scopes->setAlternatingRowColors(false);
    m_scopes->setWordWrap(true);
    m_scopes->setItemDelegate(new WrapDelegate(m_scopes));
    m_scopes->setHeaderLabels({tr("Feature"), tr("Missing scopes"), tr("What that costs")});
    m_scopes->header()->setSectionResizeMode(Feature, QHeaderView::Interactive);
    m_scopes->header()->resizeSection(Feature, 210);
    m_scopes->header()->setSectionResizeMode(Needs, QHeaderView::Stretch);
    m_scopes->header()->setSectionResizeMode(Cost, QHeaderView::Stretch);
    m_scopes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Wrapped rows are as tall as their columns are narrow.
    connect(m_scopes->header(), &QHeaderView::geometriesChanged, m_scopes, &QTreeWidget::doItemsLayout,
            Qt::QueuedConnection);
    connect(m_scopes->header(), &QHeaderView::sectionResized, m_scopes, &QTreeWidget::doItemsLayout,
            Qt::QueuedConnection);
    m_scopes->setMinimumHeight(160);
    m_steps->setSpacing(Size::gap);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_confirm);
    buttons->addWidget(m_copyScopes);
    buttons->addWidget(m_copyCommand);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addLayout(m_steps);
    layout->addWidget(m_summary);
    layout->addWidget(m_scopes, 1);
    layout->addLayout(buttons);
    connect(m_confirm, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_copyScopes, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_missing); });
    connect(m_copyCommand, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command); });
    clear();
}

void ConnectionTestPanel::run(const Domain::TenantProfile &profile, const Api::Secret &secret,
                              const Api::ClientOptions &client)
{
    m_profile = profile;
    m_secret = secret;
    m_client = client;
    start(false);
}

void ConnectionTestPanel::clear()
{
    if (m_test != nullptr) {
        delete std::exchange(m_test, nullptr);
        Q_EMIT runningChanged(false);
    }
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_scopes->clear();
    offer({}, {});
    for (QWidget *widget : QList<QWidget *>{m_summary, m_scopes, m_confirm}) {
        widget->hide();
    }
}

void ConnectionTestPanel::start(bool isHostConfirmed)
{
    clear();
    Auth::TestOptions options;
    options.isHostConfirmed = isHostConfirmed;
    options.client = m_client;
    if (!m_profile.caFile.isEmpty()) {
        options.client.transport.caFile = m_profile.caFile;
    }
    m_test = new Auth::ConnectionTest(m_profile, m_secret, options, this);
    connect(m_test, &Auth::ConnectionTest::stepDone, this, &ConnectionTestPanel::addStep);
    m_summary->setText(tr("Testing %1…").arg(visibleText(Domain::originOf(m_profile).host())));
    m_summary->show();
    Q_EMIT runningChanged(true);
    m_test->run(this, [this](const Auth::TestResult &result) { finish(result); });
}

void ConnectionTestPanel::addStep(const Auth::TestStep &step)
{
    m_steps->addWidget(stepRow(step, this));
}

void ConnectionTestPanel::finish(const Auth::TestResult &result)
{
    std::exchange(m_test, nullptr)->deleteLater();
    m_summary->setText(result.passed() ? tr("The connection works.") : tr("The connection does not work yet."));
    const Auth::TestStep *host = result.step(Auth::TestStep::Id::Host);
    m_confirm->setVisible(host != nullptr && host->state == Auth::TestStep::State::Failed);
    if (result.scopes) {
        showScopes(*result.scopes);
    }
    Q_EMIT runningChanged(false);
}

void ConnectionTestPanel::showScopes(const Auth::ScopeReport &report)
{
    // What is amiss stands first: nobody should have to look for it among what works.
    QList<Auth::FeatureStatus> features = report.features;
    const auto firstWorking = std::stable_partition(
        features.begin(), features.end(), [](const Auth::FeatureStatus &feature) { return !feature.works(); });
    const qsizetype lacking = firstWorking - features.begin();
    for (const Auth::FeatureStatus &feature : std::as_const(features)) {
        const bool works = feature.works();
        auto *item = new QTreeWidgetItem(
            m_scopes,
            {feature.title, works ? tr("none") : feature.missing.join(u", "_s), works ? QString() : feature.cost});
        item->setIcon(Feature, icon(works ? "data-success"_L1 : "data-warning"_L1));
        item->setData(Feature, Qt::AccessibleTextRole,
                      works ? tr("%1: works").arg(feature.title) : tr("%1: does not work").arg(feature.title));
        item->setToolTip(Needs, plainToolTip(feature.missing.join(u", "_s)));
        item->setToolTip(Cost, plainToolTip(feature.cost));
    }
    m_summary->setText(
        lacking == 0 ? tr("The connection works, and so does everything Tenantry does.")
                     : tr("The connection works. %1 of %2 features lack scopes; these stand first, with the cost:")
                           .arg(lacking)
                           .arg(features.size()));
    m_scopes->show();
    const QStringList wanted = report.toGrant();
    offer(wanted, wanted.isEmpty() ? QString() : Auth::grantCommand(m_profile, report.granted + wanted));
}

void ConnectionTestPanel::offer(const QStringList &scopes, const QString &command)
{
    m_missing = scopes.join(u' ');
    m_command = command;
    m_copyScopes->setVisible(!scopes.isEmpty());
    m_copyCommand->setVisible(!command.isEmpty());
    m_copyScopes->setToolTip(plainToolTip(
        (m_profile.readOnly ? tr("The profile is read-only, so that scopes that write are left out.\n") : QString())
        + scopes.join(u'\n')));
    m_copyCommand->setToolTip(plainToolTip(command));
}

} // namespace Ui
