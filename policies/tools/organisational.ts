/**
 * What no rule on a plan can evidence, by framework: it stays with people, contracts and running systems. An auditor's list is
 * longer; these are the points next to those that the rules cover.
 */
import type { Controls } from "../kernel";

export type Audited = Exclude<keyof Controls, "checkov" | "fsbp">;

export const ORGANISATIONAL: Readonly<Record<Audited, readonly string[]>> = {
  pci: [
    "Scope: which systems hold or reach cardholder data, and the yearly confirmation of it (12.5.2).",
    "Network diagrams, and the half-yearly review of rule sets (1.2.7).",
    "Key custodians and the cryptographic inventory (3.6, 3.7, 12.3.3).",
    "Secure development, training of developers, code review (6.2).",
    "Quarterly external scans by an approved vendor, yearly penetration tests (11.3, 11.4).",
    "Access reviews every six months (7.2.4), joiners and leavers (8.2.4 to 8.2.6).",
    "Daily review of logs, by people or by alerts that people answer (10.4.1).",
    "Physical security of facilities (9), which for AWS is in its own attestation.",
    "Incident response plan and its yearly test (12.10).",
  ],
  soc2: [
    "Control environment: board, code of conduct, roles (CC1).",
    "Communication of objectives and of incidents (CC2).",
    "Risk assessment, fraud included (CC3), and monitoring of controls by people (CC4).",
    "Onboarding, offboarding and periodic access reviews (CC6.2, CC6.3).",
    "Incident handling as it happened (CC7.3 to CC7.5) and vendor management (CC9.2).",
    "Evidence over the audit period: a plan shows how things are to be, the drift check and CloudTrail show that they stayed so.",
  ],
  gdpr: [
    "Lawful basis, information of data subjects, consent (6, 7, 12 to 14).",
    "Rights of data subjects: access, erasure, portability (15 to 22); audit records under compliance lock need a stated basis.",
    "Records of processing activities (30) and contracts with processors (28).",
    "Impact assessments (35), data protection officer (37 to 39).",
    "Notice of breaches within 72 hours (33, 34).",
    "Transfers to third countries (44 to 49): the rules hold resources in listed Regions; contracts are not theirs to check.",
  ],
  cis: [
    "Contacts of the account, root user without keys and with a hardware token (1.1 to 1.6).",
    "Password policy, unused credentials, rotation of access keys (1.7 to 1.14): people sign in elsewhere, and no users are made here.",
    "IAM Access Analyzer, Config, Security Hub as services of the organisation (1.19, 3.3, 4.16).",
    "Alarms on the trail for the console's doings (4.1 to 4.15): see KianaxAlerting and docs/runbooks.",
  ],
  eksCis: [
    "Configuration of kubelets (3.1, 3.2): the AMI's own, checked by a benchmark run on a node.",
    "Review of RBAC as it is in the cluster (4.1), and of images in registries (5.1).",
    "Runtime threat detection, and patching of running nodes (5.4, 5.5).",
  ],
};
