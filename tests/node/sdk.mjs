// Auth0's own SDK lists, gets and patches what the sandbox holds, as it would on a real Auth0 tenant.
import assert from "node:assert/strict";
import { ManagementClient } from "auth0";

const sandbox = JSON.parse(process.env.TENANTRY_SANDBOX);
const client = new ManagementClient({
    domain: new URL(sandbox.url).host,
    clientId: sandbox.client_id,
    clientSecret: sandbox.client_secret,
    maxRetries: 0,
});
let calls = 0;
const counted = (promise) => (calls++, promise);

async function all(page) {
    const items = [...page.data];
    while (page.hasNextPage()) {
        page = await counted(page.getNextPage());
        items.push(...page.data);
    }
    return items;
}

async function applications() {
    const list = await all(await counted(client.clients.list({ per_page: 50, include_totals: true })));
    assert.ok(list.length >= 4, `only ${list.length} applications`);
    assert.equal(new Set(list.map((each) => each.client_id)).size, list.length, "an application came twice");
    const id = list.find((each) => !each.global).client_id;
    const before = await counted(client.clients.get(id));
    assert.equal(before.client_id, id);
    const after = await counted(client.clients.update(id, { description: "Seen by the SDK" }));
    assert.equal(after.description, "Seen by the SDK");
    assert.equal((await counted(client.clients.get(id))).name, before.name);
    return list;
}

async function connections(someApplication) {
    const list = await all(await counted(client.connections.list({ take: 50 })));
    assert.ok(list.length >= 12, `only ${list.length} connections`);
    const databases = await all(await counted(client.connections.list({ take: 100, strategy: "auth0" })));
    assert.ok(databases.length > 0 && databases.every((each) => each.strategy === "auth0"));
    const id = databases.find((each) => !each.options?.enabledDatabaseCustomization).id;
    const before = await counted(client.connections.get(id));
    assert.equal("enabled_clients" in before, false, "enabled_clients is gone from the real API");
    const options = { ...before.options, disable_signup: !before.options.disable_signup };
    const after = await counted(client.connections.update(id, { options }));
    assert.equal(after.options.disable_signup, options.disable_signup);
    const again = await counted(client.connections.get(id));
    assert.deepEqual(again.options, after.options);

    const enabled = async () => (await all(await counted(client.connections.clients.get(id, { take: 50 })))).map((each) => each.client_id);
    const wasEnabled = (await enabled()).includes(someApplication);
    await counted(client.connections.clients.update(id, [{ client_id: someApplication, status: !wasEnabled }]));
    assert.equal((await enabled()).includes(someApplication), !wasEnabled);
    return list;
}

async function users() {
    const list = await all(await counted(client.users.list({ per_page: 100, include_totals: true })));
    assert.ok(list.length > 0);
    const id = list[0].user_id;
    const before = await counted(client.users.get(id));
    const after = await counted(client.users.update(id, { app_metadata: { seen_by: { tool: "sdk" } } }));
    assert.deepEqual(after.app_metadata, { ...before.app_metadata, seen_by: { tool: "sdk" } });
    const cleared = await counted(client.users.update(id, { app_metadata: { seen_by: null } }));
    assert.equal("seen_by" in (cleared.app_metadata ?? {}), false, "null deletes a key");
    return list;
}

async function organizations() {
    const list = await all(await counted(client.organizations.list({ take: 50 })));
    assert.ok(list.length > 0);
    const id = list[0].id;
    const before = await counted(client.organizations.get(id));
    const after = await counted(client.organizations.update(id, { display_name: "Seen by the SDK" }));
    assert.equal(after.display_name, "Seen by the SDK");
    assert.equal(after.name, before.name);
    return list;
}

const seen = {};
const apps = await applications();
seen.applications = apps.length;
seen.connections = (await connections(apps.find((each) => !each.global).client_id)).length;
seen.users = (await users()).length;
seen.organizations = (await organizations()).length;
console.log(`auth0 SDK: ${calls} calls without an error, over ${JSON.stringify(seen)}`);
