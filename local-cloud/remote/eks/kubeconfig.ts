/** What a kubeconfig says about the credentials it is used with. */
export interface Credentials {
  /** Role to assume. */
  readonly roleArn?: string;
  /** Profile of the AWS configuration files. */
  readonly profileName?: string;
}

export interface ClusterAccess {
  readonly clusterName: string;
  readonly endpoint: string;
  readonly certificateData: string;
  /** ARN of the cluster: its region is the one of the tokens. */
  readonly arn: string;
}

/** A kubeconfig whose tokens come from the AWS CLI: https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html */
export function kubeconfig(access: ClusterAccess, credentials: Credentials = {}): object {
  const { clusterName, endpoint, certificateData, arn } = access;
  return {
    apiVersion: "v1",
    clusters: [
      { cluster: { server: endpoint, "certificate-authority-data": certificateData }, name: "kubernetes" },
    ],
    contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
    "current-context": "aws",
    kind: "Config",
    users: [
      {
        name: "aws",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: [
              ...["--region", regionOf(arn), "eks", "get-token", "--cluster-name", clusterName, "--output", "json"],
              ...(credentials.roleArn ? ["--role", credentials.roleArn] : []),
              ...(credentials.profileName ? ["--profile", credentials.profileName] : []),
            ],
            env: [
              {
                name: "KUBERNETES_EXEC_INFO",
                value: '{"apiVersion": "client.authentication.k8s.io/v1beta1"}',
              },
            ],
          },
        },
      },
    ],
  };
}

export function regionOf(arn: string): string {
  const [prefix, , , region] = arn.split(":");
  if (prefix !== "arn" || region === undefined) {
    throw new Error(`"${arn}" is not an ARN, so the region of the cluster is not known.`);
  }
  return region;
}
