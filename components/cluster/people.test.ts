import assert from "node:assert/strict";
import type { Plan } from "../testing";
import { planned } from "./fixtures";

const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const PEOPLE = ["admin", "developer", "read-only"];

describe("people in the cluster", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await planned());
  });

  it("gives each role for people its access policy, once the role may do something", () => {
    const scopes = plan.all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").map(({ name, inputs }) => [name, inputs["policyArn"], inputs["accessScope"]]);
    const policy = (name: string): string => `arn:aws:eks::aws:cluster-access-policy/${name}`;
    assert.deepEqual(scopes, [
      ["production-admin", policy("AmazonEKSClusterAdminPolicy"), { type: "cluster" }],
      ["production-developer", policy("AmazonEKSEditPolicy"), { type: "namespace", namespaces: ["kianax"] }],
      ["production-read-only", policy("AmazonEKSViewPolicy"), { type: "cluster" }],
    ]);
    for (const role of PEOPLE) {
      assert.equal(plan.one(ROLE, `production-${role}`).inputs["name"], `kianax-production-${role}`);
      const entry = plan.one("aws:eks/accessEntry:AccessEntry", `production-${role}`);
      assert.equal(entry.inputs["clusterName"], "kianax-production");
      assert.ok(entry.dependsOn.includes(`${INLINE}::production-${role}`));
      assert.ok(plan.one("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", `production-${role}`).dependsOn.includes(`aws:eks/accessEntry:AccessEntry::production-${role}`));
    }
    assert.deepEqual(PEOPLE.map((role) => plan.one(ROLE, `production-${role}`).inputs["maxSessionDuration"]), [3600, 14400, 14400]);
  });

  it("lets developers into the namespaces that are named", async () => {
    const { plan } = await planned({ developerNamespaces: ["trading", "sandbox"] });
    const { inputs } = plan.one("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "production-developer");
    assert.deepEqual(inputs["accessScope"], { type: "namespace", namespaces: ["trading", "sandbox"] });
  });
});
