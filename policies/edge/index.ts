import type { Rule } from "../kernel";
import { acmCertificateSound } from "./acm-certificate-sound";
import { acmValidatedBeforeUse } from "./acm-validated-before-use";
import { albAccessLogs } from "./alb-access-logs";
import { albDeletionProtection } from "./alb-deletion-protection";
import { albHardening } from "./alb-hardening";
import { albMultiAz } from "./alb-multi-az";
import { albPublicHasWaf } from "./alb-public-has-waf";
import { albTlsPolicy } from "./alb-tls-policy";
import { tgHealthCheck } from "./tg-health-check";
import { wafBaselineRules } from "./waf-baseline-rules";
import { wafLoggingMetrics } from "./waf-logging-metrics";

export const edgeRules: readonly Rule[] = [
  acmCertificateSound,
  acmValidatedBeforeUse,
  albAccessLogs,
  albDeletionProtection,
  albHardening,
  albMultiAz,
  albPublicHasWaf,
  albTlsPolicy,
  tgHealthCheck,
  wafBaselineRules,
  wafLoggingMetrics,
];
