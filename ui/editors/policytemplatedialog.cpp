#include "ui/editors/policytemplatedialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/prompt.h"
#include "ui/editors/policypreview.h"
#include "ui/editors/settinglines.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "files/wholefile.h"

#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

PolicyTemplateDialog::PolicyTemplateDialog(const QList<Session::PolicyTarget> &targets,
                                           std::optional<Domain::PolicyGeneration> keep, Settings::TemplateFiles files,
                                           Prompt &prompt, QWidget *parent)
    : QDialog(parent)
    , m_targets(targets)
    , m_keep(keep)
    , m_files(std::move(files))
    , m_prompt(prompt)
    , m_list(new QListWidget(this))
    , m_source(new WrapLabel(this))
    , m_settings(new QPlainTextEdit(this))
    , m_preview(new PolicyPreview(this))
    , m_problem(new WrapLabel(this))
    , m_import(namedButton("import", tr("&Import…"), this))
    , m_export(namedButton("export", tr("&Export…"), this))
    , m_remove(namedButton("remove", tr("&Remove"), this))
    , m_stage(namedButton("stage", tr("&Stage"), this))
{
    setObjectName(u"policyTemplate"_s);
    setWindowTitle(tr("Apply a template"));
    m_list->setObjectName(u"templates"_s);
    m_list->setAccessibleName(tr("Templates"));
    m_list->setMinimumWidth(240);
    m_problem->setObjectName(u"problem"_s);
    m_problem->hide();
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_list);
    splitter->addWidget(buildDetails());
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_problem);
    layout->addLayout(buildButtons());
    connect(m_list, &QListWidget::currentRowChanged, this, &PolicyTemplateDialog::showCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &PolicyTemplateDialog::accept);
    connect(m_preview, &PolicyPreview::ready, this, [this] {
        const int count = m_preview->forecast().changing;
        m_stage->setText(count > 0 ? tr("&Stage for %1").arg(count) : tr("&Stage"));
        m_stage->setEnabled(count > 0);
    });
    fill({});
    m_list->setFocus();
    sizeDialog(*this, {1080, 680});
}

QWidget *PolicyTemplateDialog::buildDetails()
{
    auto *details = new QWidget(this);
    m_settings->setReadOnly(true);
    m_settings->setFont(fontOf(Type::Mono));
    m_settings->setTabChangesFocus(true);
    m_settings->setAccessibleName(tr("Settings of the template"));
    m_settings->setMaximumHeight(150);
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(Size::wide, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_source);
    layout->addWidget(m_settings);
    layout->addWidget(m_preview, 1);
    return details;
}

QLayout *PolicyTemplateDialog::buildButtons()
{
    auto *cancel = namedButton("cancel", tr("&Cancel"), this);
    m_stage->setProperty("primary", true);
    m_stage->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_import);
    buttons->addWidget(m_export);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_stage);
    connect(m_import, &QPushButton::clicked, this, &PolicyTemplateDialog::importFile);
    connect(m_export, &QPushButton::clicked, this, &PolicyTemplateDialog::exportFile);
    connect(m_remove, &QPushButton::clicked, this, &PolicyTemplateDialog::removeOwn);
    connect(m_stage, &QPushButton::clicked, this, &PolicyTemplateDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    return buttons;
}

void PolicyTemplateDialog::fill(const QString &wantedPath)
{
    m_known = Session::knownTemplates(m_files);
    m_list->clear();
    int wanted = 0;
    for (qsizetype i = 0; i < m_known.size(); ++i) {
        const Session::KnownTemplate &known = m_known.at(i);
        const QString name = visibleText(known.content.name);
        m_list->addItem(known.isOwn() ? tr("%1 (own)").arg(name) : name);
        m_list->item(int(i))->setSizeHint(QSize(0, Size::row));
        m_list->item(int(i))->setToolTip(plainToolTip(known.content.name));
        wanted = known.isOwn() && known.path == wantedPath ? int(i) : wanted;
    }
    m_list->setCurrentRow(wanted);
}

const Session::KnownTemplate *PolicyTemplateDialog::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_known.size() ? &m_known.at(row) : nullptr;
}

void PolicyTemplateDialog::showCurrent()
{
    const Session::KnownTemplate *chosen = current();
    m_stage->setEnabled(false);
    m_export->setEnabled(chosen);
    m_remove->setEnabled(chosen && chosen->isOwn());
    if (!chosen) {
        return;
    }
    tell({});
    m_source->setText(chosen->content.source.isEmpty() ? tr("Own template, without a source.")
                                                       : tr("Source: %1").arg(chosen->content.source));
    m_settings->setPlainText(settingLines(chosen->content.edits).join(u'\n'));
    m_preview->showWish(m_targets, {chosen->content.edits, {}, {}, {}, m_keep});
}

void PolicyTemplateDialog::importFile()
{
    const Prompt::Question question{tr("Import a template"), tr("Templates (*.json)"), {}};
    m_prompt.openFile(this, question, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return tell(tr("%1 cannot be read: %2.").arg(path, file.errorString()));
        }
        if (file.size() > Settings::TemplateFiles::largestFile) {
            return tell(tr("%1 is larger than any template.").arg(path));
        }
        const auto read = Policy::readTemplate(file.readAll());
        if (!read) {
            return tell(tr("%1 is no template: %2").arg(path, read.error()));
        }
        Policy::PolicyTemplate imported = *read;
        if (imported.name.isEmpty()) {
            imported.name = QFileInfo(path).completeBaseName();
        }
        const auto kept = m_files.save(imported.name, Policy::writeTemplate(imported));
        if (!kept) {
            return tell(kept.error().message);
        }
        fill(*kept);
    });
}

void PolicyTemplateDialog::exportFile()
{
    const Session::KnownTemplate *chosen = current();
    if (!chosen) {
        return;
    }
    const QByteArray text = Policy::writeTemplate(chosen->content);
    const QString proposal = chosen->isOwn() ? QFileInfo(chosen->path).fileName() : chosen->content.id + u".json"_s;
    m_prompt.saveFile(this, {tr("Export the template"), tr("Templates (*.json)"), proposal},
                      [this, text](const QString &path) {
                          const QString why = Files::writeWholeFile(path, text);
                          tell(why.isEmpty() ? QString() : tr("%1 cannot be written: %2.").arg(path, why));
                      });
}

void PolicyTemplateDialog::removeOwn()
{
    const Session::KnownTemplate *chosen = current();
    if (!chosen || !chosen->isOwn()) {
        return;
    }
    const auto removed = m_files.remove(chosen->path);
    if (!removed) {
        return tell(removed.error().message);
    }
    fill({});
}

void PolicyTemplateDialog::tell(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void PolicyTemplateDialog::accept()
{
    if (m_stage->isEnabled() && current()) {
        Q_EMIT taken(m_preview->forecast(), current()->content.name);
        QDialog::accept();
    }
}

} // namespace Ui
