#include "change/metadatasteps.h"

#include "change/metadatarules.h"
#include "change/preparing.h"
#include "change/translation.h"
#include "json/leaves.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

tl::expected<Json::Pointer, QString> placeOf(const QString &text)
{
    const auto pointer = Json::Pointer::parse(text);
    const bool isMetadata
        = pointer && (pointer->first() == "app_metadata"_L1 || pointer->first() == "user_metadata"_L1);
    if (!isMetadata || pointer->tokens().size() < 2) {
        return tl::make_unexpected(
            tr("“%1” is no place in a user's metadata. Places look like /app_metadata/tenant.").arg(text.left(60)));
    }
    return *pointer;
}

tl::expected<MetadataStep, QString> setStep(const QString &rest)
{
    const qsizetype sign = rest.indexOf(u'=');
    if (sign < 0) {
        return tl::make_unexpected(tr("There is no value: write set PLACE = JSON."));
    }
    const auto pointer = placeOf(rest.first(sign).trimmed());
    if (!pointer) {
        return tl::make_unexpected(pointer.error());
    }
    const auto value = Json::parse(rest.sliced(sign + 1).trimmed().toUtf8(), Json::Strictness::Edit);
    if (!value) {
        return tl::make_unexpected(
            tr("The value is not taken: %1. A text stands in quotation marks.").arg(value.error().message));
    }
    return MetadataStep{MetadataStep::Kind::Set, *pointer, *value};
}

tl::expected<MetadataStep, QString> stepOf(const QString &line)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    const QString word = line.section(blanks, 0, 0);
    const QString rest = line.sliced(word.size()).trimmed();
    if (word == "set"_L1) {
        return setStep(rest);
    }
    const QStringList words = rest.split(blanks, Qt::SkipEmptyParts);
    const bool isUnset = word == "unset"_L1;
    const bool isRename = word == "rename"_L1;
    if (!isUnset && !isRename && word != "move"_L1) {
        return tl::make_unexpected(
            tr("A line starts with set, unset, rename or move, not with “%1”.").arg(word.left(40)));
    }
    if (words.size() != (isUnset ? 1 : 2)) {
        return tl::make_unexpected(isUnset        ? tr("Write unset PLACE.")
                                       : isRename ? tr("Write rename PLACE NAME.")
                                                  : tr("Write move PLACE PLACE."));
    }
    const auto pointer = placeOf(words.first());
    if (!pointer) {
        return tl::make_unexpected(pointer.error());
    }
    if (isUnset) {
        return MetadataStep{MetadataStep::Kind::Unset, *pointer};
    }
    const auto target = isRename ? pointer->parent().child(words.last()) : placeOf(words.last());
    if (!target) {
        return tl::make_unexpected(target.error());
    }
    if (pointer->holds(*target) || target->holds(*pointer)) {
        return tl::make_unexpected(tr("A value cannot be moved into itself."));
    }
    return MetadataStep{MetadataStep::Kind::Move, *pointer, {}, *target};
}

/// The field of a placeholder: a root member, or a JSON Pointer.
const Json::Value *fieldOf(const Json::Value &user, const QString &name)
{
    const auto pointer = name.startsWith(u'/') ? Json::Pointer::parse(name) : Json::Pointer(QStringList{name});
    return pointer ? Json::valueAt(user, *pointer) : nullptr;
}

/// A value with the user's own fields filled in; the name of a field that the user lacks otherwise.
tl::expected<Json::Value, QString> filled(const Json::Value &value, const Json::Value &user)
{
    if (value.is_object() || value.is_array()) {
        Json::Value copy = value;
        for (auto member = copy.begin(); member != copy.end(); ++member) {
            auto inner = filled(*member, user);
            if (!inner) {
                return inner;
            }
            *member = *std::move(inner);
        }
        return copy;
    }
    if (!value.is_string()) {
        return value;
    }
    static const QRegularExpression placeholder(u"\\$\\$\\{|\\$\\{([^}]*)\\}"_s);
    const QString text = Json::toQString(value.get_ref<const std::string &>());
    QString result;
    qsizetype end = 0;
    for (auto matches = placeholder.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(text).sliced(end, match.capturedStart() - end);
        end = match.capturedEnd();
        if (match.captured() == "$${"_L1) {
            result += u"${"_s;
            continue;
        }
        const Json::Value *field = fieldOf(user, match.captured(1));
        if (!field || field->is_null()) {
            return tl::make_unexpected(match.captured(1));
        }
        if (match.capturedLength() == text.size()) {
            return *field;
        }
        result += field->is_string() ? Json::toQString(field->get_ref<const std::string &>())
                                     : QString::fromUtf8(Json::write(*field));
    }
    result += QStringView(text).sliced(end);
    return Json::Value(result.toStdString());
}

/// Why the step cannot be taken with this user; nothing where it was.
std::optional<QString> take(const MetadataStep &step, const Json::Value &user, Json::Value &wanted)
{
    if (step.kind == MetadataStep::Kind::Set) {
        const auto value = filled(step.value, user);
        if (!value) {
            return tr("The user has no field “%1”.").arg(value.error());
        }
        return Json::assign(wanted, step.pointer, *value)
            ? std::nullopt
            : std::optional(tr("%1 cannot be set: something on the way there is no object.").arg(step.pointer.text()));
    }
    const Json::Value *found = Json::valueAt(wanted, step.pointer);
    if (!found) {
        return std::nullopt; // it is so already
    }
    const Json::Value moved = *found;
    if (step.kind == MetadataStep::Kind::Move) {
        if (Json::valueAt(wanted, step.target)) {
            return tr("%1 is there already.").arg(step.target.text());
        }
        if (!Json::assign(wanted, step.target, moved)) {
            return tr("%1 cannot be set: something on the way there is no object.").arg(step.target.text());
        }
    }
    Json::assign(wanted, step.pointer, std::nullopt);
    return std::nullopt;
}

} // namespace

tl::expected<QList<MetadataStep>, StepProblem> readMetadataSteps(const QString &text)
{
    QList<MetadataStep> steps;
    int number = 0;
    for (const QString &raw : text.split(u'\n')) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#')) {
            continue;
        }
        const auto step = stepOf(line);
        if (!step) {
            return tl::make_unexpected(StepProblem{number, step.error()});
        }
        steps.append(*step);
    }
    if (steps.isEmpty()) {
        return tl::make_unexpected(StepProblem{1, tr("There is no step yet.")});
    }
    return steps;
}

MetadataRehearsal rehearse(const ObjectRef &user, const QByteArray &seen, const std::optional<PlanItem> &staged,
                           const QList<MetadataStep> &steps, const MetadataSchema &schema)
{
    MetadataRehearsal rehearsal{{user, {}, seen}};
    const auto now = Json::parse(seen, Json::Strictness::Edit);
    if (!now) {
        rehearsal.reason = tr("What Auth0 holds could not be sent back as it is: %1").arg(now.error().message);
        return rehearsal;
    }
    const Json::Value before = staged ? Json::merge(*now, staged->changes).value : *now;
    Json::Value wanted = before;
    for (const MetadataStep &step : steps) {
        if (auto reason = take(step, before, wanted)) {
            rehearsal.reason = *std::move(reason);
            return rehearsal;
        }
    }
    if (Json::isSame(before, wanted)) {
        rehearsal.reason = tr("It is so already.");
        return rehearsal;
    }
    const QList<Json::LeafChange> changes = Json::leafChanges(*now, wanted);
    if (const auto prepared = prepare(user, seen, changes); !prepared) {
        rehearsal.reason = prepared.error().reason;
        return rehearsal;
    }
    rehearsal.item.changes = changes;
    if (const auto note = wipeNote(user.kind, *now, wanted)) {
        rehearsal.item.notes.append(*note);
    }
    rehearsal.violations = schema.violations(user.kind, seen, changes);
    rehearsal.item.notes += notesOf(rehearsal.violations);
    return rehearsal;
}

QStringList idsOfCsv(const QByteArray &csv)
{
    QStringList ids;
    QSet<QString> known;
    const QString text = QString::fromUtf8(csv.startsWith("\xef\xbb\xbf") ? csv.sliced(3) : csv);
    const auto isSeparator = [](QChar sign) { return sign == u',' || sign == u';' || sign == u'\t'; };
    for (const QStringView raw : QStringView(text).split(u'\n')) {
        const QStringView line = raw.trimmed();
        const bool isQuoted = line.startsWith(u'"');
        const QStringView rest = line.sliced(isQuoted ? 1 : 0);
        const auto end = isQuoted ? std::find(rest.begin(), rest.end(), u'"')
                                  : std::find_if(rest.begin(), rest.end(), isSeparator);
        const QStringView field = rest.first(end - rest.begin());
        const QString cell = (isQuoted ? field : field.trimmed()).toString();
        const bool isTitle = ids.isEmpty() && (cell == "user_id"_L1 || cell == "id"_L1);
        if (!cell.isEmpty() && !isTitle && !known.contains(cell)) {
            known.insert(cell);
            ids.append(cell);
        }
    }
    return ids;
}

UserIds idsOfCsvFile(const QString &path)
{
    constexpr qint64 largest = qint64(4) * 1024 * 1024;
    QFile file(path);
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) { // to open a pipe would wait for a writer
        return {{}, tr("%1 is no ordinary file. Choose another file.").arg(path)};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return {{}, tr("%1 cannot be read: %2. Choose another file.").arg(path, file.errorString())};
    }
    const QByteArray csv = file.read(largest + 1);
    if (csv.size() > largest) {
        return {{},
                tr("%1 has more than %2 MiB. Choose a shorter file, or split it.")
                    .arg(path, QString::number(largest / 1024 / 1024))};
    }
    return {idsOfCsv(csv), {}};
}

} // namespace Change
