import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { applyDefaults, checkInputs, diffInputs, openCatalogue } from ".";

const ROCKET_JS = `
class Rocket extends pulumi.CustomResource {
    static __pulumiType = 'acme:space/rocket:Rocket';
    constructor(name, argsOrState, opts) {
        let resourceInputs = {};
        if (opts.id) {
            const state = argsOrState;
            resourceInputs["fuel"] = state?.fuel;
            resourceInputs["height"] = state?.height;
        }
        else {
            const args = argsOrState;
            resourceInputs["fuel"] = (args?.fuel) ?? "kerosene";
            resourceInputs["launchCode"] = args?.launchCode ? pulumi.secret(args.launchCode) : undefined;
            resourceInputs["stages"] = args?.stages;
            resourceInputs["height"] = undefined /*out*/;
        }
        const secretOpts = { additionalSecretOutputs: ["launchCode"] };
        super(Rocket.__pulumiType, name, resourceInputs, opts);
    }
}
function getPad(args, opts) {
    return pulumi.runtime.invoke("acme:space/getPad:getPad", {
        "site": args.site,
    }, opts);
}
`;

const ROCKET_D_TS = `
export interface RocketArgs {
    /**
     * The fuel. Changing this forces a new resource to be created.
     */
    fuel?: pulumi.Input<enums.space.Fuel | undefined>;
    launchCode?: pulumi.Input<number | undefined>;
    /** Stages. If the count is lowered, this forces a new resource. */
    stages: pulumi.Input<pulumi.Input<inputs.space.Stage>[]>;
}
`;

const INPUT_D_TS = `
/** Ünïcode before the types moves bytes away from characters: 日本語. */
export declare namespace space {
    interface Stage {
        /** Ø in metres. */
        diameter: pulumi.Input<number>;
        above?: pulumi.Input<inputs.space.Stage | undefined>;
    }
}
`;

const ENUMS_D_TS = `
export declare const Fuel: {
    readonly Kerosene: "kerosene";
    readonly Hydrogen: "hydrogen";
};
export type Fuel = (typeof Fuel)[keyof typeof Fuel];
`;

describe("a provider SDK outside the @pulumi scope", () => {
  let root: string;

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const manifest = (version: string): string =>
    JSON.stringify({ name: "@pulumiverse/acme", version: `v${version}`, pulumi: { resource: true, name: "acme" } });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "kianax-acme-"));
    write("node_modules/@pulumiverse/acme/package.json", manifest("1.2.3"));
    write("node_modules/@pulumiverse/acme/space/rocket.js", ROCKET_JS);
    write("node_modules/@pulumiverse/acme/space/rocket.d.ts", ROCKET_D_TS);
    write("node_modules/@pulumiverse/acme/types/input.d.ts", INPUT_D_TS);
    write("node_modules/@pulumiverse/acme/types/enums/space/index.d.ts", ENUMS_D_TS);
    write("node_modules/plain/package.json", JSON.stringify({ name: "plain", version: "1.0.0", pulumi: { resource: false } }));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const open = () => openCatalogue(join(root, "node_modules"), join(root, "cache"));

  it("is found by its package.json", () => {
    assert.deepEqual(open().packages(), [{ name: "acme", version: "1.2.3" }]);
  });

  it("is checked, defaulted and compared like any other", () => {
    const rocket = open().resource("acme:space/rocket:Rocket");
    assert.ok(rocket);
    assert.deepEqual(rocket.outputs, ["fuel", "height", "launchCode", "stages"]);
    assert.deepEqual(rocket.secretInputs, ["launchCode"]);
    assert.deepEqual(applyDefaults(rocket, {}), { fuel: "kerosene" });
    assert.deepEqual(
      checkInputs(rocket, { fuel: "coal", launchCode: "sesame", stages: [{ diameter: 3, above: { diametre: 2 } }] }).map(({ reason }) => reason),
      [
        '"fuel" must be one of "kerosene", "hydrogen", not the string "coal".',
        '"launchCode" must be a number, not the secret string it was given.',
        'space.Stage has no property "diametre"; did you mean "diameter"?',
        'space.Stage needs the property "diameter"; give it a value.',
      ],
    );
    assert.deepEqual(diffInputs(rocket, { fuel: "kerosene", stages: [] }, { fuel: "hydrogen", stages: [{ diameter: 1 }] }), {
      changes: ["fuel", "stages[0]"],
      replaces: ["fuel"],
    });
  });

  it("has its functions", () => {
    assert.deepEqual(open().func("acme:space/getPad:getPad")?.inputs.map(({ name }) => name), ["site"]);
  });

  it("is read again when its version changes", () => {
    assert.ok(open().resource("acme:space/rocket:Rocket"));
    write("node_modules/@pulumiverse/acme/package.json", manifest("1.3.0"));
    write("node_modules/@pulumiverse/acme/space/rocket.js", ROCKET_JS.replaceAll("Rocket", "Shuttle"));
    assert.equal(open().resource("acme:space/rocket:Rocket"), undefined);
    assert.ok(open().resource("acme:space/rocket:Shuttle"));
  });

  it("gives way to a newer version of itself", () => {
    write("node_modules/acme-of-old/package.json", manifest("1.1.9").replace("@pulumiverse/acme", "acme-of-old"));
    write("node_modules/acme-of-new/package.json", manifest("1.10.0").replace("@pulumiverse/acme", "acme-of-new"));
    assert.deepEqual(open().packages(), [{ name: "acme", version: "1.10.0" }]);
  });
});
