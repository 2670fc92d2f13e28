// What a ReportDialog writes, and where.

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/prompt.h"
#include "ui/reports/reportdialog.h"
#include "ui/reports/reportform.h"
#include "ui/reports/reportpreview.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/banner.h"

#include "reports/filename.h"
#include "reports/glyphcheck.h"
#include "session/estate.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

void ReportDialog::askWhere()
{
    const ReportWish wish = m_form->wish();
    if (!m_form->obstacle().isEmpty() || m_writing->isBusy()) {
        return;
    }
    if (wish.eachCustomer) {
        m_prompt.openFolder(this, {tr("Where to write a file for each customer"), {}, {}},
                            [this, wish](const QString &folder) { askToReplace(wish, folder); });
        return;
    }
    const QString suffix(Reports::wordOf(wish.format));
    QStringList words{wish.definition.title};
    const QString whose = !wish.definition.customer.isEmpty() ? wish.definition.customer
        : wish.tenants.size() == 1 ? m_services.estate.find(wish.tenants.first())->profile().name
                                   : QString();
    // The title may name them already.
    if (!u"-%1-"_s.arg(Reports::fileNameFor(wish.definition.title))
             .contains(u"-%1-"_s.arg(Reports::fileNameFor(whose)))) {
        words.append(whose);
    }
    words.append(QDate::currentDate().toString(Qt::ISODate));
    m_prompt.saveFile(this,
                      {tr("Write the report"), u"%1 (*.%2)"_s.arg(suffix.toUpper(), suffix),
                       u"%1.%2"_s.arg(Reports::fileNameFor(words.join(u' ')), suffix)},
                      [this, wish](const QString &path) { write(wish, path); });
}

/// A file of another report with the same name would be gone.
void ReportDialog::askToReplace(const ReportWish &wish, const QString &folder)
{
    const QStringList there
        = QDir(folder).entryList({u"*."_s + QString(Reports::wordOf(wish.format))}, QDir::Files | QDir::Hidden);
    if (there.isEmpty()) {
        return write(wish, folder);
    }
    auto *box = new QMessageBox(QMessageBox::Question, u"Tenantry"_s,
                                tr("The folder holds %n file(s) of this format.", nullptr, int(there.size())),
                                QMessageBox::Cancel, this);
    box->setObjectName(u"replace"_s);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("Those with a customer's name are replaced: %1").arg(visibleText(folder)));
    QPushButton *go = box->addButton(tr("&Write there"), QMessageBox::AcceptRole);
    connect(go, &QPushButton::clicked, this, [this, wish, folder] { write(wish, folder); });
    openDialog(box);
}

void ReportDialog::write(const ReportWish &wish, const QString &path)
{
    m_banner->clear();
    m_toldWish = wish;
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (const auto named = Reports::formatFor(suffix); named && *named != wish.format && !wish.eachCustomer) {
        const QString word(Reports::wordOf(wish.format));
        m_banner->showState(
            Banner::Tone::Error,
            tr("The report was not written: its format is %1, and the name ends in .%2.").arg(word.toUpper(), suffix),
            tr("Programs open a file by the end of its name. Let it end in .%1, or choose the other format.")
                .arg(word));
        return;
    }
    m_writingWish = wish;
    const Analysis::Needs needs = Reports::needsOf(wish.definition);
    m_isWritingPart = std::ranges::any_of(wish.tenants, [this, needs](const Domain::TenantId &tenant) {
        return !m_source.gapsOf(tenant, needs).isEmpty();
    });
    // What was looked at is what is handed over, also where something has come since.
    Reports::InputPtr shown = m_taken == inputOf(wish) ? m_preview->input() : nullptr;
    m_writing->start(shown ? [shown] { return shown; } : m_source.take(inputOf(wish)), wish, path);
    showBusy(true);
}

void ReportDialog::showBusy(bool isBusy)
{
    m_progress->setVisible(isBusy);
    m_cancel->setVisible(isBusy);
    m_progress->setRange(0, 0);
    m_told->setText(isBusy ? tr("Writing…") : QString());
    m_form->setEnabled(!isBusy);
    m_write->setEnabled(!isBusy && m_form->obstacle().isEmpty());
}

void ReportDialog::showWritten(const ReportWriting::Result &result)
{
    showBusy(false);
    const QString path = visibleText(QDir::toNativeSeparators(result.path));
    if (result.problem && result.problem->kind == Reports::WriteProblem::Kind::Stopped) {
        m_banner->showState(Banner::Tone::Neutral, tr("It was stopped."),
                            m_writingWish.eachCustomer
                                ? tr("%n file(s) are there, whole; of the next one nothing is.", nullptr, result.files)
                                : tr("Nothing of it is left; what was there before still is."));
        return;
    }
    if (result.problem) {
        m_banner->showState(Banner::Tone::Error, tr("“%1” could not be written.").arg(path),
                            tr("%1. Choose another place, or make room there; nothing was left half written.")
                                .arg(result.problem->why));
        return;
    }
    const QString folder = m_writingWish.eachCustomer ? result.folder : QFileInfo(result.path).absolutePath();
    const QString place = m_writingWish.eachCustomer ? visibleText(QDir::toNativeSeparators(folder)) : path;
    QStringList told{m_isWritingPart ? tr("%1 Not everything was read when it was.").arg(place + u'.') : place};
    if (!result.lacking.isEmpty()) {
        told.append(Reports::lackingText(result.lacking));
    }
    const bool isWatched = m_isWritingPart || told.size() > 1 || result.files == 0;
    if (!result.without.isEmpty()) {
        told.append(visibleText(result.without));
    }
    m_banner->showState(isWatched ? Banner::Tone::Watch : Banner::Tone::Good,
                        m_writingWish.eachCustomer ? tr("%n file(s) were written.", nullptr, result.files)
                                                   : tr("The report was written."),
                        told.join(u'\n'));
    if (!m_writingWish.eachCustomer) {
        auto *open = new QAction(tr("&Open"), m_banner);
        connect(open, &QAction::triggered, m_banner,
                [file = result.path] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
        m_banner->addButton(open);
    }
    auto *show = new QAction(tr("Open the &folder"), m_banner);
    connect(show, &QAction::triggered, m_banner, [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    m_banner->addButton(show);
}

/// What is being written is stopped first: a second time closes.
void ReportDialog::reject()
{
    if (m_writing->isBusy()) {
        m_writing->stop();
        return;
    }
    QDialog::reject();
}

} // namespace Ui
