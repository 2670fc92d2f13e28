#include "ui/shell/commandpalette.h"

#include "ui/shell/palettedelegate.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include "items/palettemodel.h"
#include "session/estate.h"
#include "session/userfinder.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int widest = 680;
constexpr int mostRowsShown = 10;
constexpr int border = 1;

/// The user as the palette shows one: by the e-mail, or what else there is.
Items::PaletteEntry entryOf(const Query::Record &user)
{
    const auto text = [&user](QStringView column) { return Query::textAt(user, Query::Kind::Users, column); };
    Items::PaletteEntry entry;
    entry.place = {user.tenant, Query::wordFor(Query::Kind::Users), user.id};
    QStringList names{text(u"email"), text(u"name"), text(u"username"), user.id};
    names.removeAll(QString());
    names.removeDuplicates();
    entry.name = names.takeFirst();
    names.removeAll(user.id);
    const bool isBlocked = text(u"blocked") == "true"_L1;
    QStringList details{isBlocked ? CommandPalette::tr("Blocked user") : CommandPalette::tr("User"),
                        text(u"connection")};
    details += names;
    details.removeAll(QString());
    entry.detail = details.join(u" · "_s);
    return entry;
}

} // namespace

CommandPalette::CommandPalette(Session::Estate &estate, Items::PaletteModel &model, Session::UserFinder &finder,
                               std::function<QIcon(const QString &)> iconOf, QWidget *window)
    : QWidget(window)
    , m_estate(estate)
    , m_model(model)
    , m_finder(finder)
    , m_line(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_status(new PlainLabel(this))
{
    setObjectName(u"palette"_s);
    m_line->setPlaceholderText(tr("Find an action, tenant, customer, application, connection, organization or user"));
    m_line->setAccessibleName(tr("Find anything"));
    m_line->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    m_line->setMaxLength(300);
    m_line->setContextMenuPolicy(Qt::NoContextMenu); // its menu would take the focus
    m_list->setModel(new PaletteDecoration(&model, std::move(iconOf), this));
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the line has the keys
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("What was found"));
    m_status->setProperty("muted", true);
    m_status->setFont(fontOf(Type::Small));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::gap, Size::gap, Size::gap, Size::gap);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_line);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_status);

    m_line->installEventFilter(this);
    window->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::ask);
    connect(&m_finder, &Session::UserFinder::changed, this, &CommandPalette::takeUsers);
    connect(&m_model, &Items::PaletteModel::arranged, this, &CommandPalette::keepCurrent);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::tell);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && now != this && !isAncestorOf(now)) {
            m_before = nullptr; // somebody went elsewhere
            leave();
        }
    });
    hide();
}

void CommandPalette::toggle(const Domain::TenantId &shown)
{
    if (isVisible()) {
        leave();
        return;
    }
    m_before = QApplication::focusWidget();
    m_current = {};
    m_shown = shown;
    m_wasMoved = false;
    m_line->clear();
    ask({});
    show();
    raise();
    place();
    m_line->setFocus(Qt::ShortcutFocusReason);
}

/// Gives the focus back to where it came from.
void CommandPalette::leave()
{
    const QPointer<QWidget> before = std::exchange(m_before, nullptr);
    hide();
    m_finder.stop();
    if (before && before->isVisible()) {
        before->setFocus(Qt::OtherFocusReason);
    }
}

/// Below the bar at the top, in the middle, as high as the rows want.
void CommandPalette::place()
{
    const QSize room = parentWidget()->size() - QSize(2 * Size::gap, 2 * Size::gap);
    const int width = std::min(widest, room.width());
    const int rowHeight = std::max(PaletteDelegate::rowHeight, m_list->sizeHintForRow(0));
    const int rows = std::clamp(m_model.rowCount(), 1, mostRowsShown);
    m_list->setFixedHeight(std::min(rows * rowHeight, std::max(rowHeight, room.height() - 120)));
    layout()->activate();
    const int height = std::min(sizeHint().height(), room.height());
    setGeometry((parentWidget()->width() - width) / 2, std::min(Size::gap, room.height() - height), width, height);
}

void CommandPalette::ask(const QString &text)
{
    m_model.setText(text);
    m_finder.find(text);
    keepCurrent();
}

void CommandPalette::takeUsers()
{
    QList<Items::PaletteEntry> users;
    for (const Query::RecordPtr &user : m_finder.users()) {
        users.append(entryOf(*user));
    }
    std::stable_partition(users.begin(), users.end(),
                          [this](const Items::PaletteEntry &user) { return user.place.tenant == m_shown; });
    const Domain::Place before = m_current; // rows that go take the current one along
    m_model.setAnswers(users);
    select(m_wasMoved ? rowOf(before) : 0); // not the one whose tenant was quicker
    if (isVisible()) {
        place();
    }
    tell();
}

/// The best, where it is there no more.
int CommandPalette::rowOf(const Domain::Place &place) const
{
    int row = 0;
    for (int i = 0; i < m_model.rowCount(); ++i) {
        row = m_model.entryAt(i).place == place ? i : row;
    }
    return row;
}

/// The best; and the row that somebody went to, where only the rows are others.
void CommandPalette::keepCurrent()
{
    const bool isSameText = std::exchange(m_arrangedText, m_model.text()) == m_model.text();
    m_wasMoved = m_wasMoved && isSameText;
    select(m_wasMoved ? rowOf(m_current) : 0);
    if (isVisible()) {
        place();
    }
    tell();
}

void CommandPalette::select(int row)
{
    const QModelIndex index = m_list->model()->index(std::clamp(row, 0, std::max(0, m_model.rowCount() - 1)), 0);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void CommandPalette::step(int rows)
{
    const int count = m_model.rowCount();
    const int now = m_list->currentIndex().row();
    m_wasMoved = true;
    if (std::abs(rows) == 1) {
        select((now + rows + count) % std::max(1, count)); // round
    } else {
        select(now + rows);
    }
}

void CommandPalette::choose()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_model.rowCount()) {
        return;
    }
    const Items::PaletteEntry entry = m_model.entryAt(row);
    if (entry.place.kind == Items::unreadKind()) {
        Q_EMIT readingWanted();
    } else if (entry.obstacle.isEmpty()) { // else it is said at the bottom
        leave();
        Q_EMIT chosen(entry.place);
    }
}

void CommandPalette::toggleFavourite()
{
    const int row = m_list->currentIndex().row();
    if (row >= 0 && row < m_model.rowCount() && m_model.entryAt(row).place.kind != Items::unreadKind()) {
        Q_EMIT favouriteToggled(m_model.entryAt(row).place);
    }
}

QString CommandPalette::status() const
{
    return m_status->fullText();
}

QString CommandPalette::usersTold() const
{
    const QList<Session::UserFinder::Failure> &failures = m_finder.failures();
    QStringList told;
    if (m_finder.isBusy()) {
        told << tr("looking for users…");
    } else if (m_finder.asked() > int(failures.size())) {
        const int users = int(m_finder.users().size());
        told << (users == 0 ? tr("no users") : tr("%n user(s)", nullptr, users));
    }
    if (failures.size() == 1) {
        const Session::TenantSession *session = m_estate.find(failures.first().tenant);
        const QString name = session ? session->profile().name : QString();
        told << tr("users of %1 could not be searched: %2").arg(name, failures.first().error.why());
    } else if (!failures.isEmpty()) {
        told << tr("users of %n tenant(s) could not be searched", nullptr, int(failures.size()));
    }
    return told.join(u" · "_s);
}

void CommandPalette::tell()
{
    const int row = m_list->currentIndex().row();
    const Items::PaletteEntry entry = row >= 0 ? m_model.entryAt(row) : Items::PaletteEntry();
    m_current = entry.place;
    QStringList told;
    if (!entry.obstacle.isEmpty()) {
        told << entry.obstacle;
    } else if (m_model.text().trimmed().isEmpty()) {
        told << tr("Enter opens · Ctrl+D marks a favourite · Esc closes");
    } else if (m_model.total() > Items::PaletteModel::mostRows) {
        told << tr("the best %L1 of %L2: type on").arg(Items::PaletteModel::mostRows).arg(m_model.total());
    } else if (m_model.total() > 0) {
        told << tr("%L1 found").arg(m_model.total());
    } else if (m_finder.users().isEmpty()) {
        told << tr("nothing found");
    }
    if (m_model.isCatchingUp()) {
        told << tr("still looking through what was read");
    }
    told << usersTold();
    if (const int reading = m_model.firstReadings(); reading > 0) {
        told << tr("reading %n tenant(s)…", nullptr, reading);
    }
    if (const qsizetype unread = m_model.unread().size(); unread > 0) {
        told << tr("%n tenant(s) not read yet", nullptr, int(unread));
    }
    told.removeAll(QString());
    m_status->setFullText(told.join(u" · "_s));
    // The line has the focus: what it stands on is told as its description.
    m_line->setAccessibleDescription(m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
    QAccessibleEvent described(m_line, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
}

bool CommandPalette::takesKey(const QKeyEvent &event) const
{
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    case Qt::Key_D:
        return event.modifiers() == Qt::ControlModifier;
    default:
        return false;
    }
}

bool CommandPalette::takeKey(const QKeyEvent &event)
{
    if (!takesKey(event)) {
        return false;
    }
    const int page = std::max(1, m_list->height() / PaletteDelegate::rowHeight - 1);
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        step(-1);
        break;
    case Qt::Key_Down:
    case Qt::Key_Tab:
        step(1);
        break;
    case Qt::Key_PageUp:
        step(-std::max(2, page));
        break;
    case Qt::Key_PageDown:
        step(std::max(2, page));
        break;
    case Qt::Key_Escape:
        leave();
        break;
    case Qt::Key_D:
        toggleFavourite();
        break;
    default:
        choose();
        break;
    }
    return true;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        if (event->type() == QEvent::KeyPress) {
            return takeKey(key);
        }
        if (takesKey(key)) {
            event->accept(); // no shortcut of the window
            return true;
        }
    } else if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const QPoint at = static_cast<QMouseEvent *>(event)->position().toPoint();
        const QModelIndex index = m_list->indexAt(at);
        if (index.isValid()) {
            m_list->setCurrentIndex(index);
            const QRect mark = PaletteDelegate::markPlace(m_list->visualRect(index));
            mark.adjusted(-Size::gap, -Size::gap, Size::gap, Size::gap).contains(at) ? toggleFavourite() : choose();
        }
        return true;
    } else if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.accent, border));
    painter.setBrush(tokens.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Size::panelRadius, Size::panelRadius);
}

} // namespace Ui
