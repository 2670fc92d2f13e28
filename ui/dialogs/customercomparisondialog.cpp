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

constexpr int nameWidth = 120; ///< of a customer on a button
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
    title->setText(tr("%1 and %2")
                       .arg(m_model->headerData(Model::LeftColumn, Qt::Horizontal).toString(),
                            m_model->headerData(Model::RightColumn, Qt::Horizontal).toString()));
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
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(only);
    buttons->addStretch();
    buttons->addWidget(m_makeLeft);
    buttons->addWidget(m_makeRight);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    layout->addWidget(title);
    layout->addWidget(m_told);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
}

void CustomerComparisonDialog::offerLikeness()
{
    const QString left = m_model->headerData(Model::LeftColumn, Qt::Horizontal).toString();
    const QString right = m_model->headerData(Model::RightColumn, Qt::Horizontal).toString();
    const auto offer = [this](QPushButton *button, const QString &mnemonic, const QString &subject,
                              const QString &model, bool leftBecomesRight) {
        // Names may be long: the button has room for a few words of them.
        const auto shortened = [this](const QString &name) {
            return fontMetrics().elidedText(visibleText(name), Qt::ElideRight, nameWidth).replace(u"&"_s, u"&&"_s);
        };
        button->setText(mnemonic.arg(shortened(subject), shortened(model)));
        button->setToolTip(plainToolTip(tr("Choose what %1 takes over from %2").arg(subject, model)));
        button->show();
        connect(button, &QPushButton::clicked, this,
                [this, leftBecomesRight] { Q_EMIT likenessWanted(leftBecomesRight); });
    };
    offer(m_makeLeft, tr("&Make %1 like %2…"), left, right, true);
    offer(m_makeRight, tr("Ma&ke %1 like %2…"), right, left, false);
}

} // namespace Ui
