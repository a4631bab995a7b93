/** From one NAT to another on the real engine: in place, the new way before the old one goes, and nothing AWS would refuse. */
import assert from "node:assert/strict";
import path from "node:path";
import type { CloudRecord } from "../../local-cloud/provider/cloud";
import { deployed, startRun, succeeded, type Outcome, type Run } from "./harness";

const EIP = "aws:ec2/eip:Eip";
const ROUTE = "aws:ec2/route:Route";
const WAYS = { "aws:ec2/natGateway:NatGateway": "natGatewayId", "aws:ec2/networkInterface:NetworkInterface": "networkInterfaceId" } as const;
const STATEFUL = ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/routeTable:RouteTable", ROUTE, "aws:kms/key:Key"];
const DIRECTLY = { flags: ["--skip-preview"] };

describe("the way of private subnets to the internet", () => {
  let run: Run;
  before(async () => (run = await startRun("test", { program: path.join(__dirname, "fixtures", "network") })));
  after(() => run.stop());

  const all = (type: string): CloudRecord[] => run.engine.cloud.cloud.all().filter((record) => record.type === type);
  /** Where the default routes of the private tier lead, by the kind of what is there; each to something that exists. */
  const ways = (): string[] =>
    all(ROUTE)
      .filter(({ urn, inputs }) => /::test-private-/.test(urn) && inputs["destinationCidrBlock"] === "0.0.0.0/0")
      .map(({ urn, inputs }) => {
        const [found] = Object.entries(WAYS).flatMap(([type, property]) => all(type).filter(({ id }) => id === inputs[property]));
        assert.ok(found, `${urn} leads nowhere`);
        return found.urn.split("::").at(-1) ?? "";
      })
      .sort();
  const ids = async (): Promise<string[]> => (await deployed(run, "test")).filter(({ type }) => STATEFUL.includes(type)).map(({ urn, id }) => `${urn} ${id ?? ""}`).sort();

  /** All changes of routes come before the first deletion of anything. */
  function movesFirst({ steps }: Outcome): void {
    const moves = steps.flatMap(({ op, type }, index) => (op === "update" && type === ROUTE ? [index] : []));
    const losses = steps.flatMap(({ op }, index) => (op === "delete" ? [index] : []));
    assert.ok(moves.length > 0 && losses.length > 0, "something moves and something goes");
    assert.ok(Math.max(...moves) < Math.min(...losses), "a route moved after something was gone");
    assert.deepEqual(steps.filter(({ op }) => /replace/.test(op)), []);
  }

  it("begins at an instance", async () => {
    succeeded(await run.operate("up", DIRECTLY));
    assert.deepEqual(ways(), ["test-nat", "test-nat", "test-nat"]);
  });

  it("is not changed while that would give up an address that others may have let in", async () => {
    const count = run.engine.cloud.cloud.all().length;
    const up = await run.operate("up", { set: ["network:nat=single"] });
    assert.notEqual(up.status, 0);
    assert.match(up.output, /test-nat.*protect/s);
    assert.equal(run.engine.cloud.cloud.all().length, count);
  });

  const open = "network:protectAddresses=false";
  const stages: readonly (readonly [nat: string, expected: readonly string[], addresses: number])[] = [
    ["single", ["test-nat-us-east-1a", "test-nat-us-east-1a", "test-nat-us-east-1a"], 1],
    ["per-zone", ["test-nat-us-east-1a", "test-nat-us-east-1b", "test-nat-us-east-1c"], 3],
    ["instance", ["test-nat", "test-nat", "test-nat"], 1],
    ["per-zone", ["test-nat-us-east-1a", "test-nat-us-east-1b", "test-nat-us-east-1c"], 3],
    ["single", ["test-nat-us-east-1a", "test-nat-us-east-1a", "test-nat-us-east-1a"], 1],
    ["instance", ["test-nat", "test-nat", "test-nat"], 1],
  ];

  it("may be changed once that is said", async () => {
    const up = await run.operate("up", { set: [open], ...DIRECTLY });
    succeeded(up);
    assert.equal((await deployed(run, "test")).filter(({ type, protect }) => type === EIP && protect === true).length, 0);
  });

  let former = "instance";
  for (const [nat, expected, addresses] of stages) {
    it(`goes from ${former} to ${nat} in place, the new way first`, async () => {
      const kept = await ids();
      const up = await run.operate("up", { set: [open, `network:nat=${nat}`], ...DIRECTLY });
      succeeded(up);
      assert.deepEqual(ways(), expected);
      assert.equal(all(EIP).length, addresses);
      // From a single gateway to one in each zone nothing goes.
      if (up.changes["delete"] !== undefined) {
        movesFirst(up);
      }
      assert.deepEqual(await ids(), kept);
    });
    former = nat;
  }

  it("is then what it was, and goes whole", async () => {
    succeeded(await run.operate("preview", { set: [open], flags: ["--expect-no-changes"] }));
    succeeded(await run.operate("up", { set: [open, "network:protect=false"], ...DIRECTLY }));
    succeeded(await run.operate("destroy", DIRECTLY));
    assert.deepEqual(run.engine.cloud.cloud.all().map(({ type, id }) => `${type} ${id}`), []);
  });
});
