import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { policiesOf, readExemptions } from "../../kernel";
import { rules } from "../../rules";

/** The pack on a day that stays, with exemptions of which one of each kind is wrong. */
new PolicyPack("exempting", {
  policies: policiesOf(rules, { exemptions: readExemptions(join(__dirname, "exemptions.json")), clock: () => new Date("2026-11-24T12:00:00Z") }),
});
