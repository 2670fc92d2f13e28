#include "ui/editors/usersmetadatadialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/prompt.h"
#include "ui/editors/metadataconfirmation.h"
#include "ui/editors/metadatarehearsal.h"
#include "ui/editors/stagebar.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "session/changetray.h"
#include "session/estate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

enum Source { Selected, All, OfFile };

QString shown(const std::optional<QByteArray> &json, const Json::Pointer &pointer)
{
    static const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    if (!json) {
        return u"–"_s;
    }
    constexpr qsizetype longest = 200;
    const bool isSecret = secrets.names(pointer.parent().last().toUtf8(), pointer.last().toUtf8());
    const QString text
        = isSecret ? QString::fromLatin1(Json::maskText) : QString::fromUtf8(Json::masked(*json, secrets));
    return visibleText(text.size() > longest ? text.first(longest) + u'…' : text);
}

} // namespace

UsersMetadataDialog::UsersMetadataDialog(const ChangeServices &services, const Domain::TenantId &tenant,
                                         const QStringList &selected, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_tenant(tenant)
    , m_selected(selected)
    , m_schemaReading(this,
                      [this](const Change::MetadataSchema &schema) {
                          m_schema = schema;
                          m_schemaProblem->setText(schema.problem());
                          m_schemaProblem->setVisible(!schema.problem().isEmpty());
                          workOut();
                      })
    , m_csvReading(this,
                   [this](const Change::UserIds &named) {
                       m_ofFile = named;
                       m_source->setItemText(OfFile,
                                             named.problem.isEmpty()
                                                 ? tr("%n user(s) of a CSV", nullptr, int(named.ids.size()))
                                                 : tr("Those named in a CSV…"));
                       workOut();
                   })
    , m_work(this,
             [this](const QList<Change::MetadataRehearsal> &rehearsals) {
                 m_rehearsals = rehearsals;
                 showRehearsals();
             })
    , m_source(new QComboBox(this))
    , m_steps(new QPlainTextEdit(this))
    , m_state(new WrapLabel(this))
    , m_schemaProblem(new WrapLabel(this))
    , m_despiteSchema(makeSchemaConsent(this))
    , m_table(new QTreeWidget(this))
    , m_stage(new QPushButton(tr("&Stage"), this))
{
    setObjectName(u"usersMetadata"_s);
    setWindowTitle(tr("Change the metadata of many users"));
    ColumnHeader::give(*m_table);
    m_table->setHeaderLabels({tr("User"), tr("Key"), tr("Now"), tr("Afterwards")});
    m_table->setAccessibleName(tr("Rehearsal: what happens to each user"));
    m_table->setObjectName(u"rehearsal"_s);
    m_table->setMinimumHeight(64);
    m_table->setUniformRowHeights(true);
    m_table->setRootIsDecorated(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setItemDelegate(new RowDelegate(m_table));
    for (int column = 0; column < 3; ++column) {
        m_table->header()->resizeSection(column, 230);
    }
    auto *stateLine = new QVBoxLayout;
    stateLine->setContentsMargins(Size::wide, 0, Size::wide, Size::gap);
    stateLine->setSpacing(Size::gap);
    stateLine->addWidget(m_state);
    stateLine->addWidget(m_schemaProblem);
    m_schemaProblem->setObjectName(u"schemaProblem"_s);
    m_schemaProblem->setProperty("error", true);
    m_schemaProblem->hide();
    m_despiteSchema->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (const Session::TenantSession *session = m_services.estate.find(m_tenant)) {
        layout->addWidget(new DialogHeader(windowTitle(), session->profile(), this));
        if (const QString path = session->profile().metadataSchemaFile; !path.isEmpty()) {
            m_schemaReading.start([path] { return Change::MetadataSchema::ofFile(path); });
        }
    }
    layout->addWidget(new FittingScroll(buildTop(), tr("Users and steps"), 96, this));
    layout->addLayout(stateLine);
    auto *tableLine = new QHBoxLayout;
    tableLine->setContentsMargins(Size::wide, 0, Size::wide, 0);
    tableLine->addWidget(m_table);
    layout->addLayout(tableLine, 1);
    auto *consentLine = new QHBoxLayout;
    consentLine->setContentsMargins(Size::wide, Size::gap, Size::wide, 0);
    consentLine->addWidget(m_despiteSchema);
    layout->addLayout(consentLine);
    layout->addWidget(makeStageBar(*this, *m_stage)); // Return belongs to the text
    m_pause.setSingleShot(true);
    m_pause.setInterval(200ms);
    connect(&m_pause, &QTimer::timeout, this, &UsersMetadataDialog::workOut);
    connect(m_steps, &QPlainTextEdit::textChanged, this, [this] {
        showStage(0, tr("What the steps make of each user is being worked out."));
        m_pause.start();
    });
    connect(m_source, &QComboBox::activated, this, [this](int source) {
        if (source == OfFile) {
            return chooseCsv();
        }
        m_usedSource = source;
        workOut();
    });
    connect(new QShortcut(Qt::CTRL | Qt::Key_Return, this), &QShortcut::activated, this, &UsersMetadataDialog::accept);
    sizeDialog(*this, {1000, 720});
    m_steps->setFocus();
    workOut();
}

QWidget *UsersMetadataDialog::buildTop()
{
    auto *top = new QWidget(this);
    const Session::TenantSession *session = m_services.estate.find(m_tenant);
    const int all = session ? int(session->records(Query::Kind::Users).size()) : 0;
    m_source->addItem(tr("The %n selected user(s)", nullptr, int(m_selected.size())));
    m_source->addItem(tr("All %n users that were found", nullptr, all));
    m_source->addItem(tr("Those named in a CSV…"));
    m_usedSource = m_selected.isEmpty() ? All : Selected;
    m_source->setCurrentIndex(m_usedSource);
    m_source->setAccessibleName(tr("Which users"));
    m_source->setObjectName(u"source"_s);
    m_steps->setObjectName(u"steps"_s);
    m_steps->setAccessibleName(tr("Steps, one a line"));
    m_steps->setFont(fontOf(Type::Mono));
    m_steps->setTabChangesFocus(true);
    m_steps->setMaximumHeight(104);
    m_steps->setPlaceholderText(
        u"set /app_metadata/tenant = \"acme-${nickname}\"\nunset /app_metadata/old\n"
        "rename /app_metadata/tenat tenant\nmove /app_metadata/plan /app_metadata/billing/plan"_s);
    auto *help = new WrapLabel(top);
    help->setMinimumWidth(520); // narrower, it would be high
    help->setText(
        tr("A value is JSON; ${email} or ${/app_metadata/crm/id} in it is the user's own field. The users of one "
           "connection or organization are found by searching the table for "
           "identities.connection:\"name\" or organization_id:\"org_…\" first."));
    auto *line = new QHBoxLayout;
    auto *label = new QLabel(tr("&Users:"), top);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_source);
    line->setSpacing(Size::gap);
    line->addWidget(label);
    line->addWidget(m_source);
    line->addStretch();
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(Size::wide, Size::gap, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    layout->addLayout(line);
    layout->addWidget(m_steps);
    layout->addWidget(help);
    return top;
}

void UsersMetadataDialog::chooseCsv()
{
    m_source->setCurrentIndex(m_usedSource); // until a file is chosen: that may be cancelled
    m_services.prompt.openFile(this, {tr("Users of a CSV"), tr("CSV (*.csv *.txt)"), {}}, [this](const QString &path) {
        m_usedSource = OfFile;
        m_source->setCurrentIndex(OfFile);
        m_csvReading.start([path] { return Change::idsOfCsvFile(path); });
        showNone(tr("The CSV is being read."), false);
    });
}

void UsersMetadataDialog::showNone(const QString &reason, bool isFault)
{
    m_work.forget();
    m_rehearsals.clear();
    m_table->clear();
    m_despiteSchema->hide();
    showStage(0, reason);
    m_state->setProperty("error", isFault);
    m_state->style()->polish(m_state);
    m_state->setText(reason);
}

void UsersMetadataDialog::workOut()
{
    m_pause.stop();
    showStage(0, tr("What the steps make of each user is being worked out."));
    if (m_csvReading.isBusy()) {
        return; // it is worked out with what is read
    }
    if (m_source->currentIndex() == OfFile && !m_ofFile.problem.isEmpty()) {
        return showNone(m_ofFile.problem, true);
    }
    const QString text = m_steps->toPlainText();
    if (text.trimmed().isEmpty()) {
        return showNone(tr("Write the steps; what they make of each user is shown here."), false);
    }
    const auto steps = Change::readMetadataSteps(text);
    if (!steps) {
        return showNone(tr("Line %1: %2").arg(steps.error().line).arg(steps.error().message), true);
    }
    m_state->setProperty("error", false);
    m_state->style()->polish(m_state);
    if (!m_schemaReading.isBusy()) { // or it is worked out with the schema
        startRehearsals(*steps);
    }
}

void UsersMetadataDialog::startRehearsals(const QList<Change::MetadataStep> &steps)
{
    RehearsalWork work{{}, std::nullopt, {}, steps, m_schema};
    if (const Session::TenantSession *session = m_services.estate.find(m_tenant)) {
        work.records = session->records(Query::Kind::Users);
    }
    if (m_source->currentIndex() != All) {
        work.ids = m_source->currentIndex() == Selected ? m_selected : m_ofFile.ids;
    }
    for (const Session::TenantPlan &plan : m_services.tray.plans()) {
        if (plan.tenant == m_tenant) {
            work.staged = plan.plan.items;
        }
    }
    m_work.start([work] { return rehearsalsOf(work); });
}

void UsersMetadataDialog::addRows(const Change::MetadataRehearsal &rehearsal, QList<QTreeWidgetItem *> &rows) const
{
    const Tokens &tokens = tokensOf(palette());
    const Change::ObjectRef &object = rehearsal.item.object;
    const QString name = visibleText(object.name.isEmpty() ? object.id : object.name);
    if (!rehearsal.reason.isEmpty()) {
        auto *row = new QTreeWidgetItem({name, tr("stays as it is"), {}, visibleText(rehearsal.reason)});
        for (int column = 0; column < 4; ++column) {
            row->setForeground(column, tokens.muted);
        }
        row->setToolTip(3, plainToolTip(rehearsal.reason));
        rows.append(row);
    }
    for (const Json::LeafChange &change : rehearsal.item.changes) {
        auto *row = new QTreeWidgetItem({name, visibleText(change.pointer.text()), shown(change.before, change.pointer),
                                         shown(change.after, change.pointer)});
        row->setToolTip(0, plainToolTip(object.id));
        for (int column = 1; column < 4; ++column) {
            row->setFont(column, fontOf(Type::Mono));
        }
        row->setForeground(2, tokens.full);
        row->setForeground(3, tokens.ok);
        rows.append(row);
    }
    for (const Change::MetadataProblem &violation : rehearsal.violations) {
        auto *row = new QTreeWidgetItem(
            {name, visibleText(violation.pointer.text()), tr("breaks the schema"), visibleText(violation.message)});
        row->setIcon(1, icon("data-warning"_L1));
        row->setFont(1, fontOf(Type::Mono));
        row->setToolTip(3, plainToolTip(violation.message));
        rows.append(row);
    }
}

void UsersMetadataDialog::showRehearsals()
{
    constexpr qsizetype mostShown = 5000;
    m_table->clear();
    QList<QTreeWidgetItem *> rows;
    for (const Change::MetadataRehearsal &rehearsal : std::as_const(m_rehearsals)) {
        if (rows.size() < mostShown) {
            addRows(rehearsal, rows);
        }
    }
    m_table->addTopLevelItems(rows);
    const auto changed = std::count_if(m_rehearsals.cbegin(), m_rehearsals.cend(),
                                       [](const auto &rehearsal) { return rehearsal.reason.isEmpty(); });
    const int violating = violatingUsers();
    m_despiteSchema->setChecked(false); // of another result
    m_despiteSchema->setVisible(violating > 0);
    m_despiteSchema->setText(
        tr("Stage them although the metadata of %n user(s) would break the metadata schema", nullptr, violating));
    m_state->setText(
        (changed == m_rehearsals.size()
             ? tr("All of %n user(s) would change.", nullptr, int(m_rehearsals.size()))
             : tr("%1 of %n user(s) would change; the others stay as they are.", nullptr, int(m_rehearsals.size()))
                   .arg(changed))
        + u' ' + tr("Each is read again before it is written.")
        + (violating > 0 ? u' ' + tr("The metadata schema objects to %n user(s).", nullptr, violating) : QString()));
    showStage(int(changed), changed > 0 ? QString() : tr("No user would change by these steps."));
}

/// `why`: there is nothing to stage; empty where there is.
void UsersMetadataDialog::showStage(int users, const QString &why)
{
    showObstacle(*m_stage, why, tr("Nothing is sent before the change is reviewed and applied (Ctrl+Return)"));
    m_stage->setText(why.isEmpty() ? tr("&Stage %n user(s)", nullptr, users) : tr("&Stage"));
}

int UsersMetadataDialog::violatingUsers() const
{
    return int(std::count_if(m_rehearsals.cbegin(), m_rehearsals.cend(),
                             [](const auto &rehearsal) { return !rehearsal.violations.isEmpty(); }));
}

void UsersMetadataDialog::accept()
{
    if (!isReady() || !m_stage->isEnabled()) {
        return;
    }
    if (violatingUsers() > 0 && !m_despiteSchema->isChecked()) {
        return m_despiteSchema->setFocus();
    }
    QList<Change::PlanItem> items;
    for (const Change::MetadataRehearsal &rehearsal : std::as_const(m_rehearsals)) {
        if (rehearsal.reason.isEmpty()) {
            items.append(rehearsal.item);
        }
    }
    Q_EMIT staged(items);
    QDialog::accept();
}

void UsersMetadataDialog::reject()
{
    if (m_steps->toPlainText().trimmed().isEmpty()) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
