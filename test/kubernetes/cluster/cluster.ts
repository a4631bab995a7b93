/** A Kubernetes API server with its store: as real as in a cluster, without nodes and controllers. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient } from "./client";
import { startProgram, type Running } from "./process";

export interface Cluster {
  readonly client: ApiClient;
  readonly stop: () => Promise<void>;
}

const START_MS = 90_000;
const LOOPBACK = "127.0.0.1";

/** @param tools - folder with kube-apiserver and etcd */
export async function startCluster(tools: string): Promise<Cluster> {
  // Only this user may enter: keys, tokens and etcd's socket lie in it.
  const folder = mkdtempSync(path.join(os.tmpdir(), "kianax-kubernetes-"));
  const removed = (): void => rmSync(folder, { recursive: true, force: true });
  // Its programs end with this process in any case; so does this, but when it is killed.
  process.once("exit", removed);
  const running: Running[] = [];
  const stop = async (): Promise<void> => {
    // The API server first: without its store it would only complain.
    for (const program of running.reverse()) {
      await program.stop();
    }
    process.off("exit", removed);
    removed();
  };
  try {
    const socket = `unix://${path.join(folder, "etcd.sock")}`;
    running.push(startEtcd(tools, folder, socket));
    const token = randomBytes(32).toString("hex");
    const port = await freePort();
    running.push(startApiServer({ tools, folder, socket, token, port }));
    const client = new ApiClient({ host: LOOPBACK, port, token, authority: await certificate(folder, running) });
    await until(running, () => client.isReady());
    return { client, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** It listens on a socket in the folder, so nobody else's etcd is met, and nobody else meets this one. */
function startEtcd(tools: string, folder: string, socket: string): Running {
  const flags = {
    "data-dir": path.join(folder, "etcd"),
    "listen-client-urls": socket,
    // etcd takes no socket where it wants an address to pass on; nobody asks for either, and port 0 is nobody's.
    "advertise-client-urls": `http://${LOOPBACK}:0`,
    "listen-peer-urls": `http://${LOOPBACK}:0`,
    "log-level": "error",
    // What a test writes need not outlive a power cut.
    "unsafe-no-fsync": "true",
  };
  return startProgram([path.join(tools, "server"), ...flagsOf(flags)], path.join(folder, "etcd.log"));
}

interface ServerOptions {
  readonly tools: string;
  readonly folder: string;
  readonly socket: string;
  readonly token: string;
  readonly port: number;
}

function startApiServer({ tools, folder, socket, token, port }: ServerOptions): Running {
  const key = path.join(folder, "service-accounts.pem");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
  writeFileSync(key, privateKey, { mode: 0o600 });
  const tokens = path.join(folder, "tokens.csv");
  writeFileSync(tokens, `${token},tests,1,system:masters\n`, { mode: 0o600 });
  const flags = {
    "etcd-servers": socket,
    "bind-address": LOOPBACK,
    // Nobody in the cluster looks for it.
    "endpoint-reconciler-type": "none",
    "secure-port": String(port),
    // It makes a certificate of its own there.
    "cert-dir": path.join(folder, "certificates"),
    "token-auth-file": tokens,
    "anonymous-auth": "false",
    "authorization-mode": "RBAC",
    "service-account-key-file": key,
    "service-account-signing-key-file": key,
    "service-account-issuer": "https://kubernetes.default.svc",
    "service-cluster-ip-range": "172.20.0.0/16",
    "profiling": "false",
  };
  return startProgram([path.join(tools, "kube-apiserver"), ...flagsOf(flags)], path.join(folder, "kube-apiserver.log"));
}

function flagsOf(flags: Readonly<Record<string, string>>): string[] {
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
}

async function certificate(folder: string, running: readonly Running[]): Promise<string> {
  const file = path.join(folder, "certificates", "apiserver.crt");
  await until(running, () => existsSync(file) && readFileSync(file, "utf8").includes("-----END CERTIFICATE-----"));
  return readFileSync(file, "utf8");
}

async function until(running: readonly Running[], condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await condition())) {
    if (running.some((program) => program.hasEnded()) || Date.now() > deadline) {
      const words = running.map((program) => program.lastWords()).join("\n");
      throw new Error(`The API server did not start within ${START_MS / 1000} s, or it or its store ended. Their last words:\n${words}`);
    }
    await sleep(100);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, LOOPBACK, () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
