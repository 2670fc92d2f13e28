#include "ui/editors/passwordtesterpanel.h"

#include "ui/dialogs/prompt.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/listdelegate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include "items/passwordcheckmodel.h"
#include "policy/passwordtester.h"
#include "session/changetray.h"
#include "session/estate.h"
#include "session/policyforecast.h"
#include "json/value.h"

#include <QAction>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// More than any list of words is: what is larger was not meant, or never ends.
constexpr qint64 largestDictionary = qint64(64) * 1024 * 1024;
/// Connections looked at to fill the columns: those without a known policy have none.
constexpr qsizetype lookedAt = 100;
constexpr int formWidth = 330;
constexpr int leastFormWidth = 220;
/// Of a column: what its words need, and more than is read at a glance.
constexpr int leastColumn = 120;
constexpr int widestColumn = 320;

QLabel *makeLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    return label;
}

QTableView *makeTable(QAbstractItemModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    ColumnHeader *header = ColumnHeader::give(*table);
    table->setModel(model);
    table->setItemDelegate(new ListDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setFrameShape(QFrame::NoFrame);
    table->setAccessibleName(PasswordTesterPanel::tr("Rules and connections"));
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(Size::row - 4);
    header->setFixedHeight(Size::row);
    header->setMinimumSectionSize(120);
    header->setTextElideMode(Qt::ElideMiddle);
    return table;
}

} // namespace

PasswordTesterPanel::PasswordTesterPanel(const ChangeServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_reading(this,
                [this](const Dictionary &dictionary) {
                    m_dictionary = dictionary;
                    m_model->setDictionary(dictionary.words);
                    showDictionary();
                })
    , m_model(new Items::PasswordCheckModel(this))
    , m_table(makeTable(m_model, this))
    , m_sample(new QLineEdit(this))
    , m_eye(m_sample->addAction(icon("password-show-on"_L1), QLineEdit::TrailingPosition))
    , m_profile(new QLineEdit(this))
    , m_bytes(makeLabel(this, "bytes"))
    , m_strength(new WrapLabel(this))
    , m_dictionaryName(new PlainLabel(this))
    , m_choose(new QPushButton(tr("Dictionary…"), this))
    , m_more(makeLabel(this, "more"))
{
    setObjectName(u"passwordTester"_s);
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_table, 1);
    right->addWidget(m_more);
    m_more->setContentsMargins(10, 4, 10, 4);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildForm(), 1);
    layout->addLayout(right, 2);

    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &PasswordTesterPanel::showColumns);
    connect(m_sample, &QLineEdit::textChanged, this, &PasswordTesterPanel::showSample);
    connect(m_profile, &QLineEdit::textChanged, this, &PasswordTesterPanel::showProfile);
    connect(m_eye, &QAction::triggered, this, [this] { reveal(m_sample->echoMode() == QLineEdit::Password); });
    connect(m_choose, &QPushButton::clicked, this, &PasswordTesterPanel::chooseDictionary);
    connect(&services.tray, &Session::ChangeTray::changed, &m_soon, qOverload<>(&QTimer::start));
    m_table->viewport()->installEventFilter(this);
    reveal(false);
    showColumns();
    showSample();
}

PasswordTesterPanel::~PasswordTesterPanel() = default;

QWidget *PasswordTesterPanel::buildForm()
{
    auto *form = new QWidget(this);
    form->setMinimumWidth(leastFormWidth);
    form->setMaximumWidth(formWidth);
    m_sample->setObjectName(u"sample"_s);
    m_sample->setMaxLength(1000);
    m_sample->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText
                                  | Qt::ImhNoAutoUppercase);
    m_strength->setObjectName(u"strength"_s);
    m_strength->setProperty("muted", true);
    m_strength->setMaximumLines(2);
    m_profile->setObjectName(u"profile"_s);
    m_profile->setPlaceholderText(tr("e-mail, name, user name – or JSON"));
    m_profile->setMaxLength(20000);
    auto *sampleLabel = new QLabel(tr("Sample"), form);
    sampleLabel->setBuddy(m_sample);
    m_sample->setAccessibleName(tr("Sample password"));
    auto *profileLabel = new QLabel(tr("Profile"), form);
    profileLabel->setBuddy(m_profile);
    m_profile->setAccessibleName(tr("Profile of the user, optional"));
    m_dictionaryName->setObjectName(u"dictionaryName"_s);
    m_dictionaryName->setProperty("muted", true);
    m_choose->setObjectName(u"chooseDictionary"_s);
    m_choose->setToolTip(tr("A text file with a common password a line, in place of our own short list"));
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(Size::margin, Size::gap, Size::margin, Size::gap);
    grid->setHorizontalSpacing(Size::gap);
    grid->setVerticalSpacing(4);
    grid->addWidget(sampleLabel, 0, 0);
    grid->addWidget(m_sample, 0, 1);
    grid->addWidget(profileLabel, 1, 0);
    grid->addWidget(m_profile, 1, 1);
    grid->addWidget(m_bytes, 2, 0, 1, 2);
    grid->addWidget(m_strength, 3, 0, 1, 2);
    auto *line = new QHBoxLayout;
    line->setSpacing(Size::gap);
    line->addWidget(m_dictionaryName, 1);
    line->addWidget(m_choose);
    grid->addLayout(line, 4, 0, 1, 2);
    grid->setRowStretch(5, 1);
    return form;
}

void PasswordTesterPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this); // again: no harm
    m_soon.start();
}

bool PasswordTesterPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Close) {
        clear();
    }
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        fitColumns();
    }
    return QWidget::eventFilter(watched, event);
}

void PasswordTesterPanel::clear()
{
    m_sample->clear();
    m_profile->clear();
    m_model->clear();
    m_profileWords.clear();
    reveal(false);
}

void PasswordTesterPanel::showSelection(const Selection &selection)
{
    m_selection = selection;
    m_soon.start();
}

void PasswordTesterPanel::showColumns()
{
    using Items::PasswordCheckModel;
    const bool isForPolicies = Query::sourceOf(m_selection.kind) == Query::Kind::Connections;
    QList<PasswordCheckModel::Column> columns;
    qsizetype shown = 0;
    qsizetype left = 0;
    for (const Session::ObjectId &id : isForPolicies ? m_selection.objects : QList<Session::ObjectId>()) {
        if (columns.size() >= PasswordCheckModel::maximumColumns || shown >= lookedAt) {
            left = m_selection.objects.size() - shown;
            break;
        }
        ++shown;
        for (const Session::PolicyTarget &target : Session::policyTargets(m_services.estate, m_services.tray, {id})) {
            const auto now = Policy::policyRow(target.subject.connection);
            if (!now || !now->hasOptions) {
                continue;
            }
            const QString &name = target.subject.object.name;
            columns.append({name, target.planTenant.name, false, now->policy});
            const auto staged = Change::asStaged(target.subject);
            const auto after = staged ? Policy::policyRow(*staged) : std::nullopt;
            if (after && !target.subject.staged.isEmpty()) {
                columns.append({name, target.planTenant.name, true, after->policy});
            }
        }
    }
    left += std::max<qsizetype>(0, columns.size() - PasswordCheckModel::maximumColumns);
    m_model->setColumns(columns);
    fitColumns();
    m_more->setText(columns.isEmpty()
                        ? tr("Select database connections whose policies are known to try a password against them.")
                        : left > 0 ? tr("%1 more are selected than stand side by side.").arg(left)
                                   : QString());
    m_more->setVisible(!m_more->text().isEmpty());
    showDictionary();
}

/// All side by side where there is room, and as wide as there is; else the table scrolls.
void PasswordTesterPanel::fitColumns()
{
    const int columns = m_model->columnCount() - 1;
    if (columns < 1) {
        return;
    }
    const QAbstractItemView &view = *m_table;
    const int rules = std::clamp(view.sizeHintForColumn(0), 142, 220);
    m_table->setColumnWidth(0, rules);
    const int each = std::clamp((m_table->viewport()->width() - rules) / columns, leastColumn, widestColumn);
    for (int column = 1; column <= columns; ++column) {
        m_table->setColumnWidth(column, each);
    }
}

void PasswordTesterPanel::reveal(bool shown)
{
    m_sample->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(icon(shown ? "password-show-off"_L1 : "password-show-on"_L1));
    m_eye->setText(shown ? tr("Hide the sample") : tr("Show the sample"));
    m_eye->setToolTip(m_eye->text());
    m_model->setShowsParts(shown);
}

void PasswordTesterPanel::showSample()
{
    const QByteArray sample = m_sample->text().toUtf8();
    m_model->setSample(sample);
    m_bytes->setText(tr("%1 of %2 bytes, kept nowhere.").arg(sample.size()).arg(Policy::maximumBytes));
    if (sample.isEmpty()) {
        m_strength->setText(tr("zxcvbn’s advice; it is no rule of Auth0’s."));
        return;
    }
    const Policy::PasswordStrength strength = Policy::strengthOf(sample, m_profileWords);
    const QString guesses = tr("zxcvbn’s advice: %1, about 10^%2 guesses")
                                .arg(Policy::wordFor(strength), QLocale().toString(strength.guesses, 'f', 0));
    m_strength->setText(strength.weaknesses.isEmpty() ? guesses
                                                      : tr("%1 – %2").arg(guesses, strength.weaknesses.join(", "_L1)));
}

tl::expected<Policy::ProfileData, QString> PasswordTesterPanel::profileOf(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        return Policy::ProfileData();
    }
    if (trimmed.startsWith(u'{')) {
        return Policy::ProfileData::fromJson(trimmed.toUtf8());
    }
    Json::Value user = Json::Value::object();
    for (const QString &part : trimmed.split(u',', Qt::SkipEmptyParts)) {
        const std::string word = part.trimmed().toStdString();
        if (part.contains(u'@')) {
            user["email"] = word;
        } else if (!user.contains("name")) {
            user["name"] = word;
        } else {
            user["username"] = word;
        }
    }
    return Policy::ProfileData::fromJson(Json::write(user));
}

void PasswordTesterPanel::showProfile()
{
    const auto profile = profileOf(m_profile->text());
    m_profile->setToolTip(profile ? QString() : plainToolTip(profile.error()));
    m_profile->setAccessibleDescription(profile ? QString() : profile.error());
    m_profile->setProperty("error", !profile);
    m_profile->style()->unpolish(m_profile); // lets the style see it
    m_profile->style()->polish(m_profile);
    m_model->setProfile(profile.value_or(Policy::ProfileData()));
    m_profileWords = profile ? profile->wordsOf(Policy::defaultBlockedFields()) : QStringList();
    showSample();
}

void PasswordTesterPanel::chooseDictionary()
{
    m_services.prompt.openFile(
        this, {tr("Choose a list of common passwords"), tr("Text files (*.txt);;All files (*)"), {}},
        [this](const QString &path) {
            m_reading.start([path] {
                Dictionary dictionary;
                QFile file(path);
                if (!file.open(QIODevice::ReadOnly)) {
                    dictionary.problem = tr("It cannot be read: %1.").arg(file.errorString());
                } else if (file.size() > largestDictionary) {
                    dictionary.problem = tr("It is larger than 64 MiB.");
                } else {
                    dictionary.name = QFileInfo(path).fileName();
                    dictionary.words = Policy::PasswordDictionary::fromText(file.read(largestDictionary));
                }
                return dictionary;
            });
        });
}

void PasswordTesterPanel::showDictionary()
{
    m_dictionaryName->setFullText(
        !m_dictionary.problem.isEmpty() ? m_dictionary.problem
            : m_dictionary.words.isApproximate()
            ? tr("Approximate: %L1 words of our own, not Auth0’s list").arg(m_dictionary.words.size())
            : tr("%1: %2 words").arg(m_dictionary.name, QLocale().toString(m_dictionary.words.size())));
}

} // namespace Ui
