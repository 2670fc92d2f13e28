#include "ui/editors/metadatatab.h"

#include "ui/editors/jsontree.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include "items/jsontreemodel.h"
#include "session/changetray.h"
#include "session/estate.h"

#include <QAction>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

MetadataTab::MetadataTab(const ChangeServices &services, QAction *edit, QAction *editMany, QWidget *parent)
    : SelectionTab(parent)
    , m_services(services)
    , m_secrets(Json::SecretKeys::fromResource())
    , m_many(new WrapLabel(this))
    , m_edit(new QPushButton(tr("&Edit metadata…"), this))
    , m_editMany(new QPushButton(tr("&Change app_metadata…"), this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Size::gap, 0, Size::margin);
    layout->setSpacing(Size::gap);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(Size::wide, 0, Size::wide, 0);
    foot->setSpacing(Size::gap);
    for (int i = 0; i < 2; ++i) {
        m_sections.push_back(makeSection());
        layout->addWidget(m_sections.back().widget, 1);
    }
    auto *many = new QHBoxLayout;
    many->setContentsMargins(Size::wide, 0, Size::wide, 0);
    many->addWidget(m_many);
    layout->addLayout(many);
    foot->addStretch();
    foot->addWidget(m_editMany);
    foot->addWidget(m_edit);
    layout->addLayout(foot);
    layout->addStretch();
    m_edit->setObjectName(u"editMetadataButton"_s);
    m_edit->setToolTip(edit->toolTip());
    m_editMany->setToolTip(editMany->toolTip());
    connect(m_edit, &QPushButton::clicked, edit, &QAction::trigger);
    connect(m_editMany, &QPushButton::clicked, editMany, &QAction::trigger);
    connect(&services.tray, &Session::ChangeTray::changed, this, [this] {
        if (isVisible()) {
            showAgain();
        }
    });
}

MetadataTab::Section MetadataTab::makeSection()
{
    Section section{};
    section.widget = new QWidget(this);
    section.name = new PlainLabel(section.widget);
    section.state = new PlainLabel(section.widget);
    section.model = new Items::JsonTreeModel(section.widget);
    section.model->setEditable(false);
    section.tree = new JsonTree(*section.model, section.widget);
    section.name->setFont(fontOf(Type::Heading));
    section.state->setProperty("muted", true);
    section.tree->header()->resizeSection(Items::JsonTreeModel::NameColumn, 150);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(Size::wide, 0, Size::wide, 0);
    line->setSpacing(Size::gap);
    line->addWidget(section.name);
    line->addWidget(section.state, 1);
    auto *layout = new QVBoxLayout(section.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(section.tree, 1);
    return section;
}

bool MetadataTab::isFor(const Selection &selection) const
{
    const auto kind = Session::objectKindOf(Query::sourceOf(selection.kind));
    if (!kind || selection.objects.isEmpty() || selection.kind == Query::Kind::Policies) {
        return false;
    }
    return selection.objects.size() == 1 ? !Change::metadataMembers(*kind).isEmpty()
                                         : selection.kind == Query::Kind::Users;
}

void MetadataTab::showSelection(const Selection &selection)
{
    m_selection = selection;
    showAgain();
}

void MetadataTab::showEvent(QShowEvent *event)
{
    SelectionTab::showEvent(event);
    showAgain(); // while it was hidden, it did not follow
}

void MetadataTab::showAgain()
{
    const auto kind = Session::objectKindOf(m_selection.kind);
    const bool isOne = m_selection.objects.size() == 1;
    const Query::RecordPtr record = isOne && kind
        ? m_services.estate.record(m_selection.objects.first().tenant, m_selection.kind, m_selection.objects.first().id)
        : nullptr;
    const QList<const char *> members = record ? Change::metadataMembers(*kind) : QList<const char *>();
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        const Section &section = m_sections.at(i);
        const bool isUsed = qsizetype(i) < members.size();
        section.widget->setVisible(isUsed);
        if (!isUsed) {
            continue;
        }
        const Change::ObjectRef object{*kind, record->id, {}};
        const QString member = QString::fromLatin1(members.at(qsizetype(i)));
        const Change::MetadataDraft draft(object, member, record->original,
                                          m_services.tray.staged(m_selection.objects.first().tenant, object),
                                          m_secrets);
        section.name->setFullText(member);
        section.tree->setAccessibleName(tr("Keys and values of %1").arg(member));
        const auto tree = Json::TextTree::read(draft.text());
        section.model->setTree(tree.value_or(Json::TextTree()));
        const int keys = int(section.model->rowCount());
        section.state->setFullText(!tree                                  ? tree.error().message
                                       : draft.text() != draft.heldText() ? tr("staged, not sent")
                                       : keys == 0                        ? tr("Auth0 holds none")
                                                                          : tr("%n key(s)", nullptr, keys));
    }
    m_many->setVisible(!isOne);
    m_many->setText(tr("%n users are selected. Their app_metadata can be changed together: set, remove, rename or move "
                       "keys, each user's own fields filled in.",
                       nullptr, int(m_selection.objects.size())));
    m_edit->setVisible(isOne);
    m_editMany->setVisible(m_selection.kind == Query::Kind::Users);
}

QWidget *MetadataTab::entry()
{
    return m_edit->isVisibleTo(this) ? m_edit : m_editMany;
}

} // namespace Ui
