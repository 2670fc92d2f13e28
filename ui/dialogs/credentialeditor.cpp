#include "ui/dialogs/credentialeditor.h"

#include "ui/dialogs/prompt.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// A key of 16,384 bits has 13 kB as PEM.
constexpr qint64 longestKeyFile = qint64(256) * 1024;

} // namespace

CredentialEditor::CredentialEditor(Prompt &prompt, QWidget *parent)
    : QWidget(parent)
    , m_prompt(prompt)
    , m_words(new QLineEdit(this))
    , m_reveal(m_words->addAction(icon("password-show-on"_L1), QLineEdit::TrailingPosition))
    , m_chooseKey(new QPushButton(tr("Choose key file…"), this))
    , m_keyFile(new QLabel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_chooseKey);
    layout->addWidget(m_keyFile, 1);
    m_words->setObjectName(u"secret"_s);
    m_chooseKey->setObjectName(u"chooseKey"_s);
    m_keyFile->setTextFormat(Qt::PlainText);
    m_keyFile->setProperty("muted", true);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QAction::toggled, this, &CredentialEditor::showWords);
    connect(m_words, &QLineEdit::textChanged, this, &CredentialEditor::changed);
    connect(m_chooseKey, &QPushButton::clicked, this, &CredentialEditor::chooseKey);
    showWords(false);
    setKind(m_kind);
}

void CredentialEditor::setKind(Domain::CredentialKind kind)
{
    if (m_kind != kind) {
        clear(); // a secret is no token
    }
    m_kind = kind;
    const bool isKey = kind == Domain::CredentialKind::PrivateKey;
    m_words->setVisible(!isKey);
    m_chooseKey->setVisible(isKey);
    m_keyFile->setVisible(isKey);
}

Api::Secret CredentialEditor::secret() const
{
    if (m_kind == Domain::CredentialKind::PrivateKey) {
        return m_key;
    }
    return Api::Secret(m_words->text().trimmed().toUtf8());
}

void CredentialEditor::clear()
{
    m_words->clear();
    m_key = {};
    m_keyFile->setText(tr("No key chosen"));
}

QWidget *CredentialEditor::entry() const
{
    return m_kind == Domain::CredentialKind::PrivateKey ? static_cast<QWidget *>(m_chooseKey) : m_words;
}

void CredentialEditor::chooseKey()
{
    m_prompt.openFile(this, {tr("Choose a private key"), tr("Keys (*.pem *.key);;All files (*)"), {}},
                      [this](const QString &path) { readKey(path); });
}

void CredentialEditor::readKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > longestKeyFile) {
        const QString why = file.isOpen() ? tr("It is larger than any key.") : file.errorString();
        Q_EMIT problem(tr("%1 could not be read. %2 Choose the PEM file of the application's private key.")
                           .arg(visibleText(QFileInfo(path).fileName()), why));
        return;
    }
    QByteArray text = file.readAll();
    m_key = Api::Secret(text);
    text.fill('\0');
    m_keyFile->setText(visibleText(QFileInfo(path).fileName()));
    Q_EMIT changed();
}

void CredentialEditor::showWords(bool shown)
{
    m_words->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setIcon(icon(shown ? "password-show-off"_L1 : "password-show-on"_L1));
    m_reveal->setText(shown ? tr("Hide what is typed") : tr("Show what is typed"));
}

} // namespace Ui
