#include "ui/dialogs/waiverdialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/wraplabel.h"

#include "settings/decisionstore.h"

#include <QDateEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// A waiver is for a time: long enough for a project, short enough that somebody looks again.
constexpr int proposedMonths = 3;
constexpr int longestYears = 2;
constexpr qsizetype namedFindings = 4;

/// "acme-prod · Portal: Database connections…", a line for each of the first.
QString linesOf(const QList<Items::FindingRow> &rows)
{
    QStringList lines;
    for (const Items::FindingRow &row : rows.first(std::min(rows.size(), namedFindings))) {
        lines.append(u"%1 · %2: %3"_s.arg(row.tenantName, row.finding.subject.name, row.check));
    }
    if (rows.size() > namedFindings) {
        lines.append(WaiverDialog::tr("and %n more", nullptr, int(rows.size() - namedFindings)));
    }
    return visibleText(lines.join(u'\n'));
}

} // namespace

WaiverDialog::WaiverDialog(const QList<Items::FindingRow> &rows, const QString &by, QDate today, QWidget *parent)
    : QDialog(parent)
    , m_banner(new Banner(this))
    , m_grid(new FieldGrid(this))
    , m_note(new QPlainTextEdit(this))
    , m_by(new QLineEdit(by, this))
    , m_until(new QDateEdit(today.addMonths(proposedMonths), this))
{
    setObjectName(u"waiver"_s);
    setWindowTitle(tr("Waive %n finding(s)", nullptr, int(rows.size())));
    auto *about = new WrapLabel(this);
    about->setText(linesOf(rows));
    m_note->setObjectName(u"note"_s);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(72);
    m_by->setObjectName(u"by"_s);
    m_by->setMaxLength(Settings::maximumNoteLength);
    m_until->setObjectName(u"until"_s);
    m_until->setCalendarPopup(true);
    m_until->setDateRange(today, today.addYears(longestYears));
    m_grid->add(tr("Why it may &stand"), m_note, tr("Stands beside the finding in lists and reports."));
    m_grid->add(tr("Decided &by"), m_by);
    m_grid->add(tr("&Until"), m_until, tr("The last day. From the next on the finding counts again."));
    connect(m_note, &QPlainTextEdit::textChanged, m_grid, &FieldGrid::clearProblems);
    connect(m_by, &QLineEdit::textChanged, m_grid, &FieldGrid::clearProblems);

    auto *cancel = new QPushButton(tr("&Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    auto *waive = new QPushButton(tr("&Waive"), this);
    waive->setObjectName(u"waive"_s);
    waive->setDefault(true);
    waive->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(waive);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    body->setSpacing(Size::wide);
    body->addWidget(about);
    body->addWidget(m_grid);
    body->addStretch();
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(waive, &QPushButton::clicked, this, &WaiverDialog::accept);
    m_note->setFocus();
    sizeDialog(*this, {560, 380});
}

Domain::Waiver WaiverDialog::waiver() const
{
    return {m_note->toPlainText().trimmed(), m_by->text().trimmed(), m_until->date()};
}

void WaiverDialog::accept()
{
    const Domain::Waiver waiver = this->waiver();
    m_grid->clearProblems();
    if (waiver.note.isEmpty()) {
        m_grid->setProblem(m_note, tr("Say why: whoever finds the waiver later has nothing else to go by."));
    } else if (waiver.note.size() > Settings::maximumNoteLength) {
        m_grid->setProblem(
            m_note,
            tr("Shorten it to %L1 characters, and name where more is written.").arg(Settings::maximumNoteLength));
    }
    if (waiver.by.isEmpty()) {
        m_grid->setProblem(m_by, tr("Give a name: somebody may have to ask."));
    }
    if (!m_grid->focusFirstProblem()) {
        Q_EMIT given(waiver);
    }
}

void WaiverDialog::showProblem(const QString &problem)
{
    m_banner->showState(Banner::Tone::Error, tr("The waiver could not be kept."), problem);
}

} // namespace Ui
