#include "cli/policyoutput.h"

#include "cli/console.h"
#include "cli/translation.h"

#include "policy/policyrow.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Policy::Key;

/// Widest cell on a terminal; a script that reads the table gets all of it.
constexpr int widestCell = 40;

QList<TextTable::Heading> headings(bool several)
{
    QList<TextTable::Heading> list;
    if (several) {
        list.append({tr("Tenant")});
    }
    return list + QList<TextTable::Heading>{{tr("Name")},       {tr("Generation")}, {tr("Level")},
                                            {tr("Min")},        {tr("Types")},      {tr("Rule")},
                                            {tr("Identical")},  {tr("Sequential")}, {tr("Over length")},
                                            {tr("Dictionary")}, {tr("History")},    {tr("Profile data")},
                                            {tr("Sign-up")},    {tr("ID")}};
}

/// A setting of each reading; once where they agree.
QString cell(const Policy::PolicyRow &row, Key key)
{
    QStringList texts;
    for (const Policy::Reading &reading : row.readings()) {
        const bool isMeant = key != Key::CharacterTypeRule || !reading.characterTypes.isEmpty();
        texts.append(isMeant ? Policy::textOf(Policy::settingOf(reading, key)) : QString());
    }
    if (texts.removeDuplicates() > 0 || texts.size() < 2) {
        return texts.value(0);
    }
    for (QString &text : texts) {
        text = text.isEmpty() ? u"-"_s : text;
    }
    return texts.join(" / "_L1);
}

} // namespace

PolicyOutput::PolicyOutput(bool json, bool several, Console &console)
    : m_json(json)
    , m_several(several)
    , m_console(console)
    , m_array(console)
    , m_table(headings(several))
{ }

QStringList PolicyOutput::cells(const QString &tenantName, const Policy::PolicyRow &row) const
{
    QStringList list;
    if (m_several) {
        list.append(tenantName);
    }
    list << row.name << (row.hasOptions ? Policy::wordFor(row.generation) : QString());
    for (const Key key :
         {Key::Level, Key::MinLength, Key::CharacterTypes, Key::CharacterTypeRule, Key::IdenticalCharacters,
          Key::SequentialCharacters, Key::MaxLengthExceeded, Key::Dictionary, Key::HistorySize, Key::ProfileData}) {
        list.append(cell(row, key));
    }
    const bool isOpen = !row.signupDisabled.value_or(false);
    list << (row.hasOptions ? (isOpen ? tr("open") : tr("closed")) : QString()) << row.id;
    return list;
}

bool PolicyOutput::add(const QString &tenantName, const Query::Record &record)
{
    const auto row = Policy::policyRow(record.original);
    if (!row) {
        return true; // another strategy, read along with what a filter counts
    }
    m_withoutOptions += row->hasOptions ? 0 : 1;
    if (m_json) {
        return m_array.add(Policy::json(*row, tenantName));
    }
    m_table.add(cells(tenantName, *row));
    return true;
}

void PolicyOutput::close(bool nothingRead)
{
    if (nothingRead) {
        return;
    }
    if (m_json) {
        m_array.close();
    } else {
        m_console.write(m_table.text(m_console.isTerminal() ? widestCell : 0));
    }
    if (m_withoutOptions > 0) {
        m_console.note(tr("%L1 connections came without options, so that nothing is known of their policies. The scope "
                          "read:connections_options is missing.")
                           .arg(m_withoutOptions));
    }
}

} // namespace Cli
