import assert from "node:assert/strict";
import { isAllowed, type Endpoint, type Policy } from "./evaluate";

const HTTP = { protocol: "TCP", port: 80 } as const;
const WEB: Endpoint = { name: "web", namespace: "shop", address: "10.0.0.1", labels: { app: "web" } };
const API: Endpoint = { name: "api", namespace: "shop", address: "10.0.0.2", labels: { app: "api", tier: "back" } };
const STRANGER: Endpoint = { name: "stranger", namespace: "other", address: "10.0.0.3", labels: { app: "web" } };
const OUTSIDE: Endpoint = { name: "outside", address: "93.184.216.34" };

const policy = (spec: Policy["spec"], namespace = "shop"): Policy => ({ metadata: { namespace, name: "policy" }, spec });
const APP = (app: string) => ({ matchLabels: { app } });

describe("the evaluator of network policies", () => {
  it("lets everybody through where no policy selects a pod", () => {
    assert.ok(isAllowed([], STRANGER, API, HTTP));
    assert.ok(isAllowed([policy({ podSelector: APP("web"), policyTypes: ["Ingress"] })], OUTSIDE, API, HTTP));
    assert.ok(isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress", "Egress"] }, "other")], WEB, API, HTTP), "a policy of another namespace");
  });

  it("lets nobody through a policy without rules, in its directions alone", () => {
    assert.ok(!isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress"] })], STRANGER, API, HTTP));
    assert.ok(isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress"] })], API, OUTSIDE, HTTP));
    assert.ok(!isAllowed([policy({ podSelector: {}, policyTypes: ["Egress"] })], API, OUTSIDE, HTTP));
    assert.ok(isAllowed([policy({ podSelector: {}, policyTypes: ["Egress"] })], STRANGER, API, HTTP));
  });

  it("takes a rule without peers as everybody's, and one without ports as every port's", () => {
    assert.ok(isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] })], OUTSIDE, API, HTTP));
    assert.ok(isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [], ports: [] }] })], OUTSIDE, API, HTTP));
  });

  it("asks both ends", () => {
    const enter = policy({ podSelector: APP("api"), policyTypes: ["Ingress"], ingress: [{ from: [{ podSelector: APP("web") }] }] });
    const stay = policy({ podSelector: APP("web"), policyTypes: ["Egress"] });
    assert.ok(isAllowed([enter], WEB, API, HTTP));
    assert.ok(!isAllowed([enter, stay], WEB, API, HTTP));
    assert.ok(isAllowed([enter, stay, policy({ podSelector: APP("web"), policyTypes: ["Egress"], egress: [{ to: [{ podSelector: APP("api") }] }] })], WEB, API, HTTP), "policies add up");
  });

  it("means pods of its own namespace where a peer names none", () => {
    assert.ok(!isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ podSelector: APP("web") }] }] })], STRANGER, API, HTTP));
    const other = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } } };
    assert.ok(isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [other] }] })], STRANGER, API, HTTP));
    assert.ok(!isAllowed([policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ ...other, podSelector: APP("api") }] }] })], STRANGER, API, HTTP));
  });

  it("asks for all labels of a selector", () => {
    const both = { matchLabels: { app: "api", tier: "back" } };
    assert.ok(!isAllowed([policy({ podSelector: both, policyTypes: ["Ingress"] })], WEB, API, HTTP));
    assert.ok(isAllowed([policy({ podSelector: { matchLabels: { app: "api", tier: "front" } }, policyTypes: ["Ingress"] })], WEB, API, HTTP));
  });

  it("knows addresses, and those that are taken out", () => {
    const leave = (cidr: string, except?: string[]): Policy => policy({ podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr, ...(except && { except }) } }] }] });
    assert.ok(isAllowed([leave("0.0.0.0/0")], WEB, OUTSIDE, HTTP));
    assert.ok(!isAllowed([leave("0.0.0.0/0", ["93.184.0.0/16"])], WEB, OUTSIDE, HTTP));
    assert.ok(isAllowed([leave("93.184.216.34/32")], WEB, OUTSIDE, HTTP));
    assert.ok(!isAllowed([leave("93.184.216.35/32")], WEB, OUTSIDE, HTTP));
    assert.ok(!isAllowed([policy({ podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ podSelector: {} }] }] })], WEB, OUTSIDE, HTTP), "a selector never means what is no pod");
  });

  it("holds a rule to its ports and protocols", () => {
    const on = (ports: { protocol?: string; port?: number }[]): Policy => policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ ports }] });
    assert.ok(isAllowed([on([{ port: 80 }])], WEB, API, HTTP));
    assert.ok(!isAllowed([on([{ port: 81 }])], WEB, API, HTTP));
    assert.ok(!isAllowed([on([{ protocol: "UDP", port: 80 }])], WEB, API, HTTP));
    assert.ok(isAllowed([on([{ protocol: "TCP" }])], WEB, API, HTTP));
  });
});
