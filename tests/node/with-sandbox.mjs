// Starts the sandbox with TLS, runs one script against it and ends it, whatever the script does.
//   node with-sandbox.mjs [WORD-FOR-THE-SANDBOX... --] TENANTRY-CLI SCRIPT [WORD...]
// The script is a process of its own, because Node reads NODE_EXTRA_CA_CERTS only when it starts.
// It finds the sandbox's own description in TENANTRY_SANDBOX, a folder for its files in TENANTRY_FOLDER, and the program in
// TENANTRY_CLI.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const given = process.argv.slice(2);
const forSandbox = given.includes("--") ? given.splice(0, given.indexOf("--") + 1).slice(0, -1) : [];
const [tool, script, ...words] = given;
for (const needed of [tool, new URL("node_modules/auth0", import.meta.url).pathname]) {
    if (!existsSync(needed)) {
        console.log(`skipped: ${needed} is missing; tests/run builds and installs it`);
        process.exit(77);
    }
}

const finished = (child) => new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));

const folder = mkdtempSync(join(tmpdir(), "tenantry-node-"));
const server = spawn(tool, ["sandbox", "--port", "0", "--tls", ...forSandbox], { stdio: ["ignore", "pipe", "inherit"] });
const serverFinished = finished(server);
let status = 1;
try {
    const line = await Promise.race([
        new Promise((resolve) => createInterface({ input: server.stdout }).once("line", resolve)),
        serverFinished.then((end) => Promise.reject(new Error(`the sandbox ended with ${end} before it was ready`))),
    ]);
    const sandbox = JSON.parse(line);
    let certificate = sandbox.certificate;
    if (certificate.startsWith("-----BEGIN")) {
        certificate = join(folder, "certificate.pem");
        writeFileSync(certificate, sandbox.certificate);
    }
    const environment = {
        ...process.env,
        NODE_EXTRA_CA_CERTS: certificate,
        TENANTRY_CLI: tool,
        TENANTRY_FOLDER: folder,
        TENANTRY_SANDBOX: line,
    };
    status = await finished(spawn(process.execPath, [script, ...words], { stdio: "inherit", env: environment }));
} finally {
    server.kill("SIGTERM");
    const end = await serverFinished;
    if (end !== 0) {
        console.log(`the sandbox ended with ${end} on SIGTERM`);
        status = 1;
    }
    rmSync(folder, { recursive: true, force: true });
}
process.exitCode = status === 0 ? 0 : 1;
