/** How a service component judges its arguments. */
import { DEFAULT_PREFIX, oneOf, wholeNumber, type ArgumentChecks, type Problem } from "../base";
import { inputText, listOf, neighbour, number, objectOf, optional, text } from "../base/shape";
import { alarmActions, logRetention } from "../monitoring";
import { slotProblems } from "../secrets";
import type { KianaxServiceArgs, Predecessor } from "./arguments";
import { definitionShape } from "./definition-shape";
import { derivedNameProblems } from "./names";
import { DELIVERIES } from "./installation";
import { definitionProblems } from "./validation";

/** The checks of one service, which has the name of its definition. */
export function serviceChecks(name: string): ArgumentChecks<KianaxServiceArgs> {
  return {
    shape: {
      cluster: neighbour("KianaxCluster", ["clusterName", "clusterSecurityGroupId"]),
      database: neighbour("KianaxDatabase", ["secretArn", "secretName", "endpoint", "writerEndpoint", "port", "databaseName"]),
      cache: neighbour("KianaxCache", ["secretArn", "secretName", "endpoint", "port"]),
      edge: neighbour("KianaxEdge", ["httpsListenerArn", "securityGroupId", "apiHost", "loadBalancerArnSuffix"]),
      keys: neighbour("KianaxKeys", ["data", "secrets", "logs", "brokerCredentials"]),
      network: neighbour("KianaxNetwork", ["vpcId", "cidr", "tierCidrs", "interfaceEndpointCidrs"]),
      secrets: neighbour("KianaxSecrets", ["values", "deployers", "fetcherArn"]),
      audit: optional(neighbour("KianaxAuditTrail", ["tradingStreamArn", "tradingStreamName"])),
      definition: objectOf(definitionShape),
      catalogue: optional(listOf(objectOf(definitionShape))),
      host: neighbour("KianaxDelivery's host", ["provider", "namespace", "track"]),
      delivery: text,
      charts: optional(text),
      successorOf: optional(objectOf<Predecessor>({ environment: text, brokerCredentialsKeyArn: inputText })),
      logRetentionDays: number,
      imageRetentionCount: number,
      secretRecoveryWindowDays: number,
      alarmActions: optional(alarmActions),
    },
    problems: (args) => serviceProblems(name, args),
  };
}

/** Arguments without what other components give: configuration is checked with the same function. */
export type ServiceSettings = Pick<KianaxServiceArgs, "delivery" | "logRetentionDays" | "imageRetentionCount" | "secretRecoveryWindowDays">;

/** What is wrong with the settings that all services share, without Pulumi. */
export function serviceSettingsProblems(args: ServiceSettings): Problem[] {
  return [
    ...oneOf("delivery", args.delivery, DELIVERIES),
    ...logRetention("logRetentionDays", args.logRetentionDays),
    ...wholeNumber("imageRetentionCount", args.imageRetentionCount, 1, 1000, "images"),
    ...wholeNumber("secretRecoveryWindowDays", args.secretRecoveryWindowDays, 7, 30, "days"),
  ];
}

function serviceProblems(name: string, { definition, environment, namePrefix = DEFAULT_PREFIX, secrets, successorOf, audit, host, catalogue, ...settings }: KianaxServiceArgs): Problem[] {
  return [
    ...(name === definition.name ? [] : [{ argument: "definition.name", problem: `is "${definition.name}": a service component has the name of its definition.` }]),
    ...prefixed(definitionProblems(definition)),
    ...prefixed(derivedNameProblems(definition, { namePrefix, environment })),
    ...(successorOf?.environment === environment
      ? [{ argument: "successorOf.environment", problem: `is ${JSON.stringify(environment)} itself: name the environment that this one takes over, or leave successorOf out.` }]
      : []),
    ...prefixed(slotProblems("needs.secrets", definition.needs.secrets ?? [], Object.keys(secrets.values))),
    ...(definition.needs.audit === true && audit === undefined ? [{ argument: "audit", problem: "is missing, and the definition needs it: pass the environment's KianaxAuditTrail." }] : []),
    ...(settings.delivery === "gitops" && host.applications === undefined
      ? [{ argument: "host", problem: 'has no Argo CD, and delivery is "gitops": pass the host of a KianaxDelivery, or choose "direct".' }]
      : []),
    ...catalogueProblems(definition, catalogue),
    ...serviceSettingsProblems(settings),
  ];
}

/** Network policies follow from the catalogue: a service that is not in it would be closed to everybody. */
function catalogueProblems({ name, calls }: KianaxServiceArgs["definition"], catalogue: KianaxServiceArgs["catalogue"]): Problem[] {
  const names = catalogue?.map((each) => each.name) ?? [name];
  return [
    ...(names.includes(name) ? [] : [{ argument: "catalogue", problem: `has no "${name}", the service itself; it has ${names.join(", ")}.` }]),
    ...calls.filter((callee) => !names.includes(callee)).map((callee) => ({ argument: "catalogue", problem: `has no "${callee}", which the definition calls: pass all services of the platform.` })),
  ];
}

function prefixed(problems: readonly Problem[]): Problem[] {
  return problems.map(({ argument, problem }) => ({ argument: `definition.${argument}`, problem }));
}
