#pragma once

#include "reports/report.h"

#include <map>

struct lxw_format;
struct lxw_workbook;

namespace Reports {

/// What a cell of a workbook is, by which it looks.
enum class SheetStyle {
    Title,
    Subtitle,
    Heading,
    Paragraph,
    Link,
    Label,
    Value, ///< of a figure
    NumberValue,
    TimeValue,
    Note,
    Caption, ///< of a chart
    Bar,
    Head,
    NumberHead,
    Name, ///< the first cell of a row
    Text,
    Number,
    Flag,
    Time,
};

/// The formats of a workbook, each made when it is first asked for. The workbook owns them and outlives this.
class SheetLook
{
public:
    explicit SheetLook(lxw_workbook *book)
        : m_book(book)
    { }

    lxw_format *of(SheetStyle style, Tone tone = Tone::Plain);

private:
    lxw_format *made(SheetStyle style, Tone tone) const;

    lxw_workbook *m_book;
    std::map<std::pair<SheetStyle, Tone>, lxw_format *> m_formats;
};

} // namespace Reports
