import assert from "node:assert/strict";
import { describeBadArguments, someNeighbour } from "../testing";
import { KianaxSecrets, type KianaxSecretsArgs } from "./index";
import { secretsChecks } from "./validation";

const VALID: KianaxSecretsArgs = {
  environment: "production",
  keys: someNeighbour,
  values: { webhook: "https://hooks.example.com" },
  generated: ["signing-key"],
  platform: ["webhook"],
  deployers: ["arn:aws:iam::111122223333:role/deploy"],
  recoveryWindowDays: 30,
};
const make = (args: KianaxSecretsArgs): unknown => new KianaxSecrets("production", args);

describeBadArguments({
  component: 'KianaxSecrets "production"',
  checks: secretsChecks,
  valid: VALID,
  make,
  cases: {
    keys: "another component, judged by its own checks",
    values: [
      { args: { values: { webhook: "w", Key: "v" } }, says: 'values must be names of lower-case letters, digits and single dashes, not "Key".' },
      { args: { values: { webhook: " " } }, says: "values.webhook is empty: give the value, or { external: true } to put it into the secret yourself." },
      { args: { values: { webhook: { external: false } as never } }, says: "values.webhook must be text, an Output of it, or { external: true }, not an object." },
      { args: { values: { webhook: 12345 as never } }, says: "values.webhook must be text, an Output of it, or { external: true }, not a number." },
    ],
    generated: [
      { args: { generated: ["a_b"] }, says: 'generated must be names of lower-case letters, digits and single dashes, not "a_b".' },
      { args: { generated: ["a", "a"] }, says: 'generated names "a" twice: name it once.' },
    ],
    platform: [
      { args: { platform: ["webhook", "pager", "mail"] }, says: "platform names pager, mail, which nothing fills: give a value for each, or have it generated." },
      { args: { platform: ["webhook", "webhook"] }, says: 'platform names "webhook" twice: name it once.' },
    ],
    deployers: [{ args: { deployers: [] }, says: "deployers is empty: name the role that runs this program, which reads back what it writes." }],
    recoveryWindowDays: [{ args: { recoveryWindowDays: 6 }, says: "recoveryWindowDays must be a whole number from 7 to 30 days, not 6." }],
  },
});

describe("a refusal of KianaxSecrets", () => {
  it("never shows what was given as a value", () => {
    for (const values of ["hunter2", ["hunter2"], { webhook: { external: "hunter2" } }, { webhook: ["hunter2"] }]) {
      assert.throws(
        () => make({ ...VALID, values: values as never }),
        (error: Error) => !error.message.includes("hunter2") && error.message.startsWith('KianaxSecrets "production": values'),
      );
    }
  });
});
