// Reports of the sandbox's production tenant as HTML, held against html-validate and axe-core and against what may not stand
// in a file that is handed over: no script, nothing that is fetched.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { JSDOM, VirtualConsole } from "jsdom";

const sandbox = JSON.parse(process.env.TENANTRY_SANDBOX);
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function tenantry(command, ...words) {
    const { stdout } = await promisify(execFile)(
        process.env.TENANTRY_CLI,
        [command, ...words, "--base-url", sandbox.url, "--client-id", sandbox.client_id, "--no-input"]
            .concat(["--ca-file", process.env.NODE_EXTRA_CA_CERTS]),
        { env: { ...process.env, AUTH0_CLIENT_SECRET: sandbox.client_secret }, maxBuffer: 1 << 26 },
    );
    return stdout;
}

// Its default loader would look for settings beside the file: only what stands here counts.
const validator = new HtmlValidate(
    new FileSystemConfigLoader({ root: true, extends: ["html-validate:recommended", "html-validate:a11y"] }),
);

// These need a layout, which jsdom does not have.
const needsLayout = ["color-contrast", "color-contrast-enhanced", "target-size", "scrollable-region-focusable"];

async function check(name, file) {
    const html = readFileSync(file, "utf8");
    const told = await validator.validateString(html, "report.html");
    const errors = told.results.flatMap(({ messages }) => messages).map((each) => `${each.line}:${each.column} ${each.ruleId}: ${each.message}`);
    assert.deepEqual(errors.slice(0, 20), [], `html-validate, ${name}: ${errors.length}`);

    // The file's own text runs nothing; axe is evaluated from outside.
    const { window } = new JSDOM(html, { runScripts: "outside-only", virtualConsole: new VirtualConsole() });
    window.eval(axeSource);
    const rules = Object.fromEntries(needsLayout.map((id) => [id, { enabled: false }]));
    const { violations, passes } = await window.axe.run(window.document, { rules });
    const found = Array.from(violations, ({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0].html.slice(0, 200)}`);
    assert.deepEqual(found, [], `axe, ${name}`);
    assert.ok(passes.length > 10, `axe looked at ${passes.length} rules only`);
    window.close();

    const { document } = new JSDOM(html).window; // axe leaves something of its own in the other
    assert.equal(document.querySelectorAll("script, link, iframe, object, embed, form, base").length, 0, name);
    for (const element of document.querySelectorAll("*")) {
        for (const attribute of element.attributes) {
            assert.doesNotMatch(attribute.name, /^on|^style$/, name);
            if (["src", "href", "srcset", "action", "poster"].includes(attribute.name)) {
                assert.match(attribute.value, element.tagName === "IMG" ? /^data:image\/svg\+xml;base64,/ : /^#/, name);
            }
        }
    }
    for (const image of document.images) {
        const picture = Buffer.from(image.src.split(",")[1], "base64").toString();
        assert.doesNotMatch(picture, /<script|\bon\w+=|href=|url\(\s*["']?http/i, name);
    }
    const styles = [...document.querySelectorAll("style")].map(({ textContent }) => textContent);
    assert.equal(styles.length, 1);
    assert.doesNotMatch(styles[0], /url\(|@import|https?:/, name);
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
    const hash = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(styles[0]))).toString("base64");
    assert.equal(policy, `default-src 'none'; style-src 'sha256-${hash}'; img-src data:`);

    let level = 0;
    for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
        const next = Number(heading.tagName[1]);
        assert.ok(next <= level + 1, `${name}: ${heading.outerHTML} follows h${level}`);
        level = next;
    }
    assert.equal(document.querySelectorAll("h1").length, 1);
    for (const table of document.querySelectorAll("table")) {
        assert.ok(table.querySelector("thead th"), `${name}: a table without a head`);
        assert.equal(table.querySelectorAll("th:not([scope])").length, 0, `${name}: a th without scope`);
    }
    console.log(`${name}: ${html.length} characters, ${document.querySelectorAll("table").length} tables`);
}

const customers = JSON.parse(await tenantry("customers", "--json"));
const reports = ["support", "security", "customer", "full"].map((preset) => [preset, "--preset", preset]);
reports.push(["one customer", "--preset", "customer", "--customer", customers[0].name]);
for (const [name, ...words] of reports) {
    const file = join(process.env.TENANTRY_FOLDER, `${name}.html`);
    await tenantry("report", ...words, "--format", "html", "--output", file);
    await check(name, file);
}
