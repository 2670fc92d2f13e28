#pragma once

#include "session/whatifterms.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace Ui {

/// The common cases of what is supposed, as fields to choose from; what they come to is said in the words of
/// Analysis::readSuppositions().
class WhatIfFields : public QWidget
{
    Q_OBJECT
public:
    explicit WhatIfFields(const Session::TenantSession &session, QWidget *parent = nullptr);

    /// An id: the application that is meant.
    void setApplication(const QString &application);

Q_SIGNALS:
    /// Empty until all of it is chosen.
    void supposed(const QString &text);

private:
    void showCase();
    void tell();
    QLineEdit *makeChoice(const char *objectName, const QString &name, const Session::WhatIfTerms &terms);

    Session::WhatIfTerms m_applications;
    QComboBox *m_case;
    QSpinBox *m_number;
    QLineEdit *m_connection;
    QLabel *m_for;
    QLineEdit *m_application;
};

} // namespace Ui
