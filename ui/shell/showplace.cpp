#include "ui/shell/showplace.h"

#include "ui/pages/tablepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/recordtable.h"

#include "query/columns.h"
#include "query/filterlexer.h"

using namespace Qt::StringLiterals;
using Query::Kind;

namespace Ui {

bool showPlace(MainWindow &window, const Domain::Place &place)
{
    const std::optional<Kind> kind = Query::kindFor(place.kind);
    if (!kind) {
        return false;
    }
    if (*kind == Kind::Tenants) {
        window.showScope({place.tenant, *kind, {}});
        return true;
    }
    if (Query::isSearched(*kind)) {
        window.showScope({place.tenant, *kind, {}});
        window.tablePage()->search(u"user_id:"_s + Query::quoted(place.id));
        window.tablePage()->select(place.tenant, place.id);
    } else {
        window.showObject(place.tenant, *kind, place.id);
    }
    if (const TablePage *page = window.tablePage()) {
        page->table()->setFocus(Qt::ShortcutFocusReason);
    }
    return true;
}

} // namespace Ui
