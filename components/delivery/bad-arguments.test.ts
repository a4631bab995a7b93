import { describeBadArguments, someNeighbour } from "../testing";
import { pipelinesChecks } from "./arguments";
import { pipelinesArgs } from "./fixtures";
import { KianaxPipelines } from "./pipelines";

const wildcard = 'without wildcards, not "kianax/*".';

describeBadArguments({
  component: 'KianaxPipelines "production"',
  checks: pipelinesChecks,
  valid: pipelinesArgs(someNeighbour),
  make: (args) => new KianaxPipelines("production", args),
  cases: {
    state: "its own component judges it",
    project: [{ args: { project: "kianax/*" }, says: 'project must be the name of a Pulumi project such as kianax, not "kianax/*".' }],
    region: [{ args: { region: "*" }, says: 'region must be an AWS Region such as us-east-1, not "*".' }],
    furtherRegions: [{ args: { furtherRegions: ["us-west-2", "west"] }, says: 'furtherRegions[1] must be an AWS Region such as us-east-1, not "west".' }],
    repository: [
      { args: { repository: { name: "kianax/*" } }, says: `repository.name must be an owner and a repository such as kianax/infrastructure, ${wildcard}` },
      { args: { repository: { name: "kianax/a", ids: { owner: "1", repository: "two" } } }, says: 'repository.ids.repository must be a number in quotes, such as "123456", not "two".' },
    ],
    branch: [{ args: { branch: "release/*" }, says: 'branch must be the name of one branch such as main, without wildcards, not "release/*".' }],
    defaultBranch: [{ args: { defaultBranch: "*" }, says: 'defaultBranch must be the name of one branch such as main, without wildcards, not "*".' }],
    githubEnvironment: [{ args: { githubEnvironment: "prod*" }, says: 'githubEnvironment must be the name of one environment such as production, without wildcards, not "prod*".' }],
    imageRepositories: [
      { args: { imageRepositories: [] }, says: "imageRepositories is empty; name at least one repository, such as that of the infrastructure." },
      { args: { imageRepositories: [{ name: "kianax/*" }] }, says: `imageRepositories[0].name must be an owner and a repository such as kianax/infrastructure, ${wildcard}` },
    ],
    deploySessionMinutes: [{ args: { deploySessionMinutes: 30 }, says: "deploySessionMinutes must be a whole number from 60 to 720 minutes, not 30." }],
    providerArn: "any text is an ARN to the component; AWS refuses one that is none",
  },
});
