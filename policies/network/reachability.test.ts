import assert from "node:assert/strict";
import fc from "fast-check";
import { flatten, type Finding } from "../kernel/finding";
import { stackOf, type Rule } from "../kernel";
import { natPerAz } from "../multi-az/nat-per-az";
import { privateSubnetNoIgwRoute } from "../private/private-subnet-no-igw-route";
import { Plan, type Input, type PlannedResource } from "../testing/plan";
import { policyResource } from "../testing/reads";
import { wire } from "../testing/wire";
import { ec2 } from "../tokens";
import { subnetExplicitRouteTable } from "./subnet-explicit-route-table";

/** A network by its facts alone: which tables there are, where their routes lead, and which of them a subnet obeys. */
interface Model {
  readonly tables: readonly (readonly RouteModel[])[];
  /** Zone of the subnet in which each NAT gateway stands. */
  readonly gateways: readonly Zone[];
  readonly main: { readonly promoted: number } | { readonly own: readonly RouteModel[]; readonly adopted: boolean };
  readonly subnets: readonly { readonly zone: Zone; readonly declaredPublic: boolean; readonly tables: readonly number[] }[];
}

interface RouteModel {
  readonly to: "internet" | "transit" | "egress-only" | "instance" | "peer" | number;
  readonly destination: "0.0.0.0/0" | "::/0" | "8.0.0.0/8";
  readonly inline: boolean;
}

type Zone = (typeof ZONES)[number];
const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"] as const;

/** What a packet meets on its way out of a subnet: the routes of the tables it obeys. */
function routesFrom({ tables, main }: Model, own: readonly number[]): readonly RouteModel[] {
  const obeyed = own.length > 0 ? own : "promoted" in main ? [main.promoted] : [];
  return own.length === 0 && "own" in main ? main.own : obeyed.flatMap((table) => tables[table] ?? []);
}

/** Which subnets each rule must refuse, by the words of its title. */
const EXPECTED: readonly { readonly rule: Rule; readonly refuses: (model: Model, subnet: Model["subnets"][number]) => boolean }[] = [
  { rule: subnetExplicitRouteTable, refuses: (_, { tables }) => tables.length !== 1 },
  { rule: privateSubnetNoIgwRoute, refuses: (model, { declaredPublic, tables }) => !declaredPublic && isPublic(routesFrom(model, tables)) },
  {
    rule: natPerAz,
    refuses: (model, { zone, tables }) => {
      const routes = routesFrom(model, tables);
      const far = routes.some(({ to }) => typeof to === "number" && model.gateways[to] !== zone);
      const lone = routes.some(({ to, destination }) => to === "instance" && destination.endsWith("/0"));
      return !isPublic(routes) && (far || lone);
    },
  },
];

const isPublic = (routes: readonly RouteModel[]): boolean => routes.some(({ to }) => to === "internet");

const models: fc.Arbitrary<Model> = fc.record({ gateways: fc.array(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 3 }), size: fc.integer({ min: 1, max: 4 }) }).chain(({ gateways, size }) => {
  const to = fc.oneof(fc.constantFrom("internet", "transit", "egress-only", "instance", "peer"), fc.nat(gateways.length - 1));
  const routes = fc.array(fc.record({ to, destination: fc.constantFrom("0.0.0.0/0", "::/0", "8.0.0.0/8"), inline: fc.boolean() }), { maxLength: 3 }) as fc.Arbitrary<RouteModel[]>;
  const subnet = fc.record({ zone: fc.constantFrom(...ZONES), declaredPublic: fc.boolean(), tables: fc.array(fc.nat(size - 1), { maxLength: 2 }) });
  return fc.record({
    gateways: fc.constant(gateways),
    tables: fc.array(routes, { minLength: size, maxLength: size }),
    main: fc.oneof(fc.record({ promoted: fc.nat(size - 1) }), fc.record({ own: routes, adopted: fc.boolean() })),
    subnets: fc.array(subnet, { minLength: 1, maxLength: 6 }),
  });
});

/** The model as a program writes it, every id an output. */
function planOf({ tables, gateways, main, subnets }: Model): Plan {
  const plan = new Plan();
  const vpc = plan.add(ec2.vpc, "vpc");
  const internet = plan.add(ec2.internetGateway, "igw", { vpcId: vpc.id });
  const nats = gateways.map((zone, index) => {
    const home = plan.add(ec2.subnet, `nat-${index}`, { vpcId: vpc.id, availabilityZone: zone, tags: { Tier: "public" } });
    const table = plan.add(ec2.routeTable, `nat-${index}`, { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: internet.id }] });
    plan.add(ec2.routeTableAssociation, `nat-${index}`, { subnetId: home.id, routeTableId: table.id });
    return plan.add(ec2.natGateway, `nat-${index}`, { subnetId: home.id });
  });
  const others: Readonly<Record<Exclude<RouteModel["to"], number>, Record<string, Input>>> = {
    internet: { gatewayId: internet.id },
    transit: { transitGatewayId: plan.add("aws:ec2transitgateway/transitGateway:TransitGateway", "tgw").id },
    "egress-only": { egressOnlyGatewayId: plan.add("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "eigw").id },
    instance: { networkInterfaceId: plan.add("aws:ec2/networkInterface:NetworkInterface", "eni").id },
    peer: { vpcPeeringConnectionId: plan.add("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "pcx").id },
  };
  const targetOf = (to: RouteModel["to"]): Record<string, Input> => (typeof to === "number" ? { natGatewayId: nats[to]?.id } : others[to]);
  const fill = (name: string, tableId: Input, routes: readonly RouteModel[], holder?: PlannedResource): void => {
    const networkOf = (destination: string, prefix: string): Record<string, Input> => {
      const key = destination.includes(":") ? "ipv6CidrBlock" : "cidrBlock";
      return { [prefix === "" ? key : `${prefix}${key[0]?.toUpperCase()}${key.slice(1)}`]: destination };
    };
    const isInline = ({ inline }: RouteModel): boolean => inline && holder !== undefined;
    holder?.set("routes", routes.filter(isInline).map(({ to, destination }) => ({ ...networkOf(destination, ""), ...targetOf(to) })));
    routes.forEach((route, index) => {
      if (!isInline(route)) {
        plan.add(ec2.route, `${name}-${index}`, { routeTableId: tableId, ...networkOf(route.destination, "destination"), ...targetOf(route.to) });
      }
    });
  };
  const made = tables.map((routes, index) => {
    const table = plan.add(ec2.routeTable, `table-${index}`, { vpcId: vpc.id });
    fill(table.name, table.id, routes, table);
    return table;
  });
  if ("promoted" in main) {
    plan.add(ec2.mainRouteTableAssociation, "main", { vpcId: vpc.id, routeTableId: made[main.promoted]?.id });
  } else {
    const table = main.adopted ? plan.add(ec2.defaultRouteTable, "main", { defaultRouteTableId: vpc.out("defaultRouteTableId") }) : undefined;
    fill("main", table?.id ?? vpc.out("mainRouteTableId"), main.own, table);
  }
  subnets.forEach(({ zone, declaredPublic, tables: own }, index) => {
    const subnet = plan.add(ec2.subnet, `subnet-${index}`, { vpcId: vpc.id, availabilityZone: zone, tags: { Tier: declaredPublic ? "public" : "private" } });
    own.forEach((table, nth) => plan.add(ec2.routeTableAssociation, `subnet-${index}-${nth}`, { subnetId: subnet.id, routeTableId: made[table]?.id }));
  });
  return plan;
}

function refusedBy(rule: Rule, plan: Plan): readonly string[] {
  const resources = wire(plan, "preview");
  const stack = stackOf(resources.map(policyResource), { inputs: new Map(resources.map(({ urn, inputs }) => [urn, inputs])), covered: new Set() });
  const names = flatten(rule.checkStack?.(stack, {})).map(({ subject }: Finding) => subject?.name ?? "");
  return [...new Set(names)].sort();
}

describe("the rules on routes", () => {
  for (const { rule, refuses } of EXPECTED) {
    it(`${rule.name} refuses what an independent model of reachability refuses, and nothing else`, function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(models, (model) => {
          const expected = model.subnets.flatMap((subnet, index) => (refuses(model, subnet) ? [`subnet-${index}`] : []));
          assert.deepEqual(refusedBy(rule, planOf(model)), expected);
        }),
        { numRuns: 300 },
      );
    });
  }
});
