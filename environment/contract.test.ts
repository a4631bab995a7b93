import assert from "node:assert/strict";
import type { KianaxAlertingArgs } from "../components/alerting";
import type { KianaxAuditTrailArgs } from "../components/audit";
import type { KianaxBudgetArgs } from "../components/budget";
import type { KianaxCacheArgs } from "../components/cache";
import type { KianaxClusterArgs } from "../components/cluster";
import type { KianaxDatabaseArgs } from "../components/database";
import type { KianaxDeliveryArgs } from "../components/delivery";
import type { KianaxEdgeArgs } from "../components/edge";
import type { KianaxKeysArgs } from "../components/keys";
import type { KianaxNetworkArgs } from "../components/network";
import type { KianaxRecoveryArgs } from "../components/recovery";
import type { KianaxSecretsArgs } from "../components/secrets";
import type { KianaxServiceArgs } from "../components/service";
import type { LoadedEnvironment } from "./load";

/** Arguments that index.ts wires, or that no stack decides. */
type Wired = "network" | "keys" | "database" | "cache" | "cluster" | "edge" | "definition" | "audit" | "transform" | "alarmActions" | "eventTopicArns" | "failureTopicArn" | "zoneId" | "successorOf" | "today" | "brokerCredentialServices" | "uses" | "secrets" | "generated" | "platform" | "topicArn" | "pgbouncer" | "catalogue" | "host" | "charts";

/** `true` when a section has every argument that can be configured, with its type, and nothing else. */
type Matches<Section, Args> = [Exclude<keyof Args, keyof Section | Wired>, Exclude<keyof Section, keyof Args>, Section] extends [never, never, Omit<Args, Wired>]
  ? true
  : false;

describe("the sections of an environment", () => {
  // The typecheck is the test: a section that drifts from its component turns its entry into `false`.
  it("are the arguments of the components", () => {
    const matches: [
      Matches<LoadedEnvironment["keys"], KianaxKeysArgs>,
      Matches<LoadedEnvironment["secrets"], KianaxSecretsArgs>,
      Matches<LoadedEnvironment["alerting"], KianaxAlertingArgs>,
      Matches<LoadedEnvironment["auditTrail"], KianaxAuditTrailArgs>,
      Matches<LoadedEnvironment["network"], KianaxNetworkArgs>,
      Matches<LoadedEnvironment["database"], KianaxDatabaseArgs>,
      Matches<LoadedEnvironment["cache"], KianaxCacheArgs>,
      Matches<LoadedEnvironment["cluster"], KianaxClusterArgs>,
      Matches<LoadedEnvironment["edge"], KianaxEdgeArgs>,
      Matches<LoadedEnvironment["recovery"], KianaxRecoveryArgs>,
      Matches<LoadedEnvironment["delivery"], KianaxDeliveryArgs>,
      Matches<LoadedEnvironment["services"], KianaxServiceArgs>,
      Matches<LoadedEnvironment["budget"], KianaxBudgetArgs>,
    ] = [true, true, true, true, true, true, true, true, true, true, true, true, true];
    assert.equal(matches.length, 13);
  });
});
