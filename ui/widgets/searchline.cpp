#include "ui/widgets/searchline.h"

#include "ui/theme/plaintext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace Ui {

SearchLine::SearchLine(Query::Kind kind, QWidget *parent)
    : QLineEdit(parent)
    , m_kind(kind)
    , m_model(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_model, this))
{
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(this); // and not setCompleter(), which completes the whole line
    m_completer->popup()->setAccessibleName(tr("How the search may go on"));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &SearchLine::take);
    connect(this, &QLineEdit::textEdited, this, &SearchLine::offer);
}

void SearchLine::keyPressEvent(QKeyEvent *event)
{
    QAbstractItemView *popup = m_completer->popup();
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (popup->isVisible()) {
        if ((isEnter || event->key() == Qt::Key_Tab) && popup->currentIndex().isValid()) {
            event->ignore(); // the completer takes it
            return;
        }
        if (event->key() == Qt::Key_Escape) {
            event->ignore();
            return;
        }
        if (isEnter) {
            popup->hide();
        }
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchLine::offer()
{
    Query::SearchedNames names{m_connections ? m_connections() : QStringList()};
    if (m_metadata) {
        names.metadata = m_metadata();
    }
    const Query::SearchCompletion found = Query::searchCompletion(m_kind, text(), cursorPosition(), names);
    m_start = found.start;
    m_model->clear();
    for (const auto &[completion, about] : found.texts) {
        const QString shown = visibleText(completion);
        auto *item = new QStandardItem(about.isEmpty() ? shown : shown + u"  –  "_s + about);
        item->setData(completion, Qt::UserRole);
        m_model->appendRow(item);
    }
    if (found.texts.isEmpty() || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    constexpr int widest = 360;
    QRect place = cursorRect();
    place.setWidth(std::min(widest, width()));
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex({});
}

void SearchLine::take(const QModelIndex &index)
{
    const QString completion = index.data(Qt::UserRole).toString();
    const qsizetype cursor = cursorPosition();
    setText(text().first(m_start) + completion + text().sliced(cursor));
    setCursorPosition(int(m_start + completion.size()));
    if (completion.endsWith(u':')) {
        offer(); // its values
    }
}

} // namespace Ui
