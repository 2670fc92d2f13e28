#pragma once

#include "ui/dialogs/prompt.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace Settings {
class SettingsStore;
}

namespace Ui {

class Banner;
class FieldGrid;
class FilePathEditor;

/// What the user chose for the whole program. Takes effect with Save, through the store's signal.
class PreferencesDialog : public QDialog
{
    Q_OBJECT
public:
    /// A policy template that policies can be held against.
    struct BaselineChoice
    {
        QString word;
        QString name;
    };

    /// `store` and `prompt` must outlive it. `keyRequests`: what reading the keys of applications takes now.
    PreferencesDialog(Settings::SettingsStore &store, Prompt &prompt, const QList<BaselineChoice> &baselines = {},
                      qsizetype keyRequests = 0, QWidget *parent = nullptr);

    void accept() override;

private:
    Settings::SettingsStore &m_store;
    Banner *m_banner;
    FieldGrid *m_grid;
    QComboBox *m_theme;
    QCheckBox *m_refresh;
    QSpinBox *m_unlock;
    QSpinBox *m_watch;
    QSpinBox *m_near;
    QSpinBox *m_reserve;
    QSpinBox *m_secrets;
    QSpinBox *m_snapshots;
    QComboBox *m_baseline;
    QCheckBox *m_credentials;
    FilePathEditor *m_caFile;
};

} // namespace Ui
