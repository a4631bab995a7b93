import { characters, UPPER, DIGITS, uuid } from "../hash";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";

/** IAM's unique ids: a prefix that tells the kind, and 17 capital letters and digits. */
function uniqueId(make: Making, prefix: string): string {
  return make.stickyText("uniqueId", () => prefix + characters(make.seed, "unique", 17, UPPER + DIGITS));
}

function pathOf(make: Making): string {
  return make.text("path") ?? "/";
}

export const iamAndKms: Blueprints = {
  [T.role]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("iam", `role${pathOf(make)}${make.id}`, "global"),
    defaults: { path: "/", maxSessionDuration: 3600, forceDetachPolicies: false },
    computed: (make) => ({
      name: make.id,
      uniqueId: uniqueId(make, "AROA"),
      createDate: make.sticky("createDate", () => make.created),
      managedPolicyArns: make.sticky("managedPolicyArns", () => []),
    }),
  },
  [T.serviceLinkedRole]: {
    id: (make) => make.arn("iam", serviceRole(make), "global"),
    arn: (make) => make.arn("iam", serviceRole(make), "global"),
    computed: (make) => ({
      name: serviceRole(make).split("/").at(-1) ?? "",
      path: `/aws-service-role/${make.text("awsServiceName") ?? ""}/`,
      uniqueId: uniqueId(make, "AROA"),
      createDate: make.sticky("createDate", () => make.created),
    }),
  },
  [T.policy]: {
    id: (make) => make.arn("iam", `policy${pathOf(make)}${make.physicalName()}`, "global"),
    arn: (make) => make.id,
    defaults: { path: "/" },
    computed: (make) => ({
      name: make.physicalName(),
      policyId: make.sticky("policyId", () => `ANPA${characters(make.seed, "policy", 17, UPPER + DIGITS)}`),
      attachmentCount: 0,
    }),
  },
  [T.rolePolicy]: {
    id: (make) => `${make.text("role") ?? ""}:${make.physicalName()}`,
    computed: (make) => ({ name: make.physicalName() }),
  },
  [T.rolePolicyAttachment]: { id: (make) => `${make.text("role") ?? ""}/${make.text("policyArn") ?? ""}` },
  [T.instanceProfile]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("iam", `instance-profile${pathOf(make)}${make.id}`, "global"),
    defaults: { path: "/" },
    computed: (make) => ({ name: make.id, uniqueId: uniqueId(make, "AIPA"), createDate: make.sticky("createDate", () => make.created) }),
  },
  [T.user]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("iam", `user${pathOf(make)}${make.id}`, "global"),
    defaults: { path: "/", forceDestroy: false },
    computed: (make) => ({ name: make.id, uniqueId: uniqueId(make, "AIDA") }),
  },
  [T.oidcProvider]: {
    id: (make) => make.arn("iam", `oidc-provider/${(make.text("url") ?? "").replace(/^https:\/\//, "")}`, "global"),
    arn: (make) => make.id,
    computed: (make) => ({ url: (make.text("url") ?? "").replace(/^https:\/\//, ""), thumbprintLists: make.sticky("thumbprintLists", () => [make.token("thumb", 40)]) }),
  },
  [T.key]: {
    id: (make) => (make.flag("multiRegion") === true ? `mrk-${make.token("key", 32)}` : uuid(make.seed, "key")),
    arn: (make) => make.arn("kms", `key/${make.id}`),
    defaults: { customerMasterKeySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT", isEnabled: true, enableKeyRotation: false, bypassPolicyLockoutSafetyCheck: false },
    computed: (make) => ({
      keyId: make.id,
      description: make.sticky("description", () => ""),
      multiRegion: make.input("multiRegion", false),
      policy: make.sticky("policy", () => defaultKeyPolicy(make)),
      ...(make.flag("enableKeyRotation") === true && { rotationPeriodInDays: make.sticky("rotationPeriodInDays", () => 365) }),
    }),
  },
  [T.replicaKey]: {
    id: (make) => (make.text("primaryKeyArn") ?? "").split("/").at(-1) ?? make.token("key", 32, "mrk-"),
    arn: (make) => make.arn("kms", `key/${make.id}`),
    defaults: { enabled: true, bypassPolicyLockoutSafetyCheck: false },
    computed: (make) => ({
      keyId: make.id,
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      keyRotationEnabled: true,
      policy: make.sticky("policy", () => defaultKeyPolicy(make)),
    }),
  },
  [T.alias]: {
    id: (make) => aliasName(make),
    arn: (make) => make.arn("kms", make.id),
    computed: (make) => {
      const target = make.text("targetKeyId");
      return { name: make.id, targetKeyArn: make.arn("kms", `key/${(target ?? "").replace(/^arn:.*:key\//, "")}`) };
    },
  },
  [T.keyPolicy]: { id: (make) => make.text("keyId") ?? "" },
};

function aliasName(make: Making): string {
  return make.stickyText("name", () => `${make.text("namePrefix") ?? `alias/${make.name}-`}${make.token("alias", 7)}`);
}

function serviceRole(make: Making): string {
  const service = make.text("awsServiceName") ?? "";
  const subject = service.split(".")[0] ?? "";
  const suffix = make.text("customSuffix");
  return `role/aws-service-role/${service}/AWSServiceRoleFor${subject.charAt(0).toUpperCase()}${subject.slice(1)}${suffix === undefined ? "" : `_${suffix}`}`;
}

/** What KMS gives a key without a policy: everything to the account. */
function defaultKeyPolicy(make: Making): string {
  return JSON.stringify({
    Id: "key-default-1",
    Statement: [
      {
        Action: "kms:*",
        Effect: "Allow",
        Principal: { AWS: make.arn("iam", "root", "global") },
        Resource: "*",
        Sid: "Enable IAM User Permissions",
      },
    ],
    Version: "2012-10-17",
  });
}
