#include "ui/editors/savetemplatedialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/settinglines.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include "policy/policytemplate.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

SaveTemplateDialog::SaveTemplateDialog(QList<Policy::Edit> settings, Settings::TemplateFiles files, QWidget *parent)
    : QDialog(parent)
    , m_settings(std::move(settings))
    , m_files(std::move(files))
    , m_fields(new FieldGrid(this))
    , m_name(new QLineEdit(this))
    , m_source(new QLineEdit(this))
{
    setObjectName(u"saveTemplate"_s);
    setWindowTitle(tr("Save as a template"));
    m_name->setObjectName(u"name"_s);
    m_source->setObjectName(u"source"_s);
    m_name->setMaxLength(80);
    m_source->setMaxLength(500);
    m_fields->add(tr("&Name"), m_name, tr("One of the same name is replaced."));
    m_fields->add(tr("S&ource"), m_source, tr("Where the settings come from: a standard, a decision, a customer."));
    auto *shown = new QPlainTextEdit(settingLines(m_settings).join(u'\n'), this);
    shown->setReadOnly(true);
    shown->setFont(fontOf(Type::Mono));
    shown->setTabChangesFocus(true);
    m_fields->add(tr("&Settings"), shown, tr("What the selected connections have in common, and what you edited."));
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    auto *save = new QPushButton(tr("Sa&ve"), this);
    cancel->setObjectName(u"cancel"_s);
    save->setObjectName(u"save"_s);
    save->setProperty("primary", true);
    save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::wide);
    layout->addWidget(m_fields, 1);
    layout->addLayout(buttons);
    connect(save, &QPushButton::clicked, this, &SaveTemplateDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, m_fields, &FieldGrid::clearProblems);
    sizeDialog(*this, {560, 420});
}

void SaveTemplateDialog::accept()
{
    const QString name = m_name->text().trimmed();
    const auto &given = Policy::givenTemplates();
    const bool isGiven = std::any_of(given.begin(), given.end(), [&name](const Policy::PolicyTemplate &known) {
        return known.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (isGiven) {
        m_fields->setProblem(m_name, tr("A template of that name comes with the program. Choose another."));
        m_fields->focusFirstProblem();
        return;
    }
    const auto kept = m_files.save(name, Policy::writeTemplate({{}, name, m_source->text().trimmed(), m_settings}));
    if (!kept) {
        m_fields->setProblem(m_name, kept.error().message);
        m_fields->focusFirstProblem();
        return;
    }
    Q_EMIT saved(name);
    QDialog::accept();
}

} // namespace Ui
