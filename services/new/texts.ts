/** Files of a new service: a declaration that holds from the first moment, and a chart like its neighbours'. */

export interface NewService {
  readonly name: string;
  /** The name as a constant of TypeScript. */
  readonly identifier: string;
  readonly purpose: string;
}

/** A file, or a link to one that is shared. */
export type NewFile = { readonly path: string } & ({ readonly text: string } | { readonly link: string });

export function filesOf(service: NewService): NewFile[] {
  const chart = `charts/${service.name}`;
  return [
    { path: `services/${service.name}.ts`, text: declaration(service) },
    { path: `${chart}/Chart.yaml`, text: chartYaml(service) },
    { path: `${chart}/values.yaml`, text: values(service) },
    ...["development", "production"].map((environment) => ({ path: `${chart}/values-${environment}.yaml`, text: environmentValues(service, environment) })),
    { path: `${chart}/values.schema.json`, link: "../kianax-service/service.schema.json" },
    { path: `${chart}/templates/service.yaml`, text: '{{ include "kianax-service.all" . }}\n' },
    { path: `${chart}/charts/kianax-service`, link: "../../kianax-service" },
  ];
}

/** The catalogue with the service at its end; undefined where the file does not read as this program knows it. */
export function withService(index: string, { name, identifier }: NewService): string | undefined {
  const imports = [...index.matchAll(/^import \{ \w+ \} from "\.\/.*";\n/gm)];
  const list = /^(export const catalogue: readonly ServiceDefinition\[\] = \[.*)\];$/m;
  const last = imports.at(-1);
  if (last === undefined || !list.test(index)) {
    return undefined;
  }
  const end = last.index + last[0].length;
  return `${index.slice(0, end)}import { ${identifier} } from "./${name}";\n${index.slice(end)}`.replace(list, `$1, ${identifier}];`);
}

function declaration({ name, identifier, purpose }: NewService): string {
  return `import { defineService } from "../components/service/definition";
import { ERROR_TRACKING } from "./providers";

export const ${identifier} = defineService({
  name: "${name}",
  purpose: ${JSON.stringify(purpose)},
  port: 8080,
  calls: [],
  needs: {
    secrets: ["sentry-dsn"],
    internetHosts: [...ERROR_TRACKING],
  },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  objectives: { availabilityPercent: 99.5, p95LatencyMs: 500 },
});
`;
}

function chartYaml({ name, purpose }: NewService): string {
  return `apiVersion: v2
name: ${name}
description: ${JSON.stringify(purpose)}
type: application
version: 1.0.0
dependencies:
  - name: kianax-service
    version: ^1.0.0
    repository: file://../kianax-service
`;
}

function values({ name }: NewService): string {
  return `# What holds in every environment. What follows from services/${name}.ts comes from Pulumi, below \`platform\`, and cannot be set here.
image:
  tag: ""
# Environment variables, such as switches of features. Secrets are declared, never set.
settings: {}
# { cpu, memory } in place of what the declaration asks for.
resources: {}
# Whether pods like to be in the zone of the database's writer.
latencySensitive: false
migration:
  command: [node, dist/migrate.js]
  deadlineSeconds: 600
`;
}

function environmentValues({ name }: NewService, environment: string): string {
  return `# ${environment}. The pipeline of ${name} writes the image that runs here.
image:
  tag: ""
  digest: ""
settings:
  LOG_LEVEL: ${environment === "development" ? "debug" : "info"}
`;
}
