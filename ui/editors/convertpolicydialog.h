#pragma once

#include "session/policyforecast.h"

#include <QDialog>

class QPushButton;

namespace Ui {

class PolicyPreview;

/// Converts policies to the other generation: names, for each connection, what that loses. Sends nothing: what is
/// accepted is to be staged.
class ConvertPolicyDialog : public QDialog
{
    Q_OBJECT
public:
    ConvertPolicyDialog(const QList<Session::PolicyTarget> &targets, Domain::PolicyGeneration to,
                        QWidget *parent = nullptr);

    void accept() override;
    PolicyPreview *preview() const { return m_preview; }

Q_SIGNALS:
    void taken(const Session::PolicyForecast &forecast);

private:
    PolicyPreview *m_preview;
    QPushButton *m_stage;
};

} // namespace Ui
