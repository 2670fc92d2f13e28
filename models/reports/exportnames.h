#pragma once

#include <QSet>
#include <QString>

namespace Reports {

/// Hexadecimal digits that stand for an object's id in names, so that these mean the same object whatever else there
/// is. Another attempt gives others.
QString markOf(const QString &id, int attempt = 0);

/// An object's name as small letters, digits and single "_". Where another object of the kind can be called so that it
/// becomes the same word, "__" and the mark of its id follow: the word is the object's own, and no other object that
/// comes or goes changes it. `kind`: application, connection or organization.
QString exportWord(const QString &kind, const QString &name, const QString &id);

/// Names of Terraform's resources of one kind.
class ExportLabels
{
public:
    QString unique(const QString &kind, const QString &name, const QString &id);

private:
    QSet<QString> m_taken;
};

} // namespace Reports
