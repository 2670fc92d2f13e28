#pragma once

#include "ui/shell/scope.h"

#include "domain/place.h"

#include <QObject>

#include <memory>

class QWidget;

namespace Query {
struct ObjectLink;
}
namespace Session {
class CustomerBook;
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
    /// The estate and the book, which tells when customers are known, outlive the window.
    LinkActions(Session::Estate &estate, const Session::CustomerBook &book, MainWindow &window);

    /// Shows what the link names, in front of other windows. `link` is hostile text; nothing happens where there is
    /// none.
    void open(const QString &link);
    Banner *banner() const { return m_banner; }

private:
    void copy();
    Session::TenantSession *sessionOf(const Query::ObjectLink &link) const;
    void look(const Domain::Place &place);
    void lookAgainOnChanges(Session::TenantSession &session, const Domain::Place &place);
    void stopLooking();
    void waitFor(QWidget &dialog, const QString &link);
    void refuse(const QString &what, const QString &why);

    Session::Estate &m_estate;
    const Session::CustomerBook &m_book;
    MainWindow &m_window;
    Banner *m_banner;
    std::unique_ptr<QObject> m_waiting; ///< with a link, for a dialog to be closed
    std::unique_ptr<QObject> m_looking; ///< for an object that is still to come, or is told not to be there
    Scope m_scope; ///< in which that object is to be seen
};

} // namespace Ui
