import assert from "node:assert/strict";
import { planned } from "./fixtures";

const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const DEPLOYER = "arn:aws:iam::111122223333:role/bootstrap/kianax-production-deploy";

describe("deployers of a cluster", () => {
  it("administer it by entries of their own, each before what it is allowed", async () => {
    const { plan } = await planned({ deployers: { pipeline: DEPLOYER } });
    const entry = plan.one(ENTRY, "production-deployer-pipeline");
    const right = plan.one(ASSOCIATION, "production-deployer-pipeline");
    assert.equal(entry.parent, "kianax:cluster:KianaxCluster::production", "whoever waits for the cluster waits for the entry");
    assert.equal(entry.inputs["principalArn"], DEPLOYER);
    assert.deepEqual([right.inputs["principalArn"], right.inputs["accessScope"]], [DEPLOYER, { type: "cluster" }]);
    assert.match(String(right.inputs["policyArn"]), /cluster-access-policy\/AmazonEKSClusterAdminPolicy$/);
    assert.ok(right.dependsOn.includes(`${ENTRY}::production-deployer-pipeline`));
  });

  it("are none by default", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.all(ENTRY).filter(({ name }) => name.includes("deployer")), []);
  });
});
