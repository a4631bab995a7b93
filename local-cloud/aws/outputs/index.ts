/** What AWS answers to creations and updates. */
import type { Candidate, CloudRecord, CloudView, Created } from "../../provider/cloud";
import type { Properties } from "../../provider/values";
import { hex } from "../hash";
import { T, canonical, tokensOf } from "../tokens";
import { Making, type Blueprint, type Blueprints } from "./blueprint";
import { costs } from "./costs";
import { ec2Compute } from "./ec2-compute";
import { ec2Network } from "./ec2-network";
import { edge } from "./edge";
import { eks } from "./eks";
import { elasticache } from "./elasticache";
import { iamAndKms } from "./iam-kms";
import { rds } from "./rds";
import { recovery } from "./recovery";
import { storageAndMessaging } from "./storage-and-messaging";

/** The types with outputs of their own. */
export const blueprints: Blueprints = { ...ec2Network, ...ec2Compute, ...iamAndKms, ...rds, ...elasticache, ...eks, ...edge, ...storageAndMessaging, ...recovery, ...costs };

export function create(candidate: Candidate, cloud: CloudView): Created {
  const blueprint = blueprintOf(candidate.type);
  for (let attempt = 0; ; attempt++) {
    const seed = `${candidate.urn}#${cloud.serial()}${attempt === 0 ? "" : `#${attempt}`}`;
    const id = identify(blueprint, candidate, cloud, seed);
    // A replacement is made before the old one goes; its hashed id must be another. A name that is taken stays taken.
    const hashed = id !== identify(blueprint, candidate, cloud, `${seed}#`);
    if (hashed && taken(candidate.type, id, cloud)) {
      continue;
    }
    const make = new Making(candidate, cloud, seed, id);
    const outputs = outputsOf(blueprint, make);
    const effects = blueprint.effects?.(make, outputs);
    const contents = blueprint.contents?.(make);
    return { id, outputs, ...(contents !== undefined && { contents }), ...(blueprint.overwrites?.(make) === true && { overwrites: true }), ...(effects !== undefined && { effects }) };
  }
}

export function update(candidate: Candidate & { readonly prior: CloudRecord }, cloud: CloudView): { outputs: Properties } {
  const make = new Making(candidate, cloud, candidate.prior.id, candidate.prior.id);
  return { outputs: outputsOf(blueprintOf(candidate.type), make) };
}

function outputsOf(blueprint: Blueprint, make: Making): Properties {
  const given = Object.fromEntries(Object.entries(make.properties).filter(([name]) => !name.endsWith("Wo")));
  const tags = given["tags"];
  return {
    ...blueprint.defaults,
    ...given,
    ...(!GLOBAL.test(make.type) && { region: make.cloud.region }),
    ...(blueprint.arn && { arn: blueprint.arn(make) }),
    ...blueprint.computed?.(make),
    ...((tags !== undefined || blueprints[make.type]?.arn !== undefined) && !UNTAGGED.has(make.type) && { tagsAll: tags ?? {} }),
  };
}

/** Services without regions. */
const GLOBAL = /^aws:(iam|route53|cloudfront|budgets|costexplorer|organizations)\//;

/** Types with an ARN or with tags of another form, and no `tagsAll`. */
const UNTAGGED: ReadonlySet<string> = new Set([T.dbProxyTargetGroup, T.autoScalingGroup, T.alias, T.logStream, T.topicSubscription]);

function identify(blueprint: Blueprint, candidate: Candidate, cloud: CloudView, seed: string): string {
  return typeof blueprint.id === "string" ? `${blueprint.id}-${hex(seed, "id", 17)}` : blueprint.id(new Making(candidate, cloud, seed, ""));
}

function taken(type: string, id: string, cloud: CloudView): boolean {
  return tokensOf(canonical(type)).some((token) => cloud.byId(token, id) !== undefined);
}

function blueprintOf(type: string): Blueprint {
  return blueprints[canonical(type)] ?? generic(type);
}

/** A type without a blueprint of its own: known by its name when it has one, by a hash otherwise. */
function generic(type: string): Blueprint {
  const [service = "", kind = ""] = (type.split(":")[1] ?? "").split("/");
  return {
    id: (make) => make.text("name") ?? make.text(`${kind}Name`) ?? make.token("id", 20),
    arn: (make) => make.arn(service, `${kind.toLowerCase()}/${make.id}`),
  };
}
