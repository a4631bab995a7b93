import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import { UNTAGGED_DAYS } from "../base/images";
import { createAlarm, createLogGroup, type AlarmDefinition, type Dimensions } from "../monitoring";
import { createSlot, valueOf } from "../secrets";
import { logMetrics, objectiveAlarms, TARGET_GROUP_METRICS, unhealthyTargetsAlarm } from "./alarms";
import type { KianaxServiceArgs, Predecessor } from "./arguments";
import { chartContext } from "./environment-context";
import { serviceChecks } from "./checks";
import { createTargetGroup } from "./exposure";
import { createRole } from "./identity";
import { install } from "./installation";
import { createLogMetrics } from "./log-metrics";
import { servicePath } from "./names";

/**
 * One microservice: repository, identity, secret slots, logs, alarms, its place behind the load balancer, and its chart, installed by
 * Argo CD from Git or by this program. The chart is told what follows from declaration and environment; images, resources and
 * switches are set in Git.
 */
export class KianaxService extends KianaxComponent {
  /** Where its images are: in a repository of its own, or in the replica of that of the environment that it took over. */
  readonly repositoryUrl: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** For the chart's TargetGroupBinding; services that are not exposed have none. */
  readonly targetGroupArn?: pulumi.Output<string>;
  /** Secrets by slot. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Kubernetes namespace of all services of the platform. */
  readonly namespace: string;
  readonly serviceAccount: string;

  constructor(name: string, args: KianaxServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      { type: "kianax:service:KianaxService", costLine: "compute", dataClass: "internal", service: name },
      name,
      args,
      serviceChecks(name),
      opts,
    );
    this.namespace = args.host.namespace;
    this.serviceAccount = name;
    this.repositoryUrl = args.successorOf === undefined ? this.createRepository(args).url : this.replicatedRepository(args.successorOf);
    const { role, association } = createRole(this, args, { namespace: this.namespace, serviceAccount: this.serviceAccount });
    this.roleArn = role.arn;
    this.secretArns = this.createSecrets(args, role);
    const logGroup = createLogGroup(this, "", { name: `/${this.ownPath}`, retentionDays: args.logRetentionDays, keys: args.keys });
    this.logGroupName = logGroup.name;
    const { exposure } = args.definition;
    if (exposure === undefined) {
      this.watchLog(args, logGroup);
    } else {
      const targetGroup = createTargetGroup(this, args, exposure);
      this.targetGroupArn = targetGroup.arn;
      this.watchTargets(args, targetGroup);
    }
    // Pods that start before their identity would have none until they start anew.
    install(this, args, chartContext(this, args, this), [association]);
    this.registerOutputs({ repositoryUrl: this.repositoryUrl, roleArn: this.roleArn, logGroupName: this.logGroupName, targetGroupArn: this.targetGroupArn });
  }

  private get ownPath(): string {
    return servicePath({ namePrefix: this.prefix, environment: this.environment }, this.name);
  }

  private createRepository({ keys, imageRetentionCount }: KianaxServiceArgs): awsx.ecr.Repository {
    const args: awsx.ecr.RepositoryArgs = {
      name: this.ownPath,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keys.data.arn }],
      forceDelete: false,
      lifecyclePolicy: {
        rules: [
          { description: `without a tag: ${UNTAGGED_DAYS} days`, tagStatus: "untagged", maximumAgeLimit: UNTAGGED_DAYS },
          { description: `the newest ${imageRetentionCount}`, tagStatus: "any", maximumNumberOfImages: imageRetentionCount },
        ],
      },
      tags: this.tags(),
    };
    return this.child(awsx.ecr.Repository, "repository", "", args, { stateful: true });
  }

  /** ECR made it when the first image was replicated, by the template of the environment that it is of. */
  private replicatedRepository({ environment, brokerCredentialsKeyArn }: Predecessor): pulumi.Output<string> {
    const { dnsSuffix } = aws.getPartitionOutput({}, { parent: this });
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const { region } = aws.getRegionOutput({}, { parent: this });
    const url = pulumi.interpolate`${accountId}.dkr.ecr.${region}.${dnsSuffix}/${servicePath({ namePrefix: this.prefix, environment }, this.name)}`;
    // Not before that environment is known to have left something: a wrong name would send pods to images that are not there.
    return pulumi.all([url, brokerCredentialsKeyArn]).apply(([known]) => known);
  }

  /** A copy of each declared slot in the service's own namespace, which its role reads and no other. */
  private createSecrets({ definition, keys, secrets, secretRecoveryWindowDays }: KianaxServiceArgs, role: aws.iam.Role): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
      (definition.needs.secrets ?? []).map((slot) => {
        const secret = createSlot(this, {
          name: slot,
          secretName: `${this.ownPath}/${slot}`,
          description: `${slot} of ${definition.name}`,
          value: valueOf(secrets.values, slot),
          access: { readers: [role.arn, secrets.fetcherArn], deployers: secrets.deployers },
          recoveryWindowDays: secretRecoveryWindowDays,
          keys,
        });
        return [slot, secret.arn];
      }),
    );
  }

  private watchTargets({ definition, edge, alarmActions }: KianaxServiceArgs, targetGroup: aws.lb.TargetGroup): void {
    const alarms = [...objectiveAlarms(this.name, definition.objectives, TARGET_GROUP_METRICS), unhealthyTargetsAlarm(this.name)];
    this.createAlarms(alarms, { LoadBalancer: edge.loadBalancerArnSuffix, TargetGroup: targetGroup.arnSuffix }, alarmActions);
  }

  private watchLog({ definition, alarmActions }: KianaxServiceArgs, logGroup: aws.cloudwatch.LogGroup): void {
    const metrics = logMetrics(this.ownPath);
    createLogMetrics(this, logGroup, metrics);
    this.createAlarms(objectiveAlarms(this.name, definition.objectives, metrics), {}, alarmActions);
  }

  private createAlarms(alarms: readonly AlarmDefinition[], dimensions: Dimensions, actions: KianaxServiceArgs["alarmActions"]): void {
    for (const alarm of alarms) {
      createAlarm(this, this.name, alarm, dimensions, actions);
    }
  }
}
