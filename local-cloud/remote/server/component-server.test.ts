import { strict as assert } from "node:assert";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { TestEngine, type Cloud } from "../testing/engine";
import { recordedCloud } from "../testing/recording";
import type { ComponentProvider } from "./index";

class Pair extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  constructor(name: string, inputs: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    super("test:index:Pair", name, inputs, opts);
    const description = pulumi.output(inputs.description as string).apply((known) => {
      if (known === "wrong") {
        throw new Error(`${name} is wrong.`);
      }
      return known;
    });
    this.role = new aws.iam.Role(`${name}-role`, { assumeRolePolicy: "{}", description }, { parent: this });
  }
}

const provider: ComponentProvider = {
  name: "test",
  version: "1.2.3",
  async construct(name, _type, inputs, options) {
    await new Promise((resolve) => setTimeout(resolve, Number(inputs.delay ?? 0)));
    const { urn, role } = new Pair(name, inputs, options);
    const region = new pulumi.Config("aws").get("region");
    return { urn, state: { arn: role.arn, dryRun: pulumi.runtime.isDryRun(), stack: pulumi.getStack(), region } };
  },
  async call(_token, inputs) {
    if (!inputs.fine) {
      throw new Error("It is not fine.");
    }
    return { outputs: { doubled: pulumi.output(inputs.count as number).apply((count) => count * 2) } };
  },
};

async function withEngine(use: (engine: TestEngine) => Promise<void>, cloud: Cloud = recordedCloud): Promise<void> {
  const engine = new TestEngine(cloud);
  try {
    await engine.start([provider]);
    await use(engine);
  } finally {
    engine.stop();
  }
}

const pair = "test:index:Pair";
const stackUrn = "urn:pulumi:real::feas::pulumi:pulumi:Stack::feas-real";

describe("the server of components", () => {
  it("gives each of many constructs at once the settings of its own request", () =>
    withEngine(async (engine) => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          engine.construct(pair, `pair${index}`, { delay: (index * 7) % 5 }, (request) => {
            request.setStack(`stack${index}`);
            request.setDryrun(index % 2 === 0);
            request.getConfigMap().set("aws:region", `region${index}`);
          }),
        ),
      );
      answers.forEach((answer, index) => {
        const { dryRun, stack, region } = engine.stateOf(answer);
        assert.deepEqual({ dryRun, stack, region }, {
          dryRun: index % 2 === 0,
          stack: `stack${index}`,
          region: `region${index}`,
        });
      });
    }));

  it("fails the one construct whose apply throws, and lets those beside it finish", () =>
    withEngine(async (engine) => {
      const results = await Promise.allSettled(
        ["right", "wrong", "fine"].map((description) => engine.construct(pair, description, { description })),
      );
      assert.deepEqual(
        results.map((result) => (result.status === "fulfilled" ? "made" : (result.reason as Error).message)),
        ["made", 'error serializing property "description": wrong is wrong.', "made"],
      );
    }));

  it("fails the one construct whose child the engine refuses", () =>
    withEngine(
      async (engine) => {
        const results = await Promise.allSettled(["bad", "good"].map((name) => engine.construct(pair, name, {})));
        const [bad, good] = results;
        assert.equal(good?.status, "fulfilled");
        assert.match(
          bad?.status === "rejected" ? (bad.reason as Error).message : "",
          /bad-role.*EntityAlreadyExists/,
        );
      },
      {
        ...recordedCloud,
        outputs(type, name, inputs) {
          if (name === "bad-role") {
            throw new Error("EntityAlreadyExists");
          }
          return recordedCloud.outputs(type, name, inputs);
        },
      },
    ));

  it("passes the options of a program to the component and, where they are inherited, to its children", () =>
    withEngine(async (engine) => {
      const awsProvider = "urn:pulumi:real::feas::pulumi:providers:aws::west::west-id";
      await engine.construct(pair, "pair", {}, (request) => {
        request.setParent(stackUrn);
        request.setProtect(true);
        request.setDependenciesList(["urn:pulumi:real::feas::aws:kms/key:Key::key"]);
        request.getProvidersMap().set("aws", awsProvider);
        request.setIgnorechangesList(["description"]);
        request.setRetainondelete(true);
        request.setDeletedwith("urn:pulumi:real::feas::aws:ec2/vpc:Vpc::vpc");
        const formerName = new Alias.Spec();
        formerName.setName("couple");
        const [byName, byUrn] = [new Alias(), new Alias()];
        byName.setSpec(formerName);
        byUrn.setUrn("urn:pulumi:real::feas::test:index:Pair::twins");
        request.setAliasesList([byName, byUrn]);
      });
      const component = engine.find(pair, "pair");
      const child = engine.find("aws:iam/role:Role", "pair-role");
      assert.equal(component.parent, stackUrn);
      assert.equal(component.request.protect, true);
      assert.deepEqual(component.request.dependenciesList, ["urn:pulumi:real::feas::aws:kms/key:Key::key"]);
      assert.deepEqual(component.request.ignorechangesList, ["description"]);
      assert.equal(component.request.retainondelete, true);
      assert.equal(component.request.deletedwith, "urn:pulumi:real::feas::aws:ec2/vpc:Vpc::vpc");
      assert.deepEqual(
        component.request.aliasesList.map(({ urn, spec }) => spec?.name ?? urn),
        ["couple", "urn:pulumi:real::feas::test:index:Pair::twins"],
      );
      assert.equal(child.parent, component.urn);
      assert.equal(child.request.protect, true);
      assert.equal(child.request.provider, awsProvider);
    }));

  it("tells which resources an output depends on", () =>
    withEngine(async (engine) => {
      const response = await engine.construct(pair, "pair", {});
      assert.deepEqual(response.getStatedependenciesMap().get("arn")?.getUrnsList(), [
        engine.urn("aws:iam/role:Role", "pair-role"),
      ]);
    }));

  it("answers calls, and says why it refuses one", () =>
    withEngine(async (engine) => {
      const response = await engine.call("test:index:double", { fine: true, count: 21 });
      assert.deepEqual(response.getReturn()?.toJavaScript(), { doubled: 42 });
      await assert.rejects(engine.call("test:index:double", {}), { message: "It is not fine." });
    }));
});
