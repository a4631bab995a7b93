import { ROOT_POLICY, trust, type World } from "../../testing/world";
import type { RuleCase } from "../../testing/rule-case";
import { T } from "../../tokens";

const S3_READ = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] });
const BIG = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: Array.from({ length: 200 }, (_, index) => `arn:aws:s3:::bucket-${String(index).padStart(30, "0")}/*`) }] });
const MEDIUM = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: Array.from({ length: 120 }, (_, index) => `arn:aws:s3:::bucket-${String(index).padStart(30, "0")}/*`) }] });
const LOCKED = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*", Principal: { AWS: "arn:aws:iam::123456789012:root" } }] });
const STRANGER = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*", Principal: { AWS: "arn:aws:iam::123456789012:role/nobody" } }] });

/** ARN of the multi-Region key that a case made in a Region. */
function multiRegionKey(w: World, region: string): string {
  return String(w.cloud.view().byType(T.key).find((key) => key.region === region)?.outputs["arn"]);
}

export const securityCases: readonly RuleCase[] = [
  { rule: "ec2-group-description", type: T.securityGroup, good: () => ({ description: "Traffic of the API (TLS)" }), bad: () => ({ description: "API → database" }), says: [
      "description: InvalidParameterValue: \"API → database\" has characters that AWS refuses in a description; use letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*."
    ] },
  { rule: "ec2-group-rule-ports", type: T.ingressRule, good: () => ({ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" }), bad: () => ({ ipProtocol: "tcp", fromPort: 443, toPort: 70000, cidrIpv4: "10.0.0.1/16" }), says: [
      "toPort: InvalidParameterValue: 70000 is no port; give a number from 0 to 65535.",
      "cidrIpv4: InvalidParameterValue: 10.0.0.1/16 does not begin where its block does; write 10.0.0.0/16."
    ] },
  { rule: "ec2-group-rule-ports", type: T.egressRule, good: () => ({ ipProtocol: "-1" }), bad: () => ({ ipProtocol: "-1", fromPort: 1, toPort: 2 }), says: [
      "fromPort: InvalidParameterValue: a rule for all protocols has no ports; leave fromPort and toPort out, or name a protocol such as \"tcp\"."
    ] },
  { rule: "ec2-group-inline-rules", type: T.securityGroup, good: () => ({ egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }), bad: () => ({ ingress: [{ protocol: "tcp", fromPort: 10, toPort: 5, cidrBlocks: ["anywhere"] }] }), says: [
      "ingress[0].toPort: InvalidParameterValue: the range ends (5) before it begins (10); swap the two.",
      "ingress[0].cidrBlocks[0]: InvalidParameterValue: CIDR block anywhere is malformed; write it as 10.0.0.0/16."
    ] },
  { rule: "ec2-group-rule-peer", type: T.ingressRule, good: () => ({ cidrIpv4: "10.0.0.0/16" }), bad: () => ({ cidrIpv4: "10.0.0.0/16", referencedSecurityGroupId: "sg-1" }), says: [
      ": InvalidParameterCombination: a rule has one peer, and this one has 2; give exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId."
    ] },
  { rule: "ec2-group-rule-source", type: T.securityGroupRule, good: () => ({ self: true }), bad: () => ({ cidrBlocks: ["10.0.0.0/16"], sourceSecurityGroupId: "sg-1" }), says: [
      "cidrBlocks: InvalidParameterCombination: a rule takes cidrBlocks or sourceSecurityGroupId, not both; make two rules."
    ] },
  {
    rule: "ec2-group-rule-duplicate", type: T.ingressRule,
    given: (w) => w.cloud.create(T.ingressRule, "existing", { securityGroupId: w.group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, referencedSecurityGroupId: w.peer.id }),
    good: (w) => ({ securityGroupId: w.group.id, ipProtocol: "tcp", fromPort: 80, toPort: 80, referencedSecurityGroupId: w.peer.id }),
    bad: (w) => ({ securityGroupId: w.group.id, ipProtocol: "6", fromPort: 443, toPort: 443, referencedSecurityGroupId: w.peer.id }), says: [
      ": InvalidPermission.Duplicate: the specified rule \"ingress tcp 443-443 <peer>\" already exists in <group> (<existing>); remove one of the two."
    ],
  },
  {
    rule: "ec2-group-rule-limit", type: T.ingressRule,
    given: (w) => Array.from({ length: 60 }, (_, port) => w.cloud.create(T.ingressRule, `rule-${port}`, { securityGroupId: w.group.id, ipProtocol: "tcp", fromPort: port, toPort: port, cidrIpv4: "10.0.0.0/16" })),
    good: (w) => ({ securityGroupId: w.peer.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" }),
    bad: (w) => ({ securityGroupId: w.group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" }), says: [
      ": RulesPerSecurityGroupLimitExceeded: <group> has 60 ingress rules, and AWS takes 60 unless the quota is raised; merge rules."
    ],
  },
  { rule: "ec2-group-same-vpc", type: T.ingressRule, good: (w) => ({ securityGroupId: w.group.id, referencedSecurityGroupId: w.peer.id }), bad: (w) => ({ securityGroupId: w.group.id, referencedSecurityGroupId: w.otherGroup.id }), says: [
      "referencedSecurityGroupId: InvalidGroup.NotFound: <other-group> belongs to <other-vpc>, and <group> to <vpc>; a rule can only name a group of its own or a peered VPC."
    ] },
  { rule: "ec2-group-name-in-vpc", type: T.securityGroup, good: (w) => ({ vpcId: w.otherVpc.id, name: "group" }), bad: (w) => ({ vpcId: w.vpc.id, name: "group" }), says: [
      "name: InvalidGroup.Duplicate: the security group \"group\" already exists for VPC <vpc> (<group>); give this one another name."
    ] },
  { rule: "iam-document-iam/policy-policy", type: T.policy, good: () => ({ policy: S3_READ }), bad: () => ({ policy: BIG }), says: [
      "policy: LimitExceeded: the policy has 11094 characters, and AWS takes 6144; split it or use wildcards in names."
    ] },
  { rule: "iam-document-iam/policy-policy", type: T.policy, good: () => ({ policy: S3_READ }), bad: () => ({ policy: "{" }), says: [
      "policy: MalformedPolicyDocument: it is no JSON; check its quotes, commas and brackets."
    ] },
  { rule: "iam-document-iam/policy-policy", type: T.policy, good: () => ({ policy: S3_READ }), bad: () => ({ policy: trust("ec2.amazonaws.com") }), says: [
      "policy: MalformedPolicyDocument: statement 1 has a Principal, which a policy of an identity cannot have; remove it."
    ] },
  { rule: "iam-document-iam/rolePolicy-policy", type: T.rolePolicy, good: () => ({ policy: S3_READ }), bad: () => ({ policy: S3_READ.replace("Allow", "allow") }), says: [
      "policy: MalformedPolicyDocument: statement 1 has the Effect \"allow\"; write Allow or Deny."
    ] },
  { rule: "iam-document-iam/role-assumeRolePolicy", type: T.role, good: () => ({ assumeRolePolicy: trust("ec2.amazonaws.com") }), bad: () => ({ assumeRolePolicy: trust("ec2") }), says: [
      "assumeRolePolicy: MalformedPolicyDocument: statement 1 names the service \"ec2\"; a service principal is written as pods.eks.amazonaws.com."
    ] },
  { rule: "iam-document-iam/role-assumeRolePolicy", type: T.role, good: () => ({ assumeRolePolicy: trust("ec2.amazonaws.com") }), bad: () => ({ assumeRolePolicy: S3_READ }), says: [
      "assumeRolePolicy: MalformedPolicyDocument: statement 1 has no Principal."
    ] },
  { rule: "iam-document-iam/role-inlinePolicies[*].policy", type: T.role, good: () => ({ inlinePolicies: [{ policy: S3_READ }] }), bad: () => ({ inlinePolicies: [{ policy: S3_READ.replace("s3:GetObject", "GetObject") }] }), says: [
      "inlinePolicies[0].policy: MalformedPolicyDocument: statement 1 has the action \"GetObject\"; actions are written service:Action."
    ] },
  { rule: "iam-document-kms/key-policy", type: T.key, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: S3_READ }), says: [
      "policy: MalformedPolicyDocument: statement 1 has no Principal."
    ] },
  { rule: "iam-document-kms/keyPolicy-policy", type: T.keyPolicy, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: "[]" }), says: [
      "policy: MalformedPolicyDocument: it is no JSON object."
    ] },
  { rule: "iam-document-s3/bucketPolicy-policy", type: T.bucketPolicy, good: () => ({ policy: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::b" }] } }), bad: () => ({ policy: { Version: "2024-01-01", Statement: [] } }), says: [
      "policy: MalformedPolicyDocument: its Version is \"2024-01-01\", and AWS knows 2012-10-17 and 2008-10-17."
    ] },
  { rule: "iam-document-secretsmanager/secret-policy", type: T.secret, good: () => ({ policy: "" }), bad: () => ({ policy: { Statement: [] } }), says: [
      "policy: MalformedPolicyDocument: it has no Statement."
    ] },
  { rule: "iam-document-secretsmanager/secretPolicy-policy", type: T.secretPolicy, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: { Statements: [] } }), says: [
      "policy: MalformedPolicyDocument: it has the element \"Statements\", and a policy has only Version, Id and Statement."
    ] },
  { rule: "iam-document-ecr/repositoryPolicy-policy", type: T.repositoryPolicy, good: () => ({ policy: { Statement: [{ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }] } }), bad: () => ({ policy: { Statement: [{ Effect: "Allow", Action: "ecr:BatchGetImage" }] } }), says: [
      "policy: MalformedPolicyDocument: statement 1 has no Principal."
    ] },
  { rule: "iam-document-sns/topicPolicy-policy", type: T.topicPolicy, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: { Statement: [{ Effect: "Allow", Principal: { Aws: "*" }, Action: "sns:Publish", Resource: "*" }] } }), says: [
      "policy: MalformedPolicyDocument: statement 1 has a Principal of kind \"Aws\"; AWS knows AWS, Service, Federated, CanonicalUser."
    ] },
  { rule: "iam-document-cloudwatch/logResourcePolicy-policyDocument", type: T.logResourcePolicy, good: () => ({ policyDocument: ROOT_POLICY }), bad: () => ({ policyDocument: S3_READ }), says: [
      "policyDocument: MalformedPolicyDocument: statement 1 has no Principal."
    ] },
  { rule: "iam-document-ec2/vpcEndpoint-policy", type: T.vpcEndpoint, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: "no" }), says: [
      "policy: MalformedPolicyDocument: it is no JSON; check its quotes, commas and brackets."
    ] },
  { rule: "iam-trust-actions", type: T.role, good: () => ({ assumeRolePolicy: trust("ec2.amazonaws.com") }), bad: () => ({ assumeRolePolicy: trust("ec2.amazonaws.com", ["s3:GetObject"]) }), says: [
      "assumeRolePolicy: MalformedPolicyDocument: the trust policy has the action \"s3:GetObject\"; it can only have STS actions such as sts:AssumeRole."
    ] },
  { rule: "iam-managed-policy-exists", type: T.rolePolicyAttachment, good: () => ({ policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" }), bad: () => ({ policyArn: "arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicy" }), says: [
      "policyArn: NoSuchEntity: AWS has no managed policy \"AmazonEBSCSIDriverPolicy\". Did you mean service-role/AmazonEBSCSIDriverPolicy?"
    ] },
  {
    rule: "iam-attachments-per-role", type: T.rolePolicyAttachment,
    given: (w) => ["AmazonEKSClusterPolicy", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly", "AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy", "ReadOnlyAccess", "AmazonS3ReadOnlyAccess", "AmazonEC2ReadOnlyAccess", "AmazonEKSServicePolicy"].forEach((name) => w.cloud.create(T.rolePolicyAttachment, name, { role: "node-role", policyArn: `arn:aws:iam::aws:policy/${name}` })),
    good: () => ({ role: "pod-role", policyArn: "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController" }), bad: () => ({ role: "node-role", policyArn: "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController" }), says: [
      "role: LimitExceeded: the role node-role has 10 managed policies, and AWS takes 10 unless the quota is raised; merge policies."
    ],
  },
  { rule: "iam-inline-total", type: T.rolePolicy, given: (w) => w.cloud.create(T.rolePolicy, "first", { role: "pod-role", policy: MEDIUM }), good: () => ({ role: "node-role", policy: MEDIUM }), bad: () => ({ role: "pod-role", policy: MEDIUM }), says: [
      "policy: LimitExceeded: the inline policies of pod-role have 13388 characters together, and AWS takes 10240; use a managed policy."
    ] },
  { rule: "iam-path", type: T.role, good: () => ({ path: "/kianax/" }), bad: () => ({ path: "kianax" }), says: [
      "path: ValidationError: the path \"kianax\" must begin and end with a slash."
    ] },
  { rule: "iam-role-description", type: T.role, good: () => ({ description: "short" }), bad: () => ({ description: "x".repeat(1001) }), says: [
      "description: ValidationError: the description has 1001 characters, and AWS takes 1000; shorten it."
    ] },
  {
    rule: "iam-trust-principals-exist", type: T.role,
    good: () => ({ assumeRolePolicy: { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ["arn:aws:iam::123456789012:role/node-role", "arn:aws:iam::999999999999:role/x", "123456789012"] } }] } }),
    bad: () => ({ assumeRolePolicy: { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::123456789012:role/nobody" } }] } }), says: [
      "assumeRolePolicy: MalformedPolicyDocument: invalid principal in policy: arn:aws:iam::123456789012:role/nobody does not exist; make it first."
    ],
  },
  { rule: "kms-rotation-symmetric", type: T.key, good: () => ({ enableKeyRotation: true, rotationPeriodInDays: 365 }), bad: () => ({ enableKeyRotation: true, customerMasterKeySpec: "RSA_2048" }), says: [
      "enableKeyRotation: UnsupportedOperationException: AWS does not rotate RSA_2048 keys; leave enableKeyRotation out."
    ] },
  { rule: "kms-rotation-symmetric", type: T.key, good: () => ({}), bad: () => ({ rotationPeriodInDays: 365 }), says: [
      "rotationPeriodInDays: ValidationException: a rotation period needs rotation; set enableKeyRotation to true."
    ] },
  { rule: "kms-policy-lockout", type: T.key, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: LOCKED }), says: [
      "policy: MalformedPolicyDocumentException: the new key policy will not allow you to update the key policy in the future; let arn:aws:iam::123456789012:root do kms:*."
    ] },
  { rule: "kms-policy-principals-exist", type: T.key, good: () => ({ policy: LOCKED }), bad: () => ({ policy: STRANGER }), says: [
      "policy: MalformedPolicyDocumentException: the policy contains a principal that is not valid: arn:aws:iam::123456789012:role/nobody does not exist; make it first."
    ] },
  {
    rule: "kms-replica-of-multi-region-key", type: T.replicaKey, given: (w) => w.cloud.create(T.key, "west", { multiRegion: true }, "us-west-2"),
    good: (w) => ({ primaryKeyArn: multiRegionKey(w, "us-west-2") }), bad: (w) => ({ primaryKeyArn: w.arn(w.key) }), says: [
      "primaryKeyArn: UnsupportedOperationException: <key> is no multi-Region key; make it with multiRegion: true.",
      "primaryKeyArn: ValidationException: the key <key> is in us-east-1 itself; give the replica another region."
    ],
  },
  {
    rule: "kms-replica-of-multi-region-key", type: T.replicaKey,
    given: (w) => {
      const primaryKeyArn = w.arn(w.cloud.create(T.key, "west", { multiRegion: true }, "us-west-2"));
      w.cloud.create(T.key, "south", { multiRegion: true }, "eu-south-1");
      w.cloud.create(T.replicaKey, "first", { primaryKeyArn });
      w.cloud.create(T.replicaKey, "elsewhere", { primaryKeyArn, region: "eu-west-1" });
    },
    good: (w) => ({ primaryKeyArn: multiRegionKey(w, "eu-south-1") }), bad: (w) => ({ primaryKeyArn: multiRegionKey(w, "us-west-2") }), says: [
      "primaryKeyArn: AlreadyExistsException: us-east-1 has a replica of that key already, and there is one in each region; import it."
    ],
  },
  { rule: "kms-policy-lockout", type: T.replicaKey, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: LOCKED }), says: [
      "policy: MalformedPolicyDocumentException: the new key policy will not allow you to update the key policy in the future; let arn:aws:iam::123456789012:root do kms:*."
    ] },
  { rule: "kms-policy-principals-exist", type: T.replicaKey, good: () => ({ policy: LOCKED }), bad: () => ({ policy: STRANGER }), says: [
      "policy: MalformedPolicyDocumentException: the policy contains a principal that is not valid: arn:aws:iam::123456789012:role/nobody does not exist; make it first."
    ] },
  { rule: "iam-document-kms/replicaKey-policy", type: T.replicaKey, good: () => ({ policy: ROOT_POLICY }), bad: () => ({ policy: "no" }), says: [
      "policy: MalformedPolicyDocument: it is no JSON; check its quotes, commas and brackets."
    ] },
  { rule: "logs-key-allows-service", type: T.logGroup, good: (w) => ({ kmsKeyId: w.arn(w.key) }), bad: (w) => ({ kmsKeyId: w.arn(w.plainKey) }), says: [
      "kmsKeyId: AccessDeniedException: the key <plain-key> does not allow CloudWatch Logs to use it; let logs.us-east-1.amazonaws.com encrypt and decrypt in the key's policy."
    ] },
];
