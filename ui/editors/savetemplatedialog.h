#pragma once

#include "policy/policysetting.h"
#include "settings/templatefiles.h"

#include <QDialog>

class QLineEdit;

namespace Ui {

class FieldGrid;

/// Keeps settings as a template of the user's own, under a name and with its source.
class SaveTemplateDialog : public QDialog
{
    Q_OBJECT
public:
    SaveTemplateDialog(QList<Policy::Edit> settings, Settings::TemplateFiles files, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void saved(const QString &name);

private:
    QList<Policy::Edit> m_settings;
    Settings::TemplateFiles m_files;
    FieldGrid *m_fields;
    QLineEdit *m_name;
    QLineEdit *m_source;
};

} // namespace Ui
