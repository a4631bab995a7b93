/** Every pod of a cluster, by what it asks for. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { renderedServices } from "../charts/rendered";
import { podTemplateOf } from "../cluster/pods";
import { planOf } from "../planned";
import { ROOT } from "../root";
import type { Environment } from "../values";
import type { Demand } from "./fit";

const requests = z.looseObject({ cpu: z.string(), memory: z.string() });
const sized = z.looseObject({ resources: z.looseObject({ requests }), replicas: z.number().default(1), replicaCount: z.number().default(1) });

export function millicores(text: string): number {
  return text.endsWith("m") ? Number.parseInt(text, 10) : Number(text) * 1000;
}

export function mebibytes(text: string): number {
  const [, amount = "", unit = ""] = /^(\d+)(Mi|Gi)$/.exec(text) ?? [];
  if (unit === "") {
    throw new Error(`${text} is no amount of memory in Mi or Gi.`);
  }
  return Number(amount) * (unit === "Gi" ? 1024 : 1);
}

function demand(what: string, containers: readonly z.output<typeof requests>[], minimum: number, maximum = minimum): Demand {
  const sum = (of: (each: z.output<typeof requests>) => number): number => containers.reduce((total, each) => total + of(each), 0);
  return { what, cpuMillicores: sum(({ cpu }) => millicores(cpu)), memoryMiB: sum(({ memory }) => mebibytes(memory)), minimum, maximum };
}

/** Services at what their autoscalers keep and at what they may go to. */
async function services(environment: Environment): Promise<Demand[]> {
  const autoscaler = z.looseObject({ minReplicas: z.number(), maxReplicas: z.number() });
  const pod = z.looseObject({ containers: z.array(z.looseObject({ resources: z.looseObject({ requests }) })) });
  return [...(await renderedServices(environment))].map(([name, objects]) => {
    const { minReplicas, maxReplicas } = autoscaler.parse(objects.find(({ kind }) => kind === "HorizontalPodAutoscaler")?.["spec"]);
    const deployment = objects.find(({ kind }) => kind === "Deployment");
    const { containers } = pod.parse(deployment === undefined ? undefined : podTemplateOf(deployment)?.spec);
    return demand(`kianax/${name}`, containers.map(({ resources }) => resources.requests), minReplicas, maxReplicas);
  });
}

/** Argo CD, as the program installs it. */
async function argoCd(environment: Environment): Promise<Demand[]> {
  const { resources } = await planOf(environment);
  const values = z.record(z.string(), z.unknown()).parse(resources.find(({ type, inputs }) => type === "kubernetes:helm.sh/v3:Release" && inputs["chart"] === "argo-cd")?.inputs["values"]);
  const parts = ["controller", "server", "repoServer", "applicationSet", "notifications"].map((name) => ({ name, ...sized.parse(values[name]) }));
  const ha = z.looseObject({ enabled: z.boolean() }).parse(values["redis-ha"]);
  return [
    ...parts.map(({ name, resources: { requests: asked }, replicas }) => demand(`argocd/${name}`, [asked], replicas)),
    ...(ha.enabled ? redisHa(ha) : [demand("argocd/redis", [sized.parse(values["redis"]).resources.requests], 1)]),
  ];
}

/** Three of each, on nodes of their own: defaults of the chart redis-ha that argo-cd brings. */
function redisHa(values: object): Demand[] {
  const { redis, sentinel, haproxy } = z.looseObject({ redis: sized, sentinel: sized, haproxy: sized }).parse(values);
  const apart = { apart: true } as const;
  return [
    { ...demand("argocd/redis-ha", [redis.resources.requests, sentinel.resources.requests], 3), ...apart },
    { ...demand("argocd/redis-ha-haproxy", [haproxy.resources.requests], 3), ...apart },
  ];
}

/** What Argo CD installs beside the services. */
function platform(environment: Environment): Demand[] {
  const read = (name: string, file: string): Record<string, unknown> => parse(readFileSync(path.join(ROOT, "platform", "values", name, file), "utf8")) as Record<string, unknown>;
  return ["aws-load-balancer-controller", "cluster-autoscaler", "external-secrets"].flatMap((name) => {
    const own = read(name, "values.yaml");
    const over = read(name, `values-${environment}.yaml`);
    const whole = sized.parse({ ...own, ...over });
    const parts = ["webhook", "certController"].filter((part) => own[part] !== undefined).map((part) => ({ part, ...sized.parse({ ...(own[part] as object), ...(over[part] as object | undefined) }) }));
    return [demand(name, [whole.resources.requests], whole.replicaCount), ...parts.map(({ part, resources, replicaCount }) => demand(`${name}/${part}`, [resources.requests], replicaCount))];
  });
}

/**
 * Add-ons of EKS, which render nowhere here: requests of their charts' defaults, rounded up where a container has none.
 * aws-vpc-cni of aws/eks-charts (two containers); charts/aws-ebs-csi-driver of kubernetes-sigs/aws-ebs-csi-driver (10m and 40Mi
 * for each of six and three containers); CoreDNS, kube-proxy and metrics-server as EKS has long installed them, not read in a source.
 */
const ADDONS: readonly Demand[] = [
  { what: "kube-system/aws-node", cpuMillicores: 50, memoryMiB: 128, minimum: 0, maximum: 0, perNode: true },
  { what: "kube-system/kube-proxy", cpuMillicores: 100, memoryMiB: 64, minimum: 0, maximum: 0, perNode: true },
  { what: "kube-system/eks-pod-identity-agent", cpuMillicores: 10, memoryMiB: 32, minimum: 0, maximum: 0, perNode: true },
  { what: "kube-system/ebs-csi-node", cpuMillicores: 30, memoryMiB: 120, minimum: 0, maximum: 0, perNode: true },
  { what: "kube-system/ebs-csi-controller", cpuMillicores: 60, memoryMiB: 240, minimum: 2, maximum: 2 },
  { what: "kube-system/coredns", cpuMillicores: 100, memoryMiB: 70, minimum: 2, maximum: 2 },
  { what: "kube-system/metrics-server", cpuMillicores: 100, memoryMiB: 200, minimum: 2, maximum: 2 },
];

export async function demandsOf(environment: Environment): Promise<Demand[]> {
  return [...(await services(environment)), ...(await argoCd(environment)), ...platform(environment), ...ADDONS];
}
