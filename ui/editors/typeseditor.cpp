#include "ui/editors/typeseditor.h"

#include "ui/theme/tokens.h"

#include <QCheckBox>
#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

TypesEditor::TypesEditor(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::margin);
    const QList<std::pair<QString, QString>> types{{u"uppercase"_s, tr("A–Z")},
                                                   {u"lowercase"_s, tr("a–z")},
                                                   {u"number"_s, tr("0–9")},
                                                   {u"special"_s, tr("special")}};
    for (const auto &[type, text] : types) {
        auto *box = new QCheckBox(text, this);
        box->setObjectName(type);
        box->setAccessibleName(tr("Character type %1").arg(text));
        layout->addWidget(box);
        m_boxes.insert(type, box);
        connect(box, &QCheckBox::clicked, this, [this, type = type, box] {
            box->setTristate(false);
            m_touched.insert(type, box->checkState() != Qt::Unchecked);
            showBox(type);
            Q_EMIT edited();
        });
    }
    layout->addStretch();
    setFocusProxy(entry());
}

QWidget *TypesEditor::entry()
{
    return m_boxes.value(u"uppercase"_s);
}

void TypesEditor::showTypes(const Policy::PolicySummary &summary)
{
    m_counts = summary.types;
    m_readings = summary.readings;
    for (const QString &type : m_boxes.keys()) {
        showBox(type);
    }
}

void TypesEditor::showBox(const QString &type)
{
    const auto found = m_counts.find(type);
    const int count = found == m_counts.end() ? 0 : found->second;
    const Qt::CheckState held = count == 0 ? Qt::Unchecked : count < m_readings ? Qt::PartiallyChecked : Qt::Checked;
    const Qt::CheckState state
        = m_touched.contains(type) ? (m_touched.value(type) ? Qt::Checked : Qt::Unchecked) : held;
    QCheckBox *box = m_boxes.value(type);
    box->setTristate(state == Qt::PartiallyChecked);
    box->setCheckState(state);
}

void TypesEditor::reset()
{
    restore({});
}

void TypesEditor::restore(const QHash<QString, bool> &touched)
{
    m_touched = touched;
    for (const QString &type : m_boxes.keys()) {
        showBox(type);
    }
}

QString TypesEditor::describe(const Policy::PolicySummary &summary) const
{
    QStringList texts;
    for (const QString &type : {u"uppercase"_s, u"lowercase"_s, u"number"_s, u"special"_s}) {
        const auto found = summary.types.find(type);
        const int count = found == summary.types.end() ? 0 : found->second;
        if (count > 0) {
            texts.append(count < summary.readings ? u"(%1)"_s.arg(box(type)->text()) : box(type)->text());
        }
    }
    return texts.isEmpty() ? tr("none") : texts.join(", "_L1);
}

QString TypesEditor::difference() const
{
    const bool differs = std::any_of(m_counts.begin(), m_counts.end(),
                                     [this](const auto &entry) { return entry.second < m_readings; });
    return differs ? tr("differs: what is half marked stays as each has it") : QString();
}

} // namespace Ui
