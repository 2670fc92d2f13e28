// What auth0-deploy-cli exports of the sandbox's production tenant, in either format, and what Tenantry exports for it, differs
// from that tenant in what deploy-cli itself leaves out, and in nothing else; what is changed afterwards is told.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { call, estate, exported, sandbox } from "./estate.mjs";

const folder = (name) => join(process.env.TENANTRY_FOLDER, name);
const program = new URL("node_modules/auth0-deploy-cli/lib/index.js", import.meta.url).pathname;

async function written(format) {
    const child = spawn(process.execPath, [program, "export", "-f", format, "-o", folder(format), "--env", "true"], {
        stdio: ["ignore", "ignore", "inherit"],
        env: {
            ...process.env,
            AUTH0_DOMAIN: new URL(sandbox.url).host,
            AUTH0_CLIENT_ID: sandbox.client_id,
            AUTH0_CLIENT_SECRET: sandbox.client_secret,
            AUTH0_INCLUDED_ONLY: JSON.stringify(["tenant", "clients", "databases", "connections", "organizations"]),
        },
    });
    assert.equal(await new Promise((resolve) => child.once("close", resolve)), 0, "the export failed");
}

async function differences(place) {
    const { stdout, stderr } = await promisify(execFile)(
        process.env.TENANTRY_CLI,
        ["diff", place, "--base-url", sandbox.url, "--client-id", sandbox.client_id, "--json", "--no-input"]
            .concat(["--ca-file", process.env.NODE_EXTRA_CA_CERTS]),
        { env: { ...process.env, AUTH0_CLIENT_SECRET: sandbox.client_secret } },
    );
    return { list: JSON.parse(stdout), said: stderr };
}

await Promise.all([
    written("directory"),
    written("yaml"),
    exported("deploy-cli", folder("own"), "--keep-policy", "flexible"),
    exported("deploy-cli", folder("whole")),
]);
const held = await estate();
const places = [folder("directory"), folder("yaml"), join(folder("yaml"), "tenant.yaml"), folder("own")];
for (const place of places) {
    const { list, said } = await differences(place);
    assert.doesNotMatch(said, /do(es)? not have/);
    for (const { kind, id, name, change, fields } of list) {
        assert.equal(`${change} ${kind}`, "changed connection", `${place} ${name}`);
        // deploy-cli leaves the policies of the older generation out where there is one of the newer; --keep-policy does.
        assert.ok(held.connections[id].options.password_options, name);
        for (const { pointer, before } of fields) {
            assert.match(pointer, /^\/options\/password/, name);
            assert.equal(before, null, `${name} ${pointer}`);
        }
    }
    console.log(`${place} compared; something was left out of ${list.length} connections`);
}

// What it leaves out it knows: neither these connections nor what is enabled of them counts as a difference.
const { list: none, said: left } = await differences(folder("whole"));
assert.deepEqual(none, []);
assert.match(left, /Connections that the folder whole left out were not compared: “/);

const client = Object.values(held.clients).find(({ name }) => name === "Ledgerline Portal");
await call(`clients/${client.client_id}`, "PATCH", { callbacks: [...client.callbacks, "https://new.example/"].reverse() });
for (const place of [...places, folder("whole")]) {
    const now = (await differences(place)).list.filter(({ kind }) => kind === "application");
    assert.equal(now.length, 1, place);
    assert.deepEqual(now[0].fields.map(({ pointer }) => pointer), ["/callbacks"]);
    assert.equal(now[0].fields[0].after.length, client.callbacks.length + 1);
}
