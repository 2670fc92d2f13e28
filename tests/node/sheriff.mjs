// Asks Auth0's own password-sheriff about many passwords: each line of standard input is {"rules", "passwords"}, where
// rules is the name of a legacy level or rules of its own with character sets by name; each line of the answer is an
// array of [passes, codes of the rules that fail]. Passwords never stand in the arguments.
import { createInterface } from "node:readline";

let sheriff;
try {
    ({ default: sheriff } = await import("password-sheriff"));
} catch {
    console.log("skipped: password-sheriff is missing; tests/node/install brings it");
    process.exit(77);
}

const sets = {
    lowercase: sheriff.charsets.lowerCase,
    uppercase: sheriff.charsets.upperCase,
    number: sheriff.charsets.numbers,
    special: sheriff.charsets.specialCharacters,
};

function policyOf(rules) {
    if (typeof rules === "string") {
        return sheriff(rules);
    }
    const own = structuredClone(rules);
    for (const rule of [own.contains, own.containsAtLeast]) {
        if (rule) {
            rule.expressions = rule.expressions.map((name) => sets[name]);
        }
    }
    return new sheriff.PasswordPolicy(own);
}

for await (const line of createInterface({ input: process.stdin })) {
    const { rules, passwords } = JSON.parse(line);
    const policy = policyOf(rules);
    const answers = passwords.map((password) => [
        policy.check(password),
        policy.missing(password).rules.filter((rule) => !rule.verified).map((rule) => rule.code),
    ]);
    process.stdout.write(JSON.stringify(answers) + "\n");
}
