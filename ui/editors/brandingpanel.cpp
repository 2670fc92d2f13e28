#include "ui/editors/brandingpanel.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/editors/brandpreview.h"
#include "ui/theme/tokens.h"

#include "json/leaves.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

QString textAt(const Json::Value &object, const Json::Pointer &pointer)
{
    const Json::Value *found = Json::valueAt(object, pointer);
    return found && found->is_string() ? Json::toQString(found->get<std::string>()) : QString();
}

} // namespace

BrandingPanel::BrandingPanel(QWidget *parent)
    : QWidget(parent)
    , m_fields(new FieldGrid(this))
    , m_preview(new BrandPreview(this))
{
    for (const Change::EditableField &field : Change::editableFields(Change::ObjectKind::Organization)) {
        auto *line = new QLineEdit(m_fields);
        line->setObjectName(field.pointer.tokens().join(u'.'));
        m_fields->add(field.titleText(), line, field.hintText());
        m_rows.push_back({field, line});
        connect(line, &QLineEdit::textChanged, this, &BrandingPanel::follow);
        connect(line, &QLineEdit::editingFinished, this, &BrandingPanel::markValues);
    }
    m_pause.setSingleShot(true);
    m_pause.setInterval(700ms);
    connect(&m_pause, &QTimer::timeout, this, &BrandingPanel::markValues);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Size::margin, 0, 0);
    layout->setSpacing(Size::wide);
    layout->addWidget(m_fields);
    layout->addWidget(m_preview);
    layout->addStretch();
}

void BrandingPanel::showOrganization(const Change::ObjectRef &organization, const QByteArray &seen,
                                     const QList<Json::LeafChange> &staged)
{
    m_object = organization;
    m_seen = seen;
    const Json::Value atAuth0 = Json::parse(seen).value_or(Json::Value::object());
    const Json::Value now = Json::merge(atAuth0, staged).value;
    m_now = Json::write(now);
    m_isFilling = true;
    for (const Row &row : m_rows) {
        const QString text = textAt(now, row.field.pointer);
        const QString present = textAt(atAuth0, row.field.pointer);
        row.line->setText(text);
        QStringList hints{row.field.hintText(),
                          text == present         ? QString()
                              : present.isEmpty() ? tr("Auth0 holds none.")
                                                  : tr("At Auth0: %1").arg(present)};
        hints.removeAll(QString());
        m_fields->setHint(row.line, hints.join(u" · "_s));
    }
    m_isFilling = false;
    m_tellsWhole = false;
    follow();
}

Json::Value BrandingPanel::wanted() const
{
    Json::Value object = Json::parse(m_now).value_or(Json::Value::object());
    for (const Row &row : m_rows) {
        const QString text = row.line->text();
        if (text == textAt(object, row.field.pointer)) {
            continue;
        }
        // Auth0 refuses an empty logo or colour: the member goes instead.
        const bool goes = text.isEmpty() && row.field.mayBeEmpty;
        (void)Json::assign(object, row.field.pointer,
                           goes ? std::nullopt : std::optional(Json::Value(text.toStdString())));
    }
    // Both colours gone: an object without them is none that Auth0 takes.
    const Json::Pointer colors({u"branding"_s, u"colors"_s});
    if (const Json::Value *left = Json::valueAt(object, colors); left && left->is_object() && left->empty()) {
        (void)Json::assign(object, colors, std::nullopt);
    }
    return object;
}

Change::PlanItem BrandingPanel::item() const
{
    const Json::Value now = Json::parse(m_now).value_or(Json::Value::object());
    return {m_object, m_object.id.isEmpty() ? QList<Json::LeafChange>() : Json::leafChanges(now, wanted()), m_seen};
}

void BrandingPanel::follow()
{
    if (m_isFilling) {
        return;
    }
    const Json::Value object = wanted();
    const Json::Value now = Json::parse(m_now).value_or(Json::Value::object());
    for (const Row &row : m_rows) {
        if (!m_fields->problem(row.line).isEmpty() && problemOf(row, object, now).isEmpty()) {
            m_fields->setProblem(row.line, {});
        }
    }
    m_pause.start(); // each right colour begins as a wrong one
    m_preview->showBrand({textAt(object, *Json::Pointer::parse(u"/display_name")),
                          textAt(object, *Json::Pointer::parse(u"/branding/logo_url")),
                          textAt(object, *Json::Pointer::parse(u"/branding/colors/primary")),
                          textAt(object, *Json::Pointer::parse(u"/branding/colors/page_background"))});
    Q_EMIT edited();
}

/// What a field for itself may not hold; `now`: what is there already, which is Auth0's affair.
QString BrandingPanel::problemOf(const Row &row, const Json::Value &object, const Json::Value &now) const
{
    const Json::Value *value = Json::valueAt(object, row.field.pointer);
    const Json::Value *before = Json::valueAt(now, row.field.pointer);
    if ((!value && !before) || (value && before && Json::isSame(*value, *before))) {
        return {};
    }
    return Change::problemWith(row.field, value ? *value : Json::Value()).value_or(QString());
}

void BrandingPanel::markValues()
{
    m_pause.stop();
    const Json::Value object = wanted();
    const Json::Value now = Json::parse(m_now).value_or(Json::Value::object());
    for (const Row &row : m_rows) {
        m_fields->setProblem(row.line, problemOf(row, object, now));
    }
    if (m_tellsWhole) {
        if (const auto problem = Change::problemWithObject(Change::ObjectKind::Organization, object)) {
            m_fields->setProblem(m_rows.back().line, *problem);
        }
    }
}

bool BrandingPanel::showProblems()
{
    m_tellsWhole = true;
    markValues();
    return m_fields->focusFirstProblem();
}

} // namespace Ui
