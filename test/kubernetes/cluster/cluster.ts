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
  const running: Running[] = [];
  const stop = async (): Promise<void> => {
    // The API server first: without its store it would only complain.
    for (const program of running.reverse()) {
      await program.stop();
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const socket = `unix://${path.join(folder, "etcd.sock")}`;
    running.push(startEtcd(tools, folder, socket));
    const token = randomBytes(32).toString("hex");
    const port = await freePort();
    const server = startApiServer({ tools, folder, socket, token, port });
    running.push(server);
    const client = new ApiClient({ host: LOOPBACK, port, token, authority: await certificate(folder, server) });
    await ready(client, server);
    return { client, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Its sockets lie in the folder: no port, and nobody else's etcd can be met. */
function startEtcd(tools: string, folder: string, socket: string): Running {
  const peers = `unix://${path.join(folder, "peers.sock")}`;
  const flags = {
    "data-dir": path.join(folder, "etcd"),
    "listen-client-urls": socket,
    "advertise-client-urls": socket,
    "listen-peer-urls": peers,
    "initial-advertise-peer-urls": peers,
    "initial-cluster": `default=${peers}`,
    "log-level": "warn",
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
    "advertise-address": LOOPBACK,
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

async function certificate(folder: string, server: Running): Promise<string> {
  const file = path.join(folder, "certificates", "apiserver.crt");
  await until(server, () => existsSync(file) && readFileSync(file, "utf8").includes("-----END CERTIFICATE-----"));
  return readFileSync(file, "utf8");
}

async function ready(client: ApiClient, server: Running): Promise<void> {
  await until(server, () => client.isReady());
}

async function until(server: Running, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await condition())) {
    if (server.hasEnded() || Date.now() > deadline) {
      throw new Error(`The API server ${server.hasEnded() ? "ended at once" : `was not ready after ${START_MS / 1000} s`}. Its last words:\n${server.lastWords()}`);
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
