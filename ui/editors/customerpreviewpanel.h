#pragma once

#include "items/customerrows.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTabWidget;
class QTreeView;

namespace Ui {

/// What the rules make of a tenant, while they are edited: its customers with their objects, objects that several
/// customers claim, those of no customer, and what was said by hand; and the ways to say something by hand. Keeps none
/// of it.
class CustomerPreviewPanel : public QWidget
{
    Q_OBJECT
public:
    explicit CustomerPreviewPanel(QWidget *parent = nullptr);

    void showPreview(const Items::CustomerPreview &preview);
    /// The next preview is opened at the objects that several customers claim, where it has any.
    void preferContested() { m_prefersContested = true; }
    /// The preview is of what was before.
    void showBusy();
    /// Where the focus goes.
    QWidget *entry() const;

Q_SIGNALS:
    /// These objects belong to the customer of this key; an empty one: to nobody.
    void pinWanted(const QList<Domain::CustomerObject> &objects, const QString &customer);
    /// Of these objects the rules decide again.
    void unpinWanted(const QList<Domain::CustomerObject> &objects);
    /// The customer of the key is the same as another, which is told by its key or, where it is new, as it was typed.
    void aliasWanted(const QString &customer, const QString &same);
    void unaliasWanted(const QString &customer);

private:
    enum Page { Found, Contested, Unclaimed, Decided, PageCount };

    QTreeView *makeTree(const QString &name, const QStringList &headings, Page page);
    QWidget *buildTools();
    Items::CustomerTreeModel *model(int page) const { return m_models.at(page); }
    QList<Items::CustomerRow> chosen() const;
    void showTools();
    void assign();
    void join();
    void undo();
    std::map<QString, QString> names() const;

    bool m_prefersContested = false;
    QTabWidget *m_tabs;
    QList<Items::CustomerTreeModel *> m_models;
    QList<QTreeView *> m_trees;
    QLabel *m_summary;
    QPushButton *m_assign;
    QPushButton *m_join;
    QPushButton *m_undo;
};

} // namespace Ui
