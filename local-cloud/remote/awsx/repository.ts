import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { applyPromptly } from "../prompt-values";
import { lifecyclePolicyDocument, type LifecycleRule } from "./lifecycle-policy";

/** Stands in for `awsx:ecr:Repository`: a repository and, unless it is skipped, its lifecycle policy. */
export class Repository extends pulumi.ComponentResource {
  readonly repository: aws.ecr.Repository;
  readonly lifecyclePolicy?: aws.ecr.LifecyclePolicy;

  constructor(name: string, args: awsx.ecr.RepositoryArgs, opts: pulumi.ComponentResourceOptions) {
    const { lifecyclePolicy, ...repositoryArgs } = args;
    const rules = lifecyclePolicy?.rules as pulumi.Input<LifecycleRule[]> | undefined;
    const policy = lifecyclePolicy?.skip
      ? undefined
      : applyPromptly(rules, (known) => lifecyclePolicyDocument(name, known as LifecycleRule[] | undefined));

    super("awsx:ecr:Repository", name, args, opts);
    // ECR refuses capitals in names, and the physical name derives from the logical one.
    const childName = name.toLowerCase();
    this.repository = new aws.ecr.Repository(childName, repositoryArgs, { parent: this });
    if (policy) {
      this.lifecyclePolicy = new aws.ecr.LifecyclePolicy(
        childName,
        {
          repository: this.repository.name,
          policy: policy as aws.ecr.LifecyclePolicyArgs["policy"],
          region: args.region,
        },
        { parent: this },
      );
    }
    this.registerOutputs({ repository: this.repository, lifecyclePolicy: this.lifecyclePolicy });
  }

  get state(): pulumi.Inputs {
    return {
      repository: this.repository,
      lifecyclePolicy: this.lifecyclePolicy,
      url: this.repository.repositoryUrl,
    };
  }
}

/** What a reference to a repository that another construct made becomes. */
export class RepositoryReference extends pulumi.ComponentResource {
  constructor(name: string, urn: string) {
    super("awsx:ecr:Repository", name, { repository: undefined, lifecyclePolicy: undefined, url: undefined }, { urn });
  }
}
