#pragma once

#include "ui/dialogs/prompt.h"

#include <QStringList>

/// Answers each question about a file or folder at once with the path that was set before.
class AnsweringPrompt : public Ui::Prompt
{
public:
    void setAnswer(const QString &path) { m_answer = path; }
    const QStringList &asked() const { return m_asked; }
    const QString &proposal() const { return m_proposal; } ///< of the last question

    void openFile(QWidget *, const Question &question, const OnFile &onFile) override { answer(question, onFile); }
    void saveFile(QWidget *, const Question &question, const OnFile &onFile) override { answer(question, onFile); }
    void openFolder(QWidget *, const Question &question, const OnFile &onFile) override { answer(question, onFile); }

private:
    void answer(const Question &question, const OnFile &onFile)
    {
        m_asked.append(question.title);
        m_proposal = question.proposal;
        if (!m_answer.isEmpty()) {
            onFile(m_answer);
        }
    }

    QString m_answer; ///< empty: the user cancels
    QStringList m_asked;
    QString m_proposal;
};
