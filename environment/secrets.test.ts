import assert from "node:assert/strict";
import { BOOTSTRAP_PATH } from "../components/state";
import { DELIVERY_SLOTS, GENERATED_SLOTS, hasForm, SLOT_NAMES, type SlotName } from "../services/slots";
import { parseEnvironment } from "./parse";
import type { Json, JsonObject } from "./merge";
import { asText, config, LOCAL_VALUES, readYaml, refusals, SECRET_KEYS, stackConfig, TODAY } from "./testing";

/** Slots that every stack has to fill. */
const REQUIRED = SLOT_NAMES.filter((slot) => !GENERATED_SLOTS.includes(slot) && !DELIVERY_SLOTS.includes(slot));
const KEY = "kianax:secrets";

/** The sentences about a stack with exactly this configuration. */
function said(stack: string, configuration: JsonObject, secretKeys: readonly string[]): string[] {
  try {
    parseEnvironment({ stack, file: `Pulumi.${stack}.yaml`, config: asText(configuration), secretKeys, today: TODAY });
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

/** The sentences about production with one slot filled by this. */
function saidOf(slot: SlotName, value: unknown): string[] {
  const configuration = stackConfig("production");
  return said("production", { ...configuration, [KEY]: { ...(configuration[KEY] as JsonObject), [slot]: value as Json } }, SECRET_KEYS);
}

describe("secret slots that nothing fills", () => {
  for (const stack of ["development", "production"]) {
    it(`are all named at once when ${stack} starts without values of its own, and nothing else is wrong`, () => {
      const sentences = said(stack, readYaml(`Pulumi.${stack}.yaml`)["config"] as JsonObject, []);
      assert.deepEqual(
        sentences.map((sentence) => / (kianax:secrets\S+) is missing\. /.exec(sentence)?.[1]),
        REQUIRED.map((slot) => `${KEY}.${slot}`),
      );
      for (const sentence of sentences) {
        assert.ok(sentence.startsWith(`Pulumi.${stack}.yaml: `) && sentence.includes(`pulumi config set --stack ${stack} --secret --path 'kianax:secrets.`), sentence);
      }
    });
  }

  it("come with what they are, where one gets them and the commands that set them", () => {
    assert.deepEqual(refusals("production", config(["secrets", "openai-api-key"], null)), [
      "Pulumi.production.yaml: kianax:secrets.openai-api-key is missing. Language models of the agents (OpenAI, https://platform.openai.com/api-keys). " +
        "Set it: pulumi config set --stack production --secret --path 'kianax:secrets.openai-api-key'. " +
        "Or put it into Secrets Manager yourself: pulumi config set --stack production --plaintext --path 'kianax:secrets.openai-api-key.external' true.",
    ]);
    const [pair = ""] = refusals("production", config(["secrets", "oauth-google"], null));
    assert.ok(
      pair.includes(
        "Set it: pulumi config set --stack production --secret --path 'kianax:secrets.oauth-google.clientId' && " +
          "pulumi config set --stack production --secret --path 'kianax:secrets.oauth-google.clientSecret'.",
      ),
      pair,
    );
  });

  it("may be left to operators, by name", () => {
    for (const slot of SLOT_NAMES) assert.deepEqual(saidOf(slot, { external: true }), []);
  });
});

describe("values of secret slots", () => {
  const SHOWN = "hunter2-hunter2-hunter2";

  it("of a wrong form are refused without being shown", () => {
    for (const slot of SLOT_NAMES) {
      for (const value of [SHOWN.slice(0, 8), [SHOWN], { clientId: SHOWN, clientSecret: SHOWN }, { external: SHOWN }, { external: false }, { external: true, clientId: SHOWN }]) {
        const [sentence = "", ...more] = saidOf(slot, value);
        assert.deepEqual(more, []);
        assert.match(sentence, new RegExp(`^Pulumi\\.production\\.yaml: kianax:secrets\\.${slot} must be .+; what is set is not, and is not shown here\\.$`));
        assert.ok(!sentence.includes("hunter2"), sentence);
      }
    }
  });

  it("are not shown when the whole section is wrong, or a slot is none", () => {
    assert.match(refusals("production", { [KEY]: SHOWN })[0] ?? "", /^Pulumi\.production\.yaml: kianax:secrets must be a map of settings \([^)]+\); what is set is not, and is not shown here\.$/);
    assert.deepEqual(refusals("production", config(["secrets", "open-ai-api-key"], SHOWN)), [
      "Pulumi.production.yaml: kianax:secrets.open-ai-api-key is not a setting; did you mean openai-api-key?",
    ]);
  });

  it("in plain text are refused, with the command that encrypts", () => {
    const configuration = stackConfig("production");
    const [sentence = "", ...more] = said("production", configuration, []);
    assert.deepEqual(more, []);
    assert.match(sentence, /^Pulumi\.production\.yaml: kianax:secrets holds values in plain text; encrypt each, such as: pulumi config set --stack production --secret --path 'kianax:secrets\.[\w-]+'\. /);
    assert.ok(!/local|10ca1c10d/i.test(sentence), sentence);
    const external = Object.fromEntries(REQUIRED.map((slot) => [slot, { external: true }]));
    assert.deepEqual(said("production", { ...configuration, [KEY]: external }, []), [], "what operators fill needs no encryption");
  });

  it("are in no tracked stack file but encrypted", () => {
    for (const stack of ["development", "production"]) {
      const section = (readYaml(`Pulumi.${stack}.yaml`)["config"] as JsonObject)[KEY] ?? {};
      for (const [slot, value] of Object.entries(section)) {
        const leaves = typeof value === "object" && value !== null ? Object.values(value) : [value];
        const encrypted = leaves.every((leaf) => (typeof leaf === "object" && leaf !== null && "secure" in leaf) || leaf === true) || (typeof value === "object" && value !== null && "secure" in value);
        assert.ok(encrypted, `${stack}: ${slot}`);
      }
    }
  });
});

describe("the deployers of a stack", () => {
  it("are the role that its bootstrap makes for deployments, and people in an emergency, of its own account", () => {
    for (const stack of ["development", "production"]) {
      assert.deepEqual(stackConfig(stack)["kianax:deployers"], [`role${BOOTSTRAP_PATH}kianax-${stack}-deploy`, `role/kianax-${stack}-administrator`]);
    }
  });

  it("are refused when there is none, or when one is no principal", () => {
    assert.match(refusals("production", config(["deployers"], []))[0] ?? "", /^Pulumi\.production\.yaml: kianax:deployers must be a list of different IAM roles or users, such as /);
    assert.match(refusals("production", config(["deployers"], ["deploy"]))[0] ?? "", /^Pulumi\.production\.yaml: kianax:deployers\[0\] must be an IAM role or user: /);
  });
});

describe("the made-up values of local runs", () => {
  const values = LOCAL_VALUES[KEY] ?? {};

  it("are for every slot that has to be filled, of the right form", () => {
    assert.deepEqual(Object.keys(LOCAL_VALUES), [KEY]);
    assert.deepEqual(Object.keys(values).sort(), [...REQUIRED].sort());
    for (const [slot, value] of Object.entries(values)) assert.ok(hasForm(slot as SlotName, value), slot);
  });

  it("say of themselves that they are none", () => {
    for (const [slot, value] of Object.entries(values)) {
      for (const text of typeof value === "string" ? [value] : Object.values(value)) assert.match(text, /local|10ca1c10d/i, slot);
    }
  });
});
