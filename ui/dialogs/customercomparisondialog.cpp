#include "ui/dialogs/customercomparisondialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/comparisondelegate.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "items/customercomparisonmodel.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

using Model = Items::CustomerComparisonModel;

namespace {

constexpr int nameWidth = 150; ///< of a customer on a button
constexpr int whatWidth = 136; ///< of its column
constexpr int leftWidth = 290; ///< of its column, beside a first one of whatWidth
constexpr int widestWhat = 220; ///< where it names Auth0 tenants
constexpr int cellPadding = 24; ///< of a cell, both sides

/// The first column has room for the names of Auth0 tenants, which tell lines of one name apart.
int widthForWhat(const Model &model, const QFontMetrics &metrics)
{
    int width = whatWidth;
    for (int row = 0; row < model.rowCount(); ++row) {
        width = std::max(width, metrics.horizontalAdvance(model.line(row).what) + cellPadding);
    }
    return std::min(width, widestWhat);
}

/// Names may be long: the button has room for a few words of them, and what tells two of one name apart stays.
QString shortened(const Model::Called &called, const QFontMetrics &metrics)
{
    const QString name = visibleText(called.name);
    if (called.tenant.isEmpty()) {
        return metrics.elidedText(name, Qt::ElideRight, nameWidth);
    }
    const QString tenant = metrics.elidedText(visibleText(called.tenant), Qt::ElideMiddle, nameWidth * 2 / 3);
    const int rest = nameWidth - metrics.horizontalAdvance(Model::Called{{}, tenant}.text());
    return Model::Called{metrics.elidedText(name, Qt::ElideRight, rest), tenant}.text();
}

} // namespace

CustomerComparisonDialog::CustomerComparisonDialog(const Session::CustomerSheet &left,
                                                   const Session::CustomerSheet &right, QWidget *parent)
    : QDialog(parent)
    , m_model(new Model(this))
    , m_told(new WrapLabel(this))
    , m_table(new QTableView(this))
    , m_makeLeft(namedButton("makeLeft", {}, this))
    , m_makeRight(namedButton("makeRight", {}, this))
{
    setObjectName(u"customerComparison"_s);
    setWindowTitle(tr("Two customers side by side"));
    m_model->compare(left, right);
    build();
    m_makeLeft->hide();
    m_makeRight->hide();
    sizeDialog(*this, {980, 600});
    m_table->setFocus();
}

void CustomerComparisonDialog::build()
{
    auto *title = new WrapLabel(this);
    title->setFont(fontOf(Type::Title));
    title->setMaximumLines(2);
    title->setText(tr("%1 and %2").arg(m_model->left().text(), m_model->right().text()));
    m_told->setProperty("muted", true);
    m_told->setText(m_model->differences() == 0 ? tr("They do not differ in what was read.")
                                                : tr("%n difference(s) in what was read. What is called after its "
                                                     "customer is compared with its like.",
                                                     nullptr, m_model->differences()));
    ColumnHeader *header = ColumnHeader::give(*m_table);
    m_table->setObjectName(u"comparison"_s);
    m_table->setAccessibleName(tr("What each of them has"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ComparisonDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Size::row);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setMinimumHeight(96);
    const int what = widthForWhat(*m_model, m_table->fontMetrics());
    header->resizeSection(Model::WhatColumn, what);
    header->resizeSection(Model::LeftColumn, leftWidth - (what - whatWidth) / 2);
    header->resizeSection(Model::DifferenceColumn, 196);
    header->setFilling(Model::RightColumn, 140);
    auto *only = new QCheckBox(tr("&Only what differs"), this);
    only->setObjectName(u"onlyDifferences"_s);
    connect(only, &QCheckBox::toggled, m_model, &Model::setOnlyDifferences);
    QPushButton *close = namedButton("close", tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *top = new QHBoxLayout;
    top->setSpacing(Size::margin);
    top->addWidget(m_told, 1);
    top->addWidget(only, 0, Qt::AlignBottom);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_makeLeft);
    buttons->addWidget(m_makeRight);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    layout->addWidget(title);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
}

void CustomerComparisonDialog::offerLikeness()
{
    const auto offer = [this](QPushButton *button, const QString &mnemonic, const Model::Called &subject,
                              const Model::Called &model, bool leftBecomesRight) {
        const auto onButton
            = [this](const Model::Called &called) { return shortened(called, fontMetrics()).replace(u"&"_s, u"&&"_s); };
        button->setText(mnemonic.arg(onButton(subject), onButton(model)));
        button->setToolTip(plainToolTip(tr("Choose what %1 takes over from %2").arg(subject.text(), model.text())));
        button->show();
        connect(button, &QPushButton::clicked, this,
                [this, leftBecomesRight] { Q_EMIT likenessWanted(leftBecomesRight); });
    };
    offer(m_makeLeft, tr("&Make %1 like %2…"), m_model->left(), m_model->right(), true);
    offer(m_makeRight, tr("Ma&ke %1 like %2…"), m_model->right(), m_model->left(), false);
}

} // namespace Ui
