#include "items/likenessrows.h"

#include "items/translation.h"

#include "change/changewords.h"

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
    QList<Change::ObjectRef> objects;
    for (qsizetype i = 0; i < likeness.steps.size(); ++i) {
        const Change::LikenessStep &step = likeness.steps.at(i);
        qsizetype at = objects.indexOf(step.object);
        if (at < 0) {
            at = objects.size();
            objects.append(step.object);
            CustomerRow heading;
            heading.text = sentence(Change::described(step.object));
            rows.steps.append(heading);
            rows.places.append(QList<qsizetype>());
        }
        CustomerRow row;
        row.text = step.title;
        const QString mark = step.takesAway ? tr("taken away") : Change::markOf(step.direction);
        row.detail = mark.isEmpty() ? detailOf(step) : tr("%1 · %2").arg(detailOf(step), mark);
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
