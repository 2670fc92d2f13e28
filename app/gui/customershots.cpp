#include "gui/customershots.h"

#include "gui/screenshots.h"

#include "ui/dialogs/customerchoicedialog.h"
#include "ui/dialogs/customercomparisondialog.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/mainwindow.h"

#include "items/recordtablemodel.h"
#include "session/customerbook.h"
#include "session/estate.h"

#include <QLineEdit>
#include <QPointer>

#include <memory>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

struct CustomerStage
{
    CustomerStage(Ui::MainWindow &shownIn, const Ui::CustomerServices &of)
        : window(shownIn)
        , services(of)
    { }

    Ui::MainWindow &window;
    Ui::CustomerServices services;
    QPointer<Ui::CustomerRulesDialog> rules{};

    Domain::TenantId first() const { return services.estate.sessions().first()->id(); }
    void clear() const { qDeleteAll(window.findChildren<QDialog *>()); }

    QWidget *page(bool everywhere) const
    {
        clear();
        window.showScope({everywhere ? std::nullopt : std::optional(first()), Query::Kind::Customers, {}});
        return &window;
    }

    /// Once they are there; false before.
    bool select(const QStringList &keys) const
    {
        const Ui::TablePage *shown = window.tablePage();
        QList<Session::ObjectId> objects;
        for (const QString &key : keys) {
            if (shown->model()->rowOf(first(), key) < 0) {
                return false;
            }
            objects.append({first(), key});
        }
        window.tablePage()->select({Query::Kind::Customers, objects});
        return true;
    }

    QWidget *openRules(bool proposing)
    {
        clear();
        rules = new Ui::CustomerRulesDialog(services, *services.estate.sessions().first(), &window);
        if (proposing) {
            rules->propose();
        }
        rules->show();
        return rules;
    }

    QWidget *compare(const QString &left, const QString &right) const
    {
        clear();
        const Session::SheetSources sources{services.estate, services.book};
        auto *dialog = new Ui::CustomerComparisonDialog(Session::customerSheet(sources, left),
                                                        Session::customerSheet(sources, right), &window);
        dialog->show();
        return dialog;
    }

    QWidget *ask() const
    {
        clear();
        Ui::CustomerChoiceDialog::Question question{
            u"Belongs to customer"_s, u"db-shared belongs to:"_s, {}, true, true};
        for (const auto &[key, customer] : services.book.customers()) {
            question.customers.emplace(key, customer.name);
        }
        auto *dialog = new Ui::CustomerChoiceDialog(question, &window);
        dialog->findChild<QLineEdit *>()->setText(u"st"_s);
        dialog->show();
        return dialog;
    }
};

} // namespace

void addCustomerShots(Screenshots &shots, Ui::MainWindow &window, const Ui::CustomerServices &services)
{
    const auto stage = std::make_shared<CustomerStage>(window, services);
    shots.add(
        u"customers"_s, [stage] { return stage->page(false); }, [stage] { return stage->select({u"stark"_s}); });
    shots.add(u"all-customers"_s, [stage] { return stage->page(true); });
    const auto isSettled = [stage] { return stage->rules && stage->rules->isSettled(); };
    shots.add(
        u"customer-rules"_s, [stage] { return stage->openRules(false); }, isSettled);
    shots.add(
        u"customer-proposals"_s, [stage] { return stage->openRules(true); }, isSettled);
    shots.add(u"customer-comparison"_s, [stage] { return stage->compare(u"stark"_s, u"wayne"_s); });
    shots.add(u"belongs-to-customer"_s, [stage] { return stage->ask(); });
}

} // namespace Gui
