#pragma once

#include "ui/reports/reportwish.h"
#include "ui/widgets/latestwork.h"

#include "reports/pagepictures.h"
#include "reports/reportinput.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <stop_token>

class QLabel;
class QPlainTextEdit;
class QStackedLayout;

namespace Reports {
class CustomerReports;
}

namespace Ui {

class PageStack;

/// Shows how a report will look: its pages, those that are scrolled to, or the beginning of its text where the format
/// is one. Worked out on another thread, a moment after the last change. Child of its dialog.
class ReportPreview : public QWidget
{
    Q_OBJECT
public:
    explicit ReportPreview(QWidget *parent);
    ~ReportPreview() override;

    using MakeInput = std::function<Reports::InputPtr()>;
    /// What reports are made of from now on; asked once, on a worker, until there is another. `wish` is what is shown.
    void setInput(const MakeInput &input, const ReportWish &wish);
    void setWish(const ReportWish &wish);
    /// What the reports that it shows are made of; nullptr: nothing was shown of it yet.
    Reports::InputPtr input() const { return m_input; }
    /// Nothing can be shown, and why.
    void setNothing(const QString &why);

Q_SIGNALS:
    /// It shows what was asked for last.
    void shown();

private:
    using CustomersPtr = std::shared_ptr<const Reports::CustomerReports>;
    struct Shown
    {
        Reports::InputPtr input; ///< kept for the next one
        CustomersPtr reports; ///< the same; nullptr: no customer's was asked for
        QList<QImage> pages;
        int firstPage = 0; ///< of these
        int pageCount = 0;
        QString text; ///< where the format is text
        bool isWhole = true;
        QString customer; ///< that is shown for all of them; empty: no example
        int customers = 0;
    };
    struct Task;
    static Shown work(const Task &task);
    void ask();
    void start();
    void show(const Shown &shown);

    QStackedLayout *m_stack;
    PageStack *m_pages;
    QPlainTextEdit *m_text;
    QLabel *m_nothing;
    QLabel *m_status;
    QTimer m_soon;
    MakeInput m_makeInput;
    Reports::InputPtr m_input; ///< nullptr: it must be made
    CustomersPtr m_reports; ///< of the input; the same
    ReportWish m_wish;
    Reports::PageRange m_range;
    std::stop_source m_stop; ///< of what is worked out now
    LatestWork<Shown> m_work;
};

} // namespace Ui
