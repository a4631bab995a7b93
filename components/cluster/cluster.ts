import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import { createAddons } from "./addons";
import type { KianaxClusterArgs } from "./arguments";
import { createControlPlane } from "./control-plane";
import { CNI, clusterAutoscaler, ebsCsi, externalSecrets, loadBalancerController, type FetchedSecrets } from "./controllers";
import { createDeployers } from "./deployers";
import { createIdentity, createNodeRole } from "./identities";
import { createNodeGroups } from "./node-groups";
import { createPeople, type PeopleRole } from "./people";
import { supportNotice } from "./support";
import { clusterChecks } from "./validation";

/**
 * An EKS cluster with managed node groups. People and administrators enter by access entries alone, people with a second factor
 * and in one of three roles; pods get roles by Pod Identity alone. Kubernetes secrets, logs and volumes are encrypted with the environment's keys. Add-ons come in phases: those that nodes need
 * before them, those that need nodes after them. It takes nothing from data components, so that it can be made anew without them.
 */
export class KianaxCluster extends KianaxComponent {
  /** Name of the cluster in AWS. */
  readonly clusterName: pulumi.Output<string>;
  /** Address of the API server; private unless `publicAccessCidrs` opens it. */
  readonly endpoint: pulumi.Output<string>;
  /** Configuration of kubectl as JSON; it asks the AWS CLI for a token and holds none. A secret nevertheless. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Security group of nodes and pods. */
  readonly clusterSecurityGroupId: pulumi.Output<string>;
  /** Role of the nodes. */
  readonly nodeRole: aws.iam.Role;
  /** Roles that people take, with a second factor. */
  readonly peopleRoles: Readonly<Record<PeopleRole, aws.iam.Role>>;

  constructor(name: string, args: KianaxClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:cluster:KianaxCluster", costLine: "eks", dataClass: "confidential" }, name, args, clusterChecks, opts);
    this.reportSupport(args);
    const { partition } = aws.getPartitionOutput({}, { parent: this });

    const cluster = createControlPlane(this, args, partition, this.protect);
    this.clusterName = cluster.eksCluster.name;
    this.endpoint = cluster.eksCluster.endpoint;
    this.kubeconfig = pulumi.secret(cluster.kubeconfigJson);
    this.clusterSecurityGroupId = cluster.clusterSecurityGroupId;

    const { role, ready } = createNodeRole(this, partition);
    this.nodeRole = role;
    const addressing = createIdentity(this, CNI, this.clusterName, partition);
    const beforeNodes = createAddons(this, "before-nodes", this.clusterName, args.addons, [cluster]);
    const nodes = createNodeGroups(this, args, cluster, role, [...ready, ...addressing, ...beforeNodes]);

    const volumes = createIdentity(this, ebsCsi(args.keys.data.arn), this.clusterName, partition);
    createAddons(this, "after-nodes", this.clusterName, args.addons, [...nodes, ...volumes]);
    createIdentity(this, clusterAutoscaler(this.base, partition), this.clusterName, partition);
    createIdentity(this, loadBalancerController(this.prefix, this.environment, partition), this.clusterName, partition);
    createIdentity(this, externalSecrets(this.fetchedSecrets(args, partition)), this.clusterName, partition);
    createDeployers(this, args.deployers, this.clusterName, partition);
    this.peopleRoles = createPeople(this, args, this.clusterName, partition);

    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint, kubeconfig: this.kubeconfig });
  }
  /** Says in time that the version's support ends; the checks have refused one whose support has ended. */
  private reportSupport({ version, today = new Date() }: KianaxClusterArgs): void {
    const notice = supportNotice(version, today);
    if (notice !== undefined) {
      void pulumi.log[notice.severity](`${this.where}: ${notice.sentence}`, this);
    }
  }

  private fetchedSecrets({ keys }: KianaxClusterArgs, partition: pulumi.Output<string>): FetchedSecrets {
    const { region } = aws.getRegionOutput({}, { parent: this });
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    return {
      secrets: pulumi.interpolate`arn:${partition}:secretsmanager:${region}:${accountId}:secret:${this.prefix}/${this.environment}/*`,
      keyArn: keys.secrets.arn,
      service: pulumi.interpolate`secretsmanager.${region}.amazonaws.com`,
    };
  }
}
