import assert from "node:assert/strict";
import { parse, stringify } from "yaml";
import type { Profile } from "../kernel";
import { goldenPlan } from "../testing/golden";
import { wire } from "../testing/wire";
import { judgeManifests, type ManifestOptions } from "./manifests";

/** The golden plan's service, as a chart would render it. */
function rendered(): string[] {
  return wire(goldenPlan("production"), "deployed")
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ type, inputs }) => {
      const [, version = "", kind = ""] = type.split(":");
      return stringify({ apiVersion: version.replace(/^core\//, ""), kind, ...inputs });
    });
}

const judge = (documents: readonly string[], options: Partial<ManifestOptions> = {}) => judgeManifests(documents, { profile: "production", ...options });
const summary = (documents: readonly string[], profile: Profile = "production"): string[] =>
  [...new Set(judge(documents, { profile }).findings.map(({ level, rule, object }) => `${level} ${rule} ${object}`))].sort();

/** The document of a kind, changed in its text. */
const changed = (kind: string, from: string | RegExp, to: string): string[] =>
  rendered().map((document) => {
    if (!document.includes(`\nkind: ${kind}\n`)) {
      return document;
    }
    assert.notEqual(document.replace(from, to), document);
    return document.replace(from, to);
  });

describe("manifests", () => {
  it("of a service that keeps the rules are let through, in both profiles", () => {
    assert.deepEqual(judge(rendered()), { findings: [], unjudged: [] });
    assert.deepEqual(judge(rendered(), { profile: "development" }), { findings: [], unjudged: [] });
  });

  it("may come as one text, as a List, and with empty documents between", () => {
    assert.deepEqual(judge([rendered().join("---\n")]).findings, []);
    assert.deepEqual(judge([`---\n# switched off\n---\n${rendered().join("---\n")}`]).findings, []);
    assert.deepEqual(judge([stringify({ apiVersion: "v1", kind: "List", items: rendered().map((each) => parse(each) as unknown) })]).findings, []);
    assert.deepEqual(judge([""]).findings, []);
  });

  it("are held to what holds of one object", () => {
    assert.deepEqual(summary(changed("Deployment", "allowPrivilegeEscalation: false", "privileged: true")), ["mandatory pod-not-privileged Deployment kianax/api"]);
    assert.deepEqual(summary(changed("Service", "ClusterIP", "NodePort")), ["mandatory service-not-exposed Service kianax/api"]);
    assert.deepEqual(summary(changed("Role", "- get", '- "*"')), ["mandatory rbac-least Role kianax/api"]);
  });

  it("are held to how objects relate", () => {
    assert.deepEqual(summary(rendered().filter((each) => !each.includes("name: deny"))), ["mandatory namespace-default-deny Deployment kianax/api"]);
    assert.deepEqual(summary(rendered().filter((each) => !each.includes("kind: PodDisruptionBudget"))), ["mandatory pdb-present-and-sane Deployment kianax/api"]);
    assert.deepEqual(summary(changed("HorizontalPodAutoscaler", "kind: Deployment\n", "kind: StatefulSet\n").map((each) => each.replace("strategy:", "replicas: 2\n  strategy:"))), [
      "mandatory hpa-sane HorizontalPodAutoscaler kianax/api",
    ]);
  });

  it("are held to their profile's levels and settings", () => {
    const writable = changed("Deployment", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false");
    assert.deepEqual(summary(writable, "development"), ["advisory pod-readonly-rootfs Deployment kianax/api"]);
    const tagged = changed("Deployment", /@sha256:\w+/, ":1.4.2");
    assert.deepEqual(summary(tagged), ["mandatory image-pinned-and-trusted Deployment kianax/api"]);
    assert.deepEqual(summary(tagged, "development"), []);
  });

  it("take the release's namespace where they name none, and are refused without", () => {
    const bare = rendered().map((each) => each.replace("  namespace: kianax\n", ""));
    assert.deepEqual(judge(bare, { namespace: "kianax" }).findings, []);
    assert.ok(judge(bare).findings.some(({ rule, object }) => rule === "namespace-not-default-and-pss" && object === "Deployment api"));
  });

  it("say what no rule looks at", () => {
    const custom = stringify({ apiVersion: "external-secrets.io/v1", kind: "ExternalSecret", metadata: { name: "api", namespace: "kianax" } });
    assert.deepEqual(judge([...rendered(), custom]), { findings: [], unjudged: ["kubernetes:external-secrets.io/v1:ExternalSecret"] });
  });

  it("tell what is wrong as a plan's violation does", () => {
    const [finding] = judge(changed("Service", "ClusterIP", "NodePort")).findings;
    assert.match(finding?.message ?? "", /^kianax\/api \(kubernetes:core\/v1:Service\): spec\.type is "NodePort", and must be one of "ClusterIP"\. .* \[service-not-exposed:spec\.type\]$/);
    assert.equal(finding?.id, "spec.type");
  });

  it("are refused as a whole where they cannot be read", () => {
    assert.throws(() => judge(["kind: [Deployment"]), /is no YAML/);
    assert.throws(() => judge(["{{- if .Values.enabled }}\nkind: Deployment"]), /is no YAML/);
    assert.throws(() => judge(["kind: Deployment"]), /no apiVersion, kind or metadata/);
    assert.throws(() => judge([...rendered(), ...rendered()]), /is there twice/);
  });
});
