import { podsIn, podTypes, sizedContainersOf } from "../documents";
import { resourceRule, type Findings, type View } from "../kernel";

/** A limit of CPU is not asked for: it slows a service down while its node is idle. */
const NEEDED = ["requests.cpu", "requests.memory", "limits.memory"] as const;

export const podResources = resourceRule({
  name: "pod-resources",
  title: "Every container says what CPU and memory it needs, and where its memory ends.",
  why: "Without requests the scheduler overfills a node, and without a limit one leak takes every pod of it down.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_K8S_10", "CKV_K8S_12", "CKV_K8S_13"] },
  remediation: "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory on every container; leave limits.cpu out.",
  examples: {
    compliant: 'resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "512Mi" } }',
    violating: 'resources: { requests: { cpu: "250m" } }',
  },
  types: podTypes,
  check: (resource) => podsIn(resource).map((pod) => sizedContainersOf(pod).map((container) => NEEDED.map((need) => checkAmount(container, `resources.${need}`)))),
});

function checkAmount(container: View, path: string): Findings {
  const amount = container.value(path);
  return [amount.must.bePresent(), isZero(amount.text) || amount.is(0) ? { id: amount.path, message: `${amount.path} is 0, which is the same as not set` } : undefined];
}

function isZero(quantity: string | undefined): boolean {
  return quantity !== undefined && /^0+(\.0*)?[A-Za-z]*$/.test(quantity);
}
