#include "gui/metadatashots.h"

#include "gui/screenshots.h"

#include "ui/dialogs/prompt.h"
#include "ui/editors/jsontextedit.h"
#include "ui/editors/metadatadialog.h"
#include "ui/editors/metadataeditor.h"
#include "ui/editors/metadatareviewpane.h"
#include "ui/editors/usersmetadatadialog.h"
#include "ui/shell/mainwindow.h"

#include "session/changetray.h"
#include "session/estate.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTemporaryDir>
#include <QTreeWidget>

#include <memory>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

struct MetadataStage
{
    MetadataStage(Ui::MainWindow &shownIn, Session::Estate &of, Session::ChangeTray &into)
        : window(shownIn)
        , estate(of)
        , tray(into)
    { }

    Ui::MainWindow &window;
    Session::Estate &estate;
    Session::ChangeTray &tray;
    Ui::FilePrompt prompt{};
    QPointer<Ui::MetadataDialog> editor{};
    QPointer<Ui::UsersMetadataDialog> users{};
    QTemporaryDir folder{};

    /// The editor of a user with this app_metadata, as if `text` had been typed; as it opens where that is empty.
    QWidget *open(const QByteArray &metadata, const QString &text, const QString &schemaFile = {})
    {
        qDeleteAll(window.findChildren<QDialog *>());
        const QByteArray seen = R"({"user_id":"auth0|kim","email":"kim@acme.example","app_metadata":)" + metadata + '}';
        Domain::TenantProfile profile = estate.sessions().first()->profile();
        profile.metadataSchemaFile = schemaFile;
        editor = new Ui::MetadataDialog(profile, {Change::ObjectKind::User, u"auth0|kim"_s, u"kim@acme.example"_s},
                                        seen, std::nullopt, {}, &window);
        if (!text.isEmpty()) {
            editor->editors().first()->text()->replaceAll(text);
        }
        editor->show();
        return editor;
    }

    QString schemaFile() const
    {
        QFile file(folder.filePath(u"metadata.schema.json"_s));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(R"({"properties":{"app_metadata":{"required":["tenant"],"properties":{
                "plan":{"enum":["free","silver","gold"],"description":"The plan that billing books."},
                "seats":{"type":"integer","minimum":1},
                "billing":{"type":"object","properties":{"vat":{"type":"string","pattern":"^DE[0-9]{9}$"}}}}}}})");
        }
        return file.fileName();
    }

    bool isReviewed() const { return editor && editor->editors().first()->isReviewed(); }
};

QByteArray thousandKeys()
{
    QByteArray metadata;
    for (int i = 0; i < 1000; ++i) {
        metadata += (i == 0 ? "{" : ",") + QByteArray("\"feature-") + QByteArray::number(i)
            + R"(":{"enabled":true,"since":"2024-05-01"})";
    }
    return metadata + '}';
}

} // namespace

void addMetadataShots(Screenshots &shots, Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray)
{
    const auto stage = std::make_shared<MetadataStage>(window, estate, tray);
    const auto isReviewed = [stage] { return stage->isReviewed(); };
    shots.add(
        u"metadata-thousand-keys"_s, [stage] { return stage->open(thousandKeys(), {}); }, isReviewed);
    shots.add(
        u"metadata-vanishes"_s,
        [stage] {
            return stage->open(
                R"({"tenant":"acme","billing":{"plan":"silver","vat":"DE123456789","address":{"city":"Ulm","zip":"89073"}},"seats":25})",
                u"{\n  \"tenant\": \"acme\",\n  \"billing\": {\n    \"plan\": \"gold\",\n    \"vat\": "
                u"\"DE123456789\"\n  },\n  "
                "\"seats\": 40,\n  \"beta\": true\n}"_s);
        },
        isReviewed);
    shots.add(
        u"metadata-problems"_s,
        [stage] {
            return stage->open(
                R"({"tenant":"acme"})",
                u"{\n  \"tenant\": \"acme\",\n  \"email\": \"kim@acme.example\",\n  \"crm.id\": 4711,\n  "
                "\"nickname\": \"kim\",\n  \"%1\": \"%2\"\n}"_s.arg(QString(90, u'n'), QString(200, u'v')));
        },
        isReviewed);
    shots.add(
        u"metadata-refused"_s,
        [stage] { return stage->open(R"({"seats":25})", u"{\n  \"seats\": 25,\n  \"seats\": 40\n}"_s); }, isReviewed);
    shots.add(
        u"metadata-schema"_s,
        [stage] {
            QWidget *shown
                = stage->open(R"({"tenant":"acme","plan":"silver","seats":25,"billing":{"vat":"DE123456789"}})",
                              u"{\n  \"tenant\": \"acme\",\n  \"plan\": \"platinum\",\n  \"seats\": \"40\",\n  "
                              "\"billing\": {\n    \"vat\": \"DE12\"\n  }\n}"_s,
                              stage->schemaFile());
            auto *pane = stage->editor->editors().first()->findChild<Ui::MetadataReviewPane *>();
            pane->setCurrentWidget(pane->problems());
            return shown;
        },
        isReviewed);
    shots.add(
        u"metadata-users"_s,
        [stage]() -> QWidget * {
            qDeleteAll(stage->window.findChildren<QDialog *>());
            const Session::TenantSession &session = *stage->estate.sessions().first();
            stage->users = new Ui::UsersMetadataDialog({stage->estate, stage->tray, {}, stage->prompt}, session.id(),
                                                       {}, &stage->window);
            stage->users->findChild<QPlainTextEdit *>(u"steps"_s)
                ->setPlainText(u"set /app_metadata/contact = \"${email}\"\nset /app_metadata/crm/id = \"${nickname}\"\n"
                               "rename /app_metadata/tenat tenant"_s);
            stage->users->show();
            return stage->users;
        },
        [stage] { return stage->users && stage->users->isReady(); });
}

} // namespace Gui
