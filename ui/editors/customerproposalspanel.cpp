#include "ui/editors/customerproposalspanel.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"
#include "ui/widgets/wraplabel.h"

#include "items/customerrows.h"

#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

CustomerProposalsPanel::CustomerProposalsPanel(QWidget *parent)
    : QWidget(parent)
    , m_told(new WrapLabel(this))
    , m_model(new Items::CustomerTreeModel({tr("Proposal"), tr("What it rests on, or means")}, this))
    , m_tree(new QTreeView(this))
    , m_take(namedButton("takeProposals", tr("&Take the checked ones"), this))
{
    m_told->setObjectName(u"proposalsTold"_s);
    m_told->setProperty("muted", true);
    m_model->setCheckable(true);
    ColumnHeader *header = ColumnHeader::give(*m_tree);
    m_tree->setObjectName(u"proposals"_s);
    m_tree->setAccessibleName(tr("Proposals"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new PlainRowDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setMinimumHeight(76);
    header->resizeSection(0, 420);
    header->setFilling(1, 160);
    QPushButton *back = namedButton("leaveProposals", tr("&Back"), this);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(Size::gap);
    tools->addWidget(back);
    tools->addWidget(m_take);
    tools->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_told);
    layout->addWidget(m_tree, 1);
    layout->addLayout(tools);
    connect(back, &QPushButton::clicked, this, &CustomerProposalsPanel::left);
    connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT taken(chosen(true), chosen(false)); });
}

void CustomerProposalsPanel::showBusy()
{
    m_proposals = {};
    m_model->setRows({});
    m_told->setText(tr("Names and metadata are being looked at…"));
    m_take->setEnabled(false);
}

void CustomerProposalsPanel::showProposals(const Analysis::CustomerProposals &proposals,
                                           const Domain::CustomerRules &known)
{
    m_proposals = proposals;
    m_model->setRows(Items::rowsOf(m_proposals));
    m_tree->expandAll();
    eachRow([this, &known](const QModelIndex &index, int place) {
        const std::optional<Domain::CustomerObject> &object = m_model->row(index).object;
        const bool stands
            = object ? known.pins.contains(*object) : known.rules.contains(m_proposals.rules.at(place).rule);
        m_model->setChecked(index, stands || known.isEmpty());
    });
    const bool isAny = m_model->rowCount() > 0;
    m_take->setEnabled(isAny);
    m_told->setText(
        isAny ? tr("What names and metadata seem to tell: each may be wrong. What is checked will stand among "
                   "the rules, and what is not will not.")
              : tr("Neither names nor metadata tell customers apart in what was read."));
}

QWidget *CustomerProposalsPanel::entry() const
{
    return m_tree;
}

/// Rows stand in the order of the proposals, those of rules and those of objects below a heading each.
void CustomerProposalsPanel::eachRow(const std::function<void(const QModelIndex &, int)> &visit) const
{
    for (int group = 0; group < m_model->rowCount(); ++group) {
        const QModelIndex heading = m_model->index(group, 0);
        for (int place = 0; place < m_model->rowCount(heading); ++place) {
            visit(m_model->index(place, 0, heading), place);
        }
    }
}

Domain::CustomerRules CustomerProposalsPanel::chosen(bool checked) const
{
    Domain::CustomerRules rules;
    eachRow([this, &rules, checked](const QModelIndex &index, int place) {
        if (m_model->isChecked(index) != checked) {
            return;
        }
        if (m_model->row(index).object) {
            const Analysis::ProposedPin &pin = m_proposals.pins.at(place);
            rules.pins.insert_or_assign(pin.object, pin.customer);
        } else {
            rules.rules.append(m_proposals.rules.at(place).rule);
        }
    });
    return rules;
}

} // namespace Ui
