/**
 * The few requests of the tests. Their own client, as they need what @kubernetes/client-node's generic one hides:
 * strict field validation, and the warnings that an API server sends beside its answer.
 */
import https from "node:https";
import { z } from "zod";
import { named, type KubernetesObject } from "./objects";

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** Certificate that the server must show. */
  readonly authority: string;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly warnings: readonly string[];
}

/** What the API server said of an object. */
export interface Applied {
  readonly object: KubernetesObject;
  readonly warnings: readonly string[];
}

/** The API server does not take an object; says what it said. */
export class Refusal extends Error {}

const status = z.object({ message: z.string() });
const resources = z.object({ resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })) });
type Resource = z.output<typeof resources>["resources"][number];

/** Who the fields belong to; Argo CD applies under this name. */
const FIELD_MANAGER = "argocd-controller";

export class ApiClient {
  private readonly agent: https.Agent;
  private readonly groups = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly server: Server) {
    this.agent = new https.Agent({ ca: server.authority, keepAlive: true, maxSockets: 4 });
  }

  async isReady(): Promise<boolean> {
    try {
      return (await this.request("GET", "/readyz")).status === 200;
    } catch {
      return false;
    }
  }

  /**
   * Server-side apply as Argo CD does it, but with strict fields and without taking fields from others: what the
   * object does not say stays as it is. https://kubernetes.io/docs/reference/using-api/server-side-apply/
   */
  async apply(object: KubernetesObject, { dryRun = false }: { dryRun?: boolean } = {}): Promise<Applied> {
    const query = new URLSearchParams({ fieldManager: FIELD_MANAGER, fieldValidation: "Strict", force: "false", ...(dryRun ? { dryRun: "All" } : {}) });
    const answer = await this.request("PATCH", `${await this.address(object)}?${query}`, { type: "application/apply-patch+yaml", content: object });
    if (answer.status !== 200 && answer.status !== 201) {
      throw new Refusal(`${named(object)}: ${messageOf(answer)}`);
    }
    return { object: answer.body as KubernetesObject, warnings: answer.warnings };
  }

  async get(path: string): Promise<unknown> {
    const answer = await this.request("GET", path);
    if (answer.status !== 200) {
      throw new Refusal(`${path}: ${messageOf(answer)}`);
    }
    return answer.body;
  }

  /** Waits until the API server serves what a CRD defines. */
  async serves(apiVersion: string, kind: string): Promise<boolean> {
    this.groups.delete(apiVersion);
    return (await this.resources(apiVersion)).some((resource) => resource.kind === kind);
  }

  /** Whether objects of its kind live in namespaces. A kind that the API server does not know is none of them. */
  async isNamespaced(object: KubernetesObject): Promise<boolean> {
    return (await this.resource(object))?.namespaced ?? false;
  }

  private async address(object: KubernetesObject): Promise<string> {
    const { apiVersion, kind, metadata } = object;
    const resource = await this.resource(object);
    if (resource === undefined) {
      throw new Refusal(`${named(object)}: the API server knows no ${kind} in ${apiVersion}.`);
    }
    if (resource.namespaced !== (metadata.namespace !== undefined)) {
      throw new Refusal(`${named(object)}: ${resource.namespaced ? "has no namespace, and its kind lives in one" : "has a namespace, and its kind lives in none"}.`);
    }
    const place = resource.namespaced ? `/namespaces/${metadata.namespace}` : "";
    return `${root(apiVersion)}${place}/${resource.name}/${encodeURIComponent(metadata.name)}`;
  }

  private async resource({ apiVersion, kind }: KubernetesObject): Promise<Resource | undefined> {
    return (await this.resources(apiVersion)).find((candidate) => candidate.kind === kind && !candidate.name.includes("/"));
  }

  private resources(apiVersion: string): Promise<readonly Resource[]> {
    const known = this.groups.get(apiVersion) ?? this.discover(apiVersion);
    this.groups.set(apiVersion, known);
    return known;
  }

  private async discover(apiVersion: string): Promise<readonly Resource[]> {
    const answer = await this.request("GET", root(apiVersion));
    return answer.status === 200 ? resources.parse(answer.body).resources : [];
  }

  private request(method: string, path: string, body?: { readonly type: string; readonly content: unknown }): Promise<Answer> {
    const { host, port, token } = this.server;
    const headers = { authorization: `Bearer ${token}`, accept: "application/json", ...(body === undefined ? {} : { "content-type": body.type }) };
    return new Promise((resolve, reject) => {
      const request = https.request({ method, host, port, path, headers, agent: this.agent }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.once("error", reject).once("end", () => resolve({ status: response.statusCode ?? 0, body: parsed(text), warnings: warningsOf(response.rawHeaders) }));
      });
      request.once("error", reject);
      request.end(body === undefined ? undefined : JSON.stringify(body.content));
    });
  }
}

function root(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function messageOf({ status: code, body }: Answer): string {
  const read = status.safeParse(body);
  return read.success ? read.data.message : `the API server answered ${code}: ${String(body)}`;
}

/** `Warning: 299 - "text"`: https://kubernetes.io/blog/2020/09/03/warnings/ */
function warningsOf(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 && name.toLowerCase() === "warning" ? [/^299 \S+ "(.*)"$/s.exec(rawHeaders[index + 1] ?? "")?.[1] ?? ""] : []));
}
