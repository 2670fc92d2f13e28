#include "ui/editors/typeseditor.h"

#include "ui/theme/tokens.h"

#include <QCheckBox>
#include <QGridLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

const QStringList &shownTypes()
{
    static const QStringList types{u"uppercase"_s, u"lowercase"_s, u"number"_s, u"special"_s};
    return types;
}

} // namespace

TypesEditor::TypesEditor(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(Size::margin);
    m_layout->setVerticalSpacing(4);
    const QHash<QString, QString> texts{{u"uppercase"_s, tr("A–Z")},
                                        {u"lowercase"_s, tr("a–z")},
                                        {u"number"_s, tr("0–9")},
                                        {u"special"_s, tr("special")}};
    for (const QString &type : shownTypes()) {
        const QString text = texts.value(type);
        auto *box = new QCheckBox(text, this);
        box->setObjectName(type);
        box->setAccessibleName(tr("Character type %1").arg(text));
        m_boxes.insert(type, box);
        connect(box, &QCheckBox::clicked, this, [this, type, box] {
            box->setTristate(false);
            m_touched.insert(type, box->checkState() != Qt::Unchecked);
            showBox(type);
            Q_EMIT edited();
        });
    }
    m_layout->setColumnStretch(int(shownTypes().size()), 1);
    arrange(int(shownTypes().size()));
    setFocusProxy(entry());
}

void TypesEditor::arrange(int perLine)
{
    if (perLine == m_perLine) {
        return;
    }
    m_perLine = perLine;
    for (int i = 0; i < shownTypes().size(); ++i) {
        m_layout->addWidget(m_boxes.value(shownTypes().at(i)), i / perLine, i % perLine); // moves what is there already
    }
}

int TypesEditor::widthFor(int perLine) const
{
    QList<int> columns(perLine);
    for (int i = 0; i < shownTypes().size(); ++i) {
        int &column = columns[i % perLine];
        column = std::max(column, m_boxes.value(shownTypes().at(i))->sizeHint().width());
    }
    return std::accumulate(columns.cbegin(), columns.cend(), Size::margin * perLine);
}

QSize TypesEditor::minimumSizeHint() const
{
    return {widthFor(2), QWidget::minimumSizeHint().height()};
}

void TypesEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto all = int(shownTypes().size());
    arrange(width() >= widthFor(all) ? all : 2);
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
    for (const QString &type : shownTypes()) {
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
