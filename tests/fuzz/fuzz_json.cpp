#include "json/connection_json.h"
#include "json/mask.h"
#include "json/slices.h"
#include "json/value.h"

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

// Hostile answers: whatever the bytes are, the guarded door refuses them or they can be split, masked, followed and
// read without a fault. A masked text must stay well-formed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Json::SecretKeys secrets({"client_secret", "signing_keys/cert", "configuration/*"});
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    if (!Json::check(text)) {
        return 0;
    }
    if (!Json::check(Json::masked(text, secrets))) {
        std::abort();
    }
    if (const auto slices = Json::elements(text)) {
        for (const QByteArray &slice : *slices) {
            if (!Json::check(slice)) {
                std::abort();
            }
        }
    }
    (void)Json::pathSlice(text, "options.configuration.0.a");
    (void)Json::withoutMembers(text, {"enabled_clients"});
    (void)Json::readConnection(text);
    (void)Json::parse(text, Json::Strictness::Edit);
    return 0;
}
