/** Who hears of an alarm. */
import type * as pulumi from "@pulumi/pulumi";
import { inputText, listOf, objectOf, type Kind } from "../base";

/** `critical`: users are hurt, or data is about to be: somebody must look now. `warning`: it will be so unless somebody acts. */
export const SEVERITIES = ["critical", "warning"] as const;
export type Severity = (typeof SEVERITIES)[number];

type Arns = readonly pulumi.Input<string>[];

/** ARNs that alarms and their recoveries notify, five at most: one list for all alarms, or one for each severity. */
export type AlarmActions = Arns | Readonly<Record<Severity, Arns>>;

const arns = listOf(inputText);
const bySeverity = objectOf<Record<Severity, Arns>>({ critical: arns, warning: arns });

/** The kind of an argument that is {@link AlarmActions}. */
export const alarmActions: Kind<false> = {
  optional: false,
  allowed: `a list, or ${bySeverity.allowed}`,
  accepts: (value) => arns.accepts(value) || bySeverity.accepts(value),
  inside: (argument, value) => ((arns.accepts(value) ? arns : bySeverity).inside ?? (() => []))(argument, value),
};

/** The ARNs that an alarm of this severity notifies. */
export function actionsFor(severity: Severity, actions: AlarmActions = []): Arns {
  return isList(actions) ? actions : actions[severity];
}

function isList(actions: AlarmActions): actions is Arns {
  return Array.isArray(actions);
}
