#include "ui/reports/exportresultdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "reports/exporttext.h"

#include <QDesktopServices>
#include <QDir>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// README.txt in the folder has all of them.
constexpr qsizetype linesAtMost = 100;
constexpr qsizetype namesAtMost = 20;

QStringList placeholderLines(const FolderResult &result)
{
    QStringList lines;
    for (const Reports::ExportPlaceholder &one : result.folder.placeholders) {
        lines.append(
            u"%1: %2 “%3”, %4"_s.arg(Reports::markerOf(one, result.wish.tool), one.kind, one.object, one.member));
    }
    return lines;
}

} // namespace

ExportResultDialog::ExportResultDialog(const FolderResult &result, QWidget *parent)
    : QDialog(parent)
{
    const Reports::ExportFolder &folder = result.folder;
    m_isWritten = !result.problem;
    setObjectName(u"exportResult"_s);
    setWindowTitle(tr("Export for %1").arg(Reports::exportToolName(result.wish.tool)));
    auto *about = new WrapLabel(this);
    about->setObjectName(u"exported"_s);
    about->setLines(result.problem
                        ? QStringList{result.problem->what, result.problem->why + u' ' + result.problem->advice}
                        : QStringList{tr("Exported: %n application(s)", nullptr, folder.applications) + u", "_s
                                          + tr("%n connection(s)", nullptr, folder.connections) + u", "_s
                                          + tr("%n organization(s)", nullptr, folder.organizations),
                                      QDir::toNativeSeparators(result.wish.path)});
    auto *body = new QWidget(this);
    auto *parts = new QVBoxLayout(body);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(Size::margin);
    addPart(*body, tr("Not read"), u"missing"_s, result.missing);
    addPart(*body, tr("Left out"), u"leftOut"_s,
            Reports::leftOutLines(folder.leftOut, namesAtMost,
                                  tr("“Connections with both policies” in the dialog of the export says it.")));
    if (!result.problem && !folder.placeholders.isEmpty()) {
        addPart(*body, tr("To fill in"), u"placeholders"_s,
                QStringList{result.wish.tool == ExportTool::DeployCli
                                ? tr("Secrets, each with a marker in its place. What stays open is dropped by "
                                     "deploy-cli, and then forgotten by Auth0; README.txt says where values go.")
                                : tr("Secrets, each a variable that Terraform asks for.")}
                    + placeholderLines(result));
    }
    if (!result.problem) {
        addPart(*body, tr("Good to know"), u"notes"_s, folder.notes);
    }
    if (parts->isEmpty()) {
        addPart(*body, {}, u"nothingMissing"_s, {tr("Nothing was left out, and nothing has to be filled in.")});
    }
    parts->addStretch();

    auto *close = namedButton("close", tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(close);
    if (!result.problem) {
        auto *open = namedButton("openFolder", tr("Open the &folder"), this);
        open->setProperty("primary", true);
        connect(open, &QPushButton::clicked, this,
                [path = result.wish.path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
        buttons->addWidget(open);
    }
    close->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::wide);
    layout->addWidget(about);
    layout->addWidget(makeScrollBody(body, tr("What to know of the export"), this), 1);
    layout->addLayout(buttons);
    sizeDialog(*this, {640, 440});
    close->setFocus();
}

void ExportResultDialog::addPart(QWidget &body, const QString &title, const QString &name, const QStringList &lines)
{
    if (lines.isEmpty()) {
        return;
    }
    if (!title.isEmpty()) {
        auto *heading = new WrapLabel(&body);
        heading->setFont(fontOf(Type::Heading));
        heading->setText(title);
        body.layout()->addWidget(heading);
    }
    auto *text = new WrapLabel(&body);
    text->setObjectName(name);
    QStringList shown = lines.first(std::min(lines.size(), linesAtMost));
    if (shown.size() < lines.size()) {
        const auto more = lines.size() - shown.size();
        shown.append(m_isWritten ? tr("%L1 more: README.txt in the folder has them.").arg(more)
                                 : tr("%L1 more.").arg(more));
    }
    text->setLines(shown);
    body.layout()->addWidget(text);
}

} // namespace Ui
