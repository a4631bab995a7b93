import type {
  Policies,
  PolicyComplianceFramework,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import { flatten, type Finding, type Findings, type Subject } from "./finding";
import { enforcementOf, settingsOf } from "./profile";
import type { Rule } from "./rule";
import { stackOf, type InputMemory } from "./stack";
import { unwrap } from "./unknown";
import { viewOf } from "./view";

/** The rules as Pulumi wants them. */
export function policiesOf(rules: readonly Rule[]): Policies {
  const memory: InputMemory = new Map();
  return rules.map((rule) => policyOf(rule, memory));
}

function policyOf(rule: Rule, memory: InputMemory): ResourceValidationPolicy | StackValidationPolicy {
  const description = {
    name: rule.name,
    description: rule.title,
    enforcementLevel: enforcementOf(rule.levels.production),
    severity: rule.severity,
    remediationSteps: rule.remediation,
    tags: Object.entries(rule.controls).flatMap(([framework, ids]) => ids.map((id: string) => `${framework}:${id}`)),
    ...frameworkOf(rule),
    ...configSchemaOf(rule),
  };
  const validateStack = rule.checkStack && { validateStack: stackValidation(rule, memory) };
  if (rule.checkResource) {
    return { ...description, validateResource: resourceValidation(rule, memory), ...validateStack };
  }
  return { ...description, validateStack: stackValidation(rule, memory) };
}

function resourceValidation(rule: Rule, memory: InputMemory): ResourceValidation {
  const validate: ResourceValidation = (args, reportViolation) => {
    const inputs = unwrap(args.props);
    memory.set(args.urn, inputs);
    if (!rule.types.includes(args.type)) {
      return args.notApplicable(`Policy only applies to resources of type ${rule.types.join(", ")}`);
    }
    const resource = { ...viewOf(inputs), urn: args.urn, type: args.type, name: args.name };
    const settings = { ...settingsOf(rule.settings, "production"), ...args.getConfig<Record<string, unknown>>() };
    report(rule, () => rule.checkResource?.(resource, settings), reportViolation, resource);
  };
  const [type, ...others] = rule.types;
  // The server spares a function that names its one type the decoding of every other resource. A rule of several types
  // is shown every resource, which is how `memory` comes to hold them all.
  return others.length === 0 ? Object.assign(validate, { __pulumiType: type }) : validate;
}

function stackValidation(rule: Rule, memory: InputMemory): StackValidation {
  return (args, reportViolation) => {
    const settings = { ...settingsOf(rule.settings, "production"), ...args.getConfig<Record<string, unknown>>() };
    report(rule, () => rule.checkStack?.(stackOf(args.resources, memory), settings), reportViolation);
  };
}

/** Runs a check. One that throws has proven nothing, so it is a violation of its own rule and of no other. */
function report(rule: Rule, check: () => Findings, reportViolation: ReportViolation, subject?: Subject): void {
  for (const finding of findingsOf(check)) {
    const about = finding.subject ?? subject;
    reportViolation(messageOf(rule, finding, about), about?.urn);
  }
}

function findingsOf(check: () => Findings): Finding[] {
  try {
    return flatten(check());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ id: "failed", message: `the rule could not be decided (${reason}), which counts as a violation` }];
  }
}

/** `production-database (aws:rds/instance:Instance): multiAz is false, and must be true. Set … [rds-multi-az:multiAz]` */
export function messageOf(rule: Rule, { id, message }: Finding, subject?: Subject): string {
  const about = subject ? `${subject.name} (${subject.type})` : "The stack";
  return `${about}: ${message}. ${rule.remediation} [${rule.name}:${id}]`;
}

/** Pulumi takes one framework; the rest travel as tags. */
function frameworkOf(rule: Rule): { framework?: PolicyComplianceFramework } {
  const [control] = rule.controls.fsbp ?? [];
  if (control === undefined) {
    return {};
  }
  const service = control.split(".")[0]?.toLowerCase() ?? "";
  return {
    framework: {
      name: "AWS Foundational Security Best Practices",
      version: "1.0.0",
      reference: control,
      specification: `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html`,
    },
  };
}

function configSchemaOf(rule: Rule): Pick<ResourceValidationPolicy, "configSchema"> {
  const settings = Object.entries(rule.settings);
  return settings.length === 0
    ? {}
    : { configSchema: { properties: Object.fromEntries(settings.map(([name, { schema }]) => [name, schema])) } };
}
