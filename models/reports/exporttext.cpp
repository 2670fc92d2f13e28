#include "reports/exporttext.h"

#include "reports/translation.h"

#include "query/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

QString subjectOf(const ExportLeftOut &left)
{
    const QString object = u"%1 “%2”"_s.arg(left.kind, Query::visibleText(left.object));
    return left.what.isEmpty() ? object : object + u", "_s + left.what;
}

} // namespace

QString markerOf(const ExportPlaceholder &placeholder, ExportTool tool)
{
    if (tool == ExportTool::Terraform) {
        return u"var."_s + placeholder.name;
    }
    return (placeholder.isLine ? u"##%1##"_s : u"@@%1@@"_s).arg(placeholder.name);
}

QStringList leftOutLines(const QList<ExportLeftOut> &all, qsizetype namesAtMost, const QString &policyChoice)
{
    QStringList lines;
    for (const auto &[reason, objects] : byReason(all)) {
        QStringList names;
        for (const QString &object : objects.first(std::min(objects.size(), namesAtMost))) {
            names.append(u'“' + object + u'”');
        }
        QString line = reason.kind + u' ' + names.join(u", "_s);
        if (objects.size() > names.size()) {
            line += u' ' + tr("and %L1 more").arg(objects.size() - names.size());
        }
        line += (reason.what.isEmpty() ? QString() : u", "_s + reason.what) + u": "_s + reason.why;
        lines.append(reason.why == bothPoliciesText() ? line + u' ' + policyChoice : line);
    }
    return lines;
}

QString bothPoliciesText()
{
    return tr("It holds a legacy and a flexible password policy, of which an import takes one away. Export it again, "
              "and say which one is written.");
}

QString unmappedText()
{
    return tr("It came while it was read what is enabled for what, and would be written as enabled for nothing. Export "
              "again.");
}

QString globalApplicationText()
{
    return tr("It is the Auth0 tenant's own, which each one has. It holds the page of the Classic login, and is none "
              "that an import could make.");
}

QString leftOutText(const ExportFolder &folder)
{
    QString text;
    if (!folder.leftOut.isEmpty()) {
        text += u'\n' + tr("Left out") + u"\n\n"_s;
        for (const ExportLeftOut &left : folder.leftOut) {
            text += u"- %1: %2\n"_s.arg(subjectOf(left), Query::visibleText(left.why));
        }
    }
    if (!folder.notes.isEmpty()) {
        text += u'\n' + tr("To know") + u"\n\n"_s;
        for (const QString &note : folder.notes) {
            text += u"- %1\n"_s.arg(Query::visibleText(note));
        }
    }
    return text;
}

} // namespace Reports
