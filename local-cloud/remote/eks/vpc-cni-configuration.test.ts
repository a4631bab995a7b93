import { strict as assert } from "node:assert";
import * as fc from "fast-check";
import { vpcCniConfiguration } from "./vpc-cni-configuration";

type Configuration = { enableNetworkPolicy?: string; env: Record<string, string>; init: { env: Record<string, string> } };

function configure(options: Record<string, unknown>): Configuration {
  return vpcCniConfiguration(options, (option) => Boolean(options[option])) as Configuration;
}

describe("the configuration of the VPC CNI add-on", () => {
  it("turns options into variables of the container", () => {
    const { enableNetworkPolicy, env, init } = configure({
      enableNetworkPolicy: false,
      enablePrefixDelegation: true,
      warmEniTarget: 0,
      warmIpTarget: 5,
      cniExternalSnat: true,
      customNetworkConfig: true,
      disableTcpEarlyDemux: true,
    });
    assert.equal(enableNetworkPolicy, "false");
    assert.equal(env.ENABLE_PREFIX_DELEGATION, "true");
    assert.equal(env.WARM_ENI_TARGET, "0");
    assert.equal(env.WARM_IP_TARGET, "5");
    assert.equal(env.AWS_VPC_K8S_CNI_EXTERNALSNAT, "true");
    assert.equal(env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG, "false");
    assert.deepEqual(init.env, { DISABLE_TCP_EARLY_DEMUX: "true" });
  });

  it("says nothing about network policies where the program does not", () => {
    assert.equal("enableNetworkPolicy" in configure({}), false);
  });

  it("lets configurationValues win over every variable, and keeps what it does not know", () => {
    const variables = fc.dictionary(fc.constantFrom("WARM_ENI_TARGET", "AWS_VPC_ENI_MTU", "OTHER"), fc.string());
    fc.assert(
      fc.property(variables, variables, (env, initEnv) => {
        const result = configure({ configurationValues: { env, init: { env: initEnv, image: "i" }, more: 1 } });
        assert.deepEqual({ ...result.env, ...env }, result.env);
        assert.deepEqual(result.init, { env: { DISABLE_TCP_EARLY_DEMUX: "false", ...initEnv }, image: "i" });
        assert.equal((result as unknown as { more: number }).more, 1);
      }),
    );
  });
});
