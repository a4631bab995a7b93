import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { withMocks } from "../testing";
import { ArgumentError, type Problem } from "./argument-error";
import { type CommonArgs, KianaxComponent } from "./component";
import { anyObject, listOf, optional } from "./shape";

interface BoxArgs extends CommonArgs {
  readonly problems?: readonly Problem[];
  readonly transform?: { readonly topic?: unknown };
}

class Box extends KianaxComponent {
  constructor(name: string, args: BoxArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:test:Box", costLine: "monitoring", dataClass: "internal", service: "trading" }, name, args, { shape: { problems: optional(listOf(anyObject)) }, problems: ({ problems = [] }: BoxArgs) => problems }, opts);
    this.child(aws.sns.Topic, "topic", "alerts", { name: this.physical("iam role", "alerts"), tags: this.tags("alerts") }, { stateful: true });
    this.child(aws.sns.Topic, "topic", "", { name: this.path("log group", "alerts"), tags: this.tags(undefined, { costLine: "external" }) });
    this.registerOutputs({});
  }
}

const TOPIC = "aws:sns/topic:Topic";
const refusal = async (args: BoxArgs): Promise<string> => {
  const { plan, result } = await withMocks(() => {
    try {
      return new Box("production", args);
    } catch (error) {
      return error;
    }
  });
  assert.ok(result instanceof ArgumentError, "the arguments were accepted");
  assert.deepEqual(plan.keys, []);
  return result.message;
};

describe("KianaxComponent", () => {
  it("names, tags, parents and protects its children", async () => {
    const { plan } = await withMocks(() => new Box("production", { environment: "production", tags: { Team: "platform" } }));
    const stateful = plan.one(TOPIC, "production-alerts");
    assert.equal(stateful.parent, "kianax:test:Box::production");
    assert.equal(stateful.protect, true);
    assert.equal(stateful.inputs["name"], "kianax-production-alerts");
    assert.deepEqual(stateful.inputs["tags"], {
      Team: "platform",
      Project: "kianax",
      Environment: "production",
      Component: "Box",
      Service: "trading",
      CostLine: "monitoring",
      DataClass: "internal",
      Name: "kianax-production-alerts",
    });
    const plain = plan.one(TOPIC, "production");
    assert.equal(plain.protect, undefined);
    assert.equal(plain.inputs["name"], "/kianax/production/alerts");
    assert.equal((plain.inputs["tags"] as Record<string, string>)["CostLine"], "external");
  });

  it("takes another prefix, and no protection where it is told so", async () => {
    const { plan } = await withMocks(() => new Box("d", { environment: "development", namePrefix: "acme", protect: false }));
    assert.equal(plan.one(TOPIC, "d-alerts").protect, false);
    assert.equal(plan.one(TOPIC, "d-alerts").inputs["name"], "acme-development-alerts");
  });

  it("passes each child through its transform, options included", async () => {
    const topic = (args: aws.sns.TopicArgs, _opts: pulumi.CustomResourceOptions, name: string): object =>
      name === "production" ? {} : { args: { ...args, displayName: name }, opts: { protect: false, ignoreChanges: ["tags"] } };
    const { plan } = await withMocks(() => new Box("production", { environment: "production", transform: { topic } }));
    const changed = plan.one(TOPIC, "production-alerts");
    assert.equal(changed.inputs["displayName"], "production-alerts");
    assert.equal(changed.protect, false);
    assert.deepEqual(changed.ignoreChanges, ["tags"]);
    assert.equal(changed.parent, "kianax:test:Box::production");
    assert.equal(plan.one(TOPIC, "production").inputs["displayName"], undefined);
  });

  it("is given the options of its caller", async () => {
    const { plan } = await withMocks(() => new Box("b", { environment: "production" }, { parent: new Box("a", { environment: "production" }), protect: true }));
    const box = plan.one("kianax:test:Box", "b");
    assert.equal(box.parent, "kianax:test:Box::a");
    assert.equal(box.protect, true);
  });

  it("refuses what its own check found, before it registers anything", async () => {
    const problems = [{ argument: "size", problem: "must be a number, not \"big\"." }, { argument: "colour", problem: "is missing." }];
    assert.equal(await refusal({ environment: "production", problems }), 'Box "production": size must be a number, not "big".');
  });

  it("refuses environments and prefixes that cannot be part of names", async () => {
    const rule = "must be 1 to 24 lower-case letters, digits and dashes, beginning with a letter";
    assert.equal(await refusal({ environment: "Production" }), `Box "production": environment ${rule}, not "Production".`);
    assert.equal(await refusal({ environment: "" }), `Box "production": environment ${rule}, not "".`);
    assert.equal(await refusal({ environment: "production", namePrefix: "1st" }), `Box "production": namePrefix ${rule}, not "1st".`);
  });

  it("refuses tags that it sets itself, in whatever case, and those that are AWS's", async () => {
    assert.equal(await refusal({ environment: "production", tags: { CostLine: "x" } }), 'Box "production": tags.CostLine is set by the component; remove it from tags.');
    assert.equal(await refusal({ environment: "production", tags: { project: "x" } }), 'Box "production": tags.project is set by the component; remove it from tags.');
    assert.equal(await refusal({ environment: "production", tags: { Name: "x" } }), 'Box "production": tags.Name is set by the component; remove it from tags.');
    assert.equal(
      await refusal({ environment: "production", tags: { "aws:x": "x" } }),
      'Box "production": tags.aws:x must be a key of 1 to 128 letters, digits, spaces and _.:/=+-@ that does not begin with aws:.',
    );
  });

  it("has errors that Pulumi prints as their sentence alone", () => {
    assert.ok(pulumi.RunError.isInstance(new ArgumentError("Box", "size", "is wrong.")));
  });
});
