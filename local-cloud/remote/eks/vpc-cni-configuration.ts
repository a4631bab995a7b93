import type * as eks from "@pulumi/eks";

export type VpcCniOptions = Partial<Omit<eks.VpcCniAddonArgs, "clusterName" | "clusterVersion" | "tags">>;

type Known = { readonly [K in keyof VpcCniOptions]?: unknown };

/** Whether a program gave the option; false, zero and the empty string count as not given, as in the real component. */
type IsGiven = (option: keyof VpcCniOptions) => boolean;

/** Environment of the `aws-node` container: name, the option that sets it, and the value of the component otherwise. */
const containerEnvironment: readonly [
  name: string,
  option: keyof VpcCniOptions | undefined,
  otherwise?: string,
][] = [
  ["AWS_VPC_CNI_NODE_PORT_SUPPORT", "nodePortSupport"],
  ["WARM_ENI_TARGET", "warmEniTarget", "1"],
  ["WARM_IP_TARGET", "warmIpTarget"],
  ["WARM_PREFIX_TARGET", "warmPrefixTarget"],
  ["ENABLE_PREFIX_DELEGATION", "enablePrefixDelegation"],
  ["AWS_VPC_K8S_CNI_LOGLEVEL", "logLevel", "DEBUG"],
  ["AWS_VPC_K8S_CNI_LOG_FILE", "logFile", "/host/var/log/aws-routed-eni/ipamd.log"],
  ["AWS_VPC_K8S_CNI_VETHPREFIX", "vethPrefix", "eni"],
  ["AWS_VPC_ENI_MTU", "eniMtu", "9001"],
  ["ENI_CONFIG_LABEL_DEF", "eniConfigLabelDef"],
  ["AWS_VPC_K8S_PLUGIN_LOG_LEVEL", undefined, "DEBUG"],
  ["AWS_VPC_K8S_PLUGIN_LOG_FILE", undefined, "/var/log/aws-routed-eni/plugin.log"],
  ["ENABLE_POD_ENI", "enablePodEni", "false"],
  ["AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER", "cniConfigureRpfilter"],
  // customNetworkConfig sets the same variable and loses to this one's default, in the real component too.
  ["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "cniCustomNetworkCfg", "false"],
];

const initEnvironment: typeof containerEnvironment = [["DISABLE_TCP_EARLY_DEMUX", "disableTcpEarlyDemux", "false"]];

/** Throws a sentence for options that exclude each other. */
export function validateVpcCni(name: string, options: VpcCniOptions): void {
  if (options.cniExternalSnat && options.externalSnat) {
    throw new Error(
      `VPC CNI add-on of "${name}": cniExternalSnat and externalSnat set the same variable; keep one of them.`,
    );
  }
}

/** The add-on's configuration: `configurationValues` win over the variables that the other options stand for. */
export function vpcCniConfiguration(options: Known, isGiven: IsGiven): object {
  const given = isObject(options.configurationValues) ? options.configurationValues : {};
  const init = isObject(given.init) ? given.init : {};
  const value = (option: keyof VpcCniOptions | undefined): unknown =>
    option && (isGiven(option) || option === "warmEniTarget") ? options[option] : undefined;
  const environment = (variables: typeof containerEnvironment): Record<string, string> =>
    Object.fromEntries(
      variables
        .map(([name, option, otherwise]): [string, unknown] => [name, value(option) ?? otherwise])
        .filter(([, setting]) => setting !== undefined)
        .map(([name, setting]) => [name, `${setting as string | number | boolean}`]),
    );
  const externalSnat = value("externalSnat") ?? value("cniExternalSnat") ?? false;
  return {
    ...(options.enableNetworkPolicy !== undefined && { enableNetworkPolicy: `${options.enableNetworkPolicy as boolean}` }),
    ...given,
    env: {
      ...environment(containerEnvironment),
      AWS_VPC_K8S_CNI_EXTERNALSNAT: `${externalSnat as boolean}`,
      ...(isObject(given.env) ? given.env : {}),
    },
    init: { ...init, env: { ...environment(initEnvironment), ...(isObject(init.env) ? init.env : {}) } },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
