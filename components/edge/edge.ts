import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import { createAlarm } from "../monitoring";
import { createAccessLogs } from "./access-logs";
import { certificateAlarm, edgeAlarms, firewallAlarm } from "./alarms";
import type { KianaxEdgeArgs } from "./arguments";
import { createAuthorityRecord, createCertificate } from "./certificate";
import { createApiRecord, createDelegations, createVercelRecords, namesOf } from "./dns";
import { createHttpListener, createHttpsListener, createLoadBalancer, createSecurityGroup } from "./load-balancer";
import { edgeChecks } from "./validation";
import { createVercelProject } from "./vercel";
import { createWaf } from "./waf";

/**
 * The way in: names, certificate, load balancer and firewall. Services hang their target groups on its HTTPS listener,
 * so that all of it survives a cluster.
 */
export class KianaxEdge extends KianaxComponent {
  readonly loadBalancerArn: pulumi.Output<string>;
  /** Last part of the load balancer's ARN, as CloudWatch names it. */
  readonly loadBalancerArnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly httpsListenerArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** The issued certificate. */
  readonly certificateArn: pulumi.Output<string>;
  readonly webAclArn: pulumi.Output<string>;
  readonly zoneId: pulumi.Output<string>;
  /** Name servers that the parent domain, or the registrar, has to delegate to; none for a zone that another environment owns. */
  readonly nameServers: pulumi.Output<string[]>;
  readonly apiHost: string;
  readonly apiUrl: string;
  /** Project of the front end on Vercel, where it is managed here. */
  readonly vercelProjectId?: pulumi.Output<string>;

  constructor(name: string, args: KianaxEdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:edge:KianaxEdge", costLine: "networking", dataClass: "internal" }, name, args, edgeChecks, opts);
    const names = namesOf(this, args);
    const group = createSecurityGroup(this, args.network.vpcId);
    const accessLogs = createAccessLogs(this, args.accessLogRetentionDays);
    const loadBalancer = createLoadBalancer(this, args, group, accessLogs);
    this.certificateArn = createCertificate(this, args, names);
    createHttpListener(this, loadBalancer);
    const https = createHttpsListener(this, args, loadBalancer, this.certificateArn);
    const webAcl = createWaf(this, args, loadBalancer);
    if (args.zoneId === undefined) {
      createAuthorityRecord(this, args, names);
    }
    createApiRecord(this, args, names, loadBalancer);
    createDelegations(this, args, names);
    const website = args.vercelRecords ? createVercelRecords(this, args, names) : [];
    if (args.vercel !== undefined) {
      this.vercelProjectId = createVercelProject(this, args.vercel, args.domain, website);
    }
    this.createAlarms(args, loadBalancer, webAcl);

    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerArnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.httpsListenerArn = https.arn;
    this.securityGroupId = group.id;
    this.webAclArn = webAcl.arn;
    this.zoneId = pulumi.output(names.zoneId);
    this.nameServers = names.nameServers ?? pulumi.output([]);
    this.apiHost = args.apiHost;
    this.apiUrl = `https://${args.apiHost}`;
    this.registerOutputs({ apiUrl: this.apiUrl, dnsName: this.dnsName, nameServers: this.nameServers });
  }

  private createAlarms({ alarmActions }: KianaxEdgeArgs, loadBalancer: aws.lb.LoadBalancer, webAcl: aws.wafv2.WebAcl): void {
    for (const alarm of edgeAlarms()) {
      createAlarm(this, "api", alarm, { LoadBalancer: loadBalancer.arnSuffix }, alarmActions);
    }
    createAlarm(this, "api", certificateAlarm(), { CertificateArn: this.certificateArn }, alarmActions);
    const { region } = aws.getRegionOutput({}, { parent: this });
    createAlarm(this, "waf", firewallAlarm(), { WebACL: webAcl.name, Region: region, Rule: "ALL" }, alarmActions);
  }
}
