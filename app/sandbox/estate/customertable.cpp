#include "sandbox/estate/customertable.h"

#include <algorithm>
#include <array>

namespace Sandbox {

namespace {

// Domains end in names reserved for examples (RFC 2606 and RFC 6761), so that no address here is anyone's.
constexpr auto kCustomers = std::to_array<CustomerRow>({
    {"Initech", "initech", "initech.example", "Dd", "", 9, ""},
    {"Umbrella Corporation", "umbrella", "umbrella.example", "DdEO", "", 11, "samlp"},
    {"Globex Corporation", "globex", "globex.example", "DdEA", "DE", 12, "waad"},
    {"Wayne Enterprises", "wayne", "wayne.example", "DO", "O", 5, ""},
    {"Stark Industries", "stark", "stark.example", "DdEOA", "DO", 10, "okta"},
    {"Wonka Industries", "wonka", "wonka.example", "Dd", "", 5, ""},
    {"Acme Corporation", "acme", "acme.example", "DdM", "DM", 8, ""},
    {"Hooli", "hooli", "hooli.example", "", "DEO", 7, "oidc"},
    {"Pied Piper", "pied-piper", "piedpiper.example", "M", "M", 3, ""},
    {"Soylent Corporation", "soylent", "soylent.example", "Dd", "D", 6, ""},
    {"Cyberdyne Systems", "cyberdyne", "cyberdyne.example", "DEA", "DA", 6, "adfs"},
    {"Tyrell Corporation", "tyrell", "tyrell.example", "Dd", "", 5, ""},
    {"Massive Dynamic", "massive-dynamic", "massivedynamic.example", "F", "F", 4, ""},
    {"Vandelay Industries", "vandelay", "vandelay.example", "Dd", "", 4, ""},
    {"Dunder Mifflin Paper Company", "dunder-mifflin", "dundermifflin.example", "", "DM", 8, ""},
    {"Sterling Cooper Draper Pryce", "scdp", "scdp.example", "", "D", 4, ""},
    {"Bluth Company", "bluth", "bluth.example", "", "DO", 4, ""},
    {"Oscorp", "oscorp", "oscorp.example", "DdO", "", 5, ""},
    {"LexCorp", "lexcorp", "lexcorp.example", "Dd", "", 4, ""},
    {"Weyland-Yutani", "weyland-yutani", "weyland-yutani.example", "DdE", "DE", 8, "samlp"},
    {"Aperture Science", "aperture", "aperture.example", "FO", "O", 5, ""},
    {"Black Mesa Research Facility", "black-mesa", "blackmesa.example", "Dd", "", 4, ""},
    {"Nakatomi Trading", "nakatomi", "nakatomi.example", "D", "DA", 4, ""},
    {"Rekall", "rekall", "rekall.example", "Dd", "", 3, ""},
    {"Virtucon", "virtucon", "virtucon.example", "DM", "", 4, ""},
    {"Sirius Cybernetics Corporation", "sirius-cybernetics", "sirius.example", "DK", "", 5, ""},
    {"Prestige Worldwide", "prestige", "prestige.example", "M", "M", 3, ""},
    {"Gekko & Co", "gekko", "gekko.example", "E", "E", 4, "ad"},
    {"O'Connell & Daughters", "oconnell", "oconnell.example", "Dd", "", 3, ""},
    {"Müller & Söhne Maschinenbau GmbH", "mueller-soehne", "mueller-soehne.example", "DdEO", "", 8, "adfs"},
    {"Société Lefèvre, Boulangers depuis 1898", "lefevre", "lefevre.example", "Dd", "", 4, ""},
    {"Łódzkie Zakłady Włókiennicze", "lzw", "lzw.example", "D", "", 3, ""},
    {"Sørensen Havvind A/S", "sorensen", "sorensen.example", "DO", "", 4, ""},
    {"Ísafjörður Fiskvinnsla hf.", "isafjordur", "isafjordur.example", "D", "", 3, ""},
    {"株式会社桜井製作所", "sakurai", "sakurai.example", "DE", "", 5, "oidc"},
    {"Северный ветер", "severny-veter", "severny-veter.example", "D", "", 3, ""},
    {"Ελληνικά Ναυπηγεία Πειραιά", "piraeus-yards", "piraeus-yards.example", "D", "", 3, ""},
    {"Açaí do Pará Alimentos Ltda.", "acai-para", "acaipara.example", "D", "M", 3, ""},
    {"İstanbul Çelik Sanayi A.Ş.", "istanbul-celik", "istanbulcelik.example", "D", "", 3, ""},
    {"شركة النخيل للتجارة", "al-nakheel", "alnakheel.example", "D", "", 3, ""},
    {"한빛소프트웨어", "hanbit", "hanbit.example", "F", "", 3, ""},
    {"Žďárské strojírny", "zdarske-strojirny", "zdarske.example", "D", "", 3, ""},
    {"Landesinnungsverband des Bayerischen Schornsteinfegerhandwerks und der angeschlossenen Kehrbezirke e. V.",
     "landesinnungsverband-schornsteinfeger", "kehrbezirke.example", "DM", "", 4, ""},
    {"Coöperatie Zuivelhoeve", "zuivelhoeve", "zuivelhoeve.example", "D", "", 3, ""},
    {"Banco Montañés de Crédito", "banco-montanes", "bancomontanes.example", "KEO", "", 6, "samlp"},
    {"Österreichische Seilbahn AG", "seilbahn", "seilbahn.example", "BO", "", 4, ""},
    {"Tōkaidō Logistics", "tokaido", "tokaido.example", "F", "", 3, ""},
    {"Kiwi & Koala Outfitters", "kiwi-koala", "kiwikoala.example", "O", "", 4, ""},
    {"Great Lakes Credit Union", "great-lakes-cu", "greatlakescu.example", "", "DEO", 6, "waad"},
    {"Little Bobby Tables School District", "bobby-tables", "bobbytables.example", "", "DM", 4, ""},
    {"Rocky Mountain Timber, LLC", "rocky-mountain", "rockymountain.example", "", "D", 3, ""},
    {"St. Mungo's Hospital Trust", "st-mungos", "stmungos.example", "BE", "", 5, "waad"},
    {"Municipality of Springfield", "springfield", "springfield.example", "F", "F", 4, ""},
    {"Adventure Cycles", "adventure-cycles", "adventurecycles.example", "M", "", 3, ""},
    {"Fjällräv Textil AB", "fjallrav", "fjallrav.example", "D", "", 3, ""},
    {"Quantum Bagel", "quantum-bagel", "quantumbagel.example", "A", "", 3, ""},
    {"Hermes Parcel Lockers", "parcel-lockers", "parcellockers.example", "FA", "", 3, ""},
    {"Vogelweide Verlag", "vogelweide", "vogelweide.example", "B", "", 3, ""},
    {"Nimbus Aerospace", "nimbus", "nimbus.example", "EO", "EO", 5, "okta"},
    {"Dr. Nowak Dental Labs", "nowak-dental", "nowakdental.example", "M", "", 3, ""},
    {"Blue Harbour Shipping", "blue-harbour", "blueharbour.example", "FO", "", 4, ""},
    {"Ministerio de Energía (piloto)", "ministerio-energia", "energia.example", "F", "", 3, ""},
});

} // namespace

std::span<const CustomerRow> customerTable()
{
    return kCustomers;
}

std::string_view lettersFor(const CustomerRow &row, std::string_view region)
{
    if (region == "eu")
        return row.eu;
    if (region == "us")
        return row.us;
    if (region == "wayne")
        return row.slug == "wayne" ? "Dd" : "";
    // Staging has copies of the customers that the vendor tests with, never their suppliers.
    constexpr auto copies
        = std::to_array<std::string_view>({"initech", "umbrella", "globex", "stark", "hanbit", "seilbahn"});
    const bool copied = std::find(copies.begin(), copies.end(), row.slug) != copies.end();
    return !copied ? "" : row.slug == "hanbit" ? "F" : row.slug == "stark" ? "DO" : "D";
}

} // namespace Sandbox
