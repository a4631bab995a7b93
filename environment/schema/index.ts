/** All settings that a stack may make, as one schema; unknown keys are refused at every level. */
import { z } from "zod";
import { alertingSchema } from "./alerting";
import { auditTrailSchema } from "./audit-trail";
import { budgetSchema } from "./budget";
import { cacheSchema } from "./cache";
import { clusterSchema } from "./cluster";
import { databaseSchema } from "./database";
import { deliverySchema } from "./delivery";
import { edgeSchema } from "./edge";
import { keysSchema } from "./keys";
import { networkSchema } from "./network";
import { recoverySchema } from "./recovery";
import { secretsSchema } from "./secrets";
import { servicesSchema } from "./services";
import { choice, flag, list, principal, setting, text } from "./values";

export const PROFILE_NAMES = ["development", "production"] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

const tagText = text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u, "text of up to 256 letters, digits, spaces and _.:/=+-@");
const tagKey = text(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, "a tag key of up to 128 letters, digits, spaces and _.:/=+-@ that does not begin with aws:");

export const settingsSchema = z.strictObject({
  profile: setting(choice(PROFILE_NAMES), "Set of defaults that the stack starts from."),
  region: setting(
    text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS Region such as us-east-1"),
    "The Region that the stack may be deployed to; `aws:region`, which the AWS provider reads, must say the same.",
    "replace",
  ),
  namePrefix: setting(
    text(/^[a-z][a-z0-9-]{0,23}$/, "a name of up to 24 lower-case letters, digits and dashes that begins with a letter"),
    "First part of every physical name, and the tag Project.",
    "replace",
  ),
  protect: setting(flag(), "Whether Pulumi refuses to delete or replace what holds data. Set it to false, and run `up`, before a `destroy`."),
  tags: setting(z.record(tagKey, tagText).meta({ allowed: "a map from tag keys to text" }), "Further tags for every resource, such as Owner."),
  deployers: setting(
    list(principal(), "a list of different IAM roles or users, such as role/bootstrap/kianax-production-deploy for the account that is deployed to", 1, 10),
    "Who runs this program, in a pipeline or in an emergency. They may read the secrets of services, since the AWS provider reads back what it writes, and administer the cluster, since the program installs Argo CD there.",
  ),
  permissionsBoundary: setting(
    text(/^(arn:aws[a-z-]*:iam::\d{12}:)?policy\/[\w+=,.@/-]*[\w+=,.@-]$/, "an IAM policy: its ARN, or policy/bootstrap/kianax-production-boundary for the account that is deployed to"),
    "Policy that bounds what any role of the stack can ever do; the account's bootstrap makes it, and its pipelines can make no role without it.",
  ).optional(),
  keys: setting(keysSchema, "KMS keys."),
  recovery: setting(recoverySchema, "Backups, and what survives the loss of the Region."),
  secrets: setting(
    secretsSchema,
    "What fills the secret slots. Values are encrypted in the stack's file (`pulumi config set --secret --path`), each once for all services that declare the slot.",
  ),
  alerting: setting(alertingSchema, "Where alerts go."),
  auditTrail: setting(auditTrailSchema, "Records of what was done in the account, and of trading, that nobody can change."),
  network: setting(networkSchema, "VPC, subnets and the ways out of it."),
  database: setting(databaseSchema, "PostgreSQL on RDS."),
  cache: setting(cacheSchema, "Redis on ElastiCache."),
  cluster: setting(clusterSchema, "Kubernetes on EKS."),
  edge: setting(edgeSchema, "Domain, load balancer and firewall."),
  delivery: setting(deliverySchema, "Argo CD, and what it installs from Git."),
  services: setting(servicesSchema, "What all microservices share."),
  budget: setting(budgetSchema, "What the environment may cost, and who is told."),
});

/** All settings of a stack, profile included. */
export type Settings = z.output<typeof settingsSchema>;
