import assert from "node:assert/strict";
import { accessProblems } from "../components/cluster/access-validation";
import { config, parseStack, refusals } from "./testing";

const SSO = { issuer: "https://login.example.com", clientId: "argocd" };
const SSO_SECRET = config(["secrets", "argocd-oidc-client-secret"], "not-a-secret-of-anybody");

describe("settings of delivery", () => {
  it("follow the branch of the environment, and production's values wherever production runs", () => {
    const [development, production, recovery] = ["development", "production", "recovery"].map((stack) => parseStack(stack).delivery);
    assert.deepEqual([development?.repository.revision, production?.repository.revision, recovery?.repository.revision], ["develop", "main", "main"]);
    assert.deepEqual([development?.track, production?.track, recovery?.track], ["development", "production", "production"]);
    assert.deepEqual([development?.highAvailability, production?.highAvailability, recovery?.highAvailability], [false, true, true]);
  });

  it("keep what a trade passes through still during market hours, in production alone", () => {
    assert.deepEqual(parseStack("production").delivery.marketHours, ["gateway", "trading", "agent", "market-data"]);
    assert.deepEqual(parseStack("development").delivery.marketHours, []);
    assert.deepEqual(refusals("production", config(["delivery", "marketHours"], ["trader"])), [
      'Pulumi.production.yaml: kianax:delivery.marketHours names "trader", and no service has that name; there are gateway, auth, trading, agent, market-data, notification.',
    ]);
  });

  it("are those of the component, and refused in its words", () => {
    assert.deepEqual(refusals("production", config(["delivery", "groups"], { admin: ["platform"] })), [
      "Pulumi.production.yaml: kianax:delivery.groups names groups, and without sso nobody is in one: add sso, or leave the groups empty.",
    ]);
    assert.deepEqual(refusals("production", config(["delivery", "addons"], ["karpenter"])).length, 1);
  });

  it("take single sign-on with its secret, and no other way", () => {
    const sso = config(["delivery"], { sso: SSO, groups: { admin: ["platform"] } });
    assert.deepEqual(refusals("production", sso), [
      "Pulumi.production.yaml: kianax:delivery.sso needs Argo CD's secret at the identity provider, and kianax:secrets.argocd-oidc-client-secret is missing: set it, or remove sso.",
    ]);
    assert.deepEqual(refusals("production", { ...sso, ...SSO_SECRET }), []);
  });
});

describe("the deployers of a stack", () => {
  it("administer its cluster once: those that are its administrators anyway are not named again", () => {
    const { deployers, administrators } = parseStack("production").cluster;
    assert.deepEqual(deployers, { "role/bootstrap/kianax-production-deploy": "role/bootstrap/kianax-production-deploy" });
    assert.deepEqual(administrators, { platform: "role/kianax-production-administrator" });
  });

  it("are told apart by path and account, and each has a name that the cluster takes", () => {
    const listed = ["role/a/b", "role/a-b", "user/a/b", "arn:aws:iam::444455556666:role/a/b"];
    const { deployers, administrators } = parseStack("production", config(["deployers"], listed)).cluster;
    assert.deepEqual(Object.values(deployers), listed);
    assert.deepEqual(Object.keys(deployers).at(-1), "444455556666/role/a/b");
    const arns = (principals: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(principals).map(([name, principal]) => [name, principal.startsWith("arn:") ? principal : `arn:aws:iam::111122223333:${principal}`]));
    assert.deepEqual(accessProblems({ administrators: arns(administrators), deployers: arns(deployers) }), []);
  });
});
