#include "gui/paletteshots.h"

#include "gui/screenshots.h"

#include "ui/shell/actions.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/linkactions.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/banner.h"

#include "session/estate.h"

#include <QAbstractItemModel>
#include <QDialog>
#include <QLineEdit>
#include <QListView>

using namespace Qt::StringLiterals;

namespace Gui {

void addPaletteShots(Screenshots &shots, Ui::MainWindow &window, Session::Estate &estate)
{
    const auto palette = [&window] { return window.findChild<Ui::CommandPalette *>(); };
    const auto type = [&window, &estate, palette](const QString &text) -> QWidget * {
        qDeleteAll(window.findChildren<QDialog *>());
        window.showScope({estate.sessions().first()->id(), Query::Kind::Applications, {}});
        if (!palette()->isVisible()) {
            window.actions().palette->trigger();
        }
        palette()->line()->setText(text);
        return &window;
    };
    const auto hasUsers = [palette] { return !palette()->status().contains(u'…'); };
    shots.add(u"palette"_s, [type] { return type({}); });
    shots.add(u"palette-found"_s, [type] { return type(u"port"_s); });
    shots.add(
        u"palette-users"_s, [type] { return type(u"anna"_s); }, hasUsers);
    shots.add(
        u"palette-nothing"_s, [type] { return type(u"no such thing"_s); }, hasUsers);
    shots.add(u"link-refused"_s, [&window, palette]() -> QWidget * {
        if (palette()->isVisible()) {
            window.actions().palette->trigger();
        }
        window.findChild<Ui::LinkActions *>()->open(u"tenantry://nobody.eu.auth0.com/connections/con_1"_s);
        return &window;
    });
    shots.add(u"link-opened"_s, [&window, &estate]() -> QWidget * {
        const Session::TenantSession *session = estate.sessions().first();
        window.findChild<Ui::LinkActions *>()->open(u"tenantry://"_s + session->profile().domain + u"/connections/"_s
                                                    + session->records(Query::Kind::Connections).first()->id);
        return &window;
    });
}

} // namespace Gui
