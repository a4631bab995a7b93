import assert from "node:assert/strict";
import type { CloudRecord, CloudView } from "../provider/cloud";
import type { Properties } from "../provider/values";
import { kubernetes } from ".";

const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const NAMESPACE = "kubernetes:core/v1:Namespace";

function view(records: readonly CloudRecord[] = []): CloudView {
  return {
    account: "123456789012", region: "us-east-1", partition: "aws", now: new Date("2026-11-23T00:00:00Z"), serial: () => 0, all: () => [...records],
    byType: (type) => records.filter((record) => record.type === type),
    byId: (type, id) => records.find((record) => record.type === type && record.id === id),
  };
}

function candidate(type: string, inputs: Properties, name = "x") {
  return { urn: `urn:${name}`, name, type, inputs };
}

function made(type: string, inputs: Properties, name = "x"): CloudRecord {
  return { ...candidate(type, inputs, name), ...kubernetes.createResource(candidate(type, inputs, name), view()), region: "us-east-1" };
}

describe("Kubernetes in the local cloud", () => {
  it("names objects namespace/name, and cluster-wide ones by their name", () => {
    assert.equal(kubernetes.createResource(candidate(CONFIG_MAP, { metadata: { name: "a", namespace: "kube-system" } }), view()).id, "kube-system/a");
    assert.equal(kubernetes.createResource(candidate(CONFIG_MAP, { metadata: { name: "a" } }), view()).id, "default/a");
    assert.equal(kubernetes.createResource(candidate(NAMESPACE, { metadata: { name: "argocd" } }), view()).id, "argocd");
  });

  it("refuses names that the API server refuses", () => {
    assert.deepEqual(kubernetes.checkResource(candidate(NAMESPACE, { metadata: { name: "Argo_CD" } }), view()), [
      {
        property: "metadata.name",
        reason: "Invalid value: \"Argo_CD\": a lowercase RFC 1123 label must consist of at most 63 lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.",
      },
    ]);
    assert.deepEqual(kubernetes.checkResource(candidate("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", { metadata: { name: "system:node" } }), view()), []);
  });

  it("wants the namespace to exist", () => {
    const inputs = { metadata: { name: "a", namespace: "argocd" } };
    assert.deepEqual(kubernetes.admitResource(candidate(CONFIG_MAP, inputs), view()), [
      { property: "metadata.namespace", reason: 'namespaces "argocd" not found; make the namespace first, or use one that exists.' },
    ]);
    assert.deepEqual(kubernetes.admitResource(candidate(CONFIG_MAP, inputs), view([made(NAMESPACE, { metadata: { name: "argocd" } })])), []);
  });

  it("refuses a second object of one name", () => {
    const inputs = { metadata: { name: "a" } };
    assert.deepEqual(kubernetes.admitResource(candidate(CONFIG_MAP, inputs, "second"), view([made(CONFIG_MAP, inputs)])), [
      { property: "metadata.name", reason: 'ConfigMap "default/a" already exists; give this one another name, or import the one that exists.' },
    ]);
  });

  it("keeps the uid and raises the resource version on an update", () => {
    const prior = made(CONFIG_MAP, { metadata: { name: "a" }, data: { key: "1" } });
    const { outputs } = kubernetes.updateResource({ ...candidate(CONFIG_MAP, { metadata: { name: "a" }, data: { key: "2" } }), prior }, view([prior]));
    const [before, after] = [prior.outputs["metadata"] as Properties, outputs["metadata"] as Properties];
    assert.equal(after["uid"], before["uid"]);
    assert.equal(Number(after["resourceVersion"]), Number(before["resourceVersion"]) + 1);
    assert.deepEqual(outputs["data"], { key: "2" });
  });

  it("encodes a secret's stringData", () => {
    const { outputs } = kubernetes.createResource(candidate("kubernetes:core/v1:Secret", { metadata: { name: "s" }, stringData: { user: "kianax" } }), view());
    assert.deepEqual(outputs["data"], { user: "a2lhbmF4" });
  });
});
