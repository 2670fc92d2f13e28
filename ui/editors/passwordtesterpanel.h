#pragma once

#include "policy/passworddictionary.h"
#include "policy/passwordstrength.h"
#include "policy/profiledata.h"
#include "ui/dialogs/changeservices.h"
#include "ui/pages/selectiontab.h"
#include "ui/widgets/latestwork.h"

#include <QTimer>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace Items {
class PasswordCheckModel;
}

namespace Ui {

class PlainLabel;
class WrapLabel;

/// Tries a sample password against the policies of the selected connections, as they are and as they are staged, side
/// by side. Works here and without a request; keeps nothing, and forgets the sample when the window closes.
class PasswordTesterPanel : public QWidget
{
    Q_OBJECT
public:
    PasswordTesterPanel(const ChangeServices &services, QWidget *parent = nullptr);
    ~PasswordTesterPanel() override;

    void showSelection(const Selection &selection);
    QLineEdit *sample() const { return m_sample; }
    QLineEdit *profile() const { return m_profile; }
    QTableView *table() const { return m_table; }
    Items::PasswordCheckModel *model() const { return m_model; }
    /// What the line of the profile says: a user as JSON, or an e-mail address, a name or a user name, with commas.
    static tl::expected<Policy::ProfileData, QString> profileOf(const QString &text);
    void clear();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildForm();
    void showColumns();
    void fitColumns();
    void showSample();
    void showProfile();
    void reveal(bool shown);
    void chooseDictionary();
    void showDictionary();

    ChangeServices m_services;
    Selection m_selection;
    struct Dictionary
    {
        QString name;
        QString problem;
        Policy::PasswordDictionary words;
    };
    Dictionary m_dictionary;
    LatestWork<Dictionary> m_reading;
    QTimer m_soon;
    QStringList m_profileWords;

    Items::PasswordCheckModel *m_model;
    QTableView *m_table;
    QLineEdit *m_sample;
    QAction *m_eye;
    QLineEdit *m_profile;
    QLabel *m_bytes;
    WrapLabel *m_strength;
    PlainLabel *m_dictionaryName;
    QPushButton *m_choose;
    QLabel *m_more;
};

} // namespace Ui
