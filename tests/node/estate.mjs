// What the sandbox's production tenant holds, read as Auth0's API gives it, and what is exported of it.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

export const sandbox = JSON.parse(process.env.TENANTRY_SANDBOX);
const run = promisify(execFile);

const token = await fetch(`${sandbox.url}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
        grant_type: "client_credentials",
        client_id: sandbox.client_id,
        client_secret: sandbox.client_secret,
        audience: `${sandbox.url}/api/v2/`,
    }),
}).then((reply) => reply.json());

export async function call(path, method = "GET", body = undefined) {
    const reply = await fetch(`${sandbox.url}/api/v2/${path}`, {
        method,
        headers: { authorization: `Bearer ${token.access_token}`, "content-type": "application/json" },
        body: body && JSON.stringify(body),
    });
    const text = await reply.text();
    if (!reply.ok) {
        throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    }
    return text && JSON.parse(text);
}

async function all(path, key) {
    const objects = [];
    for (let from = ""; from !== undefined; ) {
        const page = await call(`${path}?take=100${from && `&from=${from}`}`);
        objects.push(...page[key]);
        from = page.next ?? undefined;
    }
    return objects;
}

const without = ({ updated_at: _, ...object }) => object;

/// Every connection, client and organization, by id, with the clients and connections that are enabled, and the client
/// grants.
export async function estate() {
    const [connections, clients, organizations] = await Promise.all([
        all("connections", "connections"),
        all("clients", "clients"),
        all("organizations", "organizations"),
    ]);
    const enabled = {};
    for (const { id } of connections) {
        enabled[id] = (await all(`connections/${id}/clients`, "clients")).map((each) => each.client_id).sort();
    }
    const links = {};
    for (const { id } of organizations) {
        const list = await call(`organizations/${id}/connections?per_page=100`);
        links[id] = (list.connections ?? list).sort((a, b) => (a.connection_id < b.connection_id ? -1 : 1));
    }
    const grants = {};
    for (const { id } of organizations) {
        const list = await call(`organizations/${id}/client-grants?per_page=100`);
        grants[id] = (list.client_grants ?? list).map((each) => each.id).sort();
    }
    const byId = (objects, key) => Object.fromEntries(objects.map((object) => [object[key], without(object)]));
    return {
        connections: byId(connections, "id"),
        clients: byId(clients, "client_id"),
        organizations: byId(organizations, "id"),
        enabled,
        links,
        grants,
    };
}

/// Runs `tenantry-cli export` and gives what it prints with --json.
export async function exported(format, folder, ...words) {
    const { stdout } = await run(
        process.env.TENANTRY_CLI,
        ["export", format, "--base-url", sandbox.url, "--client-id", sandbox.client_id, "--output", folder, "--json", ...words]
            .concat(["--ca-file", process.env.NODE_EXTRA_CA_CERTS]),
        { env: { ...process.env, AUTH0_CLIENT_SECRET: sandbox.client_secret } },
    );
    return JSON.parse(stdout)[0];
}

/// The value at "options.client_secret" of an object.
export const valueAt = (object, path) => path.split(".").reduce((value, key) => value?.[key], object);

/// Every secret of the estate, which must be in no file.
export function secretsOf(state) {
    const secrets = Object.values(state.clients).map((client) => client.client_secret);
    for (const { options } of Object.values(state.connections)) {
        secrets.push(options.client_secret, options.app_secret, options.twilio_token);
        secrets.push(...Object.values(options.configuration ?? {}));
    }
    return secrets.filter(Boolean);
}

/// Objects whose texts attack what they are written to.
export async function plant() {
    const texts = [
        "yes", "1.0", "~", "null", "- a", "{a: b}", "# x", "a: b", "*x", "&x", "!x", "%x", "@@x@@", "a ##HOME## b",
        "'single' \"double\" \\ back", "line\nline\n", "tab\tand \u0000 \u0007 \u007f \u0085 \u2028", "🐙 ünïcödé ‮ rtl", "${HOME} $${x} $$${x} %{ if }",
        " blanks at both ends ", "\ufeff", "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n",
    ];
    const names = ["yes", "1.0", "~", "a: b # c", "a ##HOME##", "a @@HOME@@", "../../outside", "con", "🐙", "'\"\\", "..", "A/B", "A:B", "${x}"];
    for (const [i, name] of names.entries()) {
        await call("clients", "POST", {
            name,
            description: texts[i].replaceAll("\u0000", ""),
            client_metadata: Object.fromEntries(texts.slice(i % 3, (i % 3) + 9).map((text, k) => [`key ${k}`, text])),
            custom_login_page: `<p>${texts[i]}</p>`.replaceAll("##HOME##", ""),
        });
    }
    // A machine that two organizations may use, called what needs its quotes.
    const machine = await call("clients", "POST", { name: "n: # 0", app_type: "non_interactive" });
    const [{ audience }] = (await all("client-grants", "client_grants"));
    const grant = await call("client-grants", "POST", {
        client_id: machine.client_id, audience, scope: [], organization_usage: "allow", allow_any_organization: false,
    });
    for (const { id } of (await all("organizations", "organizations")).slice(0, 2)) {
        await call(`organizations/${id}/client-grants`, "POST", { grant_id: grant.id });
    }
    const options = Object.fromEntries(texts.map((text, i) => [i === 0 ? "yes" : `member ${i} ${text.slice(0, 5)}`, text]));
    for (const [i, name] of ["hostile-1", "Hostile-1"].entries()) {
        await call("connections", "POST", {
            name,
            strategy: "auth0",
            options: {
                passwordPolicy: "good",
                disable_self_service_change_password: false,
                enabledDatabaseCustomization: true,
                configuration: { URL: `canary-${i}` },
                customScripts: { login: texts.filter((text) => !text.includes("##")).join("\n"), "../x": "a", "..\\X": "b" },
            },
        });
    }
    await call("connections", "POST", {
        name: "hostile-oidc",
        strategy: "oidc",
        display_name: "say \"hi\": ~",
        options: { ...options, client_id: "x", client_secret: " sec'ret\"\\ #{}:\t$& ", private_key: "-----BEGIN\nline\n-----END\n" },
    });
}
