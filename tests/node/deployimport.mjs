// auth0-deploy-cli imports what tenantry-cli exported of the sandbox's production tenant, and nothing is another than before.
// With the word "default" deletion and the kinds are left to deploy-cli's own settings.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { load } from "js-yaml";
import { call, estate, exported, plant, sandbox, secretsOf, valueAt } from "./estate.mjs";

const program = new URL("node_modules/auth0-deploy-cli/lib/index.js", import.meta.url).pathname;
const folder = join(process.env.TENANTRY_FOLDER, "export");
const filesOf = (place) =>
    readdirSync(place, { recursive: true }).map((name) => join(place, name)).filter((name) => statSync(name).isFile());

await plant();
const before = await estate();
const told = await exported("deploy-cli", folder);
console.log(`exported ${told.applications} applications, ${told.connections} connections, ${told.organizations} organizations`);

// Nothing outside the folder, and no secret in it.
const files = filesOf(folder);
assert.deepEqual(filesOf(process.env.TENANTRY_FOLDER).filter((name) => !resolve(name).startsWith(folder + sep) && !name.endsWith(".pem")), []);
for (const secret of secretsOf(before)) {
    for (const file of files) {
        assert.ok(!readFileSync(file, "utf8").includes(secret), `a secret stands in ${file}`);
    }
}

// The YAML gives back what Auth0 holds, whatever a text looks like.
const written = load(readFileSync(join(folder, "tenant.yaml"), "utf8"));
assert.equal(JSON.parse(readFileSync(join(folder, "config.example.json"), "utf8")).AUTH0_ALLOW_DELETE, false);
for (const client of written.clients) {
    const held = Object.values(before.clients).filter((each) => each.name === client.name);
    assert.equal(held.length, 1, client.name);
    assert.deepEqual(client.client_metadata, held[0].client_metadata);
    if (client.custom_login_page) {
        assert.equal(readFileSync(join(folder, "clients", client.custom_login_page), "utf8"), held[0].custom_login_page);
    }
}
for (const database of written.databases) {
    const held = Object.values(before.connections).find((each) => each.name === database.name);
    for (const [name, path] of Object.entries(database.options.customScripts ?? {})) {
        assert.equal(readFileSync(join(folder, path), "utf8"), held.options.customScripts[name]);
    }
}

const mappings = {};
for (const { name, kind, object, member } of told.placeholders) {
    const kinds = { connection: before.connections, application: before.clients, organization: before.organizations };
    const held = Object.values(kinds[kind]).find((each) => each.name === object);
    mappings[name] = valueAt(held, member);
    assert.ok(mappings[name], `${object} has no ${member}`);
}

async function imported(settings) {
    const config = join(process.env.TENANTRY_FOLDER, "config.json");
    const example = JSON.parse(readFileSync(join(folder, "config.example.json"), "utf8"));
    assert.deepEqual(Object.keys(example.AUTH0_KEYWORD_REPLACE_MAPPINGS).sort(), Object.keys(mappings).sort());
    writeFileSync(
        config,
        JSON.stringify({
            ...example,
            AUTH0_DOMAIN: new URL(sandbox.url).host,
            AUTH0_CLIENT_ID: sandbox.client_id,
            AUTH0_KEYWORD_REPLACE_MAPPINGS: mappings,
            ...settings,
        }),
    );
    const child = spawn(process.execPath, [program, "import", "-i", join(folder, "tenant.yaml"), "-c", config], {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, AUTH0_CLIENT_SECRET: sandbox.client_secret },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text) => (said += text));
    }
    const status = await new Promise((done) => child.once("close", done));
    const lines = said.split("\n").filter((line) => /- (\x1b\[\d+m)?(warn|error)/.test(line));
    console.log(lines.join("\n"));
    assert.equal(status, 0, said);
    assert.match(said, /Import Successful/);
    assert.ok(!lines.some((line) => line.includes("error")), "the import reported an error");
    assert.match(said, /Updated \[clients\]/);
    assert.match(said, /Updated \[databases\]/);
    assert.match(said, /Updated \[connections\]/);
    const after = await estate();
    for (const kind of Object.keys(before)) {
        assert.deepEqual(Object.keys(after[kind]), Object.keys(before[kind]), kind);
        for (const id of Object.keys(before[kind])) {
            assert.deepEqual(after[kind][id], before[kind][id], `${kind} ${before[kind][id].name ?? id}`);
        }
    }
}

assert.equal(Object.values(before.grants).flat().length, 2);
if (process.argv[2] === "default") {
    // With deploy-cli's own settings; and what was changed meanwhile is put back.
    const [organization] = Object.keys(before.organizations);
    await call(`organizations/${organization}`, "PATCH", { display_name: "changed meanwhile", metadata: {} });
    const [granted, lacking] = [true, false].map((has) => Object.keys(before.grants).find((id) => before.grants[id].length > 0 === has));
    await call(`organizations/${granted}/client-grants/${before.grants[granted][0]}`, "DELETE");
    await call(`organizations/${lacking}/client-grants`, "POST", { grant_id: before.grants[granted][0] });
    const database = Object.keys(before.enabled).find((id) => before.connections[id].strategy === "auth0" && before.enabled[id].length > 1);
    await call(`connections/${database}/clients`, "PATCH", [{ client_id: before.enabled[database][0], status: false }]);
    await imported({ AUTH0_ALLOW_DELETE: undefined, AUTH0_INCLUDED_ONLY: undefined });
} else {
    await imported({}); // as config.example.json has it
}
console.log(`auth0-deploy-cli: imported ${written.clients.length} clients, ${written.databases.length} databases, ` +
    `${written.connections.length} connections and ${written.organizations.length} organizations; all are as before`);
