#pragma once

#include "session/policyforecast.h"
#include "session/policytemplates.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace Ui {

class PolicyPreview;
class Prompt;
class WrapLabel;

/// Chooses a template of a password policy, given or one's own, with its source, and shows what it would change for
/// each of the selected connections. Imports and exports template files as `policy set --template` takes them. Sends
/// nothing: what is accepted is to be staged.
class PolicyTemplateDialog : public QDialog
{
    Q_OBJECT
public:
    /// `keep` is the generation that stays of a connection that holds both, where the user chose one. `prompt` outlives
    /// the dialog.
    PolicyTemplateDialog(const QList<Session::PolicyTarget> &targets, std::optional<Domain::PolicyGeneration> keep,
                         Settings::TemplateFiles files, Prompt &prompt, QWidget *parent = nullptr);

    void accept() override;
    PolicyPreview *preview() const { return m_preview; }
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void taken(const Session::PolicyForecast &forecast, const QString &templateName);

private:
    QWidget *buildDetails();
    QLayout *buildButtons();
    void fill(const QString &wantedPath);
    const Session::KnownTemplate *current() const;
    void showCurrent();
    void importFile();
    void exportFile();
    void removeOwn();
    void tell(const QString &problem);

    QList<Session::PolicyTarget> m_targets;
    std::optional<Domain::PolicyGeneration> m_keep;
    Settings::TemplateFiles m_files;
    Prompt &m_prompt;
    QList<Session::KnownTemplate> m_known;
    QListWidget *m_list;
    WrapLabel *m_source;
    QPlainTextEdit *m_settings;
    PolicyPreview *m_preview;
    WrapLabel *m_problem;
    QPushButton *m_import;
    QPushButton *m_export;
    QPushButton *m_remove;
    QPushButton *m_stage;
};

} // namespace Ui
