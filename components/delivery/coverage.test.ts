/** What the library makes is what a deployment may make. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { GLOBAL_SERVICES, NAMED_SERVICES, REGIONAL_SERVICES } from "./services";

/** Modules of the Pulumi package whose services have another name in IAM, or several. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  kinesis: ["firehose"],
  cfg: ["config"],
  cloudwatch: ["cloudwatch", "logs", "events"],
  costexplorer: ["ce"],
  lb: ["elasticloadbalancing"],
  // Made through CloudFormation: https://docs.aws.amazon.com/serverlessrepo/latest/devguide/security_iam_service-with-iam.html
  serverlessrepository: ["serverlessrepo", "cloudformation"],
  vpc: ["ec2"],
  // Roles have statements of their own.
  iam: [],
};

const COMPONENTS = path.join(__dirname, "..");
const modules = new Set(
  readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("node_modules"))
    .flatMap((file) => [...readFileSync(path.join(COMPONENTS, file), "utf8").matchAll(/\baws\.([a-z0-9]+)\.[A-Z]\w+\b/g)].map(([, module = ""]) => module)),
);

describe("the services of a deployment", () => {
  const known: readonly string[] = [...REGIONAL_SERVICES, ...GLOBAL_SERVICES, ...NAMED_SERVICES];

  for (const module of [...modules].filter((each) => each !== "types").sort()) {
    it(`have what aws.${module} is made with`, () => {
      const missing = (SERVICES[module] ?? [module]).filter((service) => !known.includes(service));
      assert.deepEqual(missing, [], `Add ${missing.join(", ")} to components/delivery/services.ts, or say in coverage.test.ts what IAM calls aws.${module}.`);
    });
  }
});
