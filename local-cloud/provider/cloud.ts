/** What the semantics of a package see of the cloud, and what they are asked. */
import type { Failure, Properties } from "./values";

/** One thing that exists in the local cloud. */
export interface CloudRecord {
  /** URN of the resource that made it; of its owner when AWS made it on the side (a VPC's default security group). */
  readonly urn: string;
  readonly id: string;
  /** Pulumi type token. */
  readonly type: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly region: string;
  /** What the service keeps and no program sees: the rows of a database. A restore begins with those of the backup. */
  readonly contents?: Properties;
  /** When it was made, in ISO 8601. */
  readonly madeAt?: string;
  /** Id of the record whose creation made this one on the side; it goes when its owner goes. */
  readonly owner?: string;
}

/** A read-only look at everything that exists. */
export interface CloudView {
  /** Twelve-digit AWS account id. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly now: Date;
  byType(type: string): CloudRecord[];
  /** The record with this id: that of this Region when there is one, else that of another. */
  byId(type: string, id: string): CloudRecord | undefined;
  all(): CloudRecord[];
  /**
   * Counts deletions: what is made again after one gets another identifier, while the identifiers of a fresh stack do
   * not depend on the order in which the engine happens to make things.
   */
  serial(): number;
}

/** A resource as the engine asks for it. */
export interface Candidate {
  readonly urn: string;
  /** Logical name, the last part of the URN. */
  readonly name: string;
  readonly type: string;
  readonly inputs: Properties;
  /** What stands in the cloud already, for an update. */
  readonly prior?: CloudRecord;
}

export interface Created {
  readonly id: string;
  readonly outputs: Properties;
  /** What it holds from the beginning. */
  readonly contents?: Properties;
  /** Whether it takes the place of what has its id already, whoever made that. */
  readonly overwrites?: boolean;
  /** What AWS makes on the side. */
  readonly effects?: readonly CloudRecord[];
}

/** The behaviour of one package's resources, as pure functions of the cloud. */
export interface Semantics {
  /** Why the provider would not work with this configuration of its own; undefined when it would. */
  refuseConfiguration?(config: Properties, cloud: Pick<CloudView, "account">): string | undefined;
  /** Rules that need no other resource, or none that may still be unknown: they speak at preview. */
  checkResource(candidate: Candidate, cloud: CloudView): Failure[];
  /** Rules of the service itself, with its error codes: they speak at create and update. */
  admitResource(candidate: Candidate, cloud: CloudView): Failure[];
  /** Why the service would refuse the deletion. */
  deleteBlockers(record: CloudRecord, cloud: CloudView): string | undefined;
  /** What is nowhere but inside of a record, and goes with it without anyone asking. @default nothing */
  companions?(record: CloudRecord, cloud: CloudView): readonly CloudRecord[];
  createResource(candidate: Candidate, cloud: CloudView): Created;
  updateResource(candidate: Candidate & { readonly prior: CloudRecord }, cloud: CloudView): { outputs: Properties };
  /** Undefined: not a function of this package that the local cloud answers. */
  invoke(
    token: string,
    args: Properties,
    cloud: CloudView,
  ): { readonly result?: Properties; readonly failures?: readonly Failure[] } | undefined;
}
