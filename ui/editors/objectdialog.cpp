#include "ui/editors/objectdialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/stagebar.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/scrollbody.h"

#include "json/leaves.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Change::FieldForm;

constexpr int listHeight = 76;

QString textOf(const Json::Value &value)
{
    return value.is_string() ? Json::toQString(value.get<std::string>()) : QString();
}

QString linesOf(const Json::Value &value)
{
    QStringList lines;
    for (const Json::Value &entry : value) {
        lines.append(textOf(entry));
    }
    return lines.join(u'\n');
}

Json::Value listOf(const QString &text)
{
    Json::Value list = Json::Value::array();
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty()) {
            list.push_back(line.trimmed().toStdString());
        }
    }
    return list;
}

Json::Value valueOf(const Json::Value &object, const Json::Pointer &pointer)
{
    const Json::Value *found = Json::valueAt(object, pointer);
    return found ? *found : Json::Value();
}

} // namespace

ObjectDialog::ObjectDialog(const Domain::TenantProfile &tenant, const Change::ObjectRef &object, const QByteArray &seen,
                           const std::optional<Change::PlanItem> &staged, QWidget *parent)
    : QDialog(parent)
    , m_object(object)
    , m_seen(seen)
    , m_atAuth0(Json::parse(seen).value_or(Json::Value::object()))
    , m_now(staged ? Json::merge(m_atAuth0, staged->changes).value : m_atAuth0)
    , m_fields(new FieldGrid)
{
    setObjectName(u"editObject"_s);
    const QString title = tr("Edit %1").arg(Change::described(object));
    setWindowTitle(visibleText(title));
    for (const Change::EditableField &field : Change::editableFields(object.kind)) {
        addRow(field);
    }
    m_fields->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    auto *stage = new QPushButton(tr("&Stage"), this);
    stage->setToolTip(tr("Nothing is sent before the change is reviewed and applied"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(title, tenant, this));
    layout->addWidget(makeScrollBody(m_fields, tr("Fields"), this), 1);
    layout->addWidget(makeStageBar(*this, *stage));
    stage->setDefault(true);
    if (!m_rows.empty()) {
        m_rows.front().editor->setFocus();
    }
    sizeDialog(*this, {680, std::min(800, m_fields->sizeHint().height() + 140)});
}

void ObjectDialog::addRow(const Change::EditableField &field)
{
    const Json::Value value = valueOf(m_now, field.pointer);
    Row row = field.form == FieldForm::Flag                                         ? flagRow(field, value)
        : field.form == FieldForm::UrlList || field.form == FieldForm::ReadOnlyList ? listRow(field, value)
                                                                                    : textRow(field, value);
    row.editor->setObjectName(field.pointer.tokens().join(u'.'));
    const Json::Value present = valueOf(m_atAuth0, field.pointer);
    const QString atAuth0 = Json::isSame(present, value) ? QString()
        : present.is_null()                              ? tr("Auth0 holds none.")
                            : tr("At Auth0: %1").arg(visibleText(QString::fromUtf8(Json::write(present))));
    QStringList hints{field.hintText(), atAuth0};
    hints.removeAll(QString());
    m_fields->add(field.titleText(), row.editor, hints.join(u" · "_s));
    m_rows.push_back(std::move(row));
}

ObjectDialog::Row ObjectDialog::textRow(const Change::EditableField &field, const Json::Value &value)
{
    auto *line = new QLineEdit(textOf(value), m_fields);
    line->selectAll();
    connect(line, &QLineEdit::textChanged, m_fields, &FieldGrid::clearProblems);
    const auto read = [line, value] {
        // An empty text where there was none is still none.
        return line->text().isEmpty() && value.is_null() ? Json::Value() : Json::Value(line->text().toStdString());
    };
    return {field, line, read, value};
}

ObjectDialog::Row ObjectDialog::flagRow(const Change::EditableField &field, const Json::Value &value)
{
    auto *box = new QCheckBox(m_fields);
    const bool wasOn = value.is_boolean() && value.get<bool>();
    box->setChecked(wasOn);
    const auto read = [box, wasOn, value] { return box->isChecked() == wasOn ? value : Json::Value(!wasOn); };
    return {field, box, read, value};
}

ObjectDialog::Row ObjectDialog::listRow(const Change::EditableField &field, const Json::Value &value)
{
    auto *list = new QPlainTextEdit(linesOf(value), m_fields);
    list->setTabChangesFocus(true);
    list->setFixedHeight(listHeight);
    list->setLineWrapMode(QPlainTextEdit::NoWrap);
    list->setReadOnly(field.form == FieldForm::ReadOnlyList);
    list->setFont(fontOf(Type::Mono));
    connect(list, &QPlainTextEdit::textChanged, m_fields, &FieldGrid::clearProblems);
    const auto read = [list, value] {
        const Json::Value entered = listOf(list->toPlainText());
        return list->isReadOnly() || (entered.empty() && value.is_null()) ? value : entered;
    };
    return {field, list, read, value};
}

Json::Value ObjectDialog::wanted() const
{
    Json::Value object = m_now;
    for (const Row &row : m_rows) {
        const Json::Value value = row.value();
        if (Json::isSame(value, row.shown)) {
            continue;
        }
        // Emptied text where Auth0 holds a colour or a logo of an organization: the member goes, since "" is refused.
        const bool goes
            = row.field.form != FieldForm::Text && row.field.pointer.tokens().size() > 1 && textOf(value).isEmpty();
        Json::assign(object, row.field.pointer, goes ? std::nullopt : std::optional(value));
    }
    return object;
}

bool ObjectDialog::check(const Json::Value &wanted)
{
    m_fields->clearProblems();
    for (const Row &row : m_rows) {
        const Json::Value value = valueOf(wanted, row.field.pointer);
        if (Json::isSame(value, row.shown)) {
            continue; // what is there by now is Auth0's affair
        }
        if (const auto problem = Change::problemWith(row.field, value)) {
            m_fields->setProblem(row.editor, *problem);
        }
    }
    if (const auto problem = Change::problemWithObject(m_object.kind, wanted)) {
        m_fields->setProblem(m_rows.back().editor, *problem);
    }
    return !m_fields->focusFirstProblem();
}

void ObjectDialog::accept()
{
    const Json::Value object = wanted();
    if (!check(object)) {
        return;
    }
    // On top of what is staged: the tray drops a leaf that is back at what Auth0 holds.
    const QList<Json::LeafChange> changes = Json::leafChanges(m_now, object);
    if (!changes.isEmpty()) {
        Q_EMIT edited({m_object, changes, m_seen});
    }
    QDialog::accept();
}

void ObjectDialog::reject()
{
    if (Json::leafChanges(m_now, wanted()).isEmpty()) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
