import { STATEFUL } from "../tokens";
import type { Input, Inputs, Plan, ResourceOptions } from "./plan";

/** Changes of a plan, named for how a test reads. */
export type Change = (plan: Plan) => void;

export const label = (type: string, name: string): string => `${type}::${name}`;

export const set =
  (type: string, name: string, path: string, value: Input): Change =>
  (plan) =>
    plan.get(type, name).set(path, value);

export const unset = (type: string, name: string, path: string): Change => set(type, name, path, undefined);

export const option =
  (type: string, name: string, options: Partial<ResourceOptions>): Change =>
  (plan) => {
    const resource = plan.get(type, name);
    resource.options = { ...resource.options, ...options };
  };

export const remove =
  (type: string, name: string): Change =>
  (plan) =>
    plan.remove(type, name);

export const add =
  (type: string, name: string, inputs: Inputs | ((plan: Plan) => Inputs)): Change =>
  (plan) => {
    // As the golden plan's: what a case adds breaks the rule of the case alone.
    plan.add(type, name, typeof inputs === "function" ? inputs(plan) : inputs, { protect: STATEFUL.includes(type) });
  };

export const retype =
  (type: string, name: string, newType: string): Change =>
  (plan) =>
    plan.retype(type, name, newType);

export const all =
  (...changes: readonly Change[]): Change =>
  (plan) =>
    changes.forEach((change) => change(plan));
