/** RDS Proxy: where it stands, how it logs in, and what it may have behind it. */
import type { CloudRecord, CloudView } from "../../provider/cloud";
import { find, of, oneOf, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";
const API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const POOL = `${API}/API_ConnectionPoolConfiguration.html`;
/** Ways in which clients give a password, by the engines that have them. */
const PASSWORDS: Readonly<Record<string, RegExp>> = { POSTGRESQL: /^POSTGRES_/, MYSQL: /^MYSQL_/, SQLSERVER: /^SQL_SERVER_/ };
const ENGINES: Readonly<Record<string, readonly string[]>> = { POSTGRESQL: ["postgres"], MYSQL: ["mysql", "mariadb"] };
const LEAST_ZONES = 2;

function vpcOf(cloud: CloudView, subnetId: string | undefined): string | undefined {
  const subnet = find(cloud, T.subnet, subnetId);
  return subnet && of(subnet).text("vpcId");
}

function vpcOfInstance(cloud: CloudView, instance: CloudRecord): string | undefined {
  const group = find(cloud, T.dbSubnetGroup, of(instance).text("dbSubnetGroupName"));
  return group && vpcOf(cloud, of(group).texts("subnetIds")[0]);
}

export const rdsProxy: readonly Rule[] = [
  {
    id: "rds-proxy-login",
    types: [T.dbProxy],
    stage: "check",
    source: `${API}/API_UserAuthConfig.html`,
    check: (subject) => {
      const auths = subject.objects("auths");
      const family = subject.text("engineFamily") ?? "";
      const strange = auths.map((auth) => auth.text("clientPasswordAuthType")).find((type) => type !== undefined && PASSWORDS[family]?.test(type) === false);
      const bySecret = subject.absent("defaultAuthScheme") || subject.text("defaultAuthScheme") === "NONE";
      return [
        ...(bySecret && auths.length === 0 && !subject.unknown("auths") ? [refuse("auths", "InvalidParameterValue: a proxy without a default way to log in needs a secret; give auths.")] : []),
        ...(strange === undefined ? [] : [refuse("auths", `InvalidParameterValue: clients of ${family} cannot log in by ${strange}; correct clientPasswordAuthType.`)]),
      ];
    },
  },
  {
    id: "rds-proxy-network",
    types: [T.dbProxy],
    stage: "admit",
    source: `${GUIDE}/rds-proxy-network-prereqs.html`,
    check: (subject, cloud) => {
      const subnets = subject.texts("vpcSubnetIds").flatMap((id) => find(cloud, T.subnet, id) ?? []);
      const zones = new Set(subnets.map((subnet) => of(subnet).text("availabilityZone")));
      const vpcs = [...new Set(subnets.map((subnet) => of(subnet).text("vpcId")))];
      const stranger = subject.texts("vpcSecurityGroupIds").find((id) => {
        const group = find(cloud, T.securityGroup, id);
        return group !== undefined && !vpcs.includes(of(group).text("vpcId"));
      });
      return [
        ...(zones.size < LEAST_ZONES ? [refuse("vpcSubnetIds", `InvalidSubnet: a proxy needs subnets in two Availability Zones or more, and these are in ${[...zones].join(", ") || "none"}; add one.`)] : []),
        ...(vpcs.length > 1 ? [refuse("vpcSubnetIds", `InvalidSubnet: all subnets must belong to the same VPC, and these are of ${vpcs.join(" and ")}.`)] : []),
        ...(stranger !== undefined && vpcs.length === 1 ? [refuse("vpcSecurityGroupIds", `InvalidParameterValue: the security group ${stranger} is not of the proxy's VPC ${vpcs[0]}.`)] : []),
      ];
    },
  },
  {
    id: "rds-proxy-idle-share",
    types: [T.dbProxyTargetGroup],
    stage: "check",
    source: POOL,
    check: (subject) => {
      const pool = subject.object("connectionPoolConfig");
      const [most, idle] = [pool.number("maxConnectionsPercent") ?? 100, pool.number("maxIdleConnectionsPercent")];
      return refuseIf(
        idle !== undefined && idle > most,
        "connectionPoolConfig",
        `InvalidParameterValue: ${idle} percent of idle connections are more than the ${most} percent that the proxy may open; lower maxIdleConnectionsPercent.`,
      );
    },
  },
  {
    id: "rds-proxy-target",
    types: [T.dbProxyTarget],
    stage: "admit",
    source: `${GUIDE}/rds-proxy.html#rds-proxy.limitations`,
    check: (subject, cloud) => {
      const proxy = find(cloud, T.dbProxy, subject.text("dbProxyName"));
      const instance = find(cloud, T.dbInstance, subject.text("dbInstanceIdentifier"));
      if (proxy === undefined || instance === undefined) {
        return undefined;
      }
      const [property, name, engine] = ["dbInstanceIdentifier", of(instance).text("identifier"), of(instance).text("engine") ?? ""];
      const family = of(proxy).text("engineFamily") ?? "";
      const [here, there] = [vpcOf(cloud, of(proxy).texts("vpcSubnetIds")[0]), vpcOfInstance(cloud, instance)];
      const other = cloud.byType(T.dbProxyTarget).find(({ id, region, inputs }) => id !== subject.prior?.id && region === cloud.region && inputs["dbProxyName"] === subject.text("dbProxyName"));
      return [
        ...(of(instance).given("replicateSourceDb") ? [refuse(property, `InvalidParameterValue: ${name} is a read replica, and a proxy serves the writer only; name that.`)] : []),
        ...(ENGINES[family]?.includes(engine) === false ? [refuse(property, `InvalidParameterValue: a proxy of the engine family ${family} does not serve ${engine}.`)] : []),
        ...(here !== undefined && there !== undefined && here !== there ? [refuse(property, `InvalidParameterValue: ${name} is in ${there}, and the proxy in ${here}; both have to be in one VPC.`)] : []),
        ...(other === undefined ? [] : [refuse(property, "DBProxyTargetAlreadyRegisteredFault: the proxy has its instance already; one is all that it takes.")]),
      ];
    },
  },
  oneOf(T.dbProxy, "engineFamily", Object.keys(PASSWORDS), `${API}/API_CreateDBProxy.html`),
  range(T.dbProxy, "idleClientTimeout", 1, 28_800, `${API}/API_CreateDBProxy.html`),
  range(T.dbProxyTargetGroup, "connectionPoolConfig.maxConnectionsPercent", 1, 100, POOL),
  range(T.dbProxyTargetGroup, "connectionPoolConfig.maxIdleConnectionsPercent", 0, 100, POOL),
  range(T.dbProxyTargetGroup, "connectionPoolConfig.connectionBorrowTimeout", 0, 300, POOL),
];
