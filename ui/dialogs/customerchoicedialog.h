#pragma once

#include <QDialog>

#include <map>

class QLineEdit;
class QListView;
class QPushButton;
class QRadioButton;

namespace Items {
class ChoiceModel;
}

namespace Ui {

class Banner;
class WrapLabel;

/// What was said of whose something is. A value.
struct CustomerChoice
{
    enum class What { Customer, Nobody, AsRulesSay };

    What what = What::Customer;
    QString key; ///< of the customer
    QString name{}; ///< of a new one, as it was typed

    friend bool operator==(const CustomerChoice &, const CustomerChoice &) = default;
};

/// Asks for a customer: one that is known, found as its name is typed, or a new one.
class CustomerChoiceDialog : public QDialog
{
    Q_OBJECT
public:
    struct Question
    {
        QString title;
        QString about; ///< what is asked of, and what follows; plain text
        std::map<QString, QString> customers; ///< names, by key
        bool mayBeNobody = false;
        bool mayBeAsRulesSay = false; ///< something was said by hand, and can be taken back
        bool mayBeNew = true;
    };

    explicit CustomerChoiceDialog(const Question &question, QWidget *parent = nullptr);

    CustomerChoice choice() const;
    /// It could not be kept: the dialog stays open.
    void showProblem(const QString &problem);

    void accept() override;

Q_SIGNALS:
    /// Whoever keeps it closes the dialog, or says why it could not be kept.
    void chosen(const Ui::CustomerChoice &choice);

private:
    QRadioButton *addWay(const QString &text, const char *name, bool isOffered);
    void build(const QString &about);
    void fill();
    void showState();
    QString typedKey() const;

    Question m_question;
    Banner *m_banner;
    QRadioButton *m_customer;
    QRadioButton *m_nobody;
    QRadioButton *m_rules;
    QLineEdit *m_name;
    QListView *m_list;
    Items::ChoiceModel *m_choices;
    WrapLabel *m_state;
    QPushButton *m_take;
};

} // namespace Ui
