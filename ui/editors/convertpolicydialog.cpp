#include "ui/editors/convertpolicydialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/editors/policypreview.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

ConvertPolicyDialog::ConvertPolicyDialog(const QList<Session::PolicyTarget> &targets, Domain::PolicyGeneration to,
                                         QWidget *parent)
    : QDialog(parent)
    , m_preview(new PolicyPreview(this))
    , m_stage(new QPushButton(tr("&Stage"), this))
{
    setObjectName(u"convertPolicy"_s);
    const bool isFlexible = to == Domain::PolicyGeneration::Flexible;
    setWindowTitle(isFlexible ? tr("Convert to flexible policies") : tr("Convert to legacy policies"));
    auto *banner = new Banner(this);
    banner->showState(
        Banner::Tone::Neutral,
        isFlexible ? tr("A flexible policy needs Universal Login, and no customised page for resetting passwords.")
                   : tr("A legacy policy has its rules about characters from one of five levels only."),
        isFlexible
            ? tr("Whether that is so cannot be read from a connection: with Lock or a page of your own Auth0 does "
                 "not apply the policy. It is checked when a password is set, not for those that are there.")
            : tr("The level that comes closest is taken, and what it cannot say is named below. It is checked "
                 "when a password is set, not for those that are there."));
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_stage->setObjectName(u"stage"_s);
    m_stage->setProperty("primary", true);
    m_stage->setDefault(true);
    m_stage->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_stage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(banner);
    layout->addWidget(m_preview, 1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_stage, &QPushButton::clicked, this, &ConvertPolicyDialog::accept);
    connect(m_preview, &PolicyPreview::ready, this, [this] {
        const int count = m_preview->forecast().changing;
        m_stage->setText(count > 0 ? tr("&Stage for %1").arg(count) : tr("&Stage"));
        m_stage->setEnabled(count > 0);
    });
    Change::PolicyWish wish;
    wish.to = to;
    m_preview->showWish(targets, wish);
    sizeDialog(*this, {860, 600});
}

void ConvertPolicyDialog::accept()
{
    if (m_stage->isEnabled()) {
        Q_EMIT taken(m_preview->forecast());
        QDialog::accept();
    }
}

} // namespace Ui
