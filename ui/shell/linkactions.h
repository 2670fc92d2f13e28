#pragma once

#include "domain/place.h"

#include <QObject>

#include <memory>

class QWidget;

namespace Query {
struct ObjectLink;
}
namespace Session {
class Estate;
class TenantSession;
} // namespace Session

namespace Ui {

class Banner;
class MainWindow;

/// `tenantry:` links: copies one of what is selected, and shows what one names that came from elsewhere. A link only
/// shows: it unlocks, stages and sends nothing, opens no tenant, and reads what looking at the table would read. What
/// is wrong with one is said in a banner at the top of the window. Child of the window.
class LinkActions : public QObject
{
    Q_OBJECT
public:
    /// The estate outlives the window.
    LinkActions(Session::Estate &estate, MainWindow &window);

    /// Shows what the link names, in front of other windows. `link` is hostile text; nothing happens where there is
    /// none.
    void open(const QString &link);
    Banner *banner() const { return m_banner; }

private:
    void copy();
    Session::TenantSession *sessionOf(const Query::ObjectLink &link) const;
    void look(const Domain::Place &place);
    void waitFor(QWidget &dialog, const QString &link);
    void refuse(const QString &what, const QString &why);

    Session::Estate &m_estate;
    MainWindow &m_window;
    Banner *m_banner;
    std::unique_ptr<QObject> m_waiting; ///< with a link, for a dialog to be closed
    std::unique_ptr<QObject> m_looking; ///< for an object that is still to come
};

} // namespace Ui
