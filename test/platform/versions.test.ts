import assert from "node:assert/strict";
import { PLATFORM_ADDONS } from "../../components/delivery";
import { CHART_REPOSITORIES } from "../../components/delivery/argo-cd/chart-repositories";
import { profiles } from "../../environment/profiles";
import { APPLICATION_SETS, filesIn, otherReads, readPlatform, VERSIONS, type PinnedChart } from "./platform";

const EXACT = /^\d+\.\d+\.\d+$/;
const TRACKS = ["development", "production"] as const;

/** Negative when the first is older. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  return (left ?? []).map((part, index) => part - (right?.[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** What is wrong with the versions, as sentences. */
function problemsOf(charts: Readonly<Record<string, PinnedChart>>): string[] {
  return Object.entries(charts).flatMap(([name, chart]) => [
    ...TRACKS.filter((track) => !EXACT.test(String(chart[track]))).map((track) => `${name} floats in ${track}: ${String(chart[track])}`),
    ...(EXACT.test(chart.development) && EXACT.test(chart.production) && compare(chart.development, chart.production) < 0 ? [`${name} is older in development than in production`] : []),
    ...(/^https:\/\/github\.com\/.+\/Chart\.yaml$/.test(chart.source) ? [] : [`${name} says not where its version was read`]),
  ]);
}

describe("versions of what Argo CD installs", () => {
  it("are exact, have a source, and development is never behind production", () => assert.deepEqual(problemsOf(VERSIONS), []));

  it("would be refused otherwise", () => {
    const [chart] = Object.values(VERSIONS);
    assert.ok(chart);
    for (const change of [{ production: "3.x" }, { development: "^3.0.0" }, { development: "latest" }, { production: "99.0.0" }, { source: "somewhere" }]) {
      assert.equal(problemsOf({ chart: { ...chart, ...change } }).length, 1, JSON.stringify(change));
    }
    assert.ok(compare("2.10.0", "2.9.1") > 0);
    assert.ok(compare("2.9.0", "2.9.0") === 0);
  });

  it("are there for every add-on, whose ApplicationSet, values and switch have its name", () => {
    assert.deepEqual(Object.keys(VERSIONS).sort(), [...PLATFORM_ADDONS].sort());
    // PgBouncer's chart is ours, and follows the branch.
    assert.deepEqual(APPLICATION_SETS.map(({ metadata }) => metadata.name).sort(), [...PLATFORM_ADDONS, "pgbouncer"].sort());
    for (const name of PLATFORM_ADDONS) {
      assert.deepEqual(filesIn(`values/${name}`), ["values-development.yaml", "values-production.yaml", "values.yaml"]);
      assert.equal(typeof readPlatform(`values/${name}/values.yaml`), "object");
    }
  });

  it("come from the repositories that the platform's project allows, and from no others", () => {
    assert.deepEqual([...new Set(Object.values(VERSIONS).map(({ repository }) => repository))].sort(), [...CHART_REPOSITORIES].sort());
  });

  it("and Argo CD's own are no older in development than in production", () => {
    const { development, production } = profiles;
    assert.ok(compare(development.delivery.chartVersion, production.delivery.chartVersion) >= 0);
  });
});

describe("ApplicationSets of the platform", () => {
  for (const set of APPLICATION_SETS) {
    const { metadata, spec } = set;
    describe(metadata.name, () => {
      it("says nothing empty where the bridge says nothing", () => {
        assert.equal(spec.goTemplate, true);
        assert.deepEqual(spec.goTemplateOptions, ["missingkey=error"]);
        assert.deepEqual(otherReads(set), []);
      });

      it("leaves what it installed when it goes", () => assert.equal(spec.syncPolicy?.preserveResourcesOnDeletion, true));

      it("is applied by the API server, and in the platform's project", () => {
        assert.ok(spec.template.spec.syncPolicy.syncOptions.includes("ServerSideApply=true"));
        assert.equal(spec.template.spec.project, "{{.metadata.annotations.project}}-platform");
      });

      it("takes the version of its own chart for the track of the cluster", () => {
        const text = JSON.stringify(set).replaceAll('\\"', '"');
        const named = [...text.matchAll(/index \.addons "([\w-]+)"/g)].map(([, name]) => name);
        assert.deepEqual([...new Set(named)], metadata.name === "pgbouncer" ? [] : [metadata.name]);
        assert.equal(metadata.name === "pgbouncer" || text.includes(`"targetRevision":"{{index .addons "${metadata.name}" .metadata.labels.track}}"`), true);
      });
    });
  }
});
