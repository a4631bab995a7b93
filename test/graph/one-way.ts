/** Data outlives clusters: nothing that holds data, or that data needs, waits for a cluster or for what runs on it. */
import { keyOf, pathText, PlanGraph, type Plan, type PlannedResource } from "../../plan";

/** Components that stand on a cluster, and the cluster. Whatever else there is must do without them. */
const ABOVE = ["kianax:cluster:KianaxCluster", "kianax:service:KianaxService", "kianax:delivery:KianaxDelivery", "kianax:observability:KianaxObservability"];

/** The one thing that leads back: the rule by which a database lets the nodes' security group in. */
const ALLOWED = { type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", property: "referencedSecurityGroupId" };

/** The component directly below the stack; undefined for what the program makes itself. */
export function componentOf(plan: Plan, resource: PlannedResource): PlannedResource | undefined {
  return plan.lineOf(resource.urn).find(({ parent, custom }) => !custom && parent !== undefined && plan.get(parent).type === "pulumi:pulumi:Stack");
}

function isAbove(plan: Plan, resource: PlannedResource): boolean {
  return ABOVE.includes(componentOf(plan, resource)?.type ?? "");
}

/** Made by `allowFrom`: waits for the cluster in the peer that it names, and in nothing else. */
export function isAllowed(plan: Plan, { type, propertyDependencies }: PlannedResource): boolean {
  const waiting = Object.entries(propertyDependencies).filter(([, urns]) => urns.some((urn) => isAbove(plan, plan.get(urn)))).map(([property]) => property);
  return type === ALLOWED.type && waiting.length === 1 && waiting[0] === ALLOWED.property;
}

/** Ways from what must outlive a cluster to one, as sentences. What waits for an allowed rule is not excused by it. */
export function waysUp(plan: Plan): string[] {
  const graph = new PlanGraph(plan);
  return plan.resources.flatMap((resource) => {
    const component = componentOf(plan, resource);
    if (component === undefined || isAbove(plan, resource) || isAllowed(plan, resource)) {
      return [];
    }
    const reached = graph.allDependenciesOf(resource.urn).find((urn) => isAbove(plan, plan.get(urn)));
    return reached === undefined ? [] : [`${keyOf(resource)} of ${component.type.split(":").at(-1)} waits for the cluster: ${pathText(graph.path(resource.urn, reached) ?? [])}`];
  });
}
