import { globMatches, resourceRule, texts, type Findings, type Resource } from "../kernel";
import { kubernetes } from "../tokens";

/**
 * Argo CD, whose values the plan has; it cannot be helm.v4.Chart, which runs no hooks. The chart of @kianax/components that is nothing
 * but its values, of which its schema lets Argo CD's own kinds through alone. And charts beside the program, which test/kubernetes renders
 * and judges.
 */
const SEEN_ELSEWHERE = ["argo-cd", "*/delivery/charts/argocd-objects", "./charts/*"];

export const helmReleaseVisible = resourceRule({
  name: "helm-release-visible",
  title: "A chart is installed so that its objects are in the plan, unless it is in the list.",
  why: "A Release renders its chart inside the provider: no rule sees what it makes.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { soc2: ["CC8.1"] },
  remediation: "Use helm.v4.Chart, whose objects are resources; or list the chart once its rendered objects were judged.",
  examples: {
    compliant: 'new k8s.helm.v4.Chart("metrics-server", { chart: "metrics-server", version: "3.13.0", … });',
    violating: 'new k8s.helm.v3.Release("metrics-server", { chart: "metrics-server" });',
  },
  settings: {
    charts: texts("Charts that may be installed unseen, as the program names them; * stands for any text", 0, { production: [...SEEN_ELSEWHERE], development: [...SEEN_ELSEWHERE] }),
  },
  types: kubernetes.helmReleases,
  check: (release, { charts }) => checkRelease(release, charts),
});

function checkRelease(release: Resource, charts: readonly string[]): Findings {
  const chart = release.value("chart");
  if (chart.text === undefined) {
    return chart.must.beLiteral();
  }
  return charts.some((each) => globMatches(each, chart.text ?? "")) ? undefined : { id: chart.path, message: `${chart.path} is ${chart.text}, which is not in the list` };
}
