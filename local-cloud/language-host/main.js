// The Node language host for a CLI compiled from its Go module. The released CLI brings its own; the Go module of
// the CLI does not contain it. It serves pulumirpc.LanguageRuntime and starts Node with the runners that the
// program's own @pulumi/pulumi carries.
// Contract: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/language.proto
// Plain JavaScript, because the engine starts it for every command and a transpiler would cost more than it does.
// @ts-check
"use strict";

const { spawn } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const language = require("@pulumi/pulumi/proto/language_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");

/** Exit code of a program that has already told the engine what went wrong. */
const EXIT_ALREADY_REPORTED = 32;
const RUNNERS = { program: "run", resource: "run-plugin", analyzer: "run-policy-pack" };

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();

/** A runner of the @pulumi/pulumi that the program itself would import. */
function runner(kind, directory) {
  const name = `@pulumi/pulumi/cmd/${RUNNERS[kind]}`;
  try {
    return require.resolve(name, { paths: [directory] });
  } catch {
    throw new Error(`No @pulumi/pulumi is installed for ${directory}; run npm install there.`);
  }
}

/** Starts Node; the child is ended with this host. */
function start(kind, directory, args, options) {
  const info = options.info;
  const runtimeOptions = info?.getOptions()?.toJavaScript() ?? {};
  const nodeArgs = typeof runtimeOptions.nodeargs === "string" ? runtimeOptions.nodeargs.split(/\s+/).filter(Boolean) : [];
  const child = spawn(process.execPath, [...nodeArgs, runner(kind, directory), ...args], {
    cwd: options.cwd,
    env: {
      ...process.env,
      PULUMI_NODEJS_TYPESCRIPT: String(runtimeOptions.typescript ?? true),
      ...options.env,
    },
    stdio: options.stdio,
  });
  children.add(child);
  child.once("close", () => children.delete(child));
  return child;
}

/** Runs a Pulumi program to its end. */
function run({ request }, callback) {
  const info = request.getInfo();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info.getRootDirectory(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  const args = Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
  if (request.getDryrun()) {
    args.push("--dry-run");
  }
  const child = start("program", info.getProgramDirectory(), [...args, info.getEntryPoint() || ".", ...request.getArgsList()], {
    info,
    cwd: request.getPwd(),
    env: {
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    // The program's standard output is the host's: the engine shows both as diagnostics of the stack.
    stdio: ["ignore", "inherit", "inherit"],
  });
  child.once("error", callback);
  child.once("close", (code, signal) => {
    const response = new language.RunResponse();
    if (code === EXIT_ALREADY_REPORTED) {
      response.setBail(true);
    } else if (code !== 0) {
      response.setError(`The program ended ${signal ? `by signal ${signal}` : `with exit code ${code}`}.`);
    }
    callback(null, response);
  });
}

/** Runs a provider plugin or a policy pack written in Node, forwarding what it prints until it ends or is cancelled. */
function runPlugin(call) {
  const request = call.request;
  const info = request.getInfo();
  const kind = request.getKind() === "analyzer" ? "analyzer" : "resource";
  const directory = info.getProgramDirectory();
  const entry = path.resolve(directory, info.getEntryPoint() || ".");
  // Both runners take their arguments first and the program last for policy packs, the other way round for providers.
  const args = kind === "analyzer" ? [...request.getArgsList(), entry] : [entry, ...request.getArgsList()];
  const env = Object.fromEntries(request.getEnvList().map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
  let child;
  try {
    // A policy pack is transpiled by its own tsconfig.json, so it runs in its own folder.
    child = start(kind, directory, args, { info, env, cwd: kind === "analyzer" ? directory : request.getPwd(), stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    call.emit("error", { code: grpc.status.FAILED_PRECONDITION, details: error.message });
    return;
  }
  const forward = (setter) => (chunk) => {
    const response = new language.RunPluginResponse();
    response[setter](chunk);
    call.write(response);
  };
  child.stdout.on("data", forward("setStdout"));
  child.stderr.on("data", forward("setStderr"));
  child.once("close", (code) => {
    forward("setExitcode")(code ?? 1);
    call.end();
  });
  call.on("cancelled", () => child.kill());
}

/** Every package with a provider among the program's dependencies, as its package.json declares it. */
function requiredPackages({ request }, callback) {
  const response = new language.GetRequiredPackagesResponse();
  response.setPackagesList(
    dependencies(request.getInfo().getProgramDirectory()).flatMap(({ manifest }) => {
      if (!manifest.pulumi?.resource) {
        return [];
      }
      const dependency = new plugin.PackageDependency();
      dependency.setName(manifest.pulumi.name ?? manifest.name.replace(/^@[^/]+\//, ""));
      dependency.setKind("resource");
      dependency.setVersion(manifest.pulumi.version ?? manifest.version);
      dependency.setServer(manifest.pulumi.server ?? "");
      return [dependency];
    }),
  );
  callback(null, response);
}

/** The installed packages that the program's package.json names, with their manifests. */
function dependencies(directory) {
  const manifest = readManifest(path.join(directory, "package.json"));
  const folders = createRequire(path.join(directory, "package.json")).resolve.paths("any-package") ?? [];
  return Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }).flatMap((name) => {
    const found = folders.map((folder) => readManifest(path.join(folder, name, "package.json"))).find(Boolean);
    return found ? [{ name, manifest: found }] : [];
  });
}

function readManifest(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function programDependencies({ request }, callback) {
  const response = new language.GetProgramDependenciesResponse();
  response.setDependenciesList(
    dependencies(request.getInfo().getProgramDirectory()).map(({ name, manifest }) => {
      const dependency = new language.DependencyInfo();
      dependency.setName(name);
      dependency.setVersion(manifest.version);
      return dependency;
    }),
  );
  callback(null, response);
}

/** `pulumi install`: npm does it, and its output goes to the user. */
function installDependencies(call) {
  const child = spawn("npm", ["install"], { cwd: call.request.getInfo().getProgramDirectory(), stdio: ["ignore", "pipe", "pipe"] });
  children.add(child);
  const forward = (setter) => (chunk) => {
    const response = new language.InstallDependenciesResponse();
    response[setter](chunk);
    call.write(response);
  };
  child.stdout.on("data", forward("setStdout"));
  child.stderr.on("data", forward("setStderr"));
  child.once("close", (code) => {
    children.delete(child);
    if (code === 0) {
      call.end();
    } else {
      call.emit("error", { code: grpc.status.ABORTED, details: `npm install failed with exit code ${code}.` });
    }
  });
}

function about(_call, callback) {
  const response = new language.AboutResponse();
  response.setExecutable(process.execPath);
  response.setVersion(process.version);
  callback(null, response);
}

function pluginInfo(_call, callback) {
  const response = new plugin.PluginInfo();
  response.setVersion(require("@pulumi/pulumi/version").version);
  callback(null, response);
}

function endChildren() {
  for (const child of children) {
    child.kill();
  }
}

let engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const server = new grpc.Server();
server.addService(LanguageRuntimeService, {
  handshake: ({ request }, callback) => {
    engineAddress = request.getEngineAddress();
    callback(null, new language.LanguageHandshakeResponse());
  },
  getRequiredPackages: requiredPackages,
  run,
  runPlugin,
  about,
  getPluginInfo: pluginInfo,
  installDependencies,
  getProgramDependencies: programDependencies,
  runtimeOptionsPrompts: (_call, callback) => callback(null, new language.RuntimeOptionsResponse()),
  cancel: (_call, callback) => {
    endChildren();
    callback(null, new Empty());
  },
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    process.stderr.write(`The language host found no free port on loopback: ${error.message}\n`);
    process.exit(1);
  }
  process.stdout.write(`${port}\n`);
});
// The engine interrupts its plugins when it is done with them, and kills them ten seconds later.
process.on("SIGINT", () => server.tryShutdown(() => process.exit(0)));
process.on("SIGTERM", () => process.exit(0));
process.on("exit", endChildren);
