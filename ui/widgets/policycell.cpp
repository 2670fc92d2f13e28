#include "ui/widgets/policycell.h"

#include "ui/theme/plaintext.h"

#include "items/policycells.h"
#include "items/roles.h"
#include "query/columns.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int markSize = 8;
constexpr int gap = 5;
const QString unknown = u"–"_s;
const QString arrow = u"→"_s;

/// A run of text with a mark behind it.
struct Piece
{
    QString text;
    QColor ink;
    bool isStrong = false;
    Mark mark = Mark::None;

    QFont font(QFont font) const
    {
        if (isStrong) {
            font.setWeight(QFont::DemiBold);
        }
        return font;
    }
    int markWidth() const { return mark == Mark::None ? 0 : gap + markSize; }
    int width(const QFont &base) const { return QFontMetrics(font(base)).horizontalAdvance(text) + markWidth(); }
};

bool isGeneration(const QModelIndex &index)
{
    return Query::columnsOf(Query::Kind::Policies).at(index.column()).id == "generation"_L1;
}

bool showsBoth(const QModelIndex &index)
{
    return isGeneration(index)
        && index.data(Items::ValueRole).toString() == Policy::wordFor(Domain::PolicyGeneration::Both);
}

Badge bothBadge(const Tokens &tokens, const QString &word)
{
    return {word, {tokens.near, tokens.nearGround}, Mark::Diamond};
}

Piece pieceOf(const Tokens &tokens, const QString &text, const QVariant &deviation, const QColor &usual)
{
    Piece piece{text.isEmpty() ? unknown : visibleText(text), text.isEmpty() ? tokens.muted : usual};
    if (deviation.isValid()) {
        const auto direction = Policy::Direction(deviation.toInt());
        piece.mark = markFor(direction);
        piece.ink = inkOf(tokens, direction);
        piece.isStrong = direction == Policy::Direction::Weaker;
    }
    return piece;
}

QList<Piece> piecesOf(const Tokens &tokens, const QModelIndex &index)
{
    const bool isMuted = !index.data(Items::UneditableRole).toString().isEmpty();
    QList<Piece> pieces{pieceOf(tokens, index.data(Qt::DisplayRole).toString(), index.data(Items::DeviationRole),
                                isMuted ? tokens.muted : tokens.text)};
    const QVariant staged = index.data(Items::StagedRole);
    if (staged.isValid()) {
        pieces.append({arrow, tokens.muted});
        pieces.append(pieceOf(tokens, staged.toString(), index.data(Items::StagedDeviationRole), tokens.text));
        pieces.last().isStrong = true;
    }
    return pieces;
}

void paintPiece(QPainter *painter, QRect &rest, const Piece &piece, const QFont &base)
{
    const QFont font = piece.font(base);
    const int whole = piece.width(base);
    const int given = std::min(whole, rest.width());
    const bool isWhole = whole <= given; // elidedText() rounds up where the room is exact
    const int room = std::max(0, given - piece.markWidth());
    const QString text = isWhole ? piece.text : QFontMetrics(font).elidedText(piece.text, Qt::ElideRight, room);
    painter->setFont(font);
    painter->setPen(piece.ink);
    painter->drawText(QRect(rest.left(), rest.top(), room + 1, rest.height()),
                      int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip, text);
    int end = rest.left() + QFontMetrics(font).horizontalAdvance(text);
    if (piece.mark != Mark::None) {
        paint(painter, QRectF(end + gap, rest.center().y() - markSize / 2.0 + 0.5, markSize, markSize), piece.mark,
              piece.ink);
        end += piece.markWidth();
    }
    rest.setLeft(end + gap);
}

/// Explains the marks; nothing can be done with it.
class DeviationLegend : public QWidget
{
public:
    explicit DeviationLegend(QWidget *parent)
        : QWidget(parent)
    {
        QStringList words;
        for (const Policy::Direction direction : directions) {
            words << Items::textOf(direction);
        }
        setAccessibleName(words.join(u", "_s));
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    }

    QSize sizeHint() const override
    {
        int width = 0;
        for (const Piece &piece : pieces()) {
            width += piece.width(font()) + 3 * gap;
        }
        return {width, QFontMetrics(font()).height() + 4};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QRect rest = rect();
        for (const Piece &piece : pieces()) {
            paintPiece(&painter, rest, piece, font());
            rest.adjust(2 * gap, 0, 0, 0);
        }
    }

private:
    static constexpr Policy::Direction directions[]
        = {Policy::Direction::Weaker, Policy::Direction::Stronger, Policy::Direction::Different};

    QList<Piece> pieces() const
    {
        const Tokens &tokens = tokensOf(palette());
        return {
            {QCoreApplication::translate("Ui", "weaker"), tokens.full, false, markFor(directions[0])},
            {QCoreApplication::translate("Ui", "stronger"), tokens.ok, false, markFor(directions[1])},
            {QCoreApplication::translate("Ui", "different"), tokens.watch, false, markFor(directions[2])},
        };
    }
};

} // namespace

Mark markFor(Policy::Direction direction)
{
    switch (Policy::markOf(direction)) {
    case Policy::DirectionMark::Down:
        return Mark::Down;
    case Policy::DirectionMark::Up:
        return Mark::Triangle;
    case Policy::DirectionMark::Diamond:
        break;
    }
    return Mark::Diamond;
}

QColor inkOf(const Tokens &tokens, Policy::Direction direction)
{
    switch (direction) {
    case Policy::Direction::Weaker:
        return tokens.full;
    case Policy::Direction::Stronger:
        return tokens.ok;
    case Policy::Direction::Stricter:
    case Policy::Direction::Looser:
    case Policy::Direction::Different:
        break;
    }
    return tokens.watch;
}

void paintPolicyCell(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &tokens = tokensOf(option.palette);
    QList<Piece> pieces = piecesOf(tokens, index);
    QRect rest = rect;
    if (showsBoth(index)) {
        const Badge badge = bothBadge(tokens, pieces.first().text);
        paint(painter, rest, badge, option.font);
        rest.setLeft(rest.left() + sizeOf(badge, option.font).width() + gap);
        pieces.removeFirst();
    }
    // Where not all has room, only what is staged is shown, whole: it is what the user is about to do, and the tooltip
    // tells what it is now.
    const auto widthOf = [&option](const QList<Piece> &shown) {
        return std::accumulate(shown.begin(), shown.end(), -gap,
                               [&option](int sum, const Piece &piece) { return sum + piece.width(option.font) + gap; });
    };
    while (pieces.size() > 1 && widthOf(pieces) > rest.width()) {
        pieces.removeFirst();
    }
    for (const Piece &piece : std::as_const(pieces)) {
        paintPiece(painter, rest, piece, option.font);
    }
}

int policyCellWidth(const QFont &font, const QModelIndex &index)
{
    const Tokens &tokens = Tokens::day(); // colours take no room
    QList<Piece> pieces = piecesOf(tokens, index);
    int width = 0;
    if (showsBoth(index)) {
        width = sizeOf(bothBadge(tokens, pieces.takeFirst().text), font).width() + gap;
    }
    return std::accumulate(pieces.begin(), pieces.end(), width,
                           [&font](int sum, const Piece &piece) { return sum + piece.width(font) + gap; });
}

QWidget *makeDeviationLegend(QWidget *parent)
{
    return new DeviationLegend(parent);
}

} // namespace Ui
