import type { Catalogue } from "./catalogue";

/** AWS managed rule groups with their capacity units. */
export const WAF_GROUPS: Catalogue<Readonly<Record<string, number>>> = {
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html",
  asOf: "2026-11-23",
  entries: {
    AWSManagedRulesCommonRuleSet: 700,
    AWSManagedRulesAdminProtectionRuleSet: 100,
    AWSManagedRulesKnownBadInputsRuleSet: 200,
    AWSManagedRulesSQLiRuleSet: 200,
    AWSManagedRulesLinuxRuleSet: 200,
    AWSManagedRulesUnixRuleSet: 100,
    AWSManagedRulesWindowsRuleSet: 200,
    AWSManagedRulesPHPRuleSet: 100,
    AWSManagedRulesWordPressRuleSet: 100,
    AWSManagedRulesAmazonIpReputationList: 25,
    AWSManagedRulesAnonymousIpList: 50,
    AWSManagedRulesBotControlRuleSet: 50,
    AWSManagedRulesATPRuleSet: 50,
    AWSManagedRulesACFPRuleSet: 50,
    AWSManagedRulesAntiDDoSRuleSet: 50,
  },
};
