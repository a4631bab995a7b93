import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { serviceAccountTrust } from "../testing/golden/compute";
import { UNKNOWN, type Input } from "../testing/plan";
import { ec2, eks, iam, logGroup } from "../tokens";
import { clusterRules } from "./index";

const CLUSTER = label(eks.cluster, "cluster-eksCluster");
const NODES = label(eks.nodeGroup, "nodes");
const TEMPLATE = label(ec2.launchTemplate, "nodes");
const NAT_TEMPLATE = label(ec2.launchTemplate, "nat");
const BASTION = label(ec2.instance, "bastion");
const CNI = label(eks.addon, "vpc-cni");
const ROLE = label(iam.role, "service-account");
const [ADMIN, DEVELOPER, VIEWER] = ["admin", "developer", "viewer"].map((name) => label(eks.accessPolicyAssociation, name)) as [string, string, string];

const onCluster = (path: string, value: Input): Change => set(eks.cluster, "cluster-eksCluster", path, value);
const offCluster = (path: string): Change => unset(eks.cluster, "cluster-eksCluster", path);
const onTemplate = (path: string, value: Input): Change => set(ec2.launchTemplate, "nodes", path, value);
const onAssociation = (name: string, path: string, value: Input): Change => set(eks.accessPolicyAssociation, name, path, value);
const values = (value: Input): Change => set(eks.addon, "vpc-cni", "configurationValues", value);
const trust = (value: Input): Change => set(iam.role, "service-account", "assumeRolePolicy", value);
const inProduction = (...labels: readonly string[]) => ({ production: labels, development: [] });
const policyArn = (name: string): string => `arn:aws:eks::aws:cluster-access-policy/${name}`;

const SUB = "system:serviceaccount:kianax:orders";
const AUD = "sts.amazonaws.com";
const instance = (inputs: Record<string, Input>): Change => add(ec2.instance, "bastion", { rootBlockDevice: { encrypted: true, kmsKeyId: "arn" }, ...inputs });

describeCases("the cluster", clusterRules, {
  "eks-control-plane-logs": [
    { state: "violating", when: "no audit log", change: onCluster("enabledClusterLogTypes", ["api", "authenticator", "controllerManager", "scheduler"]), fires: [CLUSTER], says: /must include "audit"/ },
    { state: "violating", when: "no authenticator log", change: onCluster("enabledClusterLogTypes", ["api", "audit", "controllerManager", "scheduler"]), fires: [CLUSTER] },
    { state: "violating", when: "no more than development needs", change: onCluster("enabledClusterLogTypes", ["audit", "authenticator"]), fires: inProduction(CLUSTER) },
    { state: "violating", when: "none", change: onCluster("enabledClusterLogTypes", []), fires: [CLUSTER] },
    { state: "unknown", when: "logs known only later", change: onCluster("enabledClusterLogTypes", UNKNOWN), fires: [CLUSTER] },
    { state: "unknown", when: "one of them known only later", change: onCluster("enabledClusterLogTypes", ["authenticator", UNKNOWN]), fires: [CLUSTER] },
    { state: "absent", when: "logs left out", change: offCluster("enabledClusterLogTypes"), fires: [CLUSTER] },
    { state: "compliant", when: "another order", change: onCluster("enabledClusterLogTypes", ["scheduler", "controllerManager", "authenticator", "audit", "api"]), fires: [] },
  ],
  "eks-log-group-managed": [
    { state: "absent", when: "no log group", change: remove(logGroup, "control-plane"), fires: [CLUSTER], says: /has no LogGroup named \/aws\/eks\/kianax\/cluster/ },
    { state: "violating", when: "the log group of another cluster", change: set(logGroup, "control-plane", "name", "/aws/eks/other/cluster"), fires: [CLUSTER] },
    { state: "violating", when: "a cluster of another name", change: onCluster("name", "other"), fires: [CLUSTER] },
    { state: "unknown", when: "a log group whose name is known only later", change: set(logGroup, "control-plane", "name", UNKNOWN), fires: [CLUSTER] },
    { state: "unknown", when: "a cluster whose name is known only later", change: onCluster("name", UNKNOWN), fires: [CLUSTER], says: /known only after deployment/ },
    { state: "absent", when: "a cluster that AWS names", change: offCluster("name"), fires: [CLUSTER], says: /not set/ },
    { state: "compliant", when: "another name of both", change: all(onCluster("name", "other"), set(logGroup, "control-plane", "name", "/aws/eks/other/cluster")), fires: [] },
  ],
  "eks-version-supported": [
    { state: "violating", when: "a version without support", change: onCluster("version", "1.29"), fires: [CLUSTER], says: /version is 1\.29, and must be at least 1\.34/ },
    { state: "violating", when: "an old version that sorts behind a new one", change: onCluster("version", "1.9"), fires: [CLUSTER] },
    { state: "violating", when: "an old version as a number", change: onCluster("version", 1.27), fires: [CLUSTER], says: /version is 1\.27/ },
    { state: "violating", when: "a number that lost its zero", change: onCluster("version", 1.4), fires: [CLUSTER] },
    { state: "compliant", when: "a supported version as a number", change: onCluster("version", 1.35), fires: [] },
    { state: "violating", when: "nodes of an old version as a number", change: set(eks.nodeGroup, "nodes", "version", 1.27), fires: [NODES] },
    { state: "violating", when: "what is no version", change: onCluster("version", "latest"), fires: [CLUSTER] },
    { state: "unknown", when: "a version known only later", change: onCluster("version", UNKNOWN), fires: [CLUSTER] },
    { state: "absent", when: "AWS's newest version, which moves by itself", change: offCluster("version"), fires: [CLUSTER] },
    { state: "violating", when: "extended support", change: onCluster("upgradePolicy.supportType", "EXTENDED"), fires: [CLUSTER] },
    { state: "absent", when: "AWS's own choice, which is extended support", change: offCluster("upgradePolicy"), fires: [CLUSTER] },
    { state: "unknown", when: "support known only later", change: onCluster("upgradePolicy", UNKNOWN), fires: [CLUSTER] },
    { state: "violating", when: "nodes left behind", change: set(eks.nodeGroup, "nodes", "version", "1.30"), fires: [NODES] },
    { state: "unknown", when: "nodes of a version known only later", change: set(eks.nodeGroup, "nodes", "version", UNKNOWN), fires: [NODES] },
    { state: "absent", when: "nodes of the cluster's version", change: unset(eks.nodeGroup, "nodes", "version"), fires: [] },
    { state: "compliant", when: "the oldest version that is allowed", change: onCluster("version", "1.34"), fires: [] },
  ],
  "eks-auth-api": [
    { state: "violating", when: "the aws-auth map beside access entries", change: onCluster("accessConfig.authenticationMode", "API_AND_CONFIG_MAP"), fires: [CLUSTER] },
    { state: "violating", when: "the aws-auth map alone", change: onCluster("accessConfig.authenticationMode", "CONFIG_MAP"), fires: [CLUSTER] },
    { state: "violating", when: "a creator who stays administrator", change: onCluster("accessConfig.bootstrapClusterCreatorAdminPermissions", true), fires: [CLUSTER] },
    { state: "unknown", when: "a mode known only later", change: onCluster("accessConfig.authenticationMode", UNKNOWN), fires: [CLUSTER] },
    { state: "unknown", when: "the creator's rights known only later", change: onCluster("accessConfig.bootstrapClusterCreatorAdminPermissions", UNKNOWN), fires: [CLUSTER] },
    { state: "absent", when: "no configuration", change: offCluster("accessConfig"), fires: [CLUSTER] },
    { state: "absent", when: "AWS's own choice about the creator, who stays administrator", change: offCluster("accessConfig.bootstrapClusterCreatorAdminPermissions"), fires: [CLUSTER] },
  ],
  "eks-access-entries-scoped": [
    { state: "violating", when: "an administrator by another name", change: set(iam.role, "cluster-admin", "name", "kianax-guest"), fires: [ADMIN], says: /policyArn is AmazonEKSClusterAdminPolicy/ },
    { state: "unknown", when: "an administrator whose role's name is known only later", change: set(iam.role, "cluster-admin", "name", UNKNOWN), fires: [ADMIN] },
    { state: "unknown", when: "an administrator known only later", change: onAssociation("admin", "principalArn", UNKNOWN), fires: [ADMIN] },
    { state: "violating", when: "the rights of an administrator in one namespace", change: onAssociation("developer", "policyArn", policyArn("AmazonEKSClusterAdminPolicy")), fires: [DEVELOPER] },
    { state: "violating", when: "an editor everywhere", change: onAssociation("developer", "accessScope", { type: "cluster" }), fires: [DEVELOPER], says: /may have AmazonEKSEditPolicy everywhere/ },
    { state: "violating", when: "an editor in every namespace", change: onAssociation("developer", "accessScope.namespaces", ["kianax", "*"]), fires: [DEVELOPER] },
    { state: "violating", when: "an editor in no namespace", change: onAssociation("developer", "accessScope.namespaces", []), fires: [DEVELOPER] },
    { state: "unknown", when: "a scope known only later", change: onAssociation("developer", "accessScope.type", UNKNOWN), fires: [DEVELOPER] },
    { state: "unknown", when: "a namespace known only later", change: onAssociation("developer", "accessScope.namespaces", [UNKNOWN]), fires: [DEVELOPER] },
    { state: "absent", when: "no scope", change: unset(eks.accessPolicyAssociation, "developer", "accessScope"), fires: [DEVELOPER] },
    { state: "unknown", when: "a policy known only later", change: onAssociation("developer", "policyArn", UNKNOWN), fires: [DEVELOPER] },
    { state: "violating", when: "a viewer who may read secrets", change: onAssociation("viewer", "policyArn", policyArn("AmazonEKSAdminViewPolicy")), fires: [VIEWER] },
    { state: "compliant", when: "an administrator by ARN", change: onAssociation("admin", "principalArn", "arn:aws:iam::111122223333:role/people/kianax-administrator"), fires: [] },
    { state: "compliant", when: "an editor in two namespaces", change: onAssociation("developer", "accessScope.namespaces", ["kianax", "monitoring"]), fires: [] },
  ],
  "eks-node-imdsv2": [
    { state: "violating", when: "tokens left to the caller", change: onTemplate("metadataOptions.httpTokens", "optional"), fires: [TEMPLATE] },
    { state: "violating", when: "a second hop, which reaches pods", change: onTemplate("metadataOptions.httpPutResponseHopLimit", 2), fires: [TEMPLATE] },
    { state: "unknown", when: "tokens known only later", change: onTemplate("metadataOptions.httpTokens", UNKNOWN), fires: [TEMPLATE] },
    { state: "unknown", when: "hops known only later", change: onTemplate("metadataOptions.httpPutResponseHopLimit", UNKNOWN), fires: [TEMPLATE] },
    { state: "absent", when: "options left out", change: unset(ec2.launchTemplate, "nodes", "metadataOptions"), fires: [TEMPLATE] },
    { state: "absent", when: "hops left out, which are two on EKS", change: unset(ec2.launchTemplate, "nodes", "metadataOptions.httpPutResponseHopLimit"), fires: [TEMPLATE] },
    { state: "violating", when: "the NAT instance", profiles: ["development"], change: set(ec2.launchTemplate, "nat", "metadataOptions.httpTokens", "optional"), fires: [NAT_TEMPLATE] },
    { state: "violating", when: "a template that is not in the stack", change: set(eks.nodeGroup, "nodes", "launchTemplate", { id: "lt-0a", version: "1" }), fires: [NODES], says: /not made in this stack/ },
    { state: "unknown", when: "a template known only later", change: set(eks.nodeGroup, "nodes", "launchTemplate", UNKNOWN), fires: [NODES] },
    { state: "absent", when: "an instance without options", change: instance({}), fires: [BASTION] },
    { state: "compliant", when: "an instance of a launch template", change: instance({ launchTemplate: { id: "lt-0a" } }), fires: [] },
    { state: "violating", when: "an instance that overrules its launch template", change: instance({ launchTemplate: { id: "lt-0a" }, metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 1 } }), fires: [BASTION] },
    { state: "compliant", when: "no metadata service at all", change: onTemplate("metadataOptions", { httpEndpoint: "disabled" }), fires: [] },
  ],
  "eks-no-remote-access": [
    { state: "violating", when: "an SSH key of the node group", change: set(eks.nodeGroup, "nodes", "remoteAccess", { ec2SshKey: "operations" }), fires: [NODES], says: /remoteAccess is set, and must not be/ },
    { state: "unknown", when: "access known only later", change: set(eks.nodeGroup, "nodes", "remoteAccess", UNKNOWN), fires: [NODES] },
    { state: "violating", when: "an SSH key of the launch template", change: onTemplate("keyName", "operations"), fires: [TEMPLATE] },
    { state: "unknown", when: "a key known only later", change: onTemplate("keyName", UNKNOWN), fires: [TEMPLATE] },
    { state: "violating", when: "an SSH key of the NAT instance", profiles: ["development"], change: set(ec2.launchTemplate, "nat", "keyName", "operations"), fires: [NAT_TEMPLATE] },
    { state: "absent", when: "neither", change: all(unset(eks.nodeGroup, "nodes", "remoteAccess"), unset(ec2.launchTemplate, "nodes", "keyName")), fires: [] },
  ],
  "eks-irsa-scoped": [
    { state: "violating", when: "any service account", change: trust(serviceAccountTrust({ aud: AUD })), fires: [ROLE], says: /Orders of assumeRolePolicy trusts a cluster without StringEquals on the sub/ },
    { state: "violating", when: "every service account of a namespace", change: trust(serviceAccountTrust({ sub: "system:serviceaccount:kianax:*", aud: AUD })), fires: [ROLE] },
    { state: "violating", when: "every namespace", change: trust(serviceAccountTrust({ sub: "system:serviceaccount:*:orders", aud: AUD })), fires: [ROLE] },
    { state: "violating", when: "a pattern", change: trust(serviceAccountTrust({ sub: SUB, aud: AUD }, "StringLike")), fires: [ROLE] },
    { state: "violating", when: "a condition only if the token says it", change: trust(serviceAccountTrust({ sub: SUB, aud: AUD }, "StringEqualsIfExists")), fires: [ROLE] },
    { state: "violating", when: "another audience", change: trust(serviceAccountTrust({ sub: SUB, aud: "anyone" })), fires: [ROLE] },
    { state: "absent", when: "no audience", change: trust(serviceAccountTrust({ sub: SUB })), fires: [ROLE], says: /StringEquals of aud/ },
    { state: "absent", when: "no condition", change: trust(serviceAccountTrust({})), fires: [ROLE] },
    { state: "unknown", when: "a trust made of a provider of the stack", change: (plan) => {
      const provider = plan.add(iam.openIdConnectProvider, "cluster", { url: "https://oidc.eks.us-east-1.amazonaws.com/id/0A1B" });
      plan.get(iam.role, "service-account").set("assumeRolePolicy", provider.out("trust"));
    }, fires: [ROLE], moments: ["preview"] },
    { state: "compliant", when: "a trust made of GitHub's provider", change: (plan) => {
      const provider = plan.add(iam.openIdConnectProvider, "github", { url: "https://token.actions.githubusercontent.com" });
      plan.get(iam.role, "service-account").set("assumeRolePolicy", provider.out("trust"));
    }, fires: [], moments: ["preview"] },
    { state: "compliant", when: "a role for a service of AWS", change: trust(JSON.stringify({ Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" } })), fires: [] },
    { state: "compliant", when: "another service account", change: trust(serviceAccountTrust({ sub: "system:serviceaccount:monitoring:agent", aud: AUD })), fires: [] },
  ],
  "eks-network-policy-on": [
    { state: "absent", when: "no network plug-in", change: remove(eks.addon, "vpc-cni"), fires: [CLUSTER], says: /has no add-on vpc-cni/ },
    { state: "violating", when: "another add-on", change: set(eks.addon, "vpc-cni", "addonName", "coredns"), fires: [CLUSTER] },
    { state: "violating", when: "the plug-in of another cluster", change: set(eks.addon, "vpc-cni", "clusterName", "other"), fires: [CLUSTER] },
    { state: "absent", when: "a plug-in without configuration", change: unset(eks.addon, "vpc-cni", "configurationValues"), fires: [CNI], says: /does not say enableNetworkPolicy/ },
    { state: "violating", when: "policies off", change: values(JSON.stringify({ enableNetworkPolicy: "false" })), fires: [CNI] },
    { state: "violating", when: "a configuration of something else", change: values(JSON.stringify({ env: { ENABLE_PREFIX_DELEGATION: "true" } })), fires: [CNI] },
    { state: "violating", when: "what is no configuration", change: values("enableNetworkPolicy: true"), fires: [CNI] },
    { state: "unknown", when: "a configuration known only later", change: values(UNKNOWN), fires: [CNI] },
    { state: "unknown", when: "an add-on known only later", change: set(eks.addon, "vpc-cni", "addonName", UNKNOWN), fires: [CLUSTER] },
    { state: "compliant", when: "policies on, said as a boolean", change: values(JSON.stringify({ enableNetworkPolicy: true })), fires: [] },
  ],
  "eks-deletion-protection": [
    { state: "violating", when: "no protection", change: onCluster("deletionProtection", false), fires: [CLUSTER] },
    { state: "unknown", when: "protection known only later", change: onCluster("deletionProtection", UNKNOWN), fires: [CLUSTER] },
    { state: "absent", when: "AWS's own choice, which is none", change: offCluster("deletionProtection"), fires: [CLUSTER] },
    { state: "violating", when: "protection off, said as a string", change: onCluster("deletionProtection", "false"), fires: [CLUSTER] },
    { state: "compliant", when: "protection said as a string", profiles: ["production"], change: onCluster("deletionProtection", "true"), fires: [] },
  ],
});
