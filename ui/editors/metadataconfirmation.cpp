#include "ui/editors/metadataconfirmation.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

QCheckBox *makeSchemaConsent(QWidget *parent)
{
    auto *box = new QCheckBox(parent);
    box->setObjectName(u"confirmSchema"_s);
    box->setToolTip(plainToolTip(
        QCheckBox::tr("Auth0 knows nothing of the schema and would take it. The tenant's settings name the file.")));
    return box;
}

MetadataConfirmation::MetadataConfirmation(const QString &member, QWidget *parent)
    : QWidget(parent)
    , m_member(member)
    , m_wipeText(new PlainLabel(this))
    , m_wipe(new QLineEdit(this))
    , m_nulls(new QCheckBox(this))
    , m_schema(makeSchemaConsent(this))
{
    m_wipe->setObjectName(u"confirmWipe"_s);
    m_nulls->setObjectName(u"confirmNulls"_s);
    m_wipe->setAccessibleName(tr("Confirm that everything goes"));
    m_wipe->setFixedWidth(180);
    m_wipeText->setProperty("error", true);
    connect(m_wipe, &QLineEdit::textChanged, this, [this] {
        m_isRefused = false;
        showWipe();
    });
    showWipe();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::gap, Size::wide, 0);
    layout->setSpacing(Size::gap);
    auto *wipe = new QHBoxLayout;
    wipe->addWidget(m_wipeText, 1);
    wipe->addWidget(m_wipe);
    layout->addLayout(wipe);
    layout->addWidget(m_nulls);
    layout->addWidget(m_schema);
    hide();
}

QString MetadataConfirmation::named(const QStringList &keys)
{
    constexpr qsizetype mostNamed = 5;
    constexpr qsizetype longest = 40;
    QStringList first;
    for (const QString &key : keys.first(std::min(keys.size(), mostNamed))) {
        first.append(key.size() > longest ? key.first(longest) + u'…' : key);
    }
    const qsizetype more = keys.size() - first.size();
    const QString names = first.join(u", "_s);
    return more == 0 ? names : tr("%1 and %n more key(s)", nullptr, int(more)).arg(names);
}

void MetadataConfirmation::showReview(const Change::MetadataReview &review)
{
    const int nulls = int(review.removedByNull.size());
    const int violations = int(review.violations.size());
    m_takesAllAway = review.takesAllAway;
    m_nulls->setText(visibleText(tr("null takes %n key(s) away: %1", nullptr, nulls).arg(named(review.removedByNull)))
                         .replace(u'&', u"&&"_s));
    m_nulls->setToolTip(plainToolTip(review.removedByNull.join(u", "_s)));
    m_schema->setText(tr("Stage it although the metadata schema has %n objection(s)", nullptr, violations));
    if (!m_takesAllAway) {
        m_wipe->clear();
    }
    if (std::exchange(m_toldNulls, review.removedByNull) != review.removedByNull) {
        m_nulls->setChecked(false);
    }
    QStringList told;
    for (const Change::MetadataProblem &violation : review.violations) {
        told.append(violation.pointer.text() + u' ' + violation.message);
    }
    if (std::exchange(m_toldViolations, told) != told) {
        m_schema->setChecked(false);
    }
    showWipe();
    m_wipeText->setVisible(m_takesAllAway);
    m_wipe->setVisible(m_takesAllAway);
    m_nulls->setVisible(nulls > 0);
    m_schema->setVisible(violations > 0);
    setVisible(m_takesAllAway || nulls > 0 || violations > 0);
}

bool MetadataConfirmation::isGiven()
{
    QWidget *missing = m_takesAllAway && m_wipe->text() != m_member ? static_cast<QWidget *>(m_wipe)
        : !m_toldNulls.isEmpty() && !m_nulls->isChecked()           ? m_nulls
        : !m_toldViolations.isEmpty() && !m_schema->isChecked()     ? m_schema
                                                                    : nullptr;
    if (missing) {
        missing->setFocus();
        m_isRefused = missing == m_wipe;
        showWipe();
    }
    return !missing;
}

/// What is typed may still become the name, unless it was meant to be it.
void MetadataConfirmation::showWipe()
{
    const QString typed = m_wipe->text();
    const bool isMistyped = !typed.isEmpty() && typed != m_member && (m_isRefused || !m_member.startsWith(typed));
    m_wipeText->setFullText(
        isMistyped ? tr("That is not the name: type %1 to confirm that everything in it goes").arg(m_member)
                   : tr("{} takes everything in %1 away. Type %1 to confirm").arg(m_member));
    m_wipe->setAccessibleDescription(m_wipeText->fullText());
    Q_EMIT changed();
}

QString MetadataConfirmation::obstacle() const
{
    return m_takesAllAway && m_wipe->text() != m_member ? tr("Type %1 first").arg(m_member) : QString();
}

} // namespace Ui
