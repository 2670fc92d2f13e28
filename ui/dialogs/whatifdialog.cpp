#include "ui/dialogs/whatifdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/whatiffields.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/wraplabel.h"

#include "items/findingarranger.h"
#include "session/auditor.h"
#include "session/snapshotparts.h"
#include "session/tenantsession.h"

#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

QTreeWidget *makeTable(const QString &name, const QStringList &headings, QWidget *parent)
{
    auto *table = new QTreeWidget(parent);
    ColumnHeader::give(*table);
    table->setHeaderLabels(headings);
    table->setAccessibleName(name);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setItemDelegate(new RowDelegate(table));
    table->setMinimumHeight(56);
    return table;
}

/// A dialog is no place for more; each row costs the thread of the window.
constexpr int mostRows = 200;

/// Nothing more where the table is full, which its last row says.
void addRow(QTreeWidget *table, QStringList cells)
{
    if (table->topLevelItemCount() > mostRows) {
        return;
    }
    if (table->topLevelItemCount() == mostRows) {
        cells = {WhatIfDialog::tr("and more")};
    }
    auto *row = new QTreeWidgetItem(table);
    for (int column = 0; column < cells.size(); ++column) {
        row->setText(column, visibleText(cells.at(column)));
        row->setToolTip(column, plainToolTip(cells.at(column)));
    }
}

} // namespace

WhatIfDialog::WhatIfDialog(const Session::TenantSession &session, const Session::Auditor &auditor, const QString &text,
                           QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_auditor(auditor)
    , m_work(this, [this](const Answer &answer) { show(answer); })
    , m_text(new QLineEdit(text, this))
    , m_fields(new WhatIfFields(session, this))
    , m_state(new WrapLabel(this))
    , m_counts(makeTable(tr("Database connections of each application"),
                         {tr("Application"), tr("Now"), tr("Then"), tr("Level then")}, this))
    , m_changes(makeTable(tr("Findings that would be others"),
                          {tr("Finding"), tr("Severity"), tr("Subject"), tr("What is wrong")}, this))
{
    setObjectName(u"whatIf"_s);
    setWindowTitle(tr("What if"));
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(200ms);
    connect(&m_pause, &QTimer::timeout, this, &WhatIfDialog::ask);
    connect(m_text, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
    sizeDialog(*this, {860, 560});
    m_text->setFocus();
    ask();
}

void WhatIfDialog::supposeFor(const QString &application)
{
    m_fields->setApplication(application);
}

void WhatIfDialog::build()
{
    m_text->setObjectName(u"supposed"_s);
    m_text->setAccessibleName(tr("What is supposed"));
    m_text->setPlaceholderText(tr("add 3 customers to APPLICATION"));
    m_state->setObjectName(u"state"_s);
    auto *hint = new WrapLabel(this);
    hint->setProperty("muted", true);
    hint->setMaximumLines(2);
    m_state->setMaximumLines(2);
    hint->setText(
        tr("Or in words: enable CONNECTION, … for APPLICATION, … · disable CONNECTION, … for APPLICATION, … · add N "
           "connections (or customers) for APPLICATION, … · add N applications. Several are separated by "
           "semicolons. Nothing is read and nothing is changed."));
    m_counts->header()->resizeSection(0, 300);
    m_changes->header()->resizeSection(0, 150);
    m_changes->header()->resizeSection(1, 130);
    m_changes->header()->resizeSection(2, 200);
    auto *close = new QPushButton(tr("&Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->setSpacing(Size::gap);
    connect(m_fields, &WhatIfFields::supposed, m_text, &QLineEdit::setText);
    body->addWidget(m_fields);
    body->addWidget(m_text);
    body->addWidget(hint);
    body->addWidget(m_state);
    body->addWidget(m_counts, 1);
    body->addWidget(m_changes, 1);
    body->addStretch(); // for the tables, while there is nothing for them to show
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(windowTitle(), m_session.profile(), this));
    layout->addLayout(body, 1);
}

void WhatIfDialog::ask()
{
    if (m_text->text().trimmed().isEmpty()) {
        m_work.forget();
        return show(tl::make_unexpected(Analysis::WhatIfError{}));
    }
    m_work.start([parts = Session::SnapshotParts(m_session), text = m_text->text(),
                  options = m_auditor.optionsFor(m_session.id()), now = QDateTime::currentDateTimeUtc()]() -> Answer {
        const auto suppositions = Analysis::readSuppositions(text);
        return suppositions ? Session::whatIf(parts.snapshot(), *suppositions, options, now)
                            : tl::make_unexpected(suppositions.error());
    });
}

void WhatIfDialog::show(const Answer &answer)
{
    m_counts->clear();
    m_changes->clear();
    m_counts->setVisible(answer && !answer->counts.isEmpty());
    m_changes->setVisible(answer && !answer->changes.isEmpty());
    const bool isFault = !answer && !answer.error().happened.isEmpty();
    m_state->setProperty("error", isFault);
    m_state->style()->polish(m_state);
    if (!answer) {
        m_state->setText(isFault ? visibleText(answer.error().happened + u' ' + answer.error().advice)
                                 : tr("Say what is to be supposed: choose it above, or write it."));
        return;
    }
    showCounts(answer->counts);
    showChanges(answer->changes);
    const QString told = answer->changes.isEmpty() ? tr("No finding would appear, vanish or change its severity.")
                                                   : tr("These findings would be others.");
    m_state->setText(visibleText((QStringList{told} + answer->notes).join(u' ')));
}

void WhatIfDialog::showCounts(const QList<Analysis::LockChange> &counts)
{
    const QLocale locale;
    const Domain::LockBands bands = m_auditor.optionsFor(m_session.id()).lock;
    for (const Analysis::LockChange &change : counts) {
        addRow(m_counts,
               {change.name, change.now ? locale.toString(*change.now) : tr("new"),
                tr("%1 of %2").arg(locale.toString(change.then), locale.toString(bands.full)),
                Session::standOf(change.then, bands)});
    }
}

void WhatIfDialog::showChanges(const Session::FindingForecast &changes)
{
    for (const Session::ForecastRow &row : Session::rowsOf(changes)) {
        const Domain::Finding &finding = row.finding;
        const QString before = row.before ? Items::titleOf(*row.before) + u" → "_s : QString();
        addRow(m_changes, {row.what, before + Items::titleOf(finding.severity), finding.subject.name, finding.message});
    }
}

} // namespace Ui
