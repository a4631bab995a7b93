/** Functions about the account, the region and the partition. */
import { callerArn } from "../caller";
import { REGIONS, zoneId, zonesOf } from "../catalogues";
import { Reader } from "../reader";
import { refuse } from "../rule";
import type { Functions } from "./functions";

export const accountFunctions: Functions = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, cloud) => ({
    accountId: cloud.account,
    arn: callerArn(cloud),
    id: cloud.account,
    userId: "AIDAKIANAXDEPLOYLOCAL",
  }),
  "aws:index/getPartition:getPartition": (_, cloud) => ({
    id: cloud.partition,
    partition: cloud.partition,
    dnsSuffix: cloud.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    reverseDnsPrefix: cloud.partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": (args, cloud) => {
    const name = new Reader(args).text("region") ?? new Reader(args).text("name") ?? cloud.region;
    return { id: name, name, region: name, description: REGIONS.entries[name]?.description ?? name, endpoint: `ec2.${name}.amazonaws.com` };
  },
  "aws:index/getRegions:getRegions": (_, cloud) => ({ id: cloud.partition, names: Object.keys(REGIONS.entries).sort() }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, cloud) => {
    const reader = new Reader(args);
    const zones = zonesOf(cloud.region);
    if (zones === undefined) {
      return refuse("region", `the zones of ${cloud.region} are not in the local cloud's catalogue; use one of ${Object.keys(REGIONS.entries).join(", ")}.`);
    }
    const matches = (zone: string): boolean =>
      reader.objects("filters").every((filter) => {
        const facts: Readonly<Record<string, string>> = {
          "zone-name": zone,
          "zone-id": zoneId(cloud.region, zone),
          "zone-type": "availability-zone",
          "opt-in-status": "opt-in-not-required",
          "region-name": cloud.region,
          "group-name": cloud.region,
          state: "available",
        };
        const fact = facts[filter.text("name") ?? ""];
        return fact === undefined || filter.texts("values").includes(fact);
      });
    const names = zones
      .filter((zone) => !reader.texts("excludeNames").includes(zone) && !reader.texts("excludeZoneIds").includes(zoneId(cloud.region, zone)))
      .filter(matches)
      .filter(() => [undefined, "available"].includes(reader.text("state")));
    return { ...args, id: cloud.region, region: cloud.region, names, zoneIds: names.map((zone) => zoneId(cloud.region, zone)), groupNames: [cloud.region] };
  },
  "aws:index/getServicePrincipal:getServicePrincipal": (args, cloud) => {
    const reader = new Reader(args);
    const serviceName = reader.text("serviceName") ?? "";
    const region = reader.text("region") ?? cloud.region;
    return { id: `${serviceName}.${region}.amazonaws.com`, name: `${serviceName}.amazonaws.com`, region, serviceName, suffix: "amazonaws.com" };
  },
  "aws:index/getBillingServiceAccount:getBillingServiceAccount": (_, cloud) => ({ id: "386209384616", arn: `arn:${cloud.partition}:iam::386209384616:root` }),
  "aws:index/getDefaultTags:getDefaultTags": (_, cloud) => ({ id: cloud.partition, tags: {} }),
  "aws:elb/getServiceAccount:getServiceAccount": (args, cloud) => {
    const region = new Reader(args).text("region") ?? cloud.region;
    const account = REGIONS.entries[region]?.elbAccount;
    return account === undefined
      ? refuse("region", `${region} has no Elastic Load Balancing account; let logdelivery.elasticloadbalancing.amazonaws.com write the logs instead.`)
      : { id: account, region, arn: `arn:${cloud.partition}:iam::${account}:root` };
  },
};
