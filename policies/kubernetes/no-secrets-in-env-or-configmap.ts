import { containersOf, credentialIn, isCredentialName, objectsIn, podsIn, podTypes, type KubernetesObject, type Pod } from "../documents";
import { globMatches, readingOf, resourceRule, texts, type Findings, type Reading, type Value, type View } from "../kernel";
import { kubernetes } from "../tokens";

export const noSecretsInEnvOrConfigmap = resourceRule({
  name: "no-secrets-in-env-or-configmap",
  title: "No credential is in an environment variable or in a ConfigMap.",
  why: "An environment is printed by crash reports and inherited by every child, a ConfigMap is read by whoever may look at the namespace, and neither rotates.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_K8S_35"], eksCis: ["4.4.1"] },
  remediation: "Mount the secret as a file, from Secrets Manager through the CSI driver or the External Secrets operator.",
  examples: {
    compliant: 'volumes: [{ name: "database", secret: { secretName: "database" } }]',
    violating: 'env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } }]',
  },
  settings: {
    secrets: texts("Secrets that may be in an environment, as namespace/name; * stands for any text", 0, { production: [], development: [] }),
  },
  types: [...podTypes, ...kubernetes.configMaps],
  check: (resource, { secrets }) => [
    podsIn(resource).map((pod) => checkPod(pod, secrets)),
    objectsIn(resource, kubernetes.configMaps).map(checkMap),
  ],
});

function checkPod(pod: Pod, secrets: readonly string[]): Findings {
  const refuse = (reference: View): Findings => (isListed(pod, reference, secrets) ? undefined : reference.value("").must.beAbsent());
  return containersOf(pod).map((container) => [
    container.list("env").each((variable) => [refuse(variable.at("valueFrom.secretKeyRef")), checkVariable(variable.value("name"), variable.value("value"))]),
    container.list("envFrom").each((source) => refuse(source.at("secretRef"))),
  ]);
}

function isListed({ object }: Pod, reference: View, secrets: readonly string[]): boolean {
  const name = `${object.view.value("metadata.namespace").text ?? "default"}/${reference.value("name").text ?? ""}`;
  return secrets.some((each) => globMatches(each, name));
}

function checkVariable(name: Value, value: Value): Findings {
  return judge(value.path, name.text ?? "", value.reading);
}

function checkMap({ view }: KubernetesObject): Findings {
  const data = view.value("data");
  if (data.reading.state === "unknown") {
    return data.must.beLiteral();
  }
  const entries = data.reading.state === "known" ? Object.entries(data.reading.value as Record<string, unknown>) : [];
  return entries.map(([key, value]) => judge(`${data.path}.${key}`, key, readingOf(value)));
}

/** A value that is known only later is an endpoint or a name, unless it is called a credential. */
function judge(id: string, name: string, reading: Reading): Findings {
  if (reading.state !== "absent" && isCredentialName(name) && !(reading.state === "known" && reading.value === "")) {
    return { id, message: `${id} is called ${name}, which is a credential's name` };
  }
  const kind = reading.state === "known" && typeof reading.value === "string" ? credentialIn(reading.value) : undefined;
  return kind === undefined ? undefined : { id, message: `${id} holds ${kind}` };
}
