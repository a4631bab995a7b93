import { alertingProblems } from "../../components/alerting/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function alertingRules(alerting: Settings["alerting"], { settings }: RuleContext): Finding[] {
  const unheard = settings.profile === "production" && alerting.emails.length === 0;
  return [
    ...fromComponent(alertingProblems(alerting)),
    ...(unheard ? [{ setting: "emails", sentence: "must have an address in production: an alert that nobody gets is none." }] : []),
  ];
}
