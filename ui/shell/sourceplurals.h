#pragma once

#include <QTranslator>

namespace Ui {

/// The plurals of the source language: `tr("%n row(s)", nullptr, n)` is "1 row" or "2 rows". Installed first, so that
/// every translation goes before it.
class SourcePlurals : public QTranslator
{
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *sourceText, const char *disambiguation = nullptr,
                      int n = -1) const override;
};

} // namespace Ui
