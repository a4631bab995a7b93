/** What a rule of AWS is, and the small vocabulary in which rules are written. */
import type { Candidate, CloudRecord, CloudView } from "../provider/cloud";
import type { Failure, Properties } from "../provider/values";
import { Reader } from "./reader";
import { canonical, tokensOf } from "./tokens";

/** What a rule says: nothing, one refusal, or several. */
export type Verdict = Failure | readonly Failure[] | undefined;

export interface Rule {
  /** Unique, in kebab case, beginning with the service. */
  readonly id: string;
  /** Type tokens the rule speaks about. */
  readonly types: readonly string[];
  /** `check`: at preview too, needs no other resource. `admit`: what only the service itself can know. */
  readonly stage: "check" | "admit";
  /** Where AWS says so. */
  readonly source: string;
  readonly check: (subject: Subject, cloud: CloudView) => Verdict;
}

/** The resource a rule looks at, by its inputs. */
export class Subject extends Reader {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
  /** What stands in the cloud already; undefined for a creation. */
  readonly prior: CloudRecord | undefined;

  constructor(candidate: Candidate) {
    super(candidate.inputs);
    this.urn = candidate.urn;
    this.name = candidate.name;
    this.type = canonical(candidate.type);
    this.prior = candidate.prior;
  }
}

export function refuse(property: string, reason: string): Failure {
  return { property, reason };
}

/** The refusal, when the condition holds. */
export function refuseIf(condition: boolean, property: string, reason: string): Verdict {
  return condition ? refuse(property, reason) : undefined;
}

/** Inputs or outputs of a record, whichever has the property. */
export function of(record: CloudRecord): Reader {
  const merged: Properties = { ...record.inputs, ...record.outputs };
  return new Reader(merged);
}

/** Every record of a kind in this region, without the subject itself. */
export function others(subject: { readonly urn: string; readonly prior?: CloudRecord }, cloud: CloudView, type: string): CloudRecord[] {
  return everywhere(subject, cloud, type).filter((record) => record.region === cloud.region);
}

/** Every record of a kind in any region, without the subject itself. */
export function everywhere(subject: { readonly prior?: CloudRecord }, cloud: CloudView, type: string): CloudRecord[] {
  return tokensOf(type)
    .flatMap((token) => cloud.byType(token))
    .filter(({ id, region }) => id !== subject.prior?.id || region !== subject.prior.region);
}

/** The record of a kind with this id, ARN or name; one of this region before one of another. */
export function find(cloud: CloudView, type: string, value: string | undefined): CloudRecord | undefined {
  if (value === undefined) {
    return undefined;
  }
  const found = tokensOf(type)
    .flatMap((token) => cloud.byType(token))
    .filter(({ id, outputs }) => id === value || IDENTITIES.some((property) => outputs[property] === value));
  return found.find(({ region }) => region === cloud.region) ?? found[0];
}

const IDENTITIES = ["arn", "name", "identifier"];

/** A rule for one whole number or decimal between two bounds, both included. */
export function range(type: string, property: string, minimum: number, maximum: number, source: string): Rule {
  return {
    id: `range-${shortType(type)}-${property}`,
    types: [type],
    stage: "check",
    source,
    check: (subject) => {
      const failures: Failure[] = [];
      for (const { path } of subject.all(property)) {
        const value = subject.number(path);
        if (value !== undefined && (value < minimum || value > maximum)) {
          failures.push(refuse(path, `${value} is outside of what AWS takes; give a number from ${minimum} to ${maximum}.`));
        }
      }
      return failures;
    },
  };
}

/** A rule for a value out of a list. */
export function oneOf(type: string, property: string, allowed: readonly (string | number)[], source: string): Rule {
  return {
    id: `one-of-${shortType(type)}-${property}`,
    types: [type],
    stage: "check",
    source,
    check: (subject) =>
      subject.all(property).flatMap(({ path, value }) => {
        const plain = typeof value === "string" || typeof value === "number" ? value : undefined;
        const known = plain === undefined || allowed.some((item) => String(item) === String(plain));
        return known ? [] : [refuse(path, `"${plain}" is none of the values AWS takes: ${allowed.join(", ")}.`)];
      }),
  };
}

/** `ec2/vpc` of `aws:ec2/vpc:Vpc`. */
export function shortType(type: string): string {
  return type.split(":")[1] ?? type;
}
