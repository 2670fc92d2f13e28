#include "ui/widgets/jsonview.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/jsonhighlighter.h"
#include "ui/widgets/textsearch.h"

#include "json/indent.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

JsonView::JsonView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_search(new TextSearch(m_text, tr("Find in JSON"), this))
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
    m_search->setContentsMargins(Size::margin, Size::gap, Size::margin, Size::gap);
    layout->addWidget(m_search);
    layout->addWidget(m_text, 1);
    setTabOrder(m_search, m_text);
    connect(m_search, &TextSearch::hitsChanged, this, [this] { m_text->setExtraSelections(m_search->hits()); });
    connect(m_search->addButton("edit-copy"_L1, tr("Copy the JSON, secrets masked")), &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
}

void JsonView::setJson(const QByteArray &masked)
{
    m_text->setPlainText(QString::fromUtf8(Json::indented(masked)));
    m_search->refresh();
}

QString JsonView::text() const
{
    return m_text->toPlainText();
}

void JsonView::startSearch()
{
    m_search->start();
}

void JsonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->rehighlight();
        m_search->refresh();
    }
}

} // namespace Ui
