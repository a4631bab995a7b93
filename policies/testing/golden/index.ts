import type { Profile } from "../../kernel";
import { Plan } from "../plan";
import { addAudit } from "./audit";
import { addCompute } from "./compute";
import { addData } from "./data";
import { addEdge } from "./edge";
import { addIdentity } from "./identity";
import { addKubernetes } from "./kubernetes";
import { addNetwork } from "./network";
import { addNetworkGuards } from "./network-guards";
import { addProvider } from "./provider";
import { addStorage } from "./storage";

/** A small plan that keeps every rule, in the shape that the profile's stack has. Made anew each time, to be broken at will. */
export function goldenPlan(profile: Profile): Plan {
  const plan = new Plan();
  addProvider(plan, profile);
  const network = addNetwork(plan, profile);
  const { key } = addData(plan, profile, network);
  addCompute(plan, profile, network, key);
  addEdge(plan, profile, network);
  const logs = addStorage(plan);
  addAudit(plan, profile, logs);
  addIdentity(plan, key);
  addNetworkGuards(plan, network);
  addKubernetes(plan);
  return plan;
}
