#include "ui/editors/memberspanel.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"
#include "ui/widgets/wraplabel.h"

#include "items/customertreemodel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QSet>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Return in it looks up, and does not stage.
class LookUpLine : public QLineEdit
{
public:
    LookUpLine(QPushButton &button, QWidget *parent)
        : QLineEdit(parent)
        , m_button(button)
    { }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            m_button.click();
            event->accept();
            return;
        }
        QLineEdit::keyPressEvent(event);
    }

private:
    QPushButton &m_button;
};

Items::CustomerRow rowOf(const Session::Member &member)
{
    Items::CustomerRow row;
    row.text = member.name.isEmpty() ? member.id.text() : member.name;
    row.id = member.id.text();
    const QString roles
        = member.roles.isEmpty() ? MembersPanel::tr("no role in the organization") : member.roles.join(u", "_s);
    row.detail = member.isMember ? roles : MembersPanel::tr("no member yet");
    return row;
}

} // namespace

MembersPanel::MembersPanel(Session::TenantSession &session, const Session::ChangeTray &tray,
                           const QString &organization, QWidget *parent)
    : QWidget(parent)
    , m_board(new Session::MemberBoard(session, tray, organization, this))
    , m_model(new Items::CustomerTreeModel({tr("Member"), tr("Roles in the organization")}, this))
    , m_told(new WrapLabel(this))
    , m_banner(new Banner(this))
    , m_read(namedButton("readMembers", tr("&Read the members"), this))
    , m_tree(new QTreeView(this))
    , m_add(namedButton("addMember", tr("&Add"), this))
{
    m_user = new LookUpLine(*m_add, this);
    m_model->setCheckable(true);
    m_told->setObjectName(u"membersTold"_s);
    m_told->setProperty("muted", true);
    ColumnHeader *header = ColumnHeader::give(*m_tree);
    m_tree->setObjectName(u"members"_s);
    m_tree->setAccessibleName(tr("Members of the organization"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new PlainRowDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setMinimumHeight(76);
    header->resizeSection(0, 300);
    header->setFilling(1, 160);
    m_user->setObjectName(u"memberToAdd"_s);
    m_user->setPlaceholderText(tr("User id or e-mail of who is to be a member"));
    m_user->setAccessibleName(m_user->placeholderText());
    auto *head = new QHBoxLayout;
    head->addWidget(m_told, 1);
    head->addWidget(m_read, 0, Qt::AlignTop);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(Size::gap);
    foot->addWidget(m_user, 1);
    foot->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Size::margin, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addLayout(head);
    layout->addWidget(m_banner);
    layout->addWidget(m_tree, 1);
    layout->addLayout(foot);
    setTabOrder(m_read, m_tree); // as they stand
    setTabOrder(m_tree, m_user);
    setTabOrder(m_user, m_add);
    connect(m_read, &QPushButton::clicked, this, &MembersPanel::read);
    connect(m_add, &QPushButton::clicked, this, &MembersPanel::lookUp);
    connect(m_board, &Session::MemberBoard::changed, this, &MembersPanel::showMembers);
    connect(m_board, &Session::MemberBoard::known, this, [this](const QString &user) {
        m_add->setEnabled(true);
        m_user->clear();
        m_banner->showState(Banner::Tone::Neutral, tr("%1 is in the list already.").arg(visibleText(user)), {});
    });
    connect(m_board, &Session::MemberBoard::failed, this, [this](const Api::ApiError &error) {
        m_banner->showError(error);
        m_add->setEnabled(true);
        m_read->setEnabled(true);
        if (m_tree->hasFocus() && m_model->rowCount() == 0) {
            m_read->setFocus(); // to try again
        }
    });
    connect(m_board, &Session::MemberBoard::notFound, this, [this](const QString &text) {
        m_add->setEnabled(true);
        m_banner->showState(Banner::Tone::Warning, tr("No user is found by %1.").arg(text),
                            tr("It is looked for in any case, as a whole address. Check it, or enter the user id."));
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &index) {
        if (!m_isShowing && index.isValid()) {
            m_board->want(Domain::UserId(m_model->row(index).id), m_model->isChecked(index));
        }
    });
    showTold();
}

bool MembersPanel::showForgotten()
{
    const QString typed = m_user->text().trimmed();
    if (typed.isEmpty()) {
        return false;
    }
    m_banner->showState(Banner::Tone::Warning, tr("%1 was typed and not added.").arg(visibleText(typed)),
                        tr("Add the user, or empty the line."));
    m_user->setFocus();
    return true;
}

QWidget *MembersPanel::lastField() const
{
    return m_add;
}

/// The button cannot be pressed meanwhile, and would hand the focus on to anything.
void MembersPanel::read()
{
    if (m_read->hasFocus()) {
        m_tree->setFocus();
    }
    m_board->read();
}

void MembersPanel::lookUp()
{
    if (!m_user->text().trimmed().isEmpty()) {
        m_banner->clear();
        m_add->setEnabled(false);
        m_board->lookUp(m_user->text());
    }
}

void MembersPanel::showMembers()
{
    m_isShowing = true;
    QList<Items::CustomerRow> rows;
    QSet<QString> wanted;
    for (const Session::Member &member : m_board->members()) {
        rows.append(rowOf(member));
        if (member.isWanted) {
            wanted.insert(member.id.text());
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Items::CustomerRow &left, const Items::CustomerRow &right) {
        return left.text.compare(right.text, Qt::CaseInsensitive) < 0;
    });
    QStringList before;
    for (const Items::CustomerRow &row : m_model->rows()) {
        before.append(row.id);
    }
    m_model->setRows(rows);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        m_model->setChecked(m_model->index(row, 0), wanted.contains(rows.at(row).id));
    }
    m_isShowing = false;
    if (!m_add->isEnabled() && rows.size() > before.size()) {
        m_user->clear();
    }
    goToNew(before);
    m_add->setEnabled(true);
    m_read->setEnabled(!m_board->isReading());
    showTold();
    Q_EMIT edited();
}

/// Who was added stands among the others, and must be seen; of those that were read it is the first.
void MembersPanel::goToNew(const QStringList &before)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (!before.contains(m_model->row(index).id)) {
            m_tree->setCurrentIndex(index);
            m_tree->scrollTo(index);
            return;
        }
    }
}

void MembersPanel::showTold()
{
    if (m_board->isReading()) {
        m_told->setText(tr("Reading the members and their roles…"));
        return;
    }
    if (!m_board->isKnown()) {
        m_told->setText(tr("The members were not read. It takes a request for each 100 of them, three at most, and the "
                           "scopes read:organization_members and read:organization_member_roles."));
        return;
    }
    QStringList roles;
    for (const auto &[role, count] : m_board->roles()) {
        roles.append(tr("%1 (%2)", "a role, and how many members have it").arg(role).arg(count));
    }
    const QString seen = roles.isEmpty() ? tr("No roles are seen.") : tr("Roles seen: %1.").arg(roles.join(u", "_s));
    const QList<Session::Member> &members = m_board->members();
    const auto isMember = [](const Session::Member &member) { return member.isMember; };
    const int count = int(std::count_if(members.cbegin(), members.cend(), isMember));
    m_told->setText(
        m_board->isCut()
            ? tr("The first %L1 members; there are more. %2").arg(Session::MemberBoard::mostMembers).arg(seen)
            : tr("%n member(s) read. %1", nullptr, count).arg(seen));
}

} // namespace Ui
