/** One rule of `lifecyclePolicy.rules`. */
export interface LifecycleRule {
  readonly description?: string;
  readonly maximumAgeLimit?: number;
  readonly maximumNumberOfImages?: number;
  readonly tagPrefixList?: readonly string[];
  readonly tagStatus: string;
}

export interface LifecyclePolicyDocument {
  readonly rules: LifecyclePolicyRule[];
}

interface LifecyclePolicyRule {
  readonly rulePriority: number;
  readonly description?: string;
  readonly selection: Selection & { readonly countType: string; readonly countNumber: number; readonly countUnit?: string };
  readonly action: { readonly type: "expire" };
}

interface Selection {
  readonly tagStatus: string;
  readonly tagPrefixList?: string[];
}

const keepOneUntagged: LifecycleRule = {
  description: "remove untagged images",
  tagStatus: "untagged",
  maximumNumberOfImages: 1,
};

/**
 * The policy document ECR takes. ECR applies rules by ascending priority and wants the one for `any` image last:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function lifecyclePolicyDocument(
  name: string,
  rules: readonly LifecycleRule[] = [keepOneUntagged],
): LifecyclePolicyDocument {
  const forAny = rules.filter(({ tagStatus }) => tagStatus === "any");
  if (forAny.length > 1) {
    throw new Error(
      `awsx.ecr.Repository "${name}": ${forAny.length} rules of lifecyclePolicy are for tagStatus "any"; ECR takes one.`,
    );
  }
  const ordered = [...rules.filter(({ tagStatus }) => tagStatus !== "any"), ...forAny];
  return {
    rules: ordered.map((rule, index) => ({
      rulePriority: index + 1,
      description: rule.description,
      selection: { ...tags(name, rule), ...count(name, rule) },
      action: { type: "expire" },
    })),
  };
}

function tags(name: string, { tagStatus, tagPrefixList }: LifecycleRule): Selection {
  if (tagStatus === "any" || tagStatus === "untagged") {
    return { tagStatus };
  }
  if (!tagPrefixList?.length) {
    throw new Error(
      `awsx.ecr.Repository "${name}": a rule of lifecyclePolicy for tagged images names no prefix; set tagPrefixList, ` +
        'or tagStatus to "any" or "untagged".',
    );
  }
  return { tagStatus: "tagged", tagPrefixList: [...tagPrefixList] };
}

function count(
  name: string,
  { maximumNumberOfImages, maximumAgeLimit }: LifecycleRule,
): Pick<LifecyclePolicyRule["selection"], "countType" | "countNumber" | "countUnit"> {
  if (maximumNumberOfImages !== undefined) {
    return { countType: "imageCountMoreThan", countNumber: maximumNumberOfImages };
  }
  if (maximumAgeLimit !== undefined) {
    return { countType: "sinceImagePushed", countNumber: maximumAgeLimit, countUnit: "days" };
  }
  throw new Error(
    `awsx.ecr.Repository "${name}": a rule of lifecyclePolicy limits nothing; set maximumNumberOfImages or maximumAgeLimit.`,
  );
}
