import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { SlotValue } from "./slot";

/** Arguments of {@link KianaxSecrets}. */
export interface KianaxSecretsArgs extends CommonArgs {
  /**
   * Keys of the same environment; `secrets` encrypts, and secrets are replicated to where `recovery` has another. Another
   * key encrypts later values: in place.
   */
  readonly keys: Pick<KianaxKeys, "secrets" | "recovery">;
  /**
   * What fills each slot, by its name: text, or `{ external: true }` for one that operators fill themselves. Another text
   * writes a new version into every secret of the slot, and the old one stays as its previous version. In place.
   */
  readonly values: Readonly<Record<string, SlotValue>>;
  /**
   * Slots whose value nobody has to bring: it is generated once, 64 letters and digits. A text in `values` takes its place,
   * which is how one is rotated. In place.
   */
  readonly generated: readonly string[];
  /**
   * Slots of the platform itself, in the namespace `<prefix>/<environment>/platform/`: what sends alerts reads them.
   * $0.40 a month each. One that is taken off **deletes** its secret after `recoveryWindowDays`.
   */
  readonly platform: readonly string[];
  /**
   * ARNs of the IAM roles that run this program. The provider reads back each version that it writes, so they may read
   * secrets, and of all roles but the readers they alone. A role that is missing here fails at the first value. In place.
   */
  readonly deployers: readonly pulumi.Input<string>[];
  /** Days in which a deleted secret can be brought back, and its name is taken, 7 to 30. In place. */
  readonly recoveryWindowDays: number;
  /** Changes to children. */
  readonly transform?: {
    readonly password?: Transform<random.RandomPasswordArgs>;
    readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
    readonly secretPolicy?: Transform<aws.secretsmanager.SecretPolicyArgs>;
    readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
  };
}
