#include "ui/reports/reportpreview.h"

#include "ui/reports/pagestack.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"

#include "reports/customerfiles.h"
#include "reports/onecustomer.h"

#include <QBuffer>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int mostPages = 12; ///< at once, where no more are in view
constexpr int beside = 3; ///< pages before and behind those in view
constexpr qsizetype mostText = qsizetype(64) * 1024;
constexpr int settleTime = 150; // ms

bool isText(Reports::Format format)
{
    using Reports::Format;
    return format == Format::Csv || format == Format::Json || format == Format::Markdown;
}

/// The beginning of a report's text, to the end of a line.
QString beginningOf(const Reports::Report &report, const ReportWish &wish, const std::stop_token &stop, bool &isWhole)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    std::stop_source enough;
    const std::stop_callback stopped(stop, [&enough] { enough.request_stop(); });
    Reports::Writing writing;
    writing.delimiter = wish.delimiter;
    writing.stop = enough.get_token();
    writing.progress = [&](qint64) {
        if (buffer.size() > mostText) {
            enough.request_stop();
        }
    };
    const bool isWritten = Reports::write(report, wish.format, buffer, writing).has_value();
    isWhole = isWritten && buffer.size() <= mostText;
    const QByteArray beginning = buffer.data().left(mostText);
    return QString::fromUtf8(isWhole ? beginning : beginning.left(beginning.lastIndexOf('\n') + 1));
}

} // namespace

struct ReportPreview::Task
{
    MakeInput makeInput;
    Reports::InputPtr input; ///< nullptr: it must be made
    CustomersPtr reports; ///< the same
    ReportWish wish;
    Reports::PageRange range;
    int pageWidth = 0; ///< in pixels of the device
    std::stop_token stop;
};

ReportPreview::ReportPreview(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout)
    , m_pages(new PageStack(this))
    , m_text(new QPlainTextEdit(this))
    , m_nothing(new QLabel(this))
    , m_status(new QLabel(this))
    , m_range{0, mostPages}
    , m_work(this, [this](const Shown &shown) { show(shown); })
{
    setObjectName(u"preview"_s);
    m_text->setObjectName(u"text"_s);
    m_text->setAccessibleName(tr("The report's text"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setProperty("muted", true);
    m_status->setObjectName(u"status"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setProperty("muted", true);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_pages);
    m_stack->addWidget(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::gap, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_status);
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, &ReportPreview::start);
    connect(m_pages, &PageStack::pageWidthChanged, this, [this] {
        if (m_makeInput && !isText(m_wish.format)) {
            m_soon.start();
        }
    });
    connect(m_pages, &PageStack::pagesWanted, this, [this](int first, int count) {
        m_range = {std::max(0, first - beside), std::max(mostPages, count + 2 * beside)};
        if (m_makeInput && !isText(m_wish.format)) {
            m_soon.start();
        }
    });
}

ReportPreview::~ReportPreview()
{
    m_stop.request_stop();
}

void ReportPreview::setInput(const MakeInput &input, const ReportWish &wish)
{
    m_makeInput = input;
    // Work under way would bring what it was made of before.
    m_stop.request_stop();
    m_work.forget();
    m_input.reset();
    m_reports.reset();
    setWish(wish);
}

void ReportPreview::setWish(const ReportWish &wish)
{
    m_wish = wish;
    ask();
}

void ReportPreview::setNothing(const QString &why)
{
    m_soon.stop();
    m_stop.request_stop();
    m_work.forget();
    m_makeInput = nullptr;
    m_input.reset();
    m_reports.reset();
    m_nothing->setText(why);
    m_status->clear();
    m_stack->setCurrentWidget(m_nothing);
}

void ReportPreview::ask()
{
    m_status->setText(tr("Preparing the preview…"));
    m_soon.start();
}

void ReportPreview::start()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_work.start(
        [task = Task{m_makeInput, m_input, m_reports, m_wish, m_range, int(m_pages->pageWidth() * devicePixelRatioF()),
                     m_stop.get_token()}] { return work(task); });
}

/// On the worker.
ReportPreview::Shown ReportPreview::work(const Task &task)
{
    Shown shown;
    shown.input = task.input ? task.input : task.makeInput();
    shown.reports = task.reports;
    QString customer = task.wish.definition.customer;
    if (task.wish.eachCustomer) {
        const QList<Reports::CustomerFile> files = Reports::customerFiles(*shown.input);
        shown.customers = int(files.size());
        if (files.isEmpty()) {
            return shown;
        }
        customer = files.first().key;
        shown.customer = files.first().customer;
    }
    if (!customer.isEmpty() && !shown.reports) {
        shown.reports = std::make_shared<const Reports::CustomerReports>(shown.input);
    }
    const Reports::Report report = customer.isEmpty() ? Reports::reportOf(task.wish.definition, shown.input)
                                                      : shown.reports->of(task.wish.definition, customer);
    if (isText(task.wish.format)) {
        shown.text = beginningOf(report, task.wish, task.stop, shown.isWhole);
    } else if (const auto pictures = Reports::pagePictures(report, task.range, task.pageWidth, task.stop)) {
        shown.pages = pictures->pages;
        shown.firstPage = task.range.first;
        shown.pageCount = pictures->pageCount;
    }
    return shown;
}

void ReportPreview::show(const Shown &shown)
{
    m_input = shown.input;
    m_reports = shown.reports;
    if (m_wish.eachCustomer && shown.customers == 0) {
        m_nothing->setText(tr("There is no customer of whom there is anything to tell."));
        m_stack->setCurrentWidget(m_nothing);
        m_status->clear();
        Q_EMIT this->shown();
        return;
    }
    QStringList told;
    if (!shown.customer.isEmpty()) {
        told.append(tr("The first of %L1 customers: %2").arg(shown.customers).arg(visibleText(shown.customer)));
    }
    if (isText(m_wish.format)) {
        m_text->setPlainText(shown.text);
        m_stack->setCurrentWidget(m_text);
        if (!shown.isWhole) {
            told.append(tr("its beginning"));
        }
    } else {
        m_pages->setPages(shown.pages, shown.firstPage, shown.pageCount);
        m_stack->setCurrentWidget(m_pages);
        told.append(tr("%n page(s)", nullptr, shown.pageCount));
        if (m_wish.format != Reports::Format::Pdf) {
            told.append(tr("as they would be on paper"));
        }
    }
    m_status->setText(told.join(tr(", ", "between what is told of a preview")));
    Q_EMIT this->shown();
}

} // namespace Ui
