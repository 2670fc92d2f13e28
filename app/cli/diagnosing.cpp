#include "cli/diagnosing.h"

#include "cli/objectnamed.h"

#include "session/diagnosisreading.h"

namespace Cli {

namespace {

void read(Api::ManagementClient &client, const Session::SignInQuestion &question, QObject *context, const OnFacts &done)
{
    const auto onFacts = [done](const Api::Outcome<Analysis::SignInFacts> &facts) {
        facts ? done(*facts) : done(tl::make_unexpected(failureOf(facts.error())));
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
            return read(client, question, context, done);
        }
        readNamed(client, target.profile, {ObjectKind::Organization, request.organization, {}}, context,
                  [&client, question, context, done](const Outcome<NamedObject> &organization) mutable {
                      if (!organization) {
                          return done(tl::make_unexpected(organization.error()));
                      }
                      question.organization = Domain::OrganizationId(organization->object.id);
                      read(client, question, context, done);
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
