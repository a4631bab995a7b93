/** What the plans of the stacks put into the cluster: the objects, and what Argo CD is told to install. */
import { z } from "zod";
import type { Plan, PlannedResource } from "../../plan";
import { stackPlan } from "../../plan/testing/stacks";
import type { KubernetesObject } from "./cluster/objects";
import type { Environment } from "./values";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const objectsChart = /\/argocd-objects$/;
const manifests = z.object({ objects: z.array(z.custom<KubernetesObject>((value) => typeof value === "object")) });

/** As deployed, so that every ARN and address is known. */
export function planOf(environment: Environment, ...settings: string[]): Promise<Plan> {
  return stackPlan(environment, "deployed", ...settings);
}

/** Every object that the program makes in the cluster, in the order in which it makes them; charts of others are not among them. */
export async function objectsOf(environment: Environment): Promise<KubernetesObject[]> {
  const { resources } = await planOf(environment);
  return resources.flatMap((resource) => objectsIn(resource));
}

function objectsIn({ type, inputs }: PlannedResource): KubernetesObject[] {
  if (type === RELEASE) {
    return objectsChart.test(String(inputs["chart"])) ? manifests.parse(inputs["values"]).objects : [];
  }
  const [, apiVersion, kind] = /^kubernetes:(\S+):(\w+)$/.exec(type) ?? [];
  if (apiVersion === undefined || kind === undefined) {
    return [];
  }
  // Values of secrets are hidden in a plan.
  const { stringData: _hidden, ...shown } = inputs;
  return [{ apiVersion: apiVersion.replace(/^core\//, ""), kind, ...shown } as unknown as KubernetesObject];
}

const application = z.looseObject({
  kind: z.literal("Application"),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    source: z.looseObject({ path: z.string(), helm: z.looseObject({ releaseName: z.string(), valueFiles: z.array(z.string()), valuesObject: z.record(z.string(), z.unknown()) }) }),
    destination: z.looseObject({ namespace: z.string() }),
  }),
});
export type Application = z.output<typeof application>;

/** What Argo CD is told of each service, by its name. */
export async function applicationsOf(environment: Environment): Promise<ReadonlyMap<string, Application>> {
  const found = (await objectsOf(environment)).filter(({ kind }) => kind === "Application").map((object) => application.parse(object));
  return new Map(found.map((each) => [each.metadata.name, each]));
}
