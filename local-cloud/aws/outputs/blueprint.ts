/** How AWS answers a creation: the identifier, and the properties it computes. */
import type { Candidate, CloudRecord, CloudView } from "../../provider/cloud";
import type { Properties, Value } from "../../provider/values";
import { hex } from "../hash";
import { Subject } from "../rule";

/** What a type's outputs are made of. */
export interface Blueprint {
  /** The identifier of a new resource; 17 hexadecimal digits after a prefix when it is a text. */
  readonly id: string | ((make: Making) => string);
  /** Everything of the ARN after the partition, region and account: `ec2:vpc/{id}` with the service before the colon. */
  readonly arn?: (make: Making) => string;
  /** What AWS takes for inputs that the program leaves out. */
  readonly defaults?: Properties;
  /** What AWS computes. Left out: properties it has no value for. */
  readonly computed?: (make: Making) => Properties;
  /** What a creation holds from the beginning, where no program sees it: that of the backup it begins with. */
  readonly contents?: (make: Making) => Properties | undefined;
  /** Whether the creation takes the place of what has the same id, whoever made that. */
  readonly overwrites?: (make: Making) => boolean;
  /** What AWS makes on the side of a creation. */
  readonly effects?: (make: Making, outputs: Properties) => CloudRecord[];
}

/** One creation or update under way. */
export class Making extends Subject {
  constructor(
    candidate: Candidate,
    readonly cloud: CloudView,
    /** Differs for each creation of the resource. */
    readonly seed: string,
    readonly id: string,
  ) {
    super(candidate);
  }

  /** What the resource has already, or what the program gave, or a new value: for what AWS computes once. */
  sticky(property: string, fresh: () => Value): Value {
    return this.properties[property] ?? this.prior?.outputs[property] ?? fresh();
  }

  /** The same as text. */
  stickyText(property: string, fresh: () => string): string {
    const value = this.sticky(property, fresh);
    return typeof value === "string" ? value : fresh();
  }

  /** What the program gave, or a fixed value. */
  input(property: string, fallback: Value): Value {
    return this.properties[property] ?? fallback;
  }

  /** `prefix` and hexadecimal digits of this creation. */
  token(label: string, length: number, prefix = ""): string {
    return prefix + hex(this.seed, label, length);
  }

  /** The physical name: given, kept, or made of the logical one as autonaming does. */
  physicalName(property = "name", prefixProperty = `${property}Prefix`): string {
    return this.stickyText(property, () => {
      const prefix = this.text(prefixProperty) ?? `${this.name}-`;
      return `${prefix}${this.token("name", 7)}`;
    });
  }

  /** An ARN with this partition, region and account. */
  arn(service: string, resource: string, scope: "regional" | "global" | "bare" = "regional"): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:${service}:${scope === "regional" ? region : ""}:${scope === "bare" ? "" : account}:${resource}`;
  }

  /** Ends host names of AWS services. */
  get dnsSuffix(): string {
    return this.cloud.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  }

  /** The time of the creation as AWS writes it. */
  get created(): string {
    return this.cloud.now.toISOString().replace(/\.\d{3}Z$/, "Z");
  }

  /** A record that this creation makes on the side. */
  sideRecord(type: string, id: string, inputs: Properties, outputs: Properties): CloudRecord {
    return { urn: this.urn, id, type, inputs, outputs, region: this.cloud.region, owner: this.id };
  }
}

export type Blueprints = Readonly<Record<string, Blueprint>>;
