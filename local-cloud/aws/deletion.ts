/** Why AWS refuses to delete. */
import type { CloudRecord, CloudView } from "../provider/cloud";
import { usersOf } from "./references";
import { of, shortType } from "./rule";
import { lockOf } from "./rules/s3-object-lock";
import { T, canonical } from "./tokens";

const DAY_MS = 86_400_000;

/** Refusals beyond what other resources use. */
const SPECIAL: Readonly<Record<string, (record: CloudRecord, cloud: CloudView) => string | undefined>> = {
  [T.dbInstance]: (record) => {
    const values = of(record);
    if (values.flag("deletionProtection") === true) {
      return `InvalidParameterCombination: Cannot delete protected DB Instance ${values.text("identifier")}, please disable deletion protection and try again: set deletionProtection to false, run up, then delete.`;
    }
    const needsSnapshot = values.flag("skipFinalSnapshot") !== true && !values.given("replicateSourceDb");
    return needsSnapshot && values.absent("finalSnapshotIdentifier")
      ? `InvalidParameterCombination: FinalDBSnapshotIdentifier is required to delete ${values.text("identifier")}, because skipFinalSnapshot is false: give finalSnapshotIdentifier, run up, then delete.`
      : undefined;
  },
  [T.eksCluster]: (record) =>
    of(record).flag("deletionProtection") === true
      ? `InvalidRequestException: Cannot delete the cluster ${record.id} because deletion protection is enabled: set deletionProtection to false, run up, then delete.`
      : undefined,
  [T.loadBalancer]: (record, cloud) => {
    const values = of(record);
    if (values.flag("enableDeletionProtection") === true) {
      return `OperationNotPermitted: Load balancer '${record.id}' cannot be deleted because deletion protection is enabled: set enableDeletionProtection to false, run up, then delete.`;
    }
    return cloud.byType(T.webAclAssociation).some(({ inputs }) => inputs["resourceArn"] === record.id)
      ? `ResourceInUse: the load balancer '${record.id}' is associated with a web ACL: delete the association first.`
      : undefined;
  },
  [T.logGroup]: (record) =>
    of(record).flag("deletionProtectionEnabled") === true
      ? `ValidationException: the log group ${record.id} has deletion protection: set deletionProtectionEnabled to false, run up, then delete.`
      : undefined,
  // A vault goes with what it holds when it is told to; what a lock keeps, nothing takes away.
  [T.backupVault]: (record, cloud) => {
    const values = of(record);
    const points = values.number("recoveryPoints") ?? 0;
    const locked = cloud.byType(T.backupVaultLock).some((lock) => lock.region === record.region && lock.inputs["backupVaultName"] === record.id);
    return points > 0 && (locked || values.flag("forceDestroy") !== true)
      ? `InvalidRequestException: Backup vault ${record.id} cannot be deleted because it contains recovery points (${points}): let them end, or delete them where no lock and no policy forbids it.`
      : undefined;
  },
  [T.backupVaultLock]: (record, cloud) => {
    const days = of(record).number("changeableForDays");
    const final = days !== undefined && record.madeAt !== undefined && cloud.now.getTime() >= Date.parse(record.madeAt) + days * DAY_MS;
    return final ? `InvalidRequestException: the lock of the backup vault ${record.id} is in compliance mode since ${days} days after it was made: nobody can take it off.` : undefined;
  },
  [T.bucketObject]: lockOf,
  [T.bucket]: (record, cloud) => {
    const objects = cloud.byType(T.bucketObject).filter(({ inputs }) => inputs["bucket"] === record.id);
    // Emptying a bucket goes around governance, and never around compliance.
    const locked = objects.flatMap((object) => lockOf({ ...object, inputs: { ...object.inputs, forceDestroy: true } }, cloud) ?? []);
    if (locked.length > 0) {
      return `BucketNotEmpty: The bucket ${record.id} you tried to delete is not empty, and cannot be emptied. ${locked[0]}`;
    }
    return objects.length > 0 && of(record).flag("forceDestroy") !== true
      ? `BucketNotEmpty: The bucket ${record.id} you tried to delete is not empty (${objects.length} objects): empty it first, or set forceDestroy to true.`
      : undefined;
  },
  [T.zone]: (record, cloud) => {
    const records = cloud.byType(T.record).filter(({ inputs }) => inputs["zoneId"] === record.id);
    return records.length > 0 && of(record).flag("forceDestroy") !== true
      ? `HostedZoneNotEmpty: The hosted zone ${of(record).text("name")} contains ${records.length} records besides its own: delete them first.`
      : undefined;
  },
  [T.internetGateway]: (record, cloud) => {
    const vpcId = of(record).text("vpcId");
    const gateway = cloud.byType(T.natGateway).find((nat) => {
      const subnet = cloud.byId(T.subnet, of(nat).text("subnetId") ?? "");
      return subnet !== undefined && of(subnet).text("vpcId") === vpcId && of(nat).text("connectivityType") !== "private";
    });
    const mapped = cloud.byType(T.eip).find((address) => {
      const used = cloud.byId(T.networkInterface, of(address).text("networkInterface") ?? "");
      const subnet = used && cloud.byId(T.subnet, of(used).text("subnetId") ?? "");
      return subnet !== undefined && of(subnet).text("vpcId") === vpcId;
    });
    return gateway !== undefined
      ? `DependencyViolation: Network ${vpcId} has some mapped public address(es), those of ${gateway.id}: delete the NAT gateway before the internet gateway.`
      : mapped && `DependencyViolation: Network ${vpcId} has some mapped public address(es), that of ${mapped.id}: take the address off its interface before the internet gateway goes.`;
  },
  [T.networkInterface]: (record, cloud) => {
    const group = cloud.byType(T.autoScalingGroup).find((candidate) => {
      const template = cloud.byId(T.launchTemplate, of(candidate).text("launchTemplate.id") ?? "");
      const boots = template !== undefined && of(template).all("networkInterfaces[*].networkInterfaceId").some(({ value }) => value === record.id);
      return boots && (of(candidate).number("desiredCapacity") ?? 0) > 0;
    });
    return group && `InvalidNetworkInterface.InUse: Network interface '${record.id}' is currently in use by an instance of the Auto Scaling group ${group.id}: delete the group first.`;
  },
};

/** Kinds that take over what AWS made with the VPC: deleting them changes nothing there. */
const ADOPTED: ReadonlySet<string> = new Set([T.defaultVpc, T.defaultSecurityGroup, T.defaultNetworkAcl]);

export function blockers(record: CloudRecord, cloud: CloudView): string | undefined {
  const type = canonical(record.type);
  if (ADOPTED.has(type)) {
    return undefined;
  }
  const special = SPECIAL[type]?.(record, cloud);
  if (special !== undefined) {
    return special;
  }
  const forced = [T.role, T.user].some((kind) => kind === type) && of(record).flag("forceDetachPolicies") === true;
  const users = forced ? [] : usersOf(record, cloud).filter(({ user }) => of(user).text("securityGroupId") !== record.id);
  const first = users[0];
  if (first?.target.inUse === undefined) {
    return undefined;
  }
  const names = users.slice(0, 3).map(({ user }) => `${shortType(user.type).split("/")[1]} ${user.id}`);
  const more = users.length > names.length ? ` and ${users.length - names.length} more` : "";
  return `${first.target.inUse}: The ${first.target.noun} '${record.id}' has dependencies and cannot be deleted: it is used by ${names.join(", ")}${more}. Delete or change what uses it first.`;
}
