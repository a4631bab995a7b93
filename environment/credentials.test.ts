import assert from "node:assert/strict";
import { config, refusals } from "./testing";

describe("credentials of other packages", () => {
  it("are missed when a setting needs them, with the command that sets them", () => {
    const vercel = config(["edge", "vercel", "projectName"], "kianax-web");
    assert.deepEqual(refusals("production", vercel), [
      "Pulumi.production.yaml: vercel:apiToken is missing, and kianax:edge.vercel needs it; set it with `pulumi config set --secret vercel:apiToken`.",
    ]);
    assert.deepEqual(refusals("production", { ...vercel, "vercel:apiToken": "token" }), []);
    assert.deepEqual(refusals("production", {}), []);
  });
});
