/** Who uses a role, and what gives the role its rights. */
import type { Plan, PlannedResource } from "../../plan";
import type { Pair } from "./orderings";

const ROLE = "aws:iam/role:Role";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const GRANTS = new Set(["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"]);
/** Resources that name a role to say what it may do, or who may do something to it, and do not act as it. */
const NAME_ONLY = new Set([...GRANTS, "aws:iam/role:Role", "aws:iam/policy:Policy", "aws:kms/key:Key", "aws:secretsmanager/secretPolicy:SecretPolicy", "aws:s3/bucketPolicy:BucketPolicy", "aws:sns/topicPolicy:TopicPolicy", "aws:sqs/queuePolicy:QueuePolicy", "aws:backup/vaultPolicy:VaultPolicy", "aws:eks/accessEntry:AccessEntry", "aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "aws:ecr/repositoryPolicy:RepositoryPolicy"]);

/** Each right of each role with each resource that acts as the role. */
export function rolePairs(plan: Plan): Pair[] {
  return plan.all(ROLE).flatMap((role) => {
    const grants = plan.resources.filter(({ type, propertyDependencies }) => GRANTS.has(type) && (propertyDependencies["role"] ?? []).includes(role.urn));
    return grants.flatMap((grant) => users(plan, role).map((user): Pair => [grant, user]));
  });
}

/** Resources made of the role, through an instance profile too; components stand for nothing that AWS makes. */
function users(plan: Plan, role: PlannedResource): PlannedResource[] {
  const direct = plan.resources.filter(({ type, custom, propertyDependencies }) => custom && !NAME_ONLY.has(type) && Object.values(propertyDependencies).some((urns) => urns.includes(role.urn)));
  return direct.flatMap((user) => (user.type === PROFILE ? plan.resources.filter(({ custom, propertyDependencies }) => custom && Object.values(propertyDependencies).some((urns) => urns.includes(user.urn))) : [user]));
}
