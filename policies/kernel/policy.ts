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
import { NO_EXEMPTIONS, type Exemptions } from "./exemption";
import { enforcementOf, settingsOf } from "./profile";
import { optionsOf } from "./options";
import type { Rule } from "./rule";
import { Session } from "./session";
import { stackOf } from "./stack";
import { unwrap } from "./unknown";
import { viewOf } from "./view";

export interface PackOptions {
  /** @default none */
  readonly exemptions?: Exemptions;
  /** For tests alone: a clock that could be set from outside would make every exemption last for ever. */
  readonly clock?: () => Date;
}

/** The rules as Pulumi wants them. Those about the pack itself have to come last: they see what the others did. */
export function policiesOf(rules: readonly Rule[], { exemptions = NO_EXEMPTIONS, clock = () => new Date() }: PackOptions = {}): Policies {
  const session = new Session(rules, exemptions, clock);
  return rules.map((rule) => policyOf(rule, session));
}

function policyOf(rule: Rule, session: Session): ResourceValidationPolicy | StackValidationPolicy {
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
  const validateStack = stackCheckOf(rule) && { validateStack: stackValidation(rule, session) };
  if (rule.checkResource) {
    return { ...description, validateResource: resourceValidation(rule, session), ...validateStack };
  }
  return { ...description, validateStack: stackValidation(rule, session) };
}

function resourceValidation(rule: Rule, session: Session): ResourceValidation {
  const validate: ResourceValidation = (args, reportViolation) => {
    const inputs = unwrap(args.props);
    session.inputs.set(args.urn, inputs);
    session.ran.add(rule.name);
    if (!isAbout(rule, args.type)) {
      return args.notApplicable(`Policy only applies to resources of type ${rule.types.join(", ")}`);
    }
    session.forget(rule, args.urn);
    const resource = { ...viewOf(inputs), urn: args.urn, type: args.type, name: args.name, options: optionsOf(args.opts, args.provider) };
    report(rule, session, () => rule.checkResource?.(resource, settingsFor(rule, args.getConfig())), reportViolation, resource);
  };
  const [type, ...others] = rule.types;
  // The server spares a function that names its one type the decoding of every other resource. A rule of several types
  // is shown every resource, which is how the session comes to hold them all.
  return type === undefined || type === EVERY_TYPE || others.length > 0 ? validate : Object.assign(validate, { __pulumiType: type });
}

/** Stands in `types` for every resource. */
export const EVERY_TYPE = "*";

function isAbout({ types }: Rule, type: string): boolean {
  return types.includes(type) || types.includes(EVERY_TYPE);
}

function stackCheckOf({ checkStack, checkPack }: Rule): Rule["checkStack"] | Rule["checkPack"] {
  return checkStack ?? checkPack;
}

function stackValidation(rule: Rule, session: Session): StackValidation {
  return (args, reportViolation) => {
    session.ran.add(rule.name);
    const stack = stackOf(args.resources, session);
    const settings = settingsFor(rule, args.getConfig());
    const root = args.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const isLast = rule === session.rules.at(-1);
    report(rule, session, () => [rule.checkStack?.(stack, settings), rule.checkPack?.(session, stack, settings)], reportViolation, undefined, root?.urn);
    if (isLast) {
      // The engine may ask about the same plan again: a preview, then the update.
      session.ran.clear();
    }
  };
}

function settingsFor(rule: Rule, configured: Record<string, unknown>): Record<string, unknown> {
  return { ...settingsOf(rule.settings, "production"), ...configured };
}

/** Runs a check. One that throws has proven nothing, so it is a violation of its own rule and of no other. */
function report(rule: Rule, session: Session, check: () => Findings, reportViolation: ReportViolation, subject?: Subject, stackUrn = ""): void {
  for (const finding of findingsOf(check)) {
    const about = finding.subject ?? subject;
    if (!session.isExempt(rule, finding.id, about?.urn ?? stackUrn)) {
      reportViolation(messageOf(rule, finding, about), about?.urn);
    }
  }
}

export function findingsOf(check: () => Findings): Finding[] {
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
