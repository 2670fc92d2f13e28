#include "ui/dialogs/displaynamedialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"

#include "json/leaves.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr auto member = "display_name";

/// OpenAPI: UpdateConnectionRequestContent and UpdateOrganizationRequestContent.
int longest(Change::ObjectKind kind)
{
    return kind == Change::ObjectKind::Connection ? 128 : 255;
}

QString stagedName(const Change::PlanItem &item, const QString &seen)
{
    for (const Json::LeafChange &change : item.changes) {
        if (change.pointer.text() == u"/display_name"_s && change.after) {
            const auto value = Json::parse(*change.after);
            return value && value->is_string() ? Json::toQString(value->get<std::string>()) : seen;
        }
    }
    return seen;
}

} // namespace

DisplayNameDialog::DisplayNameDialog(const Change::ObjectRef &object, const QByteArray &seen,
                                     const std::optional<Change::PlanItem> &staged, QWidget *parent)
    : QDialog(parent)
    , m_object(object)
    , m_seen(seen)
    , m_fields(new FieldGrid(this))
    , m_name(new QLineEdit(this))
{
    setWindowTitle(tr("Display name of %1").arg(visibleText(Change::described(object))));
    const auto parsed = Json::parse(seen);
    const QString present = parsed ? Json::stringAt(*parsed, member) : QString();
    m_name->setObjectName(u"displayName"_s);
    m_name->setText(staged ? stagedName(*staged, present) : present);
    m_name->setMaxLength(longest(object.kind));
    m_name->selectAll();
    m_fields->add(tr("&Display name"), m_name,
                  present.isEmpty() ? tr("Auth0 holds none; at most %L1 characters.").arg(longest(object.kind))
                                    : tr("At Auth0: %1").arg(visibleText(present)));
    auto *stage = new QPushButton(tr("&Stage"), this);
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    stage->setObjectName(u"stage"_s);
    cancel->setObjectName(u"cancel"_s);
    stage->setDefault(true);
    stage->setProperty("primary", true);
    stage->setToolTip(tr("Nothing is sent before the change is reviewed and applied"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(stage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::wide);
    layout->addWidget(m_fields);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(stage, &QPushButton::clicked, this, &DisplayNameDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, m_fields, &FieldGrid::clearProblems);
    resize(560, 170);
}

void DisplayNameDialog::accept()
{
    const QString name = m_name->text();
    if (name.trimmed().isEmpty()) {
        m_fields->setProblem(m_name, tr("A display name cannot be empty. Enter one, or cancel."));
        m_fields->focusFirstProblem();
        return;
    }
    if (const auto before = Json::parse(m_seen)) {
        Json::Value after = *before;
        after[member] = name.toStdString();
        QList<Json::LeafChange> changes = Json::leafChanges(*before, after);
        if (changes.isEmpty()) { // back to what Auth0 holds: what is staged drops out
            const QByteArray value = Json::write(after[member]);
            changes = {{*Json::Pointer::parse(u"/display_name"), value, value, {}}};
        }
        Q_EMIT staged({m_object, changes, m_seen});
    }
    QDialog::accept();
}

} // namespace Ui
