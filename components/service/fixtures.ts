/** Where services of tests are installed. */
import { Provider } from "@pulumi/kubernetes";
import { Namespace } from "@pulumi/kubernetes/core/v1";
import { someNetwork } from "../data/fixtures";
import type { ServiceHost } from "../delivery";
import type { KianaxServiceArgs } from "./arguments";

/** A cluster with Argo CD; only inside a mocked engine. */
export function someHost(): ServiceHost {
  const provider = new Provider("cluster", { kubeconfig: "{}" });
  const namespace = new Namespace("kianax", { metadata: { name: "kianax" } }, { provider });
  const begun = new Namespace("argocd", { metadata: { name: "argocd" } }, { provider });
  return {
    provider,
    namespace: "kianax",
    ready: [namespace],
    track: "production",
    applications: { project: "kianax-production", repository: { url: "https://github.com/kianax/infrastructure.git", revision: "main" }, ready: [begun] },
  };
}

export function someTiers(): KianaxServiceArgs["network"] {
  return { vpcId: someNetwork().vpcId, cidr: "10.0.0.0/16", tierCidrs: { public: ["10.0.10.0/24"], private: ["10.0.20.0/24"], isolated: ["10.0.0.0/24"] } };
}
