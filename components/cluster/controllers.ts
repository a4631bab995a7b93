/** What the controllers inside the cluster may do in AWS, as data. */
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../base/iam";

/** A controller by its service account, and its rights. */
export interface ControllerIdentity {
  readonly suffix: string;
  readonly purpose: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Names of AWS managed policies. */
  readonly managedPolicies?: readonly string[];
  /** Rights of its own. */
  readonly statements?: readonly Statement[];
}

const NAMESPACE = "kube-system";

/** Without it no pod has an address, so nodes wait for it. https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html */
export const CNI: ControllerIdentity = {
  suffix: "vpc-cni",
  purpose: "The VPC CNI gives pods their addresses",
  namespace: NAMESPACE,
  serviceAccount: "aws-node",
  managedPolicies: ["AmazonEKS_CNI_Policy"],
};

/**
 * Volumes of pods, under the data key. Of the managed policies the one that ends at this cluster: volumes and snapshots carry
 * the cluster's name, and the session of the driver's pods does too, by Pod Identity. A volume that someone brings along needs
 * the tag `ebs.csi.aws.com/cluster-name` first.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverEKSClusterScopedPolicy.html
 */
export function ebsCsi(dataKeyArn: pulumi.Input<string>): ControllerIdentity {
  return {
    suffix: "ebs-csi",
    purpose: "The EBS CSI driver makes and attaches the volumes of pods",
    namespace: NAMESPACE,
    serviceAccount: "ebs-csi-controller-sa",
    managedPolicies: ["AmazonEBSCSIDriverEKSClusterScopedPolicy"],
    statements: [
      {
        Sid: "UseDataKey",
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: dataKeyArn,
      },
      {
        Sid: "AttachEncryptedVolumes",
        Effect: "Allow",
        Action: "kms:CreateGrant",
        Resource: dataKeyArn,
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ],
  };
}

/**
 * Sizes this cluster's node groups and no others: EKS names their Auto Scaling groups eks-<node group>-<id> and tags them with the
 * cluster's name.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export function clusterAutoscaler(clusterName: string, partition: pulumi.Input<string>): ControllerIdentity {
  return {
    suffix: "cluster-autoscaler",
    purpose: "The cluster autoscaler sizes the node groups",
    namespace: NAMESPACE,
    serviceAccount: "cluster-autoscaler",
    statements: [
      {
        Sid: "ReadCapacity",
        Effect: "Allow",
        Action: [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeAutoScalingInstances",
          "autoscaling:DescribeLaunchConfigurations",
          "autoscaling:DescribeScalingActivities",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:GetInstanceTypesFromInstanceRequirements",
        ],
        Resource: "*",
      },
      { Sid: "ReadOwnGroups", Effect: "Allow", Action: "eks:DescribeNodegroup", Resource: pulumi.interpolate`arn:${partition}:eks:*:*:nodegroup/${clusterName}/*/*` },
      {
        Sid: "SizeOwnGroups",
        Effect: "Allow",
        Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
        Resource: pulumi.interpolate`arn:${partition}:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/eks-${clusterName}-*`,
        Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
      },
    ],
  };
}

/**
 * Binds pods to target groups that this program makes, and nothing more: load balancers, listeners and security groups are made
 * here and survive the cluster. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
export function loadBalancerController(project: string, environment: string, partition: pulumi.Input<string>): ControllerIdentity {
  return {
    suffix: "load-balancer-controller",
    purpose: "The AWS Load Balancer Controller registers pods with target groups",
    namespace: NAMESPACE,
    serviceAccount: "aws-load-balancer-controller",
    statements: [
      {
        Sid: "ReadNetworkAndTargets",
        Effect: "Allow",
        Action: [
          "ec2:DescribeInstances",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeVpcs",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
        ],
        Resource: "*",
      },
      {
        Sid: "BindTargetsOfThisEnvironment",
        Effect: "Allow",
        Action: [
          "elasticloadbalancing:DeregisterTargets",
          "elasticloadbalancing:ModifyTargetGroup",
          "elasticloadbalancing:ModifyTargetGroupAttributes",
          "elasticloadbalancing:RegisterTargets",
        ],
        Resource: pulumi.interpolate`arn:${partition}:elasticloadbalancing:*:*:targetgroup/${project}-${environment}-*/*`,
        Condition: { StringEquals: { "aws:ResourceTag/Project": project, "aws:ResourceTag/Environment": environment } },
      },
    ],
  };
}

/** What external-secrets reads, as ARNs. */
export interface FetchedSecrets {
  /** ARN pattern of the environment's secrets. */
  readonly secrets: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  /** Secrets Manager as KMS sees it, `secretsmanager.<region>.amazonaws.com`. */
  readonly service: pulumi.Input<string>;
}

/**
 * Fetches the secrets of the environment for the pods that need them, and no secret of another environment. It lists nothing:
 * each secret is asked for by name, and each secret's own policy says who else may read it.
 * https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export function externalSecrets({ secrets, keyArn, service }: FetchedSecrets): ControllerIdentity {
  return {
    suffix: "external-secrets",
    purpose: "external-secrets fetches the environment's secrets for its pods",
    namespace: "external-secrets",
    serviceAccount: "external-secrets",
    statements: [
      { Sid: "ReadSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], Resource: secrets },
      {
        // Secrets Manager binds what it encrypts to the secret's ARN, so the key opens nothing else.
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: keyArn,
        Condition: { StringEquals: { "kms:ViaService": service }, StringLike: { "kms:EncryptionContext:SecretARN": secrets } },
      },
    ],
  };
}
