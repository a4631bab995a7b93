/** Who the local cloud takes the program for: the role that deploys has made the cluster, so EKS lets it in. */
export function callerArn({ partition, account }: { readonly partition: string; readonly account: string }): string {
  return `arn:${partition}:iam::${account}:user/kianax-deploy`;
}
