#pragma once

#include "api/secret.h"
#include "domain/tenant.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Prompt;

/// Takes the credential of a profile: a client secret or token that is typed or pasted and not shown, or a private key
/// that is read from a file. Holds it only until it is asked for.
class CredentialEditor : public QWidget
{
    Q_OBJECT
public:
    /// `prompt` must outlive it.
    explicit CredentialEditor(Prompt &prompt, QWidget *parent = nullptr);

    void setKind(Domain::CredentialKind kind);
    Domain::CredentialKind kind() const { return m_kind; }
    Api::Secret secret() const;
    bool isEmpty() const { return secret().isEmpty(); }
    void clear();
    /// The widget that the focus goes to.
    QWidget *entry() const;

Q_SIGNALS:
    void changed();
    /// A chosen file could not be read: what happened, why, what to do.
    void problem(const QString &text);

private:
    void chooseKey();
    void readKey(const QString &path);
    void showWords(bool shown);

    Prompt &m_prompt;
    Domain::CredentialKind m_kind = Domain::CredentialKind::ClientSecret;
    QLineEdit *m_words;
    QAction *m_reveal;
    QPushButton *m_chooseKey;
    QLabel *m_keyFile;
    Api::Secret m_key;
};

} // namespace Ui
