import assert from "node:assert/strict";
import { stringify } from "yaml";
import { UNKNOWN_STRING } from "../analyzer";
import { judgeManifests } from "../cli/manifests";
import { serviceSelectsPods } from "./service-selects-pods";

const labels = { app: "trading" };
const pods = (name: string, containers: unknown, more: Record<string, unknown> = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, namespace: "kianax" },
  spec: { template: { metadata: { labels }, spec: { containers } } },
  ...more,
});
const service = (spec: Record<string, unknown>, metadata: Record<string, unknown> = { namespace: "kianax" }) => ({ apiVersion: "v1", kind: "Service", metadata: { name: "trading", ...metadata }, spec: { selector: labels, ports: [{ port: 80, targetPort: "http" }], ...spec } });
const SERVES = [{ name: "sidecar" }, { name: "trading", ports: [{ name: "metrics", containerPort: 9090 }, { name: "http", containerPort: 8080 }] }];

/** Ids of what is wrong with the services of these manifests. */
const found = (...manifests: readonly unknown[]): string[] => judgeManifests(manifests.map((manifest) => stringify(manifest)), { profile: "production", rules: [serviceSelectsPods] }).findings.map(({ id }) => id);

describe("a Service and its pods", () => {
  it("meet at a port of any container, by name or number", () => {
    assert.deepEqual(found(pods("trading", SERVES), service({})), []);
    assert.deepEqual(found(pods("trading", SERVES), service({ ports: [{ port: 80, targetPort: 9090 }] })), []);
    assert.deepEqual(found(pods("trading", SERVES), service({ ports: [{ port: 80, targetPort: "grpc" }] })), ["spec.ports[0].targetPort"]);
    assert.deepEqual(found(pods("trading", [{ name: "sidecar" }]), service({})), ["spec.ports[0].targetPort"]);
  });

  it("meet in one of several workloads, such as an old release beside a new one", () => {
    assert.deepEqual(found(pods("old", [{ name: "old", ports: [] }]), pods("trading", SERVES), service({})), []);
  });

  it("meet in one namespace and by known labels alone", () => {
    assert.deepEqual(found(pods("trading", SERVES), service({}, { namespace: "other" })), ["spec.selector"]);
    assert.deepEqual(found(pods("trading", SERVES, { spec: { template: { metadata: { labels: UNKNOWN_STRING }, spec: { containers: SERVES } } } }), service({})), ["spec.selector"]);
    assert.deepEqual(found(pods("trading", SERVES), service({ selector: UNKNOWN_STRING })), ["spec.selector"]);
    assert.deepEqual(found(service({})), ["spec.selector"]);
  });

  it("are nobody's business without a selector, or a namespace that another rule asks for", () => {
    assert.deepEqual(found(service({ selector: undefined })), []);
    assert.deepEqual(found(service({}, {})), []);
  });

  it("meet at a number that need not be declared, and at no name that is not", () => {
    assert.deepEqual(found(pods("trading", [{ name: "trading" }]), service({ ports: [{ port: 80, targetPort: 8080 }] })), []);
    assert.deepEqual(found(pods("trading", [{ name: "trading" }]), service({ ports: [{ port: 8080 }] })), []);
    assert.deepEqual(found(pods("trading", SERVES.slice(1)), service({ ports: [{ port: 80 }] })), ["spec.ports[0].port"]);
    assert.deepEqual(found(pods("trading", SERVES), service({ ports: [{ port: 80 }] })), [], "the sidecar, which declares none, may listen there");
  });

  it("are refused for a target known only later, not for containers that another rule refuses", () => {
    assert.deepEqual(found(pods("trading", SERVES), service({ ports: [{ port: 80, targetPort: UNKNOWN_STRING }] })), ["spec.ports[0].targetPort"]);
    assert.deepEqual(found(pods("trading", [{ name: "trading" }]), service({ ports: [{ port: 80, targetPort: UNKNOWN_STRING }] })), ["spec.ports[0].targetPort"]);
    assert.deepEqual(found(pods("trading", UNKNOWN_STRING), service({})), []);
    assert.deepEqual(found(pods("trading", [{ name: "trading", ports: UNKNOWN_STRING }]), service({})), []);
    assert.deepEqual(found(pods("trading", [{ name: "trading", ports: [{ name: UNKNOWN_STRING, containerPort: 8080 }] }]), service({})), ["spec.ports[0].targetPort"]);
  });
});
