#include "policy/policysetting.h"

#include "policy/translation.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

enum class Shape { Number, Switch, List, Word };

/// A key, and what its value may be.
struct KeyRule
{
    Key key;
    QLatin1StringView name;
    Shape shape;
    int least = 0; ///< of a number
    int most = 0; ///< of a number; entries of a list
    int longestEntry = 0; ///< of a list, in characters; 0: only the words
    QList<QLatin1StringView> words;
};

const QList<KeyRule> &keyRules()
{
    static const QList<QLatin1StringView> types{"lowercase"_L1, "uppercase"_L1, "number"_L1, "special"_L1};
    static const QList<QLatin1StringView> allowBlock{"allow"_L1, "block"_L1};
    static const QList<KeyRule> rules{
        {Key::MinLength, "min_length"_L1, Shape::Number, 1, 128, 0, {}},
        {Key::CharacterTypes, "character_types"_L1, Shape::List, 0, 4, 0, types},
        {Key::CharacterTypeRule, "character_type_rule"_L1, Shape::Word, 0, 0, 0, {"all"_L1, "three_of_four"_L1}},
        {Key::IdenticalCharacters, "identical_characters"_L1, Shape::Word, 0, 0, 0, allowBlock},
        {Key::SequentialCharacters, "sequential_characters"_L1, Shape::Word, 0, 0, 0, allowBlock},
        {Key::MaxLengthExceeded, "max_length_exceeded"_L1, Shape::Word, 0, 0, 0, {"truncate"_L1, "error"_L1}},
        {Key::Dictionary, "dictionary"_L1, Shape::Word, 0, 0, 0, {"off"_L1, "on"_L1, "en_10k"_L1, "en_100k"_L1}},
        {Key::HistorySize, "history_size"_L1, Shape::Number, 0, 24, 0, {}},
        {Key::ProfileData, "profile_data"_L1, Shape::Switch, 0, 0, 0, {}},
        {Key::Level, "level"_L1, Shape::Word, 0, 0, 0, {"none"_L1, "low"_L1, "fair"_L1, "good"_L1, "excellent"_L1}},
        {Key::DictionaryWords, "dictionary_words"_L1, Shape::List, 0, 200, 50, {}},
        {Key::BlockedFields, "blocked_fields"_L1, Shape::List, 0, 12, 100, {}},
    };
    return rules;
}

const KeyRule &ruleOf(Key key)
{
    return keyRules()[qsizetype(key)];
}

QString joined(const QList<QLatin1StringView> &words)
{
    QStringList list;
    for (const QLatin1StringView word : words) {
        list.append(word);
    }
    return list.join(", "_L1);
}

QString expectation(const KeyRule &rule)
{
    switch (rule.shape) {
    case Shape::Number:
        return tr("%1 takes a whole number from %2 to %3.")
            .arg(rule.name, QString::number(rule.least), QString::number(rule.most));
    case Shape::Switch:
        return tr("%1 takes on or off.").arg(rule.name);
    case Shape::Word:
        return tr("%1 takes one of %2.").arg(rule.name, joined(rule.words));
    case Shape::List:
        break;
    }
    return rule.longestEntry > 0 ? tr("%1 takes at most %2 entries of at most %3 characters.")
                                       .arg(rule.name, QString::number(rule.most), QString::number(rule.longestEntry))
                                 : tr("%1 takes any of %2, each once.").arg(rule.name, joined(rule.words));
}

bool fits(const KeyRule &rule, const Setting &value)
{
    if (const int *number = std::get_if<int>(&value)) {
        return rule.shape == Shape::Number && *number >= rule.least && *number <= rule.most;
    }
    if (std::holds_alternative<bool>(value)) {
        return rule.shape == Shape::Switch;
    }
    if (const QString *word = std::get_if<QString>(&value)) {
        return rule.shape == Shape::Word && rule.words.contains(*word);
    }
    const QStringList &list = std::get<QStringList>(value);
    QStringList distinct = list;
    const bool isOnce = distinct.removeDuplicates() == 0;
    return rule.shape == Shape::List && list.size() <= rule.most
        && std::all_of(list.begin(), list.end(), [&rule, isOnce](const QString &entry) {
               // JSON Schema counts characters, not UTF-16 units.
               return rule.longestEntry > 0 ? entry.toUcs4().size() <= rule.longestEntry
                                            : isOnce && rule.words.contains(entry);
           });
}

std::optional<bool> switchFor(QStringView word)
{
    if (word == "on"_L1 || word == "true"_L1) {
        return true;
    }
    return word == "off"_L1 || word == "false"_L1 ? std::optional(false) : std::nullopt;
}

std::optional<Setting> read(const KeyRule &rule, const QString &text)
{
    switch (rule.shape) {
    case Shape::Number: {
        bool isNumber = false;
        const int number = text.toInt(&isNumber);
        return isNumber ? std::optional<Setting>(number) : std::nullopt;
    }
    case Shape::Switch: {
        const std::optional<bool> isOn = switchFor(text);
        return isOn ? std::optional<Setting>(*isOn) : std::nullopt;
    }
    case Shape::List: {
        QStringList list;
        for (const QString &entry : text == "none"_L1 ? QStringList() : text.split(u',', Qt::SkipEmptyParts)) {
            list.append(entry.trimmed());
        }
        return list;
    }
    case Shape::Word:
        break;
    }
    if (const auto isOn = rule.key == Key::Dictionary ? switchFor(text) : std::nullopt) {
        return *isOn ? u"on"_s : u"off"_s;
    }
    return text;
}

QString blockWord(bool blocks)
{
    return blocks ? u"block"_s : u"allow"_s;
}

} // namespace

const QList<Key> &allKeys()
{
    static const QList<Key> keys = [] {
        QList<Key> list;
        for (const KeyRule &rule : keyRules()) {
            list.append(rule.key);
        }
        return list;
    }();
    return keys;
}

QLatin1StringView nameOf(Key key)
{
    return ruleOf(key).name;
}

bool isNumber(Key key)
{
    return ruleOf(key).shape == Shape::Number;
}

std::optional<Key> keyFor(QStringView name)
{
    for (const KeyRule &rule : keyRules()) {
        if (name == rule.name) {
            return rule.key;
        }
    }
    return std::nullopt;
}

ListLimits listLimitsOf(Key key)
{
    const KeyRule &rule = ruleOf(key);
    return rule.longestEntry > 0 ? ListLimits{rule.most, rule.longestEntry} : ListLimits();
}

tl::expected<Edit, QString> checkedEdit(Key key, const Setting &value)
{
    const KeyRule &rule = ruleOf(key);
    if (!fits(rule, value)) {
        return tl::make_unexpected(expectation(rule));
    }
    return Edit{key, value};
}

tl::expected<Edit, QString> parseEdit(const QString &text)
{
    const qsizetype sign = text.indexOf(u'=');
    const std::optional<Key> key = keyFor(QStringView(text).first(std::max<qsizetype>(sign, 0)));
    if (!key) {
        QList<QLatin1StringView> names;
        for (const KeyRule &rule : keyRules()) {
            names.append(rule.name);
        }
        return tl::make_unexpected(tr("A setting is written key=value; keys are %1.").arg(joined(names)));
    }
    const std::optional<Setting> value = read(ruleOf(*key), text.mid(sign + 1).trimmed());
    if (!value) {
        return tl::make_unexpected(expectation(ruleOf(*key)));
    }
    return checkedEdit(*key, *value);
}

Setting settingOf(const Reading &reading, Key key)
{
    switch (key) {
    case Key::MinLength:
        return reading.minLength;
    case Key::CharacterTypes:
        return reading.characterTypes;
    case Key::CharacterTypeRule:
        return reading.characterTypeRule.isEmpty() ? u"all"_s : reading.characterTypeRule;
    case Key::IdenticalCharacters:
        return blockWord(reading.blocksIdentical);
    case Key::SequentialCharacters:
        return blockWord(reading.blocksSequential);
    case Key::MaxLengthExceeded:
        return reading.maxLengthExceeded;
    case Key::Dictionary:
        return reading.dictionary ? reading.dictionaryName : u"off"_s;
    case Key::HistorySize:
        return reading.historySize;
    case Key::ProfileData:
        return reading.blocksProfileData;
    case Key::Level:
        return reading.level;
    case Key::DictionaryWords:
        return reading.dictionaryWords;
    case Key::BlockedFields:
        return reading.blockedFields;
    }
    return {};
}

bool isSame(const Setting &left, const Setting &right)
{
    const QStringList *leftList = std::get_if<QStringList>(&left);
    const QStringList *rightList = std::get_if<QStringList>(&right);
    if (leftList == nullptr || rightList == nullptr) {
        return left == right;
    }
    QStringList ours = *leftList;
    QStringList theirs = *rightList;
    ours.sort();
    theirs.sort();
    return ours == theirs;
}

QString textOf(const Setting &value)
{
    if (const int *number = std::get_if<int>(&value)) {
        return QString::number(*number);
    }
    if (const bool *isOn = std::get_if<bool>(&value)) {
        return *isOn ? u"on"_s : u"off"_s;
    }
    if (const QString *word = std::get_if<QString>(&value)) {
        return *word;
    }
    const QStringList &list = std::get<QStringList>(value);
    return list.isEmpty() ? u"none"_s : list.join(u',');
}

} // namespace Policy
