import { objectsIn, podsIn, podTypes, type KubernetesObject, type Pod } from "../documents";
import { globMatches, resourceRule, texts, type Findings, type Value } from "../kernel";
import { kubernetes } from "../tokens";

/** Controllers of the cluster, whose work is to call the Kubernetes API. */
const CONTROLLERS = [
  "kube-system/aws-node",
  "kube-system/aws-load-balancer-controller",
  "kube-system/cluster-autoscaler",
  "kube-system/ebs-csi-controller-sa",
  "kube-system/ebs-csi-node-sa",
  "kube-system/metrics-server",
  "external-secrets/external-secrets*",
] as const;

export const podOwnServiceAccount = resourceRule({
  name: "pod-own-service-account",
  title: "Every pod has a service account of its own, and no token for the Kubernetes API unless it calls it.",
  why: "Rights in AWS and in the cluster hang on the account: shared, each service has what any of them needs, and the token is the first thing an intruder reads.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_K8S_38", "CKV_K8S_41", "CKV_K8S_42"], eksCis: ["4.1.5", "4.1.6"] },
  remediation: "Set serviceAccountName to the service's own account and automountServiceAccountToken: false on the pod and on the account.",
  examples: {
    compliant: 'spec: { serviceAccountName: "trading", automountServiceAccountToken: false, … }',
    violating: "spec: { containers: [ … ] }   // the account default, with its token",
  },
  settings: {
    callers: texts("Service accounts that call the Kubernetes API, as namespace/name; * stands for any text", 0, { production: CONTROLLERS, development: CONTROLLERS }, []),
  },
  types: [...podTypes, ...kubernetes.serviceAccounts],
  check: (resource, { callers }) => [
    podsIn(resource).map((pod) => checkPod(pod, callers)),
    objectsIn(resource, kubernetes.serviceAccounts).map((account) => checkAccount(account, callers)),
  ],
});

function checkPod({ object, isPatch, spec }: Pod, callers: readonly string[]): Findings {
  const account = spec.value("serviceAccountName");
  return [
    isPatch ? undefined : account.must.bePresent(),
    account.must.notEqual("default"),
    // The older name of the same field.
    spec.value("serviceAccount").must.notEqual("default"),
    tokenFindings(spec.value("automountServiceAccountToken"), isPatch, isCaller(object, account, callers)),
  ];
}

function checkAccount(object: KubernetesObject, callers: readonly string[]): Findings {
  return tokenFindings(object.view.value("automountServiceAccountToken"), object.isPatch, isCaller(object, object.view.value("metadata.name"), callers));
}

function tokenFindings(token: Value, isPatch: boolean, isListed: boolean): Findings {
  if (isListed) {
    return undefined;
  }
  return isPatch ? token.must.notEqual(true) : token.must.equal(false);
}

function isCaller({ view }: KubernetesObject, account: Value, callers: readonly string[]): boolean {
  const name = `${view.value("metadata.namespace").text ?? "default"}/${account.text ?? ""}`;
  return callers.some((caller) => globMatches(caller, name));
}
