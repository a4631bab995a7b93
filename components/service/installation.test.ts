/** One chart, two ways into the cluster: what is told is the same. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { keyOf, withMocks, type Plan, type Planned } from "../testing";
import { someServiceArgs, TRADING } from "./fixtures";
import { KianaxService, type KianaxServiceArgs, type ServiceDefinition } from "./index";

const UNCACHED: ServiceDefinition = { ...TRADING, needs: { ...TRADING.needs, cache: [] } };

type Changes = (args: KianaxServiceArgs) => Partial<KianaxServiceArgs>;

async function planned(changes: Changes = () => ({}), preview = false): Promise<Plan> {
  const { plan } = await withMocks(
    () => {
      const args = someServiceArgs(UNCACHED);
      return new KianaxService("trading", { ...args, ...changes(args) });
    },
    { preview },
  );
  return plan;
}

const RELEASE = "kubernetes:helm.sh/v3:Release";
const direct: Changes = ({ host }) => {
  const { applications: _none, ...bare } = host;
  return { delivery: "direct", host: bare };
};

interface Application {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly annotations: Readonly<Record<string, string>>; readonly finalizers: readonly string[] };
  readonly spec: {
    readonly project: string;
    readonly source: { readonly path: string; readonly repoURL: string; readonly targetRevision: string; readonly helm: { readonly valueFiles: readonly string[]; readonly valuesObject: unknown; readonly releaseName: string } };
    readonly destination: unknown;
    readonly syncPolicy: { readonly automated: unknown; readonly retry: unknown };
    readonly revisionHistoryLimit: number;
  };
}

function applicationIn({ inputs }: Planned): Application {
  const { objects } = inputs["values"] as unknown as { objects: Application[] };
  assert.equal(objects.length, 1);
  return objects[0] as Application;
}

describe("a service's chart", () => {
  it("is handed to Argo CD as an Application of its own, in Git and in the project of the services", async () => {
    const release = (await planned()).one(RELEASE, "trading-application");
    const { kind, metadata, spec } = applicationIn(release);
    assert.deepEqual([kind, metadata.name, metadata.namespace, spec.project], ["Application", "trading", "argocd", "kianax-production"]);
    assert.equal(metadata.annotations["argocd.argoproj.io/manifest-generate-paths"], ".;../kianax-service");
    assert.deepEqual(metadata.finalizers, ["resources-finalizer.argocd.argoproj.io/foreground"]);
    const { helm, ...source } = spec.source;
    assert.deepEqual(source, { repoURL: "https://github.com/kianax/infrastructure.git", targetRevision: "main", path: "charts/trading" });
    assert.deepEqual(helm.valueFiles, ["values.yaml", "values-production.yaml"]);
    assert.deepEqual(spec.destination, { server: "https://kubernetes.default.svc", namespace: "kianax" });
    assert.deepEqual(spec.syncPolicy.automated, { prune: true, selfHeal: true, allowEmpty: false });
    assert.deepEqual(spec.syncPolicy.retry, { limit: 5, backoff: { duration: "15s", factor: 2, maxDuration: "4m" } });
    assert.equal(spec.revisionHistoryLimit, 10);
    assert.equal(release.inputs["chart"], "./components/delivery/charts/argocd-objects");
    assert.equal(release.inputs["namespace"], "argocd");
  });

  it("is installed by the program with the same values and files where there is no Argo CD", async () => {
    const [gitops, own] = [await planned(), await planned(direct)];
    const release = own.one(RELEASE, "trading-release");
    const { helm, path } = applicationIn(gitops.one(RELEASE, "trading-application")).spec.source;
    assert.deepEqual(release.inputs["values"], helm.valuesObject);
    assert.deepEqual(own.all(RELEASE).map(({ name }) => name), ["trading-release"]);
    assert.deepEqual([release.inputs["chart"], release.inputs["name"], release.inputs["namespace"]], [`./${path}`, helm.releaseName, "kianax"]);
    const files = (release.inputs["valueYamlFiles"] as unknown as { path: string }[]).map((file) => file.path);
    assert.deepEqual(files, helm.valueFiles.map((file) => `${path}/${file}`));
    // What fails is taken back, and Pulumi waits until what runs is ready.
    assert.deepEqual([release.inputs["atomic"], release.inputs["skipAwait"], release.inputs["timeout"]], [true, false, 600]);
  });

  it("is told where everything is, and nothing of what it did not declare", async () => {
    const values = (await planned(direct)).one(RELEASE, "trading-release").inputs["values"] as unknown as { platform: { settings: Record<string, string>; secrets: Record<string, string>; imageRepository: string; writerZone: string } };
    const { settings, secrets, imageRepository, writerZone } = values.platform;
    assert.equal(settings["DATABASE_HOST"], "proxy.example.com");
    assert.equal(settings["DATABASE_SECRET_NAME"], "kianax/production/platform/postgres");
    assert.equal(settings["BROKER_ENVIRONMENT"], "production");
    assert.equal(settings["CACHE_HOST"], undefined);
    assert.equal(secrets["sentry-dsn"], "kianax/production/trading/sentry-dsn");
    assert.equal(imageRepository, "111122223333.dkr.ecr.us-east-1.amazonaws.com/kianax/production/trading");
    assert.equal(writerZone, "us-east-1b");
    assert.ok(!JSON.stringify(values).includes("dsn.example.com"), "a secret's value never reaches a chart");
  });

  it("connects to PgBouncer where the database has one, and migrates past it", async () => {
    const pooled: Changes = (args) => ({ ...direct(args), database: { ...args.database, pgbouncer: { host: pulumi.output("db.example.com") } as never } });
    const { platform } = (await planned(pooled)).one(RELEASE, "trading-release").inputs["values"] as unknown as { platform: { settings: Record<string, string>; migration: { settings: Record<string, string> } } };
    assert.equal(platform.settings["DATABASE_HOST"], "pgbouncer.kianax.svc.cluster.local");
    assert.equal(platform.migration.settings["DATABASE_HOST"], "db.example.com");
  });

  it("reaches AWS at the addresses of interface endpoints where the network has some", async () => {
    const policies = async (changes: Changes) => JSON.stringify(((await planned(changes)).one(RELEASE, "trading-release").inputs["values"] as unknown as { platform: { networkPolicies: unknown } }).platform.networkPolicies);
    assert.ok(!(await policies(direct)).includes("10.0.20.0/24"));
    assert.ok((await policies((args) => ({ ...direct(args), network: { ...args.network, interfaceEndpointCidrs: ["10.0.20.0/24"] } }))).includes("10.0.20.0/24"));
  });

  it("goes on with the broker's credentials of the environment that it takes over", async () => {
    const successor: Changes = (args) => ({ ...direct(args), successorOf: { environment: "lost", brokerCredentialsKeyArn: "arn:aws:kms:us-west-2:111122223333:key/mrk-broker" } });
    const { platform } = (await planned(successor)).one(RELEASE, "trading-release").inputs["values"] as unknown as { platform: { settings: Record<string, string> } };
    assert.equal(platform.settings["BROKER_ENVIRONMENT"], "lost");
    assert.equal(platform.settings["BROKER_KEY_ARN"], "arn:aws:kms:us-west-2:111122223333:key/mrk-broker");
  });

  it("comes after the namespace, its denial of traffic and the pods' identity, and for Argo CD after Argo CD", async () => {
    const waits = (plan: Plan, name: string): readonly string[] => plan.one(RELEASE, name).dependsOn;
    const identity = "aws:eks/podIdentityAssociation:PodIdentityAssociation::trading";
    const own = waits(await planned(direct), "trading-release");
    assert.ok(own.includes(identity) && own.includes("kubernetes:core/v1:Namespace::kianax"), own.join());
    const handed = waits(await planned(), "trading-application");
    assert.ok(handed.includes(identity) && handed.includes("kubernetes:core/v1:Namespace::argocd"), handed.join());
  });

  it("is in a preview too, in which hosts are not known", async () => {
    for (const changes of [(): object => ({}), direct]) {
      const plan = await planned(changes as Changes, true);
      assert.equal(plan.all(RELEASE).length, 1, plan.resources.map(keyOf).join("\n"));
    }
  });
});
