#pragma once

#include "domain/clientcredential.h"
#include "json/parseerror.h"

#include <QByteArray>

namespace Json {

/// Reads a credential of an application as Auth0 lists it: a public key or a certificate. A member of an unexpected
/// type is treated as absent.
Outcome<Domain::ClientCredential> readClientCredential(const QByteArray &text);

} // namespace Json
