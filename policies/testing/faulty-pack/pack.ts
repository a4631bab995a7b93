import { PolicyPack } from "@pulumi/policy";
import { policiesOf, resourceRule, stackRule } from "../../kernel";

const TYPE = "aws:rds/instance:Instance";
const common = {
  why: "It shows that a rule at fault stops no other.",
  severity: "low",
  levels: { production: "mandatory", development: "off" },
  controls: {},
  remediation: "Mend the rule.",
} as const;
const fail = (): never => {
  throw new Error("a mistake of ours");
};

/** Rules that throw, before and after rules that do not. */
const rules = [
  resourceRule({ ...common, name: "resource-throws", title: "It throws.", types: [TYPE], check: fail }),
  resourceRule({ ...common, name: "resource-finds", title: "It finds.", types: [TYPE], check: (resource) => resource.value("multiAz").must.equal(true) }),
  stackRule({ ...common, name: "stack-throws", title: "It throws.", check: fail }),
  stackRule({
    ...common,
    name: "stack-finds",
    title: "It finds.",
    check: (stack) => stack.ofType(TYPE).map((subject) => ({ id: "found", message: "is found", subject })),
  }),
];

new PolicyPack("faulty", { policies: policiesOf(rules) });
