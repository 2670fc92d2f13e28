#include "policy/commonpasswords.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

constexpr QStringView words
    = u"password passwort motdepasse contraseña passw0rd p@ssw0rd p@ssword pa$$word pass password1 password12 "
      "password123 password1234 password1! password! changeme changeit change letmein welcome welcome1 welcome123 "
      "admin admin1 admin123 admin1234 administrator root toor guest user test test1 test123 test1234 testing demo "
      "default secret secret1 secret123 login master access hello hello123 iloveyou love sunshine princess dragon "
      "monkey football baseball superman batman shadow michael jordan jennifer daniel charlie summer winter spring "
      "autumn freedom whatever trustno1 starwars ninja azerty qwerty qwerty1 qwerty12 qwerty123 qwertyuiop qwertz "
      "qazwsx 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx asdf asdfgh asdfghjkl zxcvbn zxcvbnm abc123 abcd1234 abcdef a1b2c3 "
      "aa123456 abc abcd 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 123123 123321 654321 "
      "987654321 1111 11111 111111 1111111 11111111 0000 00000 000000 00000000 222222 555555 666666 777777 888888 "
      "999999 121212 112233 123abc 1234qwer q1w2e3r4 computer internet samsung google facebook auth0";

} // namespace

const QSet<QString> &commonPasswords()
{
    static const QStringList list = words.toString().split(u' ');
    static const QSet<QString> set(list.begin(), list.end());
    return set;
}

} // namespace Policy
