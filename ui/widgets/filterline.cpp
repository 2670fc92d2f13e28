#include "ui/widgets/filterline.h"

#include "ui/theme/icon.h"
#include "ui/theme/tokens.h"

#include "items/celltext.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStyle>
#include <QTextCharFormat>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString exampleFor(Query::Kind kind)
{
    switch (kind) {
    case Query::Kind::Tenants:
        return u"environment=PROD"_s;
    case Query::Kind::Customers:
        return u"name~acme databases>1"_s;
    case Query::Kind::Applications:
        return u"type=spa lock>=40"_s;
    case Query::Kind::Connections:
        return u"strategy=auth0 min_length<10"_s;
    case Query::Kind::Policies:
        return u"generation=legacy min_length<14"_s;
    case Query::Kind::Organizations:
        return u"name~acme"_s;
    case Query::Kind::Users:
        return u"email~acme blocked=true"_s;
    case Query::Kind::Logs:
        break;
    }
    return u"type=f"_s;
}

} // namespace

FilterLine::FilterLine(Query::Kind kind, QWidget *parent)
    : QLineEdit(parent)
    , m_kind(kind)
{
    setClearButtonEnabled(true);
    addAction(icon("view-filter"_L1), QLineEdit::LeadingPosition);
    setAccessibleName(tr("Filter"));
    setMaxLength(2000);
    connect(this, &QLineEdit::textChanged, this, &FilterLine::read);
    setKind(kind);
}

void FilterLine::setKind(Query::Kind kind)
{
    m_kind = kind;
    setPlaceholderText(tr("Filter, as %1").arg(exampleFor(kind)));
    QStringList fields;
    for (const Query::Column &column : Query::columnsOf(kind)) {
        fields << QString(column.id);
    }
    QStringList help{tr("Ctrl+F. Words, or field op value with = != < <= > >= ~ !~; blanks mean and, \"or\" separates "
                        "alternatives\nFields: %1")
                         .arg(fields.join(u", "_s))};
    if (kind == Query::Kind::Applications) {
        QStringList types;
        for (const QString &type : Items::namedApplicationTypes()) {
            types
                << tr("%1 (%2)", "a type as filters know it, and its word").arg(type, Items::applicationTypeText(type));
        }
        help << tr("Types: %1").arg(types.join(u", "_s));
    }
    setToolTip(help.join(u'\n'));
    setAccessibleDescription(toolTip());
    read();
}

int FilterLine::positionOf(qsizetype offset) const
{
    const int start = inputMethodQuery(Qt::ImCursorRectangle).toRectF().toRect().left()
        - fontMetrics().horizontalAdvance(text().left(cursorPosition()));
    return start + fontMetrics().horizontalAdvance(text().left(offset));
}

void FilterLine::read()
{
    const auto filter = Query::Filter::parse(m_kind, text());
    const bool hadError = m_error.has_value();
    m_error = filter ? std::nullopt : std::optional(filter.error());
    if (hadError != m_error.has_value()) {
        setProperty("error", m_error.has_value());
        style()->unpolish(this);
        style()->polish(this);
    }
    mark();
    if (hadError || m_error) {
        Q_EMIT errorChanged();
    }
    if (filter) {
        m_filter = *filter;
        Q_EMIT filterChanged(m_filter);
    }
}

/// A line edit has no text formats of its own; those of an input method reach the text all the same.
void FilterLine::mark()
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (m_error) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(tokensOf(palette()).full);
        format.setForeground(tokensOf(palette()).full);
        const int length = int(std::max<qsizetype>(m_error->length, 1));
        attributes.append({QInputMethodEvent::TextFormat, int(m_error->offset) - cursorPosition(), length, format});
    }
    QInputMethodEvent event(QString(), attributes);
    inputMethodEvent(&event);
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        complete();
        return;
    }
    // The rows stand below.
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier) {
        Q_EMIT returnPressed();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

/// Completes the field name before the cursor where only one starts so.
void FilterLine::complete()
{
    const QString before = text().left(cursorPosition());
    const QString word = before.mid(before.lastIndexOf(u' ') + 1);
    QStringList found;
    for (const Query::Column &column : Query::columnsOf(m_kind)) {
        if (!word.isEmpty() && column.id.startsWith(word)) {
            found << QString(column.id);
        }
    }
    if (found.size() == 1) {
        insert(found.first().mid(word.size()));
    }
}

} // namespace Ui
