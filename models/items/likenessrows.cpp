#include "items/likenessrows.h"

#include "items/translation.h"

#include "change/changewords.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

/// "low → good, min 12", "gold", and of what goes what there was.
QString detailOf(const Change::LikenessStep &step)
{
    const QString none = u"–"_s;
    return tr("%1 → %2").arg(step.before.isEmpty() ? none : step.before, step.after.isEmpty() ? none : step.after);
}

QString sentence(QString text)
{
    if (!text.isEmpty()) {
        text[0] = text.at(0).toUpper();
    }
    return text;
}

} // namespace

LikenessRows rowsOf(const Change::Likeness &likeness)
{
    LikenessRows rows;
    QHash<Change::ObjectRef, qsizetype> headings; // a whole tenant may be one customer's
    for (qsizetype i = 0; i < likeness.steps.size(); ++i) {
        const Change::LikenessStep &step = likeness.steps.at(i);
        if (!headings.contains(step.object)) {
            headings.insert(step.object, rows.steps.size());
            CustomerRow heading;
            heading.text = sentence(Change::described(step.object));
            rows.steps.append(heading);
            rows.places.append(QList<qsizetype>());
        }
        CustomerRow row;
        row.text = step.title;
        const QString mark = step.takesAway ? tr("taken away") : Change::markOf(step.direction);
        row.detail = mark.isEmpty() ? detailOf(step) : tr("%1 · %2").arg(detailOf(step), mark);
        const qsizetype at = headings.value(step.object);
        rows.steps[at].children.append(row);
        rows.places[at].append(i);
    }
    for (const Change::Skipped &left : likeness.left) {
        CustomerRow row;
        row.text
            = left.object.id.isEmpty() ? tr("Between two Auth0 tenants") : sentence(Change::described(left.object));
        row.detail = left.reason;
        rows.left.append(row);
    }
    return rows;
}

} // namespace Items
