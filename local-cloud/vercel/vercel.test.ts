import assert from "node:assert/strict";
import type { CloudRecord, CloudView } from "../provider/cloud";
import { UNKNOWN, type Failure, type Properties } from "../provider/values";
import { vercel } from ".";

const PROJECT = "vercel:index/project:Project";
const DOMAIN = "vercel:index/projectDomain:ProjectDomain";
const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";

function view(...records: readonly Pick<CloudRecord, "type" | "id" | "outputs">[]): CloudView {
  const all = records.map((record) => ({ urn: `urn:${record.id}`, inputs: {}, region: "", ...record }));
  return {
    account: "123456789012", region: "", partition: "aws", now: new Date(0), serial: () => 0, all: () => all,
    byType: (type) => all.filter((record) => record.type === type),
    byId: (type, id) => all.find((record) => record.type === type && record.id === id),
  } as CloudView;
}

const said = (failures: readonly Failure[]): string[] => failures.map(({ property, reason }) => `${property}: ${reason}`);
const checked = (type: string, inputs: Properties): string[] => said(vercel.checkResource({ urn: "urn:x", name: "x", type, inputs }, view()));

describe("@pulumiverse/vercel in the local cloud", () => {
  const project = { type: PROJECT, id: "prj_1", outputs: { name: "web" } };

  it("takes what the provider takes", () => {
    assert.deepEqual(checked(PROJECT, { name: "web", vercelAuthentication: { deploymentType: "standard_protection_new" } }), []);
    assert.deepEqual(checked(DOMAIN, { projectId: "prj_1", domain: "kianax.io", redirectStatusCode: 308 }), []);
    assert.deepEqual(checked(VARIABLE, { key: "A", value: UNKNOWN, targets: ["production"], sensitive: true }), []);
    assert.deepEqual(checked(VARIABLE, { key: "A", value: "b", targets: ["development"], sensitive: false }), []);
  });

  it("refuses what the provider refuses", () => {
    assert.deepEqual(checked(PROJECT, { name: "My Web", vercelAuthentication: { deploymentType: "standardProtection" } }), [
      'name: a project\'s name has 1 to 52 lower-case letters, digits and dashes, and "My Web" is none.',
      'vercelAuthentication.deploymentType: "standardProtection" is none of standard_protection_new, standard_protection, all_deployments, only_preview_deployments, none.',
    ]);
    assert.deepEqual(checked(DOMAIN, { redirectStatusCode: 303, gitBranch: "main", customEnvironmentId: "env" }), [
      "redirectStatusCode: 303 is none of 301, 302, 307, 308.",
      "gitBranch: gitBranch and customEnvironmentId exclude each other; keep one.",
    ]);
    assert.deepEqual(checked(VARIABLE, { key: "A", value: "b", targets: ["development", "staging"], sensitive: true }), [
      'targets: "staging" is none of production, preview, development.',
      "sensitive: variables that target development must set sensitive to false.",
    ]);
    assert.deepEqual(checked(VARIABLE, { key: "A" }), ["targets: a variable needs targets or customEnvironmentIds; name one.", "value: exactly one of value and valueWo is needed."]);
  });

  it("refuses what does not go with what there is", () => {
    const admitted = (type: string, inputs: Properties): string[] =>
      said(
        vercel.admitResource(
          { urn: "urn:x", name: "x", type, inputs },
          view(project, { type: DOMAIN, id: "dom_1", outputs: { domain: "kianax.io", projectId: "prj_1" } }, { type: VARIABLE, id: "env_1", outputs: { key: "A", projectId: "prj_1" } }),
        ),
      );
    assert.deepEqual(admitted(PROJECT, { name: "web" }), ['name: a project named "web" exists already; choose another name, or import it.']);
    assert.deepEqual(admitted(DOMAIN, { domain: "www.kianax.io", projectId: "prj_2" }), ["projectId: there is no project prj_2; make it first."]);
    assert.deepEqual(admitted(DOMAIN, { domain: "kianax.io", projectId: "prj_1" }), ["domain: kianax.io belongs to a project already; remove it there first."]);
    assert.deepEqual(admitted(VARIABLE, { key: "A", value: "b", targets: ["preview"], projectId: "prj_1" }), ["key: the project has a variable A already; keep one."]);
    assert.deepEqual(admitted(VARIABLE, { key: "B", value: "b", targets: ["preview"], projectId: "prj_1" }), []);
  });

  it("names what it makes as Vercel does", () => {
    const created = vercel.createResource({ urn: "urn:x", name: "x", type: PROJECT, inputs: { name: "web" } }, view());
    assert.match(created.id, /^prj_[0-9a-f]{24}$/);
    assert.deepEqual(created.outputs, { name: "web", teamId: "team_local", publicSource: false });
  });
});
