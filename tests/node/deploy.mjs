// auth0-deploy-cli exports the sandbox's production tenant as it would a real one, and what it wrote holds what is there.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

const sandbox = JSON.parse(process.env.TENANTRY_SANDBOX);
const folder = process.env.TENANTRY_FOLDER;
const program = new URL("node_modules/auth0-deploy-cli/lib/index.js", import.meta.url).pathname;

const child = spawn(process.execPath, [program, "export", "-f", "yaml", "-o", folder, "--env", "true"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
        ...process.env,
        AUTH0_DOMAIN: new URL(sandbox.url).host,
        AUTH0_CLIENT_ID: sandbox.client_id,
        AUTH0_CLIENT_SECRET: sandbox.client_secret,
        AUTH0_INCLUDED_ONLY: JSON.stringify(["tenant", "clients", "databases", "connections", "organizations"]),
    },
});
let said = "";
for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (said += text));
}
const status = await new Promise((resolve) => child.once("close", resolve));
console.log(said);
assert.equal(status, 0, "the export failed");
assert.doesNotMatch(said, /- (\x1b\[\d+m)?error/, "the export reported an error");

const file = join(folder, "tenant.yaml");
assert.ok(statSync(file).size > 1000);
const written = load(readFileSync(file, "utf8"));
const counts = Object.fromEntries(["clients", "databases", "connections", "organizations"].map((kind) => [kind, written[kind].length]));
assert.ok(written.tenant.friendly_name, "the tenant's settings are there");
assert.ok(counts.clients >= 4 && counts.databases >= 57 && counts.connections >= 1 && counts.organizations >= 1, JSON.stringify(counts));
assert.ok(written.organizations.some((each) => each.connections?.length > 0), "no organization kept its connections");
assert.doesNotMatch(readFileSync(file, "utf8"), new RegExp(sandbox.client_secret), "the sandbox's secret went into the export");
console.log(`auth0-deploy-cli: exported ${JSON.stringify(counts)} without an error`);
