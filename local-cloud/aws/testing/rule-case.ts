import type { CloudRecord } from "../../provider/cloud";
import type { Properties } from "../../provider/values";
import type { World } from "./world";

/** One rule at work: inputs that pass, inputs that do not, and exactly what is said about those. */
export interface RuleCase {
  readonly rule: string;
  readonly type: string;
  /** What else there is in the account. */
  readonly given?: (world: World) => void;
  /** What stands already, for rules about changes. */
  readonly prior?: (world: World) => CloudRecord;
  readonly good: (world: World) => Properties;
  readonly bad: (world: World) => Properties;
  /** Refusals of the bad inputs, `property: sentence`; ids of the test's world are written as <name>. */
  readonly says: readonly string[];
}
