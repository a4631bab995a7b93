import { resourceRule } from "../kernel";
import { iamUsers } from "../tokens";

export const iamNoUsers = resourceRule({
  name: "iam-no-users",
  title: "The stack has no IAM users and no lasting credentials.",
  why: "A password or an access key works until somebody takes it back; a role's credentials end by themselves.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_273", "CKV_AWS_40", "CKV_AWS_348"], fsbp: ["IAM.2"], cis: ["1.14"], gdpr: ["25"] },
  remediation: "Let people sign in through IAM Identity Center, and programs take a role.",
  examples: {
    compliant: `new aws.iam.Role("app", { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }) });`,
    violating: `new aws.iam.User("app");`,
  },
  types: iamUsers,
  check: ({ type }) => ({ id: "user", message: `is ${type.split(":").at(-1)}, which belongs to an IAM user` }),
});
