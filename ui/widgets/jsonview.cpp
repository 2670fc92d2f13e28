#include "ui/widgets/jsonview.h"

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/jsonhighlighter.h"

#include "json/indent.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Ui {

JsonView::JsonView(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_hits(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_highlighter(new JsonHighlighter(m_text->document()))
{
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setFont(fontOf(Type::Mono));
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("JSON of the object"));
    m_text->setProperty("frameless", true);
    m_text->document()->setDocumentMargin(Size::gap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildBar();
    layout->addWidget(m_text, 1);
}

void JsonView::buildBar()
{
    m_search->setPlaceholderText(tr("Find in JSON"));
    m_search->setAccessibleName(tr("Find in JSON"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &JsonView::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { step(false); });
    m_hits->setProperty("muted", true);
    m_hits->setFont(fontOf(Type::Small));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Size::margin, Size::gap, Size::margin, Size::gap);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_hits);
    const auto addButton = [this, bar](QLatin1StringView name, const QString &what) {
        auto *button = new QToolButton(this);
        button->setIcon(icon(name));
        button->setToolTip(what);
        button->setAccessibleName(what);
        button->setProperty("flat", true);
        bar->addWidget(button);
        return button;
    };
    connect(addButton("go-up"_L1, tr("Previous hit")), &QToolButton::clicked, this, [this] { step(true); });
    connect(addButton("go-down"_L1, tr("Next hit")), &QToolButton::clicked, this, [this] { step(false); });
    connect(addButton("edit-copy"_L1, tr("Copy the JSON, secrets masked")), &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    qobject_cast<QBoxLayout *>(layout())->insertLayout(0, bar);
}

void JsonView::setJson(const QByteArray &masked)
{
    m_text->setPlainText(QString::fromUtf8(Json::indented(masked)));
    search();
}

QString JsonView::text() const
{
    return m_text->toPlainText();
}

void JsonView::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void JsonView::search()
{
    const QString wanted = m_search->text();
    QList<QTextEdit::ExtraSelection> hits;
    if (!wanted.isEmpty()) {
        QTextCursor cursor(m_text->document());
        while (!(cursor = m_text->document()->find(wanted, cursor)).isNull()) {
            QTextEdit::ExtraSelection hit;
            hit.cursor = cursor;
            hit.format.setBackground(tokensOf(palette()).watchGround);
            hits.append(hit);
        }
    }
    m_text->setExtraSelections(hits);
    m_hits->setText(wanted.isEmpty() ? QString() : tr("%n hit(s)", nullptr, int(hits.size())));
    if (!hits.isEmpty()) {
        m_text->moveCursor(QTextCursor::Start);
        step(false);
    }
}

void JsonView::step(bool backward)
{
    const QString wanted = m_search->text();
    const QTextDocument::FindFlags flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (wanted.isEmpty() || m_text->find(wanted, flags)) {
        return;
    }
    m_text->moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
    m_text->find(wanted, flags);
}

void JsonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->rehighlight();
        search();
    }
}

} // namespace Ui
