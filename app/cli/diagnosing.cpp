#include "cli/diagnosing.h"

#include "cli/objectnamed.h"

#include "analysis/signincustomers.h"
#include "session/diagnosisreading.h"

namespace Cli {

namespace {

void read(Api::ManagementClient &client, const Target &target, const Session::SignInQuestion &question,
          QObject *context, const OnFacts &done)
{
    const auto onFacts = [done, rules = target.customers](Api::Outcome<Analysis::SignInFacts> facts) {
        if (!facts) {
            return done(tl::make_unexpected(failureOf(facts.error())));
        }
        if (rules) {
            Analysis::tellCustomers(*facts, *rules);
        }
        done(*facts);
    };
    (new Session::DiagnosisReading(client, question, context, onFacts))->start();
}

} // namespace

void readFacts(Api::ManagementClient &client, const Target &target, const DiagnoseRequest &request, QObject *context,
               const OnFacts &done)
{
    using Change::ObjectKind;
    const auto withOrganization = [&client, target, request, context, done](Session::SignInQuestion question) {
        if (request.organization.isEmpty()) {
            return read(client, target, question, context, done);
        }
        readNamed(client, target.profile, {ObjectKind::Organization, request.organization, {}}, context,
                  [&client, target, question, context, done](const Outcome<NamedObject> &organization) mutable {
                      if (!organization) {
                          return done(tl::make_unexpected(organization.error()));
                      }
                      question.organization = Domain::OrganizationId(organization->object.id);
                      read(client, target, question, context, done);
                  });
    };
    readNamed(client, target.profile, {ObjectKind::Application, request.application, {}}, context,
              [withOrganization, target, request, done](const Outcome<NamedObject> &application) {
                  if (!application) {
                      return done(tl::make_unexpected(application.error()));
                  }
                  const auto &marks = target.decisions.lockMarks;
                  const auto mark = marks.constFind(application->object.id);
                  Session::SignInQuestion question{request.user, Domain::ApplicationId(application->object.id)};
                  question.lockMark = mark == marks.cend() ? std::nullopt : std::optional(*mark);
                  withOrganization(question);
              });
}

} // namespace Cli
