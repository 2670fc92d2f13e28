#include "cli/metadatacommand.h"

#include "cli/changerun.h"
#include "cli/console.h"
#include "cli/objectnamed.h"
#include "cli/targetclients.h"
#include "cli/translation.h"

#include "change/metadatarules.h"
#include "change/metadataschema.h"
#include "change/preparing.h"
#include "session/snapshotparts.h"
#include "json/leaves.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// One --set or --unset.
struct Assignment
{
    Json::Pointer pointer;
    std::optional<Json::Value> value; ///< nothing: it goes
};

Outcome<Change::ObjectRef> objectFrom(const Arguments &arguments)
{
    const QString word = arguments.words().value(1);
    const auto kind = Change::objectKindFor(word);
    if (!kind || Change::metadataMembers(*kind).isEmpty()) {
        return usage(tr("metadata does not know “%1”.").arg(word), tr("Metadata belongs to four kinds of object."),
                     tr("Choose from user, application, connection and organization."));
    }
    return Change::ObjectRef{*kind, arguments.words().value(2), {}};
}

Outcome<Json::Pointer> pointerFrom(Change::ObjectKind kind, QLatin1StringView option, const QString &text)
{
    QStringList members;
    for (const char *member : Change::metadataMembers(kind)) {
        members.append(u'/' + QString::fromLatin1(member));
    }
    const auto pointer = Json::Pointer::parse(text);
    if (!pointer || pointer->isWhole() || !members.contains(u'/' + pointer->first())) {
        return usage(tr("--%1 does not take “%2”.").arg(option, text),
                     tr("It must start with a JSON Pointer from the object to its metadata."),
                     tr("For example %1/tenant. The metadata of this kind is at %2.")
                         .arg(members.first(), members.join(", "_L1)));
    }
    return *pointer;
}

Outcome<QList<Assignment>> assignmentsFrom(const Arguments &arguments, Change::ObjectKind kind)
{
    QList<Assignment> list;
    for (const QString &text : arguments.values(OptionName::set)) {
        const qsizetype sign = text.indexOf(u'=');
        const Outcome<Json::Pointer> pointer = pointerFrom(kind, OptionName::set, text.left(sign));
        if (!pointer) {
            return tl::make_unexpected(pointer.error());
        }
        const auto value = Json::parse(text.mid(sign + 1).toUtf8(), Json::Strictness::Edit);
        if (sign < 0 || !value) {
            return usage(
                tr("--%1 does not take “%2”.").arg(OptionName::set, text),
                sign < 0 ? tr("There is no value: a “=” is missing.") : value.error().message,
                tr("The value is JSON, so that a text stands in quotation marks: %1='\"acme\"'.").arg(pointer->text()));
        }
        if (value->is_null() && pointer->tokens().size() <= 2) {
            return usage(tr("--%1 does not take “%2”.").arg(OptionName::set, text),
                         tr("Auth0 does not store null there: it takes away what stands there."),
                         tr("If that is meant: --%1 %2").arg(OptionName::unset, pointer->text()));
        }
        list.append({*pointer, *value});
    }
    for (const QString &text : arguments.values(OptionName::unset)) {
        const Outcome<Json::Pointer> pointer = pointerFrom(kind, OptionName::unset, text);
        if (!pointer) {
            return tl::make_unexpected(pointer.error());
        }
        list.append({*pointer, std::nullopt});
    }
    if (list.isEmpty()) {
        return usage(tr("metadata set was not told what to set."), tr("Neither --set nor --unset was given."),
                     tr("tenantry-cli metadata --help shows what it takes."));
    }
    return list;
}

QString nameOf(const Json::Value &object)
{
    for (const char *member : {"name", "email", "username"}) {
        if (QString name = Json::stringAt(object, member); !name.isEmpty()) {
            return name;
        }
    }
    return {};
}

/// What an edit needs before more than a look at its plan is given: an option for each thing that is seldom meant.
struct Consents
{
    bool areNeeded = false; ///< the plan is to be applied or saved
    bool mayBreakSchema = false;
    bool mayWipe = false;
    QString schemaFile; ///< the operator's own schema, which the edit is held against; empty: none
};

/// Notes what is seldom meant in the plan, or refuses it for want of the option that allows it.
Outcome<void> ask(const QStringList &objections, bool isAllowed, QLatin1StringView option, Change::PlanItem &item)
{
    if (!isAllowed && !objections.isEmpty()) {
        return usage(tr("The metadata is not changed."), objections.join(u' '),
                     tr("Add --%1 if it is meant so. Nothing was sent.").arg(option));
    }
    item.notes += objections;
    return {};
}

/// What the schema objects to, or why it cannot be used: nobody else would notice.
QStringList schemaObjections(const QString &file, const Change::PlanItem &item)
{
    const auto schema = Change::MetadataSchema::ofFile(file);
    QStringList objections = Change::notesOf(schema.violations(item.object.kind, item.seen, item.changes));
    if (!schema.problem().isEmpty()) {
        objections.append(schema.problem());
    }
    return objections;
}

Outcome<Planned> plan(const Change::ObjectRef &object, const QList<Assignment> &assignments, const QByteArray &text,
                      const Target &target, const Consents &consents)
{
    const auto now = Json::parse(text, Json::Strictness::Edit);
    if (!now) {
        return tl::make_unexpected(Failure{ExitCode::Network, tr("The object cannot be edited safely."),
                                           now.error().message, tr("Nothing was changed.")});
    }
    Json::Value wanted = *now;
    for (const Assignment &assignment : assignments) {
        if (!Json::assign(wanted, assignment.pointer, assignment.value)) {
            return usage(tr("%1 cannot be set or removed.").arg(assignment.pointer.text()),
                         assignment.value ? tr("Something on the way there is neither an object nor a list.")
                                          : tr("It is not there."),
                         tr("tenantry-cli metadata get shows what is there."));
        }
    }
    Change::Plan plan = Change::newPlan({}, Change::planTenant(target.profile));
    Change::PlanItem item{object, Json::leafChanges(*now, wanted), text, {}, {}};
    item.object.name = nameOf(*now);
    if (item.changes.isEmpty()) {
        plan.skipped.append({item.object, tr("It is so already.")});
    } else {
        const auto prepared = Change::prepare(item, text);
        if (!prepared) {
            return usage(tr("The metadata is not changed."), prepared.error().reason, tr("Nothing was sent."));
        }
        const auto wipe = Change::wipeNote(object.kind, *now, wanted);
        const auto mayWipe = ask(wipe ? QStringList{*wipe} : QStringList(), !consents.areNeeded || consents.mayWipe,
                                 OptionName::wipe, item);
        const auto mayBreakSchema
            = ask(schemaObjections(consents.schemaFile, item), !consents.areNeeded || consents.mayBreakSchema,
                  OptionName::despiteSchema, item);
        if (const Failure *failure = firstFailure(mayWipe, mayBreakSchema)) {
            return tl::make_unexpected(*failure);
        }
        plan.items.append(std::move(item));
    }
    Analysis::Snapshot read = emptySnapshot(target.profile);
    if (const auto record = Session::recordOf(object.kind, target.profile, text)) {
        *Session::recordsOf(read, object.kind) = QList<Query::RecordPtr>{std::make_shared<Query::Record>(*record)};
    }
    return Planned{plan, std::nullopt, foretoldOf(read, plan, target, {amongUsers()})};
}

void startSet(const Change::ObjectRef &object, const Targets &targets, const Arguments &arguments, Console &console,
              QObject *parent, const Finish &finish)
{
    const Outcome<QList<Assignment>> assignments = assignmentsFrom(arguments, object.kind);
    if (!assignments) {
        console.say(assignments.error());
        return finish(assignments.error().code);
    }
    const ChangeRequest request = changeRequest(arguments);
    const Consents given{request.apply || !request.planFile.isEmpty(), arguments.has(OptionName::despiteSchema),
                         arguments.has(OptionName::wipe), arguments.value(OptionName::schema)};
    const Planner planner
        = [object, given, assignments = *assignments](Api::ManagementClient &client, const Target &target,
                                                      QObject *context, const OnPlan &onPlan) {
              Consents consents = given;
              consents.schemaFile = given.schemaFile.isEmpty() ? target.profile.metadataSchemaFile : given.schemaFile;
              readNamed(client, target.profile, object, context,
                        [assignments, target, consents, onPlan](const Outcome<NamedObject> &read) {
                            read ? onPlan(plan(read->object, assignments, read->text, target, consents))
                                 : onPlan(tl::make_unexpected(read.error()));
                        });
          };
    (new ChangeRun(request, targets, planner, console, finish, parent))->start();
}

QByteArray metadataOf(Change::ObjectKind kind, const QByteArray &text)
{
    const auto object = Json::parse(Json::masked(text, Json::SecretKeys::fromResource()));
    Json::Value metadata = Json::Value::object();
    for (const char *member : Change::metadataMembers(kind)) {
        if (const Json::Value *value = object ? Json::memberAt(*object, member) : nullptr) {
            metadata[member] = *value;
        }
    }
    return Json::writePretty(metadata) + '\n';
}

void startGet(const Change::ObjectRef &object, const Targets &targets, const Arguments &arguments, Console &console,
              QObject *parent, const Finish &finish)
{
    auto *clients = new TargetClients(changeRequest(arguments).asks, parent);
    clients->open(targets.list.first(), clients, [=, &console](const Outcome<Api::ManagementClient *> &client) {
        if (!client) {
            console.say(client.error());
            return finish(client.error().code);
        }
        readNamed(**client, targets.list.first().profile, object, clients,
                  [=, &console](const Outcome<NamedObject> &read) {
                      if (!read) {
                          console.say(read.error());
                          return finish(read.error().code);
                      }
                      console.write(metadataOf(object.kind, read->text));
                      finish(ExitCode::Done);
                  });
    });
}

void startMetadata(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const QString action = arguments.words().value(0);
    const Outcome<void> known = action == "get"_L1 || action == "set"_L1
        ? Outcome<void>()
        : usage(tr("metadata does not know “%1”.").arg(action), tr("It may be misspelt, or belong to a later version."),
                tr("Choose from get and set."));
    const Outcome<Change::ObjectRef> object = objectFrom(arguments);
    const Outcome<Targets> targets = chooseTargets(arguments);
    const bool isOne = !targets || targets->list.size() == 1;
    const Outcome<void> single = isOne ? Outcome<void>()
                                       : usage(tr("metadata works on one object of one Auth0 tenant."),
                                               tr("Several Auth0 tenants were named."), tr("Name one with --tenant."));
    if (const Failure *failure = firstFailure(known, object, targets, single)) {
        console.say(*failure);
        return finish(failure->code);
    }
    (action == "get"_L1 ? startGet : startSet)(*object, *targets, arguments, console, parent, finish);
}

} // namespace

Command metadataCommand()
{
    return {
        "metadata"_L1,
        "get|set KIND ID",
        QT_TRANSLATE_NOOP("Cli", "Show or change the metadata of one object."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "KIND is user, application, connection or organization. metadata get prints the metadata as JSON, secrets "
            "masked. metadata set makes a plan, prints it, and applies it with --yes.\n\n"
            "ID is the object's id, which takes no further request, or its name, of a user the e-mail address as "
            "well, where only one has it; where several have, they are listed with their ids and nothing is done.\n\n"
            "A setting is a JSON Pointer from the object and a JSON value: --set /app_metadata/tenant='\"acme\"'. What "
            "lies beside it stays, at any depth: where Auth0 replaces a key whole, all of it is sent back. --unset "
            "/app_metadata takes all of it away, which is neither applied nor saved without --wipe.\n\n"
            "Where the tenant's profile or --schema names a metadata schema, the plan says what breaks it, and is "
            "neither applied "
            "nor saved without --despite-schema."),
        QList<Option>{
            {OptionName::set, QT_TRANSLATE_NOOP("Cli", "POINTER=JSON"),
             QT_TRANSLATE_NOOP("Cli", "set: a value as it is to be; may be repeated"), true},
            {OptionName::unset, QT_TRANSLATE_NOOP("Cli", "POINTER"),
             QT_TRANSLATE_NOOP("Cli", "set: a value that is to go; may be repeated"), true},
            {OptionName::schema, QT_TRANSLATE_NOOP("Cli", "FILE"),
             QT_TRANSLATE_NOOP("Cli", "set: hold the metadata against this JSON Schema instead of the profile's")},
            {OptionName::despiteSchema, nullptr,
             QT_TRANSLATE_NOOP("Cli", "set: go on although the metadata schema objects or cannot be used")},
            {OptionName::wipe, nullptr, QT_TRANSLATE_NOOP("Cli", "set: go on although all of the metadata goes")},
        } + changeOptions(),
        3,
        true,
        startMetadata,
    };
}

} // namespace Cli
