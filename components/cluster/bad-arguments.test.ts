import { describeBadArguments, someNeighbour } from "../testing";
import type { KianaxClusterArgs, NodeGroup } from "./arguments";
import { KianaxCluster } from "./cluster";
import { NODES, SETTINGS } from "./fixtures";
import { clusterChecks } from "./validation";

const group = (changes: Partial<NodeGroup>): Pick<KianaxClusterArgs, "nodeGroups"> => ({ nodeGroups: { general: { ...NODES, ...changes } } });
const { general } = SETTINGS.nodeGroups;
const ALICE = "arn:aws:iam::111122223333:user/alice";
const people = (admin: readonly string[]): Pick<KianaxClusterArgs, "people"> => ({ people: { admin, developer: [], readOnly: [] } });

describeBadArguments({
  component: 'KianaxCluster "production"',
  checks: clusterChecks,
  valid: { ...SETTINGS, network: { ...(someNeighbour as object), vpcId: "vpc", privateSubnetIds: [], zones: ["us-east-1a", "us-east-1b", "us-east-1c"] } as never, keys: someNeighbour },
  make: (args) => new KianaxCluster("production", args),
  cases: {
    network: "its own component answers for it",
    keys: "its own component answers for it",
    version: [
      { args: { version: "1.31", addons: { ...SETTINGS.addons, "kube-proxy": "v1.31.0-eksbuild.1" } }, says: "version is 1.31, whose standard support ended on 2025-11-26; choose 1.34, 1.35 or 1.36." },
      { args: { version: "latest" }, says: 'version is "latest", a version that EKS\'s support calendar does not have; choose 1.34, 1.35 or 1.36.' },
      { args: { version: "1.35", today: new Date("2027-03-27T00:00:00Z") }, says: "version is 1.35, whose standard support ended on 2027-03-27; choose 1.36." },
    ],
    publicAccessCidrs: [
      { args: { publicAccessCidrs: ["203.0.113.7/24"] }, says: 'publicAccessCidrs names "203.0.113.7/24", which is no IPv4 block such as 203.0.113.0/24 with its host bits zero.' },
      { args: { publicAccessCidrs: ["0.0.0.0/0"] }, says: "publicAccessCidrs names 0.0.0.0/0, which opens the API server to everyone; name the blocks that need it, or none." },
      { args: { publicAccessCidrs: [1] as never }, says: "publicAccessCidrs[0] must be text, not 1." },
    ],
    logTypes: [
      { args: { logTypes: ["kubelet" as never] }, says: 'logTypes must be one of api, audit, authenticator, controllerManager, scheduler, not "kubelet".' },
      { args: { logTypes: ["audit", "audit"] }, says: "logTypes names audit twice; name it once." },
    ],
    logRetentionDays: [
      {
        args: { logRetentionDays: 0 },
        says: "logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, not 0.",
      },
    ],
    nodeGroups: [
      { args: { nodeGroups: {} }, says: "nodeGroups is empty, and pods need nodes: name at least one group." },
      { args: { nodeGroups: { "General!": NODES } }, says: 'nodeGroups has the name "General!"; a name is 1 to 30 lower-case letters, digits and dashes, beginning with a letter.' },
      { args: group({ instanceTypes: [] }), says: "nodeGroups.general.instanceTypes must name 1 to 20 instance types, not 0." },
      { args: group({ capacityType: "CHEAP" as never }), says: 'nodeGroups.general.capacityType must be one of ON_DEMAND, SPOT, not "CHEAP".' },
      { args: group({ minSize: -1 }), says: "nodeGroups.general.minSize must be a whole number from 0 to 450 nodes, not -1." },
      { args: group({ minSize: 11 }), says: "nodeGroups.general.minSize is 11, above maxSize (10); it must be at most that." },
      { args: group({ desiredSize: 11 }), says: "nodeGroups.general.desiredSize is 11; it must lie between minSize (3) and maxSize (10)." },
      { args: group({ diskGiB: 19 }), says: "nodeGroups.general.diskGiB must be a whole number from 20 to 16384 GiB, not 19." },
      { args: group({ minSize: 1, desiredSize: 1 }), says: "nodeGroups may shrink to 1 node together, and the cluster's own pods run on 2: raise a minSize." },
      { args: group({ minSize: 0, desiredSize: 0 }), says: "nodeGroups may shrink to 0 nodes together, and the cluster's own pods run on 2: raise a minSize." },
      { args: { nodeGroups: { general: NODES, more: NODES } }, says: "nodeGroups may grow to 20 nodes together, above maxNodes (10): lower a maxSize, or raise maxNodes." },
      { args: group({ zonal: true, minSize: 1, desiredSize: 1, maxSize: 4 }), says: "nodeGroups may grow to 12 nodes together, above maxNodes (10): lower a maxSize, or raise maxNodes." },
      { args: group({ labels: { "-": "x" } }), says: 'nodeGroups.general.labels has the key "-"; a key is up to 63 letters, digits and ._- such as workload or example.com/workload.' },
      { args: group({ labels: { "kubernetes.io/role": "x" } }), says: "nodeGroups.general.labels has the key kubernetes.io/role, whose prefix belongs to Kubernetes or EKS; choose a prefix of your own, or none." },
      { args: group({ labels: { tier: "a b" } }), says: 'nodeGroups.general.labels has the value "a b" for tier; a value is up to 63 letters, digits and ._-.' },
      { args: group({ labels: { tier: 1 as never } }), says: "nodeGroups.general.labels.tier must be text, not 1." },
      { args: group({ taints: [{ key: "batch", effect: "NEVER" as never }] }), says: 'nodeGroups.general.taints[0].effect must be one of NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE, not "NEVER".' },
      { args: group({ taints: [{ key: "node.kubernetes.io/x", effect: "NO_EXECUTE" }] }), says: "nodeGroups.general.taints has the key node.kubernetes.io/x, whose prefix belongs to Kubernetes or EKS; choose a prefix of your own, or none." },
      { args: group({ taints: [{ key: "batch", effect: "NO_EXECUTE" }, { key: "batch", effect: "NO_EXECUTE" }] }), says: "nodeGroups.general.taints names batch:NO_EXECUTE twice; name it once." },
      { args: group({ taints: [{ key: "batch", effect: "NO_SCHEDULE" }] }), says: "nodeGroups all have taints, which the cluster's own pods do not tolerate: leave one group without." },
      { args: group({ maxUnavailable: 0 }), says: "nodeGroups.general.maxUnavailable must be a whole number from 1 to 100 nodes, not 0." },
      { args: group({ zonal: "yes" as never }), says: 'nodeGroups.general.zonal must be true or false, not "yes".' },
      { args: { nodeGroups: { general: { ...general, spot: true } as never } }, says: "nodeGroups.general.spot is not known here; there are instanceTypes, capacityType, amiType, minSize, maxSize, desiredSize, diskGiB, zonal, labels, taints, maxUnavailable." },
    ],
    maxNodes: [
      { args: { maxNodes: 1 }, says: "maxNodes must be a whole number from 2 to 13500 nodes, not 1." },
      { args: { maxNodes: 9 }, says: "nodeGroups may grow to 10 nodes together, above maxNodes (9): lower a maxSize, or raise maxNodes." },
    ],
    addons: [
      { args: { addons: { ...SETTINGS.addons, coredns: "latest" } }, says: 'addons.coredns must be the version of an EKS add-on such as v1.22.4-eksbuild.3, not "latest".' },
      { args: { addons: { ...SETTINGS.addons, "kube-proxy": "v1.36.0-eksbuild.1" } }, says: "addons.kube-proxy is v1.36.0-eksbuild.1, which does not fit Kubernetes 1.35: choose a v1.35 build." },
      { args: { addons: { ...SETTINGS.addons, istio: "v1.0.0-eksbuild.1" } as never }, says: "addons.istio is no add-on of this component; it has vpc-cni, kube-proxy, eks-pod-identity-agent, coredns, aws-ebs-csi-driver, metrics-server." },
    ],
    administrators: [
      { args: { administrators: {} }, says: "administrators is empty, and nobody could enter the cluster: name at least one IAM role or user." },
      { args: { administrators: { platform: "alice" } }, says: 'administrators.platform must be the ARN of an IAM role or user, not "alice".' },
      { args: { administrators: { platform: 1 as never } }, says: "administrators.platform must be text or an Output of it, not 1." },
    ],
    deployers: [
      { args: { deployers: { platform: "arn:aws:iam::111122223333:role/platform" } }, says: "deployers.platform is arn:aws:iam::111122223333:role/platform, which administrators names already: remove it from the one or the other." },
      { args: { deployers: { pipeline: "role/pipeline" } }, says: 'deployers.pipeline must be the ARN of an IAM role or user, not "role/pipeline".' },
      { args: { deployers: { "a role": "arn:aws:iam::111122223333:role/a" } }, says: 'deployers has the name "a role"; a name is 1 to 200 letters, digits and _+=,.@/-, such as that of the role with its path.' },
    ],
    people: [
      { args: people(["alice"]), says: 'people.admin names "alice", which is no ARN of an IAM user, nor of an account such as arn:aws:iam::111122223333:root.' },
      { args: people(["*"]), says: 'people.admin names "*", which is no ARN of an IAM user, nor of an account such as arn:aws:iam::111122223333:root.' },
      {
        args: people(["arn:aws:iam::111122223333:role/platform"]),
        says: "people.admin names arn:aws:iam::111122223333:role/platform, and a role's session carries no second factor to another role; name IAM users, or let the role in by administrators.",
      },
      { args: people([ALICE, ALICE]), says: `people.admin names ${ALICE} twice; name it once.` },
      { args: people(Array.from({ length: 21 }, (_, index) => `${ALICE}${index}`)), says: "people.admin names 21 people, and IAM's trust holds 20; name an account, and let its IAM say who." },
      { args: { people: { admin: [] } as never }, says: "people.developer is missing; it must be a list." },
    ],
    developerNamespaces: [
      { args: { developerNamespaces: [] }, says: "developerNamespaces is empty, and the developer role needs a namespace; name one, or leave the argument out." },
      { args: { developerNamespaces: ["Kianax"] }, says: 'developerNamespaces names "Kianax"; a namespace is up to 63 lower-case letters, digits and dashes.' },
      { args: { developerNamespaces: ["kianax", "kianax"] }, says: "developerNamespaces names kianax twice; name it once." },
    ],
    deletionProtection: "both values are right",
    today: [{ args: { today: new Date("invalid") }, says: "today must be a Date, not null." }],
  },
});
