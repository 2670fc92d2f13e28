#pragma once

#include "change/metadatadraft.h"
#include "ui/dialogs/changeservices.h"
#include "ui/pages/selectiontab.h"

#include <vector>

class QAction;
class QPushButton;
class QVBoxLayout;

namespace Items {
class JsonTreeModel;
}

namespace Ui {

class JsonTree;
class PlainLabel;
class WrapLabel;

/// The metadata of the selected object for reading, with what is staged for it; the way to its editor. Of several
/// users: the way to the change of all of them.
class MetadataTab : public SelectionTab
{
    Q_OBJECT
public:
    /// The actions open the editor of one object, and the change of many users.
    MetadataTab(const ChangeServices &services, QAction *edit, QAction *editMany, QWidget *parent = nullptr);

    QString title() const override { return tr("Metadata"); }
    bool isFor(const Selection &selection) const override;
    void showSelection(const Selection &selection) override;
    QWidget *entry() override;
    const Selection &selection() const { return m_selection; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Section
    {
        QWidget *widget;
        PlainLabel *name;
        PlainLabel *state;
        Items::JsonTreeModel *model;
        JsonTree *tree;
    };

    Section makeSection();
    void showAgain();

    ChangeServices m_services;
    Json::SecretKeys m_secrets;
    Selection m_selection;
    WrapLabel *m_many;
    QPushButton *m_edit;
    QPushButton *m_editMany;
    std::vector<Section> m_sections; ///< as many as any kind has members
};

} // namespace Ui
