import { objectsIn, type KubernetesObject } from "../documents";
import { globMatches, resourceRule, texts, type Findings, type List, type Value, type View } from "../kernel";
import { kubernetes } from "../tokens";

const ROLES = [...kubernetes.roles, ...kubernetes.clusterRoles] as const;
const BINDINGS = [...kubernetes.roleBindings, ...kubernetes.clusterRoleBindings] as const;

/** Verbs by which one gives oneself more. */
const ESCALATING = ["bind", "escalate", "impersonate"] as const;
/** Resources that are a way to the node, to its identity, or past admission, whatever the verb. */
const POWERFUL = ["nodes/proxy", "serviceaccounts/token", "certificatesigningrequests/approval"] as const;
const ADMISSION = ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"] as const;
const READING = ["get", "list", "watch"] as const;
const CHANGING = ["create", "update", "patch", "delete"] as const;
/** Groups of everybody, and the one that no rule can hold back. */
const GROUPS = ["system:masters", "system:anonymous", "system:unauthenticated", "system:authenticated"] as const;

export const rbacLeast = resourceRule({
  name: "rbac-least",
  title: "Roles in the cluster name what they allow, and none of them leads to more.",
  why: "A wildcard takes in what is installed later; reading all secrets, binding roles or reaching a node's own interface is cluster-admin under another name.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {
    checkov: ["CKV_K8S_49", "CKV_K8S_155", "CKV_K8S_156", "CKV_K8S_157", "CKV_K8S_158", "CKV2_K8S_1", "CKV2_K8S_2", "CKV2_K8S_3", "CKV2_K8S_4", "CKV2_K8S_5"],
    eksCis: ["4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.8"],
  },
  remediation: "List verbs, resources and groups one by one; read secrets by resourceNames in a Role; bind no one to cluster-admin.",
  examples: {
    compliant: 'rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }]',
    violating: 'rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]',
  },
  settings: {
    admins: texts("Bindings to cluster-admin that may be, by name; * stands for any text", 0, { production: [], development: [] }),
  },
  types: [...ROLES, ...BINDINGS],
  check: (resource, { admins }) => [
    objectsIn(resource, ROLES).map((role) => role.view.list("rules").each((rule) => checkRule(role, rule))),
    objectsIn(resource, BINDINGS).map((binding) => checkBinding(binding, admins)),
  ],
});

function checkRule({ kind }: KubernetesObject, rule: View): Findings {
  const [groups, resources, verbs] = [rule.list("apiGroups"), rule.list("resources"), rule.list("verbs")];
  const isClusterWide = kind === "ClusterRole" && rule.list("resourceNames").items.length === 0;
  const readsSecrets = isClusterWide && names(resources, ["secrets"]) && names(verbs, READING);
  const changesAdmission = names(resources, ADMISSION) && names(verbs, CHANGING);
  return [
    [groups, resources, verbs].map((list) => list.each((item) => item.value("").must.notEqual("*"))),
    verbs.items.map((verb) => ESCALATING.map((each) => verb.value("").must.notEqual(each))),
    resources.items.map((each) => [POWERFUL.map((powerful) => each.value("").must.notEqual(powerful)), mustNameItsHolder(each.value(""))]),
    readsSecrets ? { id: `${rule.path}:secrets`, message: `${rule.path} reads the secrets of every namespace` } : undefined,
    changesAdmission ? { id: `${rule.path}:admission`, message: `${rule.path} changes what the cluster admits` } : undefined,
  ];
}

/** A part of every resource, such as the proxy of nodes or the token of accounts. */
function mustNameItsHolder({ path, text }: Value): Findings {
  return text?.startsWith("*/") === true ? { id: path, message: `${path} is ${JSON.stringify(text)}, which is a part of every resource` } : undefined;
}

function names(list: List, wanted: readonly string[]): boolean {
  return list.items.some((item) => wanted.includes(item.value("").text ?? ""));
}

function checkBinding({ view, isPatch }: KubernetesObject, admins: readonly string[]): Findings {
  const role = view.value("roleRef.name");
  const isListed = admins.some((each) => globMatches(each, view.value("metadata.name").text ?? ""));
  return [
    isPatch && !role.exists ? undefined : role.must.beLiteral(),
    isListed ? undefined : role.text === undefined ? undefined : role.must.notEqual("cluster-admin"),
    view.list("subjects").each((subject) => GROUPS.map((group) => subject.value("name").must.notEqual(group))),
  ];
}
