import { resourceRule } from "../kernel";
import { DATABASES, isReplica } from "./databases";

export const rdsFinalSnapshot = resourceRule({
  name: "rds-final-snapshot",
  title: "A database that is deleted leaves a snapshot.",
  why: "The snapshot is the last copy of the data after a deletion, whether it was meant or not.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  controls: { gdpr: ["32(1)(c)"] },
  remediation: "Leave skipFinalSnapshot out or set it to false, and set finalSnapshotIdentifier.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, skipFinalSnapshot: false, finalSnapshotIdentifier: "orders-final" });',
    violating: 'new aws.rds.Instance("orders", { ...args, skipFinalSnapshot: true });',
  },
  types: [...DATABASES],
  // AWS refuses a final snapshot of a replica.
  check: (database) =>
    isReplica(database) ? undefined : [database.value("skipFinalSnapshot").must.notEqual(true), database.value("finalSnapshotIdentifier").must.bePresent()],
});
