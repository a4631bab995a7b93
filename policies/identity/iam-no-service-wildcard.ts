import { resourceRule } from "../kernel";
import { isEveryAction, isWholeService, onEverything, onStatements } from "./grants";

/** A policy made of outputs is judged when they are known, before it is put; see `iam-no-admin` for one that never would be. */
export const iamNoServiceWildcard = resourceRule({
  name: "iam-no-service-wildcard",
  title: "Policies allow actions by name, not a whole service.",
  why: "A wildcard over a service takes in deleting, sharing and changing policies, and every action that AWS adds later.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_355"], fsbp: ["IAM.21"], gdpr: ["25"] },
  remediation: "Name the actions, or a group of them such as s3:Get*.",
  examples: {
    compliant: `{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::kianax-documents/*" }`,
    violating: `{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::kianax-documents/*" }`,
  },
  ...onStatements((statement) => {
    // Everything on everything is iam-no-admin's.
    const whole = statement.exceptActions ? (onEverything(statement) ? [] : ["NotAction"]) : statement.actions.filter((action) => isWholeService(action) && !(onEverything(statement) && isEveryAction(action)));
    return whole.map((action) => ({ action, message: action === "NotAction" ? "allows all actions but some" : `allows ${action}, all actions of a service` }));
  }),
});
