import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { firstAddress, lastAddress, parseBlock, sizeOf } from "./cidr";
import { blocksBetween } from "./resolved-layout";
import { planSubnets, type PlanRequest } from "./subnet-layout";
import type { SubnetRequest } from "./subnet-spec";

interface Case {
  readonly strategy: "Legacy" | "Auto" | "Exact" | "AutoMerge";
  readonly cidr: string;
  readonly zones: number;
  readonly specs?: SubnetRequest[];
  readonly zoneMask?: number;
  readonly subnets?: string[];
  readonly layout?: object[];
}

const file = join(__dirname, "../testdata/awsx-layouts.json");
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };

function request({ strategy, zones, specs, zoneMask }: Omit<Case, "cidr">, more: PlanRequest["args"] = {}): PlanRequest {
  return {
    vpcName: "net",
    zones: ["a", "b", "c", "d"].slice(0, zones).map((zone) => `us-east-1${zone}`),
    nat: "None",
    args: {
      subnetStrategy: strategy,
      subnetSpecs: specs as PlanRequest["args"]["subnetSpecs"],
      availabilityZoneCidrMask: zoneMask,
      ...more,
    },
  };
}

function refusal(given: Omit<Case, "cidr">, cidr = "10.0.0.0/16", nat: PlanRequest["nat"] = "None"): string {
  try {
    planSubnets({ ...request(given), nat }, cidr);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("The layout was taken.");
}

describe("the subnets of awsx.ec2.Vpc", () => {
  cases.forEach((given, index) => {
    const { strategy, zones, specs, cidr } = given;
    const title = `${index + 1}: ${strategy} in ${cidr}, ${zones} zones, ${specs ? `${specs.length} specs` : "default specs"}`;
    it(`${given.subnets ? "lie where the real component puts them" : "are refused as by the real component"}, ${title}`, () => {
      if (!given.subnets) {
        assert.match(refusal(given, cidr), /^awsx\.ec2\.Vpc "net": .*\.$|is not an IPv4 CIDR block/s);
        return;
      }
      const { subnets, layout } = planSubnets(request(given), cidr);
      assert.deepEqual(
        subnets.map(({ resourceName, type, zone, cidrBlock }) => `${resourceName} ${type} ${zone} ${cidrBlock}`),
        given.subnets,
      );
      assert.deepEqual(JSON.parse(JSON.stringify(layout)), given.layout);
    });
  });

  it("of strategy Auto never overlap and stay inside the part of their zone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 18 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 23, max: 28 }), { minLength: 1, maxLength: 5 }),
        (mask, zones, masks) => {
          const specs = masks.map((cidrMask, index) => ({ type: "Private", name: `s${index}`, cidrMask }));
          const { subnets } = planSubnets(request({ strategy: "Auto", zones, specs }), `10.0.0.0/${mask}`);
          const blocks = subnets.map(({ cidrBlock }) => parseBlock(cidrBlock as string)).sort((a, b) => a.address - b.address);
          const last = lastAddress(parseBlock(`10.0.0.0/${mask}`));
          blocks.forEach((block, index) => {
            assert.equal(firstAddress(block), block.address);
            assert.ok(lastAddress(block) < (blocks[index + 1]?.address ?? last + 1));
          });
        },
      ),
    );
  });

  it("are named after their zone in the tag alone", () => {
    const { subnets } = planSubnets(
      request({ strategy: "Auto", zones: 2 }, { subnetStrategy: "Auto", subnetNameTagStrategy: "AvailabilityZone" }),
      "10.0.0.0/16",
    );
    assert.deepEqual(
      subnets.map(({ resourceName, nameTag }) => [resourceName, nameTag]),
      [
        ["net-private-1", "net-private-1a"],
        ["net-public-1", "net-public-1a"],
        ["net-private-2", "net-private-1b"],
        ["net-public-2", "net-public-1b"],
      ],
    );
  });

  const refused: readonly [string, string, RegExp][] = [
    ["two unnamed ones of a type", refusal({ strategy: "Auto", zones: 1, specs: [{ type: "Public" }, { type: "public" }] }), /more than one subnet of type "public"/],
    ["a size that is none", refusal({ strategy: "Auto", zones: 1, specs: [{ type: "Public", size: 300 }] }), /size 300 is not a power of two/],
    ["a size beside another mask", refusal({ strategy: "Auto", zones: 1, specs: [{ type: "Public", size: 256, cidrMask: 20 }] }), /size 256 is not the 4096 addresses of a \/20/],
    ["blocks for another number of zones", refusal({ strategy: "Auto", zones: 2, specs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }] }), /subnetSpecs\[0\] has 1 cidrBlocks for 2/],
    ["blocks for some alone", refusal({ strategy: "Auto", zones: 1, specs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }, { type: "Private" }] }), /subnetSpecs\[1\] has no cidrBlocks/],
    ["a mask that is not the one of the blocks", refusal({ strategy: "Auto", zones: 1, specs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"], cidrMask: 25 }] }), /cidrMask 25 of subnetSpecs\[0\]/],
    ["a block that is none", refusal({ strategy: "Auto", zones: 1, specs: [{ type: "Public", cidrBlocks: ["10.0.0.256/24"] }] }), /"10\.0\.0\.256\/24" is not an IPv4 CIDR block/],
    ["overlapping blocks", refusal({ strategy: "Auto", zones: 2, specs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.0.128/25"] }] }), /net-public-1 \(10\.0\.0\.0\/24\), net-public-2 \(10\.0\.0\.128\/25\)/],
    ["gaps under Exact", refusal({ strategy: "Exact", zones: 1, specs: [{ type: "Public", cidrBlocks: ["10.0.1.0/24"] }] }), /gaps between the start of the VPC and net-public-1 \(10\.0\.1\.0\/24\), between net-public-1 .* and the end/],
    ["blocks under AutoMerge", refusal({ strategy: "AutoMerge", zones: 1, specs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }] }), /"AutoMerge" chooses the blocks itself/],
    ["no subnet at all", refusal({ strategy: "Auto", zones: 1, specs: [] }), /subnetSpecs is empty/],
    ["default ones in a small VPC", refusal({ strategy: "Auto", zones: 3 }, "10.0.0.0/26"), /need a \/26 block per availability zone and have \/28/],
    ["more than fit", refusal({ strategy: "Auto", zones: 2, specs: [{ type: "Public", cidrMask: 16 }] }), /want 65536 addresses and its part of the VPC has 32768/],
    ["NAT gateways without a public one", refusal({ strategy: "Auto", zones: 1, specs: [{ type: "Private" }] }, "10.0.0.0/16", "Single"), /strategy Single needs public subnets/],
  ];
  refused.forEach(([what, sentence, expected]) => {
    it(`are refused: ${what}`, () => assert.match(sentence, expected));
  });

  it("leave gaps that aligned blocks fill exactly", () => {
    const block = fc.record({ nth: fc.nat({ max: 60 }), mask: fc.integer({ min: 20, max: 28 }) });
    fc.assert(
      fc.property(block, block, (one, other) => {
        const [a, b] = [one, other].map(({ nth, mask }) => ({ address: nth * sizeOf({ mask }), mask }));
        if (!a || !b || lastAddress(a) >= b.address) {
          return;
        }
        const between = blocksBetween(a, b);
        let next = lastAddress(a) + 1;
        for (const filler of between) {
          assert.equal(filler.address, next);
          assert.equal(filler.address % sizeOf(filler), 0);
          next = lastAddress(filler) + 1;
        }
        assert.ok(next >= b.address);
      }),
    );
  });
});
