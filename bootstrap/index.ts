/** What an account needs before its first stack. Run once per account, by a person: README.md, "On AWS". */
import * as pulumi from "@pulumi/pulumi";
import { KianaxPipelines } from "../components/delivery";
import { KianaxStateBackend } from "../components/state";
import { parseBootstrap, type Bootstrap } from "./settings";

const settings = load();
const { environment, namePrefix, region, recoveryRegion, tags, protect } = settings;
const common = { environment, namePrefix, tags, protect };

const state = new KianaxStateBackend(environment, {
  ...common,
  region,
  recoveryRegion,
  noncurrentDays: settings.noncurrentDays,
  accessLogDays: settings.accessLogDays,
  deletionWindowDays: settings.deletionWindowDays,
  rotationPeriodDays: settings.rotationPeriodDays,
});
const pipelines = new KianaxPipelines(environment, {
  ...common,
  state,
  region,
  furtherRegions: recoveryRegion === undefined ? [] : [recoveryRegion],
  project: settings.project,
  repository: settings.repository,
  imageRepositories: settings.imageRepositories,
  branch: settings.branch,
  defaultBranch: settings.defaultBranch,
  githubEnvironment: settings.githubEnvironment,
  deploySessionMinutes: settings.deploySessionMinutes,
});

/** What `pulumi login` takes. */
export const backendUrl = state.url;
/** What stack files name as their `secretsprovider`. */
export const secretsProvider = state.secretsProvider;
/** The same in the recovery Region: it opens what the first one sealed. */
export const recoverySecretsProvider = state.recoverySecretsProvider;
/** Bucket that the state is copied to. */
export const stateReplica = state.replica?.bucket;
/** Role for previews of pull requests. */
export const planRoleArn = pipelines.plan.arn;
/** Role for deployments. */
export const deployRoleArn = pipelines.deploy.arn;
/** Role that pushes images of services. */
export const imagePushRoleArn = pipelines.imagePush.arn;
/** Permissions boundary that every role of the stack must have. */
export const permissionsBoundaryArn = pipelines.boundary.arn;

function load(): Bootstrap {
  const stack = pulumi.getStack();
  const parsed = parseBootstrap({ stack, file: `bootstrap/Pulumi.${stack}.yaml`, config: pulumi.runtime.allConfig() });
  if (!("environment" in parsed)) {
    throw new pulumi.RunError(parsed.join("\n"));
  }
  return parsed;
}
