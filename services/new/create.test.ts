import assert from "node:assert/strict";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import { catalogue } from "../index";
import { createService, NewServiceError, type NewServiceRequest } from "./create";
import { filesOf, withService } from "./texts";

const REPOSITORY = path.resolve(__dirname, "..", "..");

/** Like this repository's, without what others may add to it. */
const INDEX = `/** Services. */
import type { ServiceDefinition } from "../components/service/definition";
import { gateway } from "./gateway";
import { trading } from "./trading";

export const catalogue: readonly ServiceDefinition[] = [gateway, trading];
`;

describe("a new service", () => {
  let root: string;
  /** What lies in the folders of a checkout, with its text. */
  const state = (): Record<string, string> =>
    Object.fromEntries(
      readdirSync(root, { recursive: true, encoding: "utf8" })
        .filter((file) => lstatSync(path.join(root, file)).isFile())
        .map((file) => [file, readFileSync(path.join(root, file), "utf8")]),
    );
  const create = (name: string, changes: Partial<NewServiceRequest> = {}): string[] => createService({ root, name, namePrefix: "kianax", environments: ["development", "production"], ...changes });
  const refused = (name: string, says: string, changes: Partial<NewServiceRequest> = {}): void => {
    const before = state();
    assert.throws(() => create(name, changes), (error) => error instanceof NewServiceError && error.message === `The service ${JSON.stringify(name)}: ${says}`);
    assert.deepEqual(state(), before);
  };

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "kianax-new-"));
    for (const folder of ["services/new", "charts/kianax-service"]) mkdirSync(path.join(root, folder), { recursive: true });
    for (const file of ["trading.ts", "slots.ts"]) writeFileSync(path.join(root, "services", file), "");
    writeFileSync(path.join(root, "services/index.ts"), INDEX);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("is one declaration, one line in the catalogue and one chart", () => {
    const before = state();
    assert.deepEqual(create("billing", { purpose: 'Bills users, "fairly"' }), ["services/index.ts", "services/billing.ts", "charts/billing"]);
    const after = state();
    assert.deepEqual(Object.keys(after).filter((file) => after[file] !== before[file]).sort(), [
      "charts/billing/Chart.yaml",
      "charts/billing/templates/service.yaml",
      "charts/billing/values-development.yaml",
      "charts/billing/values-production.yaml",
      "charts/billing/values.yaml",
      "services/billing.ts",
      "services/index.ts",
    ]);
    assert.ok(lstatSync(path.join(root, "charts/billing/charts/kianax-service")).isSymbolicLink());
    assert.ok(lstatSync(path.join(root, "charts/billing/values.schema.json")).isSymbolicLink());
    assert.match(after["services/index.ts"] ?? "", /import \{ billing \} from "\.\/billing";\n\nexport const catalogue: readonly ServiceDefinition\[\] = \[gateway, trading, billing\];/);
    assert.match(after["services/billing.ts"] ?? "", /purpose: "Bills users, \\"fairly\\"",/);
  });

  it("may have any name that DNS allows: one that TypeScript keeps, too", () => {
    const names = ["order-routing-2", "class", "default", "new-2", "await"];
    names.forEach((name) => create(name));
    assert.match(readFileSync(path.join(root, "services/index.ts"), "utf8"), /, orderRouting2, classService, defaultService, new2, awaitService\];/);
    for (const file of ["index", ...names]) {
      const { diagnostics } = ts.transpileModule(readFileSync(path.join(root, `services/${file}.ts`), "utf8"), { reportDiagnostics: true });
      assert.deepEqual(diagnostics?.map(({ messageText }) => messageText), []);
    }
  });

  it("is not made under a name that is no DNS label", () => {
    for (const name of ["Billing", "-billing", "billing-", "bil--ling", "2nd", "", "../evil", "bill.ing", "bill ing"]) {
      refused(name, `its name must be lower-case letters, digits and single dashes, beginning with a letter, not ${JSON.stringify(name)}.`);
    }
  });

  it("is not made under a name that is taken", () => {
    refused("trading", "its name is taken, by services/trading.ts: choose another, or remove that first.");
    refused("slots", "its name is taken, by services/slots.ts: choose another, or remove that first.");
    refused("new", "its name is taken, by services/new: choose another, or remove that first.");
    refused("kianax-service", "its name is taken, by charts/kianax-service: choose another, or remove that first.");
    refused("catalogue", 'its name is taken, by "catalogue" in services/index.ts: choose another, or remove that first.');
    refused("platform", 'its name "platform" belongs to the platform itself: take another.');
  });

  it("is not made twice", () => {
    create("billing");
    refused("billing", "its name is taken, by services/billing.ts: choose another, or remove that first.");
  });

  it("is not made under a name that AWS has no room for, in any environment", () => {
    const name = "b".repeat(48);
    refused(name, `its name makes the iam role name "kianax-development-${name}" of 67 characters, and AWS allows 64: shorten it.`);
    refused("billing", `its name makes the iam role name "kianax-${"e".repeat(50)}-billing" of 65 characters, and AWS allows 64: shorten it.`, { environments: ["e".repeat(50)] });
  });

  it("is not made without a purpose", () => {
    for (const purpose of ["", "  ", "two\nlines"]) refused("billing", "its purpose must be one line: say in one sentence what the service does.", { purpose });
  });

  it("finds its place in the catalogue of this repository", () => {
    const index = readFileSync(path.join(REPOSITORY, "services/index.ts"), "utf8");
    const service = { name: "x-y", identifier: "xYService", purpose: "None" };
    assert.match(withService(index, service) ?? "", /import \{ xYService \} from "\.\/x-y";\n\n[^]*, xYService\];\n$/);
  });

  it("is not made where the catalogue reads otherwise", () => {
    writeFileSync(path.join(root, "services/index.ts"), "export const catalogue = [];\n");
    refused("billing", "services/index.ts no longer lists services as this command knows it: add them by hand.");
  });

  it("leaves nothing behind when it cannot be written whole", () => {
    rmSync(path.join(root, "charts"), { recursive: true });
    writeFileSync(path.join(root, "charts"), "a file where a folder belongs");
    const before = state();
    assert.throws(() => create("billing"), /could not be written, and nothing of it is left: ENOTDIR|EEXIST/);
    assert.deepEqual(state(), before);
  });
});

describe("the charts that there are", () => {
  for (const { name, purpose } of catalogue) {
    it(`hold ${name} as a new one would be made: all that differs are values`, () => {
      for (const file of filesOf({ name, identifier: name, purpose }).filter(({ path: each }) => each.startsWith("charts/"))) {
        const there = path.join(REPOSITORY, file.path);
        if ("link" in file) {
          assert.equal(readlinkSync(there), file.link);
        } else if (path.basename(file.path) === "Chart.yaml") {
          const { version, description: _, ...rest } = parse(readFileSync(there, "utf8")) as Record<string, unknown>;
          const { version: __, description: ___, ...made } = parse(file.text) as Record<string, unknown>;
          assert.deepEqual(rest, made);
          assert.match(String(version), /^\d+\.\d+\.\d+$/);
        } else if (file.path.includes("/templates/")) {
          assert.equal(readFileSync(there, "utf8"), file.text);
        } else {
          assert.deepEqual(Object.keys(parse(readFileSync(there, "utf8")) as object), Object.keys(parse(file.text) as object));
        }
      }
    });
  }
});
