#include "ui/editors/metadatadialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/jsontextedit.h"
#include "ui/editors/metadataeditor.h"
#include "ui/editors/stagebar.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include "change/metadatarules.h"
#include "json/leaves.h"

#include <QPushButton>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

MetadataDialog::MetadataDialog(const Domain::TenantProfile &tenant, const Change::ObjectRef &object,
                               const QByteArray &seen, const std::optional<Change::PlanItem> &staged,
                               const QList<QByteArray> &others, QWidget *parent)
    : QDialog(parent)
    , m_object(object)
    , m_seen(seen)
    , m_staged(staged)
    , m_schemaReading(this, [this](const Change::MetadataSchema &schema) { takeSchema(schema); })
    , m_tabs(new QTabWidget(this))
    , m_stage(new QPushButton(tr("&Stage"), this))
    , m_state(new PlainLabel(this))
    , m_why(new PlainLabel(this))
    , m_schemaProblem(new WrapLabel(this))
{
    setObjectName(u"editMetadata"_s);
    const QString title = tr("Metadata of %1").arg(Change::described(object));
    setWindowTitle(visibleText(title));
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Metadata of the object"));
    m_tabs->tabBar()->setAccessibleName(tr("Metadata of the object"));
    for (const char *name : Change::metadataMembers(object.kind)) {
        const QString member = QString::fromLatin1(name);
        auto *editor
            = new MetadataEditor({object, member, seen, staged, Json::SecretKeys::fromResource()}, others, this);
        m_editors.append(editor);
        m_tabs->addTab(editor, member);
        connect(editor, &MetadataEditor::reviewed, this, [this] {
            showState();
            if (m_wantsStage) {
                stage();
            }
        });
        connect(editor, &MetadataEditor::obstacleChanged, this, &MetadataDialog::showStage);
        connect(editor->text(), &QPlainTextEdit::textChanged, this, [this] { m_wantsStage = false; });
    }
    m_tabs->tabBar()->setVisible(m_editors.size() > 1);
    m_state->setProperty("muted", true);
    m_schemaProblem->setObjectName(u"schemaProblem"_s);
    m_schemaProblem->setProperty("error", true);
    m_schemaProblem->hide();
    auto *stateLine = new QVBoxLayout;
    stateLine->setContentsMargins(Size::wide, 0, Size::wide, Size::gap);
    stateLine->setSpacing(Size::gap);
    if (const QString whose = this->whose(); !whose.isEmpty()) {
        auto *line = new PlainLabel(this);
        line->setObjectName(u"whose"_s);
        line->setFullText(whose);
        stateLine->addWidget(line);
    }
    stateLine->addWidget(m_state);
    stateLine->addWidget(m_schemaProblem);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(title, tenant, this));
    layout->addLayout(stateLine);
    layout->addWidget(m_tabs, 1);
    m_why->setObjectName(u"why"_s);
    m_why->setProperty("muted", true);
    layout->addWidget(makeStageBar(*this, *m_stage, {m_why})); // Return belongs to the text
    connect(new QShortcut(Qt::CTRL | Qt::Key_Return, this), &QShortcut::activated, this, &MetadataDialog::accept);
    if (const QString &path = tenant.metadataSchemaFile; !path.isEmpty()) {
        for (MetadataEditor *editor : std::as_const(m_editors)) {
            editor->awaitSchema();
        }
        m_schemaReading.start([path] { return Change::MetadataSchema::ofFile(path); });
    }
    showState();
    sizeDialog(*this, {1060, 760});
    if (!m_editors.isEmpty()) {
        m_editors.first()->text()->setFocus();
    }
}

void MetadataDialog::takeSchema(const Change::MetadataSchema &schema)
{
    m_schemaProblem->setText(schema.problem());
    m_schemaProblem->setVisible(!schema.problem().isEmpty());
    for (MetadataEditor *editor : std::as_const(m_editors)) {
        editor->setSchema(schema);
    }
}

/// Which of several users of one name it is; empty for what has no e-mail address.
QString MetadataDialog::whose() const
{
    const auto user = Json::parse(m_seen);
    if (m_object.kind != Change::ObjectKind::User || !user) {
        return {};
    }
    QStringList parts{Json::stringAt(*user, "email"), {}, m_object.id};
    const auto place = Json::Pointer::parse(u"/identities/0/connection"_s);
    if (const Json::Value *connection = Json::valueAt(*user, *place); connection && connection->is_string()) {
        parts[1] = QString::fromStdString(connection->get<std::string>());
    }
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

void MetadataDialog::showStage()
{
    QString why;
    for (const MetadataEditor *editor : std::as_const(m_editors)) {
        if (why.isEmpty() && editor->isTouched()) {
            why = editor->obstacle();
        }
    }
    showObstacle(*m_stage, why, tr("Nothing is sent before the change is reviewed and applied (Ctrl+Return)"));
    m_why->setFullText(why);
    m_why->setVisible(!why.isEmpty());
}

void MetadataDialog::showState()
{
    showStage();
    for (const MetadataEditor *editor : std::as_const(m_editors)) {
        if (editor->isTouched() && editor->review().isRefused()) {
            m_state->setFullText(
                editor->review().textProblem
                    ? tr("What is typed as %1 cannot be read: it cannot be staged, and nothing is sent.")
                          .arg(editor->member())
                    : tr("Problems keep %1 from being staged: they are listed below.").arg(editor->member()));
            return;
        }
    }
    qsizetype changes = 0;
    QStringList roots;
    for (const MetadataEditor *editor : std::as_const(m_editors)) {
        for (const Json::LeafChange &change : editor->review().changes) {
            ++changes;
            const QString root = change.pointer.tokens().value(1, change.pointer.first());
            if (!roots.contains(root) && roots.size() < 6) {
                roots.append(root);
            }
        }
    }
    m_state->setFullText(
        changes == 0
            ? tr("Nothing is edited: it is what Auth0 holds. Nothing is sent before it is reviewed and applied.")
            : tr("%n edit(s), in: %1. Nothing is sent before it is reviewed and applied.", nullptr, int(changes))
                  .arg(roots.join(u", "_s) + (changes > 6 && roots.size() == 6 ? u"…"_s : QString())));
}

void MetadataDialog::accept()
{
    m_wantsStage = true;
    stage();
}

void MetadataDialog::stage()
{
    const auto isReviewed = [](const MetadataEditor *editor) { return editor->isReviewed(); };
    if (!std::all_of(m_editors.cbegin(), m_editors.cend(), isReviewed)) {
        return; // reviewed() comes
    }
    m_wantsStage = false;
    Change::PlanItem item{m_object, {}, m_seen};
    QStringList members;
    for (MetadataEditor *editor : std::as_const(m_editors)) {
        if (editor->isTouched() && !editor->isAcceptable()) {
            m_tabs->setCurrentWidget(editor);
            (void)editor->isAcceptable(); // now that it is seen, its place can have the focus
            return;
        }
        members.append(editor->member());
        item.changes += editor->review().changes;
        item.notes += editor->review().changes.isEmpty() ? QStringList() // what is staged counts, touched or not
                                                         : Change::notesOf(editor->review().violations);
    }
    if (m_staged) {
        for (const Json::LeafChange &change : std::as_const(m_staged->changes)) {
            if (!members.contains(change.pointer.first())) {
                item.changes.append(change); // of other editors
            }
        }
        item.notes += notesOfOthers();
    }
    if (const auto note = wipeNote(item)) {
        item.notes.append(*note);
    }
    Q_EMIT edited(item);
    QDialog::accept();
}

std::optional<QString> MetadataDialog::wipeNote(const Change::PlanItem &item) const
{
    const auto now = Json::parse(m_seen);
    return now ? Change::wipeNote(m_object.kind, *now, Json::merge(*now, item.changes).value) : std::nullopt;
}

QStringList MetadataDialog::notesOfOthers() const
{
    const auto wiped = wipeNote(*m_staged);
    QStringList notes;
    for (const QString &note : std::as_const(m_staged->notes)) {
        if (!Change::isSchemaNote(m_object.kind, note) && note != wiped) {
            notes.append(note);
        }
    }
    return notes;
}

void MetadataDialog::reject()
{
    const bool isTouched = std::any_of(m_editors.cbegin(), m_editors.cend(),
                                       [](const MetadataEditor *editor) { return editor->isTouched(); });
    if (!isTouched) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
