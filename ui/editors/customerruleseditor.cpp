#include "ui/editors/customerruleseditor.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/listdelegate.h"
#include "ui/widgets/namedbutton.h"

#include "items/customerrows.h"
#include "items/customerrulemodel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Kind = Domain::CustomerRule::Kind;

constexpr Kind allKinds[]
    = {Kind::ConnectionName,   Kind::ConnectionMetadata,   Kind::ApplicationName, Kind::ApplicationMetadata,
       Kind::OrganizationName, Kind::OrganizationMetadata, Kind::AppMetadata,     Kind::WholeTenant};

constexpr qsizetype toldValues = 8;
constexpr qsizetype longestTold = 40;

QString hintFor(Kind kind)
{
    switch (kind) {
    case Kind::ConnectionName:
        return CustomerRulesEditor::tr("As in {customer}-users or {customer}-{strategy}; * is anything.");
    case Kind::ApplicationName:
        return CustomerRulesEditor::tr("As in Portal for {customer}; * is anything.");
    case Kind::OrganizationName:
        return CustomerRulesEditor::tr("{customer} alone: each organization is a customer.");
    case Kind::ConnectionMetadata:
    case Kind::ApplicationMetadata:
    case Kind::OrganizationMetadata:
        return CustomerRulesEditor::tr("The key of the metadata whose value names the customer.");
    case Kind::AppMetadata:
        return CustomerRulesEditor::tr("Where app_metadata names the customer: tenant, or company.id.");
    case Kind::WholeTenant:
        break;
    }
    return CustomerRulesEditor::tr("The customer to whom all belongs that no other rule claims.");
}

} // namespace

CustomerRulesEditor::CustomerRulesEditor(QWidget *parent)
    : QWidget(parent)
    , m_model(new Items::CustomerRuleModel(this))
    , m_list(new QTreeView(this))
    , m_remove(namedButton("removeRule", tr("Re&move"), this))
    , m_up(namedButton("ruleUp", tr("&Up"), this))
    , m_down(namedButton("ruleDown", tr("&Down"), this))
    , m_grid(new FieldGrid(this))
    , m_kind(new QComboBox(this))
    , m_text(new QLineEdit(this))
{
    m_list->setObjectName(u"rules"_s);
    m_list->setAccessibleName(tr("Rules that tell the customers apart"));
    ColumnHeader *header = ColumnHeader::give(*m_list);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ListDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setMinimumHeight(76);
    header->resizeSection(Items::CustomerRuleModel::KindColumn, 154);
    header->resizeSection(Items::CustomerRuleModel::FindsColumn, 96);
    header->setFilling(Items::CustomerRuleModel::TextColumn, 80);
    m_list->setMinimumWidth(346);
    m_kind->setObjectName(u"ruleKind"_s);
    m_text->setObjectName(u"ruleText"_s);
    for (const Kind kind : allKinds) {
        m_kind->addItem(Items::titleOf(kind), int(kind));
    }
    m_grid->add(tr("Loo&ks at"), m_kind);
    m_grid->add(tr("&Text"), m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_list, 1);
    layout->addWidget(buildTools());
    layout->addWidget(m_grid);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CustomerRulesEditor::showCurrent);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &CustomerRulesEditor::change);
    connect(m_text, &QLineEdit::textChanged, this, &CustomerRulesEditor::change);
    connect(m_model, &Items::CustomerRuleModel::edited, this, &CustomerRulesEditor::edited);
    showCurrent();
}

QWidget *CustomerRulesEditor::buildTools()
{
    auto *tools = new QWidget(this);
    QPushButton *add = namedButton("addRule", tr("&Add a rule"), tools);
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    for (QPushButton *button : {add, m_remove, m_up, m_down}) {
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(add, &QPushButton::clicked, this, [this] {
        m_model->append({Kind::ConnectionName, u"{customer}"_s});
        select(m_model->rowCount() - 1);
        m_text->setFocus();
        m_text->selectAll();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int row = current();
        m_model->remove(row);
        select(std::min(row, m_model->rowCount() - 1));
    });
    connect(m_up, &QPushButton::clicked, this, [this] {
        m_model->move(current(), -1);
        showCurrent();
    });
    connect(m_down, &QPushButton::clicked, this, [this] {
        m_model->move(current(), 1);
        showCurrent();
    });
    return tools;
}

void CustomerRulesEditor::setRules(const QList<Domain::CustomerRule> &rules)
{
    m_model->setRules(rules);
    select(rules.isEmpty() ? -1 : 0);
}

const QList<Domain::CustomerRule> &CustomerRulesEditor::rules() const
{
    return m_model->rules();
}

void CustomerRulesEditor::take(const QList<Domain::CustomerRule> &wanted, const QList<Domain::CustomerRule> &unwanted)
{
    for (const Domain::CustomerRule &rule : unwanted) {
        if (const auto row = m_model->rules().indexOf(rule); row >= 0) {
            m_model->remove(int(row));
        }
    }
    for (const Domain::CustomerRule &rule : wanted) {
        if (!m_model->rules().contains(rule)) {
            m_model->append(rule);
        }
    }
    select(current() < 0 && m_model->rowCount() > 0 ? 0 : current());
}

void CustomerRulesEditor::setFound(const QList<qsizetype> &found)
{
    m_model->setFound(found);
}

void CustomerRulesEditor::setCounts(std::shared_ptr<const Domain::UserCounts> counts)
{
    m_counts = std::move(counts);
    showProblem();
}

/// "Counted 28 Nov: 41 values. acme 1,204 · globex 77 · …; 12 users have none.": of the place that a rule looks at.
QString CustomerRulesEditor::countedValues(const Domain::CustomerRule &rule) const
{
    if (rule.kind != Kind::AppMetadata || !m_counts) {
        return {};
    }
    const auto place = std::find_if(m_counts->places.begin(), m_counts->places.end(),
                                    [&rule](const Domain::PlaceCount &counted) { return counted.place == rule.text; });
    if (place == m_counts->places.end()) {
        return {};
    }
    const QLocale locale;
    QStringList values;
    for (const Domain::ValueCount &value : place->values.first(std::min(place->values.size(), toldValues))) {
        const QString text = value.value.size() > longestTold ? value.value.first(longestTold) + u'…' : value.value;
        values.append(u"%1 %2"_s.arg(visibleText(text), locale.toString(value.users)));
    }
    if (place->values.size() > toldValues) {
        values.append(u"…"_s);
    }
    return tr("%n value(s), counted %1: %2. Without one: %3.", nullptr, int(place->values.size()))
        .arg(locale.toString(m_counts->countedAt.toLocalTime(), QLocale::ShortFormat), values.join(u" · "_s),
             locale.toString(place->without));
}

bool CustomerRulesEditor::hasProblems() const
{
    return m_model->hasProblems();
}

QWidget *CustomerRulesEditor::entry() const
{
    return m_list;
}

int CustomerRulesEditor::current() const
{
    return m_list->currentIndex().row();
}

void CustomerRulesEditor::select(int row)
{
    m_list->setCurrentIndex(m_model->index(row, 0));
    showCurrent();
}

void CustomerRulesEditor::showCurrent()
{
    const int row = current();
    const bool isAny = row >= 0 && row < m_model->rowCount();
    m_isShowing = true;
    m_kind->setCurrentIndex(isAny ? m_kind->findData(int(m_model->rules().at(row).kind)) : -1);
    m_text->setText(isAny ? m_model->rules().at(row).text : QString());
    m_isShowing = false;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_remove), static_cast<QWidget *>(m_kind), static_cast<QWidget *>(m_text)}) {
        widget->setEnabled(isAny);
    }
    m_up->setEnabled(isAny && row > 0);
    m_down->setEnabled(isAny && row + 1 < m_model->rowCount());
    showProblem();
}

void CustomerRulesEditor::showProblem()
{
    const int row = current();
    const bool isAny = row >= 0 && row < m_model->rowCount();
    const QString values = isAny ? countedValues(m_model->rules().at(row)) : QString();
    m_grid->setHint(m_text,
                    !isAny                 ? tr("Add a rule, or let the program propose some.")
                        : values.isEmpty() ? hintFor(m_model->rules().at(row).kind)
                                           : values);
    m_grid->setProblem(m_text, isAny ? m_model->problem(row) : QString());
}

void CustomerRulesEditor::change()
{
    const int row = current();
    if (m_isShowing || row < 0) {
        return;
    }
    m_model->replace(row, {Kind(m_kind->currentData().toInt()), m_text->text()});
    showProblem();
}

} // namespace Ui
