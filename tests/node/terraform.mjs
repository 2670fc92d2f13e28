// The Terraform files that tenantry-cli writes are HCL, and hold each object of the sandbox's production tenant.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { estate, exported, plant, secretsOf } from "./estate.mjs";

const folder = join(process.env.TENANTRY_FOLDER, "terraform");
await plant();
const held = await estate();
const told = await exported("terraform", folder, "--keep-policy", "legacy");

const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((name) => statSync(name).isFile());
for (const secret of secretsOf(held)) {
    for (const file of files) {
        assert.ok(!readFileSync(file, "utf8").includes(secret), `a secret stands in ${file}`);
    }
}

const all = { resource: {}, import: [], variable: {}, terraform: [] };
for (const file of files.filter((name) => name.endsWith(".tf"))) {
    const json = await parse(file, readFileSync(file, "utf8"));
    for (const [type, labels] of Object.entries(json.resource ?? {})) {
        all.resource[type] = { ...all.resource[type], ...labels };
    }
    all.import.push(...(json.import ?? []));
    Object.assign(all.variable, json.variable);
    all.terraform.push(...(json.terraform ?? []));
}
assert.equal(all.terraform[0].required_version, ">= 1.5.0");

// Each object is a resource, and its import block names its id.
const imported = new Map(all.import.map(({ to, id }) => [to.replace(/^\$\{|\}$/g, ""), id]));
const resourceOf = (type, id) => {
    const [address] = [...imported].find(([to, each]) => to.startsWith(`${type}.`) && each === id) ?? [];
    assert.ok(address, `no import block for ${type} ${id}`);
    return all.resource[type][address.split(".")[1]][0];
};
// HCL doubles what would begin an expression, or escapes it.
const plain = (text) => text.replace(/([$%])\1\{/g, "$1{");
const clients = Object.values(held.clients).filter((client) => !client.global);
for (const client of clients) {
    const resource = resourceOf("auth0_client", client.client_id);
    assert.equal(plain(resource.name), client.name);
    assert.deepEqual(resource.callbacks ?? [], client.callbacks ?? []);
    assert.equal(resource.refresh_token?.[0].rotation_type, client.refresh_token?.rotation_type);
    const metadata = Object.entries(client.client_metadata ?? {});
    assert.equal(Object.keys(resource.client_metadata ?? {}).length, metadata.length);
    for (const [key, value] of metadata) {
        assert.equal(plain(resource.client_metadata[key]), value.replace("$$${x}", "$${x}"));
    }
}
for (const connection of Object.values(held.connections)) {
    const resource = resourceOf("auth0_connection", connection.id);
    assert.equal(resource.name, connection.name);
    assert.equal(resource.strategy, connection.strategy);
    const { options } = connection;
    const [written] = resource.options;
    if (options.client_secret) {
        assert.match(written.client_secret, /^\$\{var\.[a-z0-9_]+\}$/);
    }
    for (const [member, argument] of [["passwordPolicy", "password_policy"], ["signInEndpoint", "sign_in_endpoint"], ["issuer", "issuer"],
        ["disable_signup", "disable_signup"]]) {
        if (options[member] !== null) {
            assert.equal(written[argument], options[member], `${connection.name} ${member}`);
        }
    }
    if (options.password_options && !options.passwordPolicy) {
        assert.equal(written.password_options?.[0].complexity[0].min_length, options.password_options.complexity.min_length);
    }
    for (const [name, script] of Object.entries(options.customScripts ?? {})) {
        const path = written.custom_scripts[name].match(/path\.module\}\/(.*)"\)/)[1].replaceAll("\\\\", "\\");
        assert.equal(readFileSync(join(folder, path), "utf8"), script);
    }
    const enabled = held.enabled[connection.id];
    if (enabled.length > 0) {
        const resources = resourceOf("auth0_connection_clients", connection.id);
        const ids = resources.enabled_clients.map((text) => {
            const reference = text.match(/^\$\{auth0_client\.(.*)\.id\}$/);
            return reference ? imported.get(`auth0_client.${reference[1]}`) : text;
        });
        assert.deepEqual(ids.sort(), enabled);
    }
}
for (const organization of Object.values(held.organizations)) {
    const resource = resourceOf("auth0_organization", organization.id);
    assert.equal(resource.name, organization.name);
    assert.deepEqual(resource.metadata ?? {}, organization.metadata ?? {});
    const links = held.links[organization.id].filter((link) => link.is_enabled);
    if (links.length > 0) {
        const { enabled_connections: list } = resourceOf("auth0_organization_connections", organization.id);
        assert.equal(list.length, links.length);
    }
}
assert.deepEqual(Object.keys(all.variable).sort(), told.placeholders.map(({ name }) => name).sort());
for (const [variable] of Object.values(all.variable)) {
    assert.equal(variable.sensitive, true);
    assert.equal(variable.default, undefined);
}
assert.deepEqual([told.applications, told.connections, told.organizations],
    [clients.length, Object.keys(held.connections).length, Object.keys(held.organizations).length]);
console.log(`hcl2json: read ${all.import.length} import blocks, ${told.applications} applications, ${told.connections} connections, ` +
    `${told.organizations} organizations and ${told.placeholders.length} variables`);
