/** Plays one sync, and says of every object what was not there when its turn came. */
import type { KubernetesObject } from "../cluster/objects";
import { answering, givenBy, needsOf, thing, type Thing } from "./needs";
import { podLabelsOf, policySelects, selectorOf, selects } from "./selectors";
import { isHook, isReplaced, stepsOf, type Step } from "./steps";

export interface Sync {
  readonly objects: readonly KubernetesObject[];
  /** What the version before left in the cluster. @default nothing: a first install */
  readonly before?: readonly KubernetesObject[];
  /** What the cluster has of others. */
  readonly present: readonly Thing[];
}

/** @returns a sentence for each thing that is missing; none when the sync goes through at once */
export function missingIn({ objects, before = [], present }: Sync): string[] {
  const world = new World(present, before);
  return stepsOf(objects).flatMap((step) => world.play(step, objects));
}

class World {
  private readonly things: Set<Thing>;
  /** Objects in the cluster, by what they are called. */
  private readonly live = new Map<Thing, KubernetesObject>();

  constructor(present: readonly Thing[], before: readonly KubernetesObject[]) {
    this.things = new Set(present);
    before.forEach((object) => this.add(object));
    before.forEach((object) => this.becomeHealthy(object));
    this.answers();
  }

  play(step: Step, all: readonly KubernetesObject[]): string[] {
    // A hook of the sync before goes when its turn comes, and what it made goes with it.
    step.kinds.flat().filter(isReplaced).forEach((object) => this.remove(object));
    const missing = step.kinds.flatMap((objects) => {
      const lacks = objects.flatMap((object) => this.lacks(object, all).map((need) => `${where(step, object)} needs ${need}, which is not there yet.`));
      objects.forEach((object) => this.add(object));
      return lacks;
    });
    step.kinds.flat().forEach((object) => this.becomeHealthy(object));
    this.answers();
    return missing;
  }

  private lacks(object: KubernetesObject, all: readonly KubernetesObject[]): Thing[] {
    return [...new Set([...needsOf(object), ...this.policiesFor(object, all)])].filter((need) => !this.things.has(need));
  }

  /** Once a policy denies a pod all traffic, those that allow its own must be there, too, or it starts without a way out. */
  private policiesFor(object: KubernetesObject, all: readonly KubernetesObject[]): Thing[] {
    const pod = podLabelsOf(object);
    if (pod === undefined) {
      return [];
    }
    const selecting = (objects: Iterable<KubernetesObject>): KubernetesObject[] => [...objects].filter((candidate) => candidate.kind === "NetworkPolicy" && policySelects(candidate, pod));
    return selecting(this.live.values()).length === 0 ? [] : selecting(all).filter((policy) => !isDenial(policy)).map(({ kind, metadata }) => thing(kind, metadata.name));
  }

  private add(object: KubernetesObject): void {
    this.live.set(thing(object.kind, object.metadata.name), object);
    givenBy(object).atOnce.forEach((given) => this.things.add(given));
  }

  private becomeHealthy(object: KubernetesObject): void {
    givenBy(object).healthy.forEach((given) => this.things.add(given));
  }

  private remove(object: KubernetesObject): void {
    this.live.delete(thing(object.kind, object.metadata.name));
    const { atOnce, healthy } = givenBy(object);
    [...atOnce, ...healthy].forEach((given) => this.things.delete(given));
  }

  /** Services that have pods behind them: of what runs on, not of jobs. */
  private answers(): void {
    const pods = [...this.live.values()].filter(({ kind }) => kind !== "Job" && kind !== "CronJob").map(podLabelsOf).filter((labels) => labels !== undefined);
    for (const object of this.live.values()) {
      const selector = object.kind === "Service" ? selectorOf(object) : undefined;
      if (selector !== undefined && pods.some((pod) => selects(selector, pod))) {
        this.things.add(answering(object.metadata.name));
      }
    }
  }
}

function isDenial({ spec }: KubernetesObject): boolean {
  const { ingress = [], egress = [] } = spec as { ingress?: unknown[]; egress?: unknown[] };
  return ingress.length === 0 && egress.length === 0;
}

function where({ phase, wave }: Step, object: KubernetesObject): string {
  return `${phase}, wave ${wave}: ${object.kind} ${object.metadata.name}${isHook(object) ? " (a hook)" : ""}`;
}
