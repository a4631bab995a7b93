/** Every rule of AWS that the local cloud knows. */
import type { Candidate, CloudView } from "../../provider/cloud";
import { isUnknown, type Failure } from "../../provider/values";
import { Subject, type Rule, type Verdict } from "../rule";
import { backup } from "./backup";
import { cloudtrail } from "./cloudtrail";
import { cloudwatch } from "./cloudwatch";
import { costRules } from "./costs";
import { dns } from "./dns";
import { ec2Compute } from "./ec2-compute";
import { ec2Network } from "./ec2-network";
import { ec2PeeringAndEndpoints } from "./ec2-peering-endpoints";
import { eks } from "./eks";
import { elasticache } from "./elasticache";
import { elasticacheChanges } from "./elasticache-changes";
import { elb } from "./elb";
import { events } from "./events";
import { firehose } from "./firehose";
import { iam } from "./iam";
import { iamFederation } from "./iam-federation";
import { kms } from "./kms";
import { names, uniqueNames } from "./names";
import { quotas } from "./quotas";
import { rds } from "./rds";
import { rdsGroups } from "./rds-groups";
import { rdsOrigin } from "./rds-origin";
import { rdsProxy } from "./rds-proxy";
import { replicas } from "./replicas";
import { s3 } from "./s3";
import { s3Delivery } from "./s3-delivery";
import { s3ObjectLock } from "./s3-object-lock";
import { secretRotation } from "./secret-rotation";
import { secretsAndRegistry } from "./secrets-and-registry";
import { securityGroup } from "./security-group";
import { sns } from "./sns";
import { wafv2 } from "./wafv2";

export const rules: readonly Rule[] = [
  ...names, ...uniqueNames, ...quotas, ...ec2Network, ...ec2PeeringAndEndpoints, ...securityGroup, ...ec2Compute, ...iam, ...iamFederation, ...kms, ...cloudwatch, ...s3, ...s3Delivery, ...s3ObjectLock, ...cloudtrail, ...firehose,
  ...rds, ...rdsGroups, ...rdsOrigin, ...rdsProxy, ...events, ...elasticache, ...elasticacheChanges, ...eks, ...elb, ...wafv2, ...dns, ...secretsAndRegistry, ...secretRotation, ...sns, ...replicas, ...backup, ...costRules,
];

const byType: ReadonlyMap<string, readonly Rule[]> = rules.reduce((index, rule) => {
  for (const type of rule.types) {
    index.set(type, [...(index.get(type) ?? []), rule]);
  }
  return index;
}, new Map<string, Rule[]>());

/** What the rules of one stage say about a resource. */
export function judge(candidate: Candidate, cloud: CloudView, stage: Rule["stage"]): Failure[] {
  const subject = new Subject(candidate);
  return (byType.get(subject.type) ?? []).filter((rule) => rule.stage === stage).flatMap((rule) => verdict(rule, subject, cloud));
}

/** What one rule says. Of a property whose value is still unknown nothing is said: it may yet turn out to be none. */
export function verdict(rule: Rule, subject: Subject, cloud: CloudView): Failure[] {
  return listOf(rule.check(subject, cloud)).filter(({ property }) => property === "" || !isUnknown(subject.at(property)));
}

function listOf(said: Verdict): readonly Failure[] {
  return said === undefined ? [] : "property" in said ? [said] : said;
}
