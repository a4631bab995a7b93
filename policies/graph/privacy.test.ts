import assert from "node:assert/strict";
import fc from "fast-check";
import type { PolicyResource } from "@pulumi/policy";
import { stackOf } from "../kernel";
import { Plan, UNKNOWN, type Input, type PlannedResource } from "../testing/plan";
import { wire } from "../testing/wire";
import { ec2 } from "../tokens";
import { privacyOf } from "./privacy";

/** Where a route of the model leads; `foreign` is a gateway that the plan does not make. */
const EXITS = ["igw", "nat", "interface", "transit", "egress-only", "vpn", "carrier", "foreign", "literal-igw"] as const;
type Exit = (typeof EXITS)[number];

interface TableModel {
  readonly routes: readonly { readonly exit: Exit; readonly inline: boolean }[];
}

/** A VPC by its facts alone: what AWS would make of it, with no word about resources and dependencies. */
interface VpcModel {
  readonly tables: readonly TableModel[];
  /** Table of each subnet; `undefined` falls back to the main one. */
  readonly subnets: readonly (number | undefined)[];
  /** The main table: one of the tables promoted, the default one adopted with these routes, or the bare default. */
  readonly main: { readonly kind: "promoted"; readonly table: number } | { readonly kind: "adopted" | "bare"; readonly routes: TableModel["routes"] };
}

type Verdict = "private" | "public" | "unproven";

/** The independent answer: follow the subnet to its table, and see where its routes lead. */
function expected(vpc: VpcModel, subnet: number | undefined): Verdict {
  const own = subnet === undefined ? mainRoutes(vpc) : (vpc.tables[subnet]?.routes ?? []);
  const exits = own.map(({ exit }) => exit);
  if (exits.some((exit) => exit === "igw" || exit === "carrier" || exit === "literal-igw")) {
    return "public";
  }
  // The dependencies of inline routes are those of the whole list, so one VPN gateway there vouches for one route.
  const alike = own.filter(({ exit, inline }) => exit === "vpn" && inline).length > 1;
  return exits.includes("foreign") || alike ? "unproven" : "private";
}

function mainRoutes({ main, tables }: VpcModel): TableModel["routes"] {
  return main.kind === "promoted" ? (tables[main.table]?.routes ?? []) : main.routes;
}

const vpcModel = (exits: readonly Exit[]): fc.Arbitrary<VpcModel> => {
  const route = fc.record({ exit: fc.constantFrom(...exits), inline: fc.boolean() });
  const table = fc.record({ routes: fc.array(route, { maxLength: 3 }) });
  return fc.array(table, { minLength: 1, maxLength: 4 }).chain((tables) =>
    fc.record({
      tables: fc.constant(tables),
      subnets: fc.array(fc.option(fc.nat(tables.length - 1), { nil: undefined }), { minLength: 1, maxLength: 5 }),
      main: fc.oneof(
        fc.record({ kind: fc.constant("promoted" as const), table: fc.nat(tables.length - 1) }),
        fc.record({ kind: fc.constant("adopted" as const), routes: fc.array(route, { maxLength: 3 }) }),
        // No resource holds the bare default table, so it can have no inline routes.
        fc.record({ kind: fc.constant("bare" as const), routes: fc.array(route.map(({ exit }) => ({ exit, inline: false })), { maxLength: 2 }) }),
      ),
    }),
  );
};

/** The model written as a program would, every id an output. */
function planOf(model: VpcModel): { readonly plan: Plan; readonly subnets: readonly PlannedResource[] } {
  const plan = new Plan();
  const vpc = plan.add(ec2.vpc, "vpc");
  const targets: Record<Exit, Record<string, Input>> = {
    igw: { gatewayId: plan.add(ec2.internetGateway, "igw", { vpcId: vpc.id }).id },
    nat: { natGatewayId: plan.add(ec2.natGateway, "nat").id },
    interface: { networkInterfaceId: plan.add("aws:ec2/networkInterface:NetworkInterface", "eni").id },
    transit: { transitGatewayId: plan.add("aws:ec2transitgateway/transitGateway:TransitGateway", "tgw").id },
    "egress-only": { egressOnlyGatewayId: plan.add("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "eigw").id },
    vpn: { gatewayId: plan.add(ec2.vpnGateway, "vgw").id },
    carrier: { carrierGatewayId: plan.add(ec2.carrierGateway, "cagw").id },
    foreign: { gatewayId: UNKNOWN },
    "literal-igw": { gatewayId: "igw-0a1b2c3d" },
  };
  const addRoutes = (routes: TableModel["routes"], owner: string, tableId: Input, holder?: PlannedResource): void => {
    const inline = routes.filter((each) => each.inline).map(({ exit }, index) => ({ cidrBlock: `10.${index}.0.0/16`, ...targets[exit] }));
    if (inline.length > 0) {
      holder?.set("routes", inline);
    }
    routes.forEach(({ exit, inline: isInline }, index) => {
      if (!isInline) {
        plan.add(ec2.route, `${owner}-${index}`, { routeTableId: tableId, destinationCidrBlock: `10.${index}.0.0/16`, ...targets[exit] });
      }
    });
  };
  const tables = model.tables.map(({ routes }, index) => {
    const holder = plan.add(ec2.routeTable, `table-${index}`, { vpcId: vpc.id });
    addRoutes(routes, `table-${index}`, holder.id, holder);
    return holder;
  });
  if (model.main.kind === "promoted") {
    plan.add(ec2.mainRouteTableAssociation, "main", { vpcId: vpc.id, routeTableId: tables[model.main.table]?.id });
  } else if (model.main.kind === "adopted") {
    const holder = plan.add(ec2.defaultRouteTable, "main", { defaultRouteTableId: vpc.out("defaultRouteTableId") });
    addRoutes(model.main.routes, "main", holder.id, holder);
  } else {
    addRoutes(model.main.routes, "main", vpc.out("mainRouteTableId"));
  }
  const subnets = model.subnets.map((own, index) => {
    const subnet = plan.add(ec2.subnet, `subnet-${index}`, { vpcId: vpc.id });
    if (own !== undefined) {
      plan.add(ec2.routeTableAssociation, `subnet-${index}`, { subnetId: subnet.id, routeTableId: tables[own]?.id });
    }
    return subnet;
  });
  return { plan, subnets };
}

/** With inputs as the pack remembers them, or with outputs only, from which a preview drops what is unknown inside. */
function verdicts(model: VpcModel, from: "inputs" | "outputs"): Verdict[] {
  const { plan, subnets } = planOf(model);
  const wired = wire(plan, "preview");
  const resources = new Map(wired.map((each) => [each.urn, { ...each, props: each.outputs, propertyDependencies: {} } as unknown as PolicyResource]));
  for (const each of wired) {
    const resource = resources.get(each.urn);
    Object.entries(each.propertyDependencies).forEach(([property, urns]) => {
      if (resource) {
        resource.propertyDependencies[property] = urns.flatMap((urn) => resources.get(urn) ?? []);
      }
    });
  }
  const stack = stackOf([...resources.values()], { inputs: new Map(wired.map((each) => [each.urn, each[from]])), covered: new Set() });
  const found = stack.ofType(ec2.subnet);
  return subnets.map(({ name }) => {
    const subnet = found.find((each) => each.name === name);
    assert.ok(subnet);
    return privacyOf(stack, subnet).kind;
  });
}

describe("the privacy of a subnet", () => {
  it("is what an independent model of reachability says, with every id unknown", () => {
    fc.assert(
      fc.property(vpcModel(EXITS), (model) => {
        // The list of inline routes shares its dependencies, so beside a gateway known to lead out, a foreign one reads as public.
        const actual = verdicts(model, "inputs");
        model.subnets.forEach((own, index) => {
          const wanted = expected(model, own);
          assert.equal(actual[index], wanted === "unproven" && actual[index] === "public" ? "public" : wanted);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("never reads private where a gateway of the stack leads out, not even with outputs for inputs", () => {
    // A list with an unknown inside is missing from the outputs; only what flows into it is left to tell.
    const made = EXITS.filter((exit) => exit !== "foreign" && exit !== "literal-igw");
    fc.assert(
      fc.property(vpcModel(made), (model) =>
        verdicts(model, "outputs").every((verdict, index) => verdict !== "private" || expected(model, model.subnets[index]) !== "public"),
      ),
      { numRuns: 500 },
    );
  });
});
