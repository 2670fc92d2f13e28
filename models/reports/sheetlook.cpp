#include "reports/sheetlook.h"

#include "reports/paper.h"

#include <xlsxwriter.h>

namespace Reports {

namespace {

constexpr char wholeNumber[] = "#,##0";
constexpr char time[] = "yyyy-mm-dd hh:mm";
// Excel shows its own words for these; LibreOffice shows 1 and 0 unless a format says otherwise.
constexpr char flag[] = R"("TRUE";"TRUE";"FALSE")";

lxw_color_t colorOf(QRgb color)
{
    return color & RGB_MASK;
}

/// Numbers stand at the right of their column, and the texts of the next one at its left.
void alignNumber(lxw_format *format)
{
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_indent(format, 1);
}

void setRule(lxw_format *format)
{
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, colorOf(Paper::rule));
}

void setHead(lxw_format *format)
{
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_bg_color(format, colorOf(Paper::track));
    format_set_bottom(format, LXW_BORDER_THIN);
}

} // namespace

lxw_format *SheetLook::of(SheetStyle style, Tone tone)
{
    lxw_format *&format = m_formats[{style, tone}];
    if (format == nullptr) {
        format = made(style, tone);
    }
    return format;
}

lxw_format *SheetLook::made(SheetStyle style, Tone tone) const
{
    lxw_format *format = workbook_add_format(m_book);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER); // off the rules above and below
    format_set_font_color(format, colorOf(Paper::colorOf(tone).rgb()));
    switch (style) {
    case SheetStyle::Title:
        format_set_bold(format);
        format_set_font_size(format, 18);
        format_set_text_wrap(format);
        break;
    case SheetStyle::Subtitle:
        format_set_font_size(format, 12);
        format_set_font_color(format, colorOf(Paper::muted));
        format_set_text_wrap(format);
        break;
    case SheetStyle::Heading:
        format_set_bold(format);
        format_set_font_size(format, 14);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, colorOf(Paper::accent));
        break;
    case SheetStyle::Paragraph:
        format_set_text_wrap(format);
        break;
    case SheetStyle::Link:
        format_set_font_color(format, colorOf(Paper::accent));
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
        break;
    case SheetStyle::Label:
    case SheetStyle::Note:
        format_set_font_color(format, colorOf(Paper::muted));
        format_set_text_wrap(format);
        break;
    case SheetStyle::Value:
        format_set_bold(format);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_LEFT);
        break;
    case SheetStyle::NumberValue:
        format_set_bold(format);
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_num_format(format, wholeNumber);
        break;
    case SheetStyle::TimeValue:
        format_set_bold(format);
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_num_format(format, time);
        break;
    case SheetStyle::Caption:
        format_set_bold(format);
        break;
    case SheetStyle::Bar:
        format_set_num_format(format, wholeNumber);
        alignNumber(format);
        break;
    case SheetStyle::Head:
        setHead(format);
        break;
    case SheetStyle::NumberHead:
        setHead(format);
        alignNumber(format);
        break;
    case SheetStyle::Name:
        setRule(format);
        format_set_bold(format);
        format_set_text_wrap(format);
        break;
    case SheetStyle::Text:
        setRule(format);
        format_set_text_wrap(format);
        break;
    case SheetStyle::Number:
        setRule(format);
        alignNumber(format);
        format_set_num_format(format, wholeNumber);
        break;
    case SheetStyle::Flag:
        setRule(format);
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_num_format(format, flag);
        break;
    case SheetStyle::Time:
        setRule(format);
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_num_format(format, time);
        break;
    }
    return format;
}

} // namespace Reports
