import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import { policyDocument, type Statement } from "../base/iam";
import { BOOTSTRAP_PATH } from "../state";
import { pipelinesChecks, type KianaxPipelinesArgs } from "./arguments";
import { boundaryStatements, deployStatements, imagePushStatements, planStatements, type Facts } from "./documents";
import { AUDIENCE, branchTrust, GITHUB, readerTrust } from "./trust";

/** Shortest session that a role can have. */
const ONE_HOUR_SECONDS = 3600;

/**
 * The roles that pipelines on GitHub take, without any stored credential: `plan` for previews of pull requests and scheduled comparisons, `deploy` for
 * the one branch and environment that is deployed, `imagePush` for the images of services. Each account has its own.
 * Nothing a deployment does reaches these roles, GitHub's provider or the protections of the state: a permissions
 * boundary that it has, and must give to every role it makes, denies it.
 */
export class KianaxPipelines extends KianaxComponent {
  readonly providerArn: pulumi.Output<string>;
  readonly plan: aws.iam.Role;
  readonly deploy: aws.iam.Role;
  readonly imagePush: aws.iam.Role;
  /** Policy that every role of the stack must have as its permissions boundary. */
  readonly boundary: aws.iam.Policy;

  constructor(name: string, args: KianaxPipelinesArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:delivery:KianaxPipelines", costLine: "monitoring", dataClass: "restricted" }, name, args, pipelinesChecks, opts);
    const names = this.namesOf(args);
    this.providerArn = args.providerArn === undefined ? this.createProvider() : pulumi.output(args.providerArn);
    this.boundary = this.createPolicy("boundary", "The most that deployments, and roles made by them, can do", names.apply(boundaryStatements));
    const hours = { maxSessionDuration: ONE_HOUR_SECONDS };
    this.plan = this.createRole("plan", "Previews of pull requests", readerTrust(this.providerArn, args.repository, args.defaultBranch), names.apply(planStatements), hours);
    const { branch, githubEnvironment } = args;
    this.deploy = this.createRole(
      "deploy",
      `Deployments of the branch ${branch}`,
      branchTrust(this.providerArn, [args.repository], branch, githubEnvironment),
      names.apply(deployStatements),
      { maxSessionDuration: args.deploySessionMinutes * 60, permissionsBoundary: this.boundary.arn },
    );
    this.imagePush = this.createRole(
      "image-push",
      "Pipelines of services push images",
      branchTrust(this.providerArn, args.imageRepositories, branch, githubEnvironment),
      names.apply(imagePushStatements),
      hours,
    );
    this.registerOutputs({ planRoleArn: this.plan.arn, deployRoleArn: this.deploy.arn, imagePushRoleArn: this.imagePush.arn, boundaryArn: this.boundary.arn });
  }

  private namesOf({ state, project, region, furtherRegions = [] }: KianaxPipelinesArgs): pulumi.Output<Facts> {
    const { partition } = aws.getPartitionOutput({}, { parent: this });
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const { replica, stateKey, secretsKey } = state;
    return pulumi
      .output({
        partition,
        account: accountId,
        stateBucketArn: state.bucket.arn,
        keptBucketArns: [state.accessLogs.arn, ...(replica === undefined ? [] : [replica.arn])],
        stateKeyArn: stateKey.key.arn,
        secretsKeyArn: secretsKey.key.arn,
        replicaKeyArns: [stateKey, secretsKey].flatMap((pair) => pair.replica?.arn ?? []),
      })
      .apply((known) => ({
        ...known,
        base: this.base,
        path: `${this.prefix}/${this.environment}`,
        project,
        region,
        regions: [region, ...furtherRegions],
        bootstrapPath: BOOTSTRAP_PATH,
        boundaryArn: `arn:${known.partition}:iam::${known.account}:policy${BOOTSTRAP_PATH}${this.base}-boundary`,
      }));
  }

  /** One for each account; AWS knows the certificates behind it. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html */
  private createProvider(): pulumi.Output<string> {
    return this.child(aws.iam.OpenIdConnectProvider, "provider", "github", { url: `https://${GITHUB}`, clientIdLists: [AUDIENCE], tags: this.tags("github") }, { stateful: true }).arn;
  }

  private createPolicy(suffix: string, description: string, statements: pulumi.Output<Statement[]>): aws.iam.Policy {
    return this.child(
      aws.iam.Policy,
      "policy",
      suffix,
      {
        name: this.physical("iam policy", suffix),
        path: BOOTSTRAP_PATH,
        description,
        policy: statements.apply((list) => policyDocument(list)),
        tags: this.tags(suffix),
      },
      { stateful: true },
    );
  }

  private createRole(
    suffix: string,
    description: string,
    trust: readonly Statement[],
    statements: pulumi.Output<Statement[]>,
    more: Pick<aws.iam.RoleArgs, "maxSessionDuration" | "permissionsBoundary">,
  ): aws.iam.Role {
    const role = this.child(
      aws.iam.Role,
      "role",
      suffix,
      {
        name: this.physical("iam role", suffix),
        path: BOOTSTRAP_PATH,
        description,
        assumeRolePolicy: policyDocument(trust),
        ...more,
        tags: this.tags(suffix),
      },
      { stateful: true },
    );
    const policy = this.createPolicy(`${suffix}-policy`, description, statements);
    this.child(aws.iam.RolePolicyAttachment, "attachment", suffix, { role: role.name, policyArn: policy.arn });
    return role;
  }
}
