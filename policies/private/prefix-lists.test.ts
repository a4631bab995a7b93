import assert from "node:assert/strict";
import { stackOf } from "../kernel";
import { Plan, type Input, type PlannedResource } from "../testing/plan";
import { policyResource } from "../testing/reads";
import { wire } from "../testing/wire";
import { ec2 } from "../tokens";
import { openPrefixListsOf } from "./prefix-lists";

/** What a security group's inline rules let in by prefix lists, each by its property. */
function openings(rules: (lists: Readonly<Record<"offices" | "partners", PlannedResource>>) => readonly (readonly Input[])[], accepted: readonly string[] = []): string[][] {
  const plan = new Plan();
  const list = (name: string, cidr: string): PlannedResource => plan.add(ec2.managedPrefixList, name, { entries: [{ cidr }] });
  const lists = { offices: list("offices", "203.0.113.0/24"), partners: list("partners", "198.51.100.0/24") };
  plan.add(ec2.securityGroup, "app", { ingress: rules(lists).map((prefixListIds) => ({ protocol: "tcp", fromPort: 22, toPort: 22, prefixListIds })) });
  return (["preview", "deployed"] as const).map((moment) => {
    const resources = wire(plan, moment);
    const stack = stackOf(resources.map(policyResource), { inputs: new Map(resources.map(({ urn, inputs }) => [urn, inputs])), covered: new Set() });
    return stack.ofType(ec2.securityGroup).flatMap((group) => openPrefixListsOf(group, accepted).map(({ network }) => network.path));
  });
}

const both = (...paths: readonly string[]): readonly (readonly string[])[] => [paths, paths];

describe("a security group's prefix lists", () => {
  it("may be several of the stack in one rule", () => assert.deepEqual(openings(({ offices, partners }) => [[offices.id, partners.id]]), both()));
  it("may be one of the stack in several rules", () => assert.deepEqual(openings(({ offices }) => [[offices.id], [offices.id]]), both()));
  it("may be one that was looked at", () => assert.deepEqual(openings(() => [["pl-1"]], ["pl-1"]), both()));
  it("may be one that was looked at beside one of the stack", () => assert.deepEqual(openings(({ offices }) => [[offices.id], ["pl-1"]], ["pl-1"]), both()));
  it("are refused where one is another's", () => assert.deepEqual(openings(() => [["pl-1", "pl-2"]], ["pl-1"]), both("ingress[0].prefixListIds[1]")));
  it("prove nothing of another rule's", () =>
    assert.deepEqual(openings(({ offices }) => [[offices.id], ["pl-1"]]), both("ingress[0].prefixListIds[0]", "ingress[1].prefixListIds[0]")));
});
