/** Changes of the policies' golden plan that a rule of ours refuses, as plans that checkov reads. */
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Catalogue } from "../../local-cloud/shapes";
import { described, firingIn, type Case } from "../../policies/testing/cases";
import { goldenPlan } from "../../policies/testing/golden";
import type { Plan } from "../../policies/testing/plan";
import { wire } from "../../policies/testing/wire";
import { terraformPlan, type ScannedResource, type TerraformPlan } from "../terraform/plan";

const PROFILE = "production";

/** One change, and what we say of it. */
export interface Trial {
  /** The rule whose case it is. */
  readonly rule: string;
  readonly when: string;
  /** Checks of checkov that the rule's catalogue entry names. */
  readonly checks: readonly string[];
  /** All rules of ours that fire. */
  readonly fires: readonly string[];
  readonly plan: TerraformPlan;
}

/** The plan that keeps all rules. */
export function golden(catalogue: Catalogue): TerraformPlan {
  return converted(goldenPlan(PROFILE), catalogue);
}

/** @param root - of the repository: the cases are in the themes' files */
export function trials(root: string, catalogue: Catalogue): Trial[] {
  loadCases(path.join(root, "policies"));
  return described.flatMap(({ rule, cases }) => {
    const checks = (rule.controls.checkov ?? []).filter(isOfAws);
    return cases.flatMap((each): Trial[] => {
      const fires = firingIn(rule, PROFILE, each);
      if (checks.length === 0 || fires.length === 0 || !isComparable(each)) {
        return [];
      }
      const plan = goldenPlan(PROFILE);
      each.change(plan);
      return [{ rule: rule.name, when: each.when, checks, fires, plan: converted(plan, catalogue) }];
    });
  });
}

/** A Terraform plan has nothing of Kubernetes in it; those checks read manifests. */
function isOfAws(check: string): boolean {
  return !check.startsWith("CKV_K8S") && !check.startsWith("CKV2_K8S");
}

/** checkov has no third value: what is unknown is not there for it. */
function isComparable({ state, profiles = [PROFILE] }: Case): boolean {
  return state !== "unknown" && profiles.includes(PROFILE);
}

function converted(plan: Plan, catalogue: Catalogue): TerraformPlan {
  return terraformPlan(wire(plan, "deployed") as unknown as ScannedResource[], catalogue);
}

function loadCases(policies: string): void {
  const load = createRequire(__filename);
  for (const theme of readdirSync(policies, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "node_modules")) {
    for (const file of readdirSync(path.join(policies, theme.name)).filter((name) => name.endsWith(".mutations.ts"))) {
      load(path.join(policies, theme.name, file));
    }
  }
}
