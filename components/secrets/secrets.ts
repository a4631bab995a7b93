import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { KianaxComponent } from "../base";
import type { KianaxSecretsArgs } from "./arguments";
import { createSlot, type SlotValue } from "./slot";
import { secretsChecks } from "./validation";

/** Letters and digits, so that no reader has to escape one: 64 of them are 381 bits. */
const GENERATED = { length: 64, special: false, minLower: 4, minUpper: 4, minNumeric: 4 } as const;

/** Role of the External Secrets Operator, which fetches values for the pods of every service. */
const FETCHER = "external-secrets";

/**
 * What fills the secret slots of a platform: each value once, however many namespaces hold a copy of it. The namespaces of
 * services are made by their components; that of the platform itself, for what sends alerts, is made here.
 */
export class KianaxSecrets extends KianaxComponent {
  /** What fills each slot, generated values among them. */
  readonly values: Readonly<Record<string, SlotValue>>;
  /** Roles that run the program: see the argument. */
  readonly deployers: readonly pulumi.Input<string>[];
  /**
   * ARN of the role that fetches values for pods. It reads by itself: Pod Identity gives it no way to a service's role but
   * to assume that, and with it everything else that the service may do.
   */
  readonly fetcherArn: pulumi.Output<string>;
  /** Secrets of the platform's own namespace, by slot. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: KianaxSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:secrets:KianaxSecrets", costLine: "monitoring", dataClass: "restricted" }, name, args, secretsChecks, opts);
    this.deployers = args.deployers;
    this.fetcherArn = this.roleArn(FETCHER);
    this.values = { ...this.generate(args.generated), ...args.values };
    this.secretArns = this.createPlatformSecrets(args);
    this.registerOutputs({ secretArns: this.secretArns });
  }

  /** By its name, because the role belongs to a cluster, and secrets outlive clusters. */
  private roleArn(suffix: string): pulumi.Output<string> {
    const { partition } = aws.getPartitionOutput({}, { parent: this });
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    return pulumi.interpolate`arn:${partition}:iam::${accountId}:role/${this.physical("iam role", suffix)}`;
  }

  /** Also for a slot that has a text: without that, the first value would come back. */
  private generate(slots: readonly string[]): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
      slots.map((slot) => {
        const password = this.child(random.RandomPassword, "password", slot, { ...GENERATED }, { stateful: true });
        return [slot, pulumi.secret(password.result)];
      }),
    );
  }

  private createPlatformSecrets({ platform, keys, recoveryWindowDays }: KianaxSecretsArgs): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
      platform.map((slot) => {
        const secret = createSlot(this, {
          name: slot,
          secretName: this.path("secret", `platform/${slot}`, ""),
          description: `${slot} of the platform`,
          value: valueOf(this.values, slot),
          access: { readers: [this.fetcherArn], deployers: this.deployers },
          recoveryWindowDays,
          keys,
        });
        return [slot, secret.arn];
      }),
    );
  }
}

/** The value of a slot that validation has found to be there. */
export function valueOf(values: Readonly<Record<string, SlotValue>>, slot: string): SlotValue {
  const value = values[slot];
  if (value === undefined) {
    throw new Error(`No value for the slot ${slot}: the arguments were not checked.`);
  }
  return value;
}
