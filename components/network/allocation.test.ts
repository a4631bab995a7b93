import assert from "node:assert/strict";
import fc from "fast-check";
import { addressProblems, allocate, allocateSubnets, MAX_TIERS, MAX_ZONES, SMALLEST_NETWORK_PREFIX, TIERS } from "./allocation";
import { type Cidr, contains, formatCidr, overlaps, parseCidr, size } from "./cidr";

const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"];
const networks = fc
  .record({ address: fc.nat({ max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 16, max: SMALLEST_NETWORK_PREFIX }) })
  .map(({ address, prefix }) => formatCidr({ first: address - (address % 2 ** (32 - prefix)), prefix }));
const zones = fc.integer({ min: 2, max: MAX_ZONES }).map((count) => ZONES.slice(0, count));

const block = (text: string): Cidr => {
  const parsed = parseCidr(text);
  assert.ok(parsed !== undefined, text);
  return parsed;
};
const sentences = (cidr: string, names: readonly string[] = ZONES.slice(0, 3), peers: { name: string; cidr: string }[] = []): string[] =>
  addressProblems({ cidr, zones: names }, peers).map(({ argument, problem }) => `${argument} ${problem}`);

describe("the allocation of subnets", () => {
  it("gives a /16 in three zones these blocks", () => {
    assert.deepEqual(
      allocateSubnets({ cidr: "10.20.0.0/16", zones: ZONES.slice(0, 3) }).map(({ tier, zone, cidr }) => `${tier} ${zone.at(-1) ?? ""} ${cidr}`),
      [
        "private a 10.20.0.0/19",
        "private b 10.20.32.0/19",
        "private c 10.20.64.0/19",
        "public a 10.20.128.0/22",
        "public b 10.20.132.0/22",
        "public c 10.20.136.0/22",
        "isolated a 10.20.160.0/22",
        "isolated b 10.20.164.0/22",
        "isolated c 10.20.168.0/22",
      ],
    );
  });

  it("gives every tier one subnet in every zone, inside the network, none smaller than AWS allows", () => {
    fc.assert(
      fc.property(networks, zones, (cidr, names) => {
        const subnets = allocateSubnets({ cidr, zones: names });
        assert.deepEqual(
          subnets.map(({ tier, zone }) => `${tier} ${zone}`),
          TIERS.flatMap((tier) => names.map((zone) => `${tier} ${zone}`)),
        );
        for (const subnet of subnets) {
          assert.ok(contains(block(cidr), block(subnet.cidr)));
          assert.ok(block(subnet.cidr).prefix <= 28);
        }
      }),
    );
  });

  /** All tiers that there may ever be, those of today first. */
  const ALL_TIERS = [...TIERS, ...Array.from({ length: MAX_TIERS - TIERS.length }, (_, index) => `later-${index + 1}`)];
  const tierCounts = fc.integer({ min: 1, max: MAX_TIERS });
  const byAddress = (subnets: readonly { cidr: string }[]): Cidr[] => subnets.map(({ cidr }) => block(cidr)).sort((a, b) => a.first - b.first);

  it("never overlaps, whatever tiers and zones there are", () => {
    fc.assert(
      fc.property(networks, zones, tierCounts, (cidr, names, tiers) => {
        const sorted = byAddress(allocate({ cidr, zones: names }, ALL_TIERS.slice(0, tiers)));
        assert.equal(sorted.length, names.length * tiers);
        for (const [index, one] of sorted.entries()) {
          assert.ok(sorted.slice(index + 1).every((other) => !overlaps(one, other)), `${formatCidr(one)} overlaps another`);
        }
      }),
    );
  });

  it("leaves no gap: with all tiers in all zones every address of the network is in exactly one subnet", () => {
    fc.assert(
      fc.property(networks, (cidr) => {
        const network = block(cidr);
        const sorted = byAddress(allocate({ cidr, zones: ZONES }, ALL_TIERS));
        let next = network.first;
        for (const subnet of sorted) {
          assert.equal(subnet.first, next, formatCidr(subnet));
          next = subnet.first + size(subnet);
        }
        assert.equal(next, network.first + size(network));
      }),
    );
  });

  it("leaves no gap inside a tier either", () => {
    fc.assert(
      fc.property(networks, zones, (cidr, names) => {
        const subnets = allocateSubnets({ cidr, zones: names });
        for (const [index, one] of subnets.entries()) {
          const next = subnets[index + 1];
          if (next?.tier === one.tier) {
            assert.equal(block(next.cidr).first, block(one.cidr).first + size(block(one.cidr)));
          }
        }
      }),
    );
  });

  it("moves no subnet when zones, tiers or both are appended", () => {
    const growth = fc.record({ zones: fc.integer({ min: 0, max: MAX_ZONES - 2 }), tiers: fc.integer({ min: 0, max: MAX_TIERS - 1 }) });
    fc.assert(
      fc.property(networks, zones, tierCounts, growth, (cidr, names, tiers, more) => {
        const before = allocate({ cidr, zones: names }, ALL_TIERS.slice(0, tiers));
        const after = allocate({ cidr, zones: ZONES.slice(0, names.length + more.zones) }, ALL_TIERS.slice(0, tiers + more.tiers));
        const kept = new Set(after.map((subnet) => JSON.stringify(subnet)));
        assert.deepEqual(before.filter((subnet) => !kept.has(JSON.stringify(subnet))), []);
      }),
    );
  });

  it("has the three tiers of today among all that there may be", () => {
    fc.assert(
      fc.property(networks, zones, (cidr, names) => {
        assert.deepEqual(allocate({ cidr, zones: names }, ALL_TIERS).slice(0, TIERS.length * names.length), allocateSubnets({ cidr, zones: names }));
      }),
    );
  });

  it("has nothing against any network that it can divide", () => {
    fc.assert(fc.property(networks, zones, (cidr, names) => assert.deepEqual(addressProblems({ cidr, zones: names }), [])));
  });
});

describe("an address plan", () => {
  const cases: readonly [string, () => string[], string][] = [
    ["a block that is none", () => sentences("10.0.0.0"), 'cidr must be an IPv4 block such as 10.20.0.0/16 with its host bits zero, not "10.0.0.0".'],
    ["host bits", () => sentences("10.20.0.1/16"), 'cidr must be an IPv4 block such as 10.20.0.0/16 with its host bits zero, not "10.20.0.1/16".'],
    ["a block too small", () => sentences("10.20.0.0/23"), "cidr is 10.20.0.0/23, too small for three tiers in three zones: choose a /22 or larger (a /16 leaves room for pods)."],
    ["a block too large", () => sentences("10.0.0.0/8"), "cidr is 10.0.0.0/8, and AWS allows a VPC no more than a /16: choose a smaller block."],
    ["no zones", () => sentences("10.20.0.0/16", []), "zones must name 2 to 4 availability zones, not 0."],
    ["one zone", () => sentences("10.20.0.0/16", ["us-east-1a"]), "zones must name 2 to 4 availability zones, not 1."],
    ["too many zones", () => sentences("10.20.0.0/16", [...ZONES, "us-east-1e"]), "zones must name 2 to 4 availability zones, not 5."],
    ["a zone twice", () => sentences("10.20.0.0/16", ["us-east-1a", "us-east-1a"]), "zones names us-east-1a twice; name each availability zone once."],
    ["a peer that overlaps it", () => sentences("10.20.0.0/16", undefined, [{ name: "old", cidr: "10.0.0.0/8" }]), "peerings.old.cidr is 10.0.0.0/8, which overlaps 10.20.0.0/16 of this network; a peering needs distinct addresses."],
    ["a peer without a block", () => sentences("10.20.0.0/16", undefined, [{ name: "old", cidr: "all" }]), 'peerings.old.cidr must be an IPv4 block such as 10.30.0.0/16, not "all".'],
    ["peers that overlap each other", () => sentences("10.20.0.0/16", undefined, [{ name: "old", cidr: "10.30.0.0/16" }, { name: "new", cidr: "10.30.4.0/24" }]), "peerings.new.cidr is 10.30.4.0/24, which overlaps 10.30.0.0/16 of peering old; a peering needs distinct addresses."],
  ];
  for (const [what, found, sentence] of cases) {
    it(`refuses ${what}`, () => assert.deepEqual(found(), [sentence]));
  }
});
