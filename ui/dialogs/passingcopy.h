#pragma once

#include "api/secret.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Ui {

/// A secret in the clipboard that leaves it again after a time, also when the dialog it came from is closed by then.
/// What somebody else copied meanwhile stays. Child of the application.
class PassingCopy : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds usualStay{60};

    /// Takes the place of an earlier one.
    static void put(const Api::Secret &secret, std::chrono::milliseconds stay = usualStay);

private:
    explicit PassingCopy(const Api::Secret &secret);
    void take();

    Api::Secret m_secret;
    QTimer m_timer;
};

} // namespace Ui
