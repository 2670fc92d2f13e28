// How long auth0-deploy-cli and Tenantry take to export the applications and connections of the sandbox's production tenant,
// in turn and from one server, and that both export the same objects. The times are printed, not judged.
//   node with-sandbox.mjs --scale connections=1000,applications=100 -- TENANTRY-CLI speed.mjs [TIMES]
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

const sandbox = JSON.parse(process.env.TENANTRY_SANDBOX);
const times = Number(process.argv[2] ?? 3);
const program = new URL("node_modules/auth0-deploy-cli/lib/index.js", import.meta.url).pathname;

async function timed(command, words, environment) {
    const start = performance.now();
    const child = spawn(command, words, {
        cwd: process.env.TENANTRY_FOLDER,
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, AUTH0_CLIENT_SECRET: sandbox.client_secret, ...environment },
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
    const status = await new Promise((resolve) => child.once("close", resolve));
    assert.equal(status, 0, said);
    return (performance.now() - start) / 1000;
}

const tools = {
    "auth0-deploy-cli": (folder) =>
        timed(process.execPath, [program, "export", "-f", "yaml", "-o", folder, "--env", "true"], {
            AUTH0_DOMAIN: new URL(sandbox.url).host,
            AUTH0_CLIENT_ID: sandbox.client_id,
            AUTH0_INCLUDED_ONLY: JSON.stringify(["clients", "databases", "connections"]),
        }),
    "tenantry-cli": (folder) =>
        timed(process.env.TENANTRY_CLI, ["export", "deploy-cli", "--output", folder, "--base-url", sandbox.url]
            .concat(["--client-id", sandbox.client_id, "--ca-file", process.env.NODE_EXTRA_CA_CERTS, "--no-input"])
            .concat(["--connections", "id!=none", "--applications", "id!=none", "--keep-policy", "flexible"]), {}),
};

function namesIn(written) {
    return Object.fromEntries(["clients", "databases", "connections"].map((kind) => [kind, (written[kind] ?? []).map(({ name }) => name).sort()]));
}

/// What is enabled for what. Where requests fail at the rate limit, deploy-cli leaves it out and ends well.
const pairsIn = ({ databases, connections }) => [...databases, ...connections].reduce((sum, { enabled_clients: list }) => sum + (list?.length ?? 0), 0);

const median = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];

const took = Object.fromEntries(Object.keys(tools).map((tool) => [tool, []]));
for (let turn = 0; turn < times; ++turn) {
    const [held, enabled] = [[], []];
    for (const [tool, run] of Object.entries(tools)) {
        const folder = join(process.env.TENANTRY_FOLDER, `${tool}-${turn}`);
        const seconds = await run(folder);
        took[tool].push(seconds);
        const written = load(readFileSync(join(folder, "tenant.yaml"), "utf8"));
        held.push(namesIn(written));
        enabled.push(pairsIn(written));
        const counts = Object.entries(held.at(-1)).map(([kind, list]) => `${list.length} ${kind}`);
        console.log(`${tool}: ${seconds.toFixed(2)} s, ${counts.join(", ")}, ${enabled.at(-1)} applications enabled for them`);
    }
    assert.ok(Object.values(held[0]).every((list) => list.length > 0), JSON.stringify(held[0]));
    assert.deepEqual(held[1], held[0], "the two did not export the same objects");
    assert.ok(enabled[1] > 0 && enabled[1] >= enabled[0], "Tenantry left out what is enabled for what");
}
const [theirs, ours] = Object.values(took).map(median);
console.log(`medians of ${times}: ${theirs.toFixed(2)} s and ${ours.toFixed(2)} s, ${(theirs / ours).toFixed(1)} times`);
