import assert from "node:assert/strict";
import { join } from "node:path";
import { Analyzer } from "../analyzer";
import { NO_EXEMPTIONS, parseExemptions, readExemptions } from "../kernel";
import { Session } from "../kernel/session";
import { rules } from "../rules";
import { summarize } from "../testing/cases";
import { set, type Change } from "../testing/changes";
import { goldenPlan } from "../testing/golden";
import { profileOf } from "../testing/profiles";
import { wire } from "../testing/wire";
import { rds } from "../tokens";

const DATABASE = "aws:rds/instance:Instance::database";

describe("exemptions", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start(join(__dirname, "..", "testing", "exempting-pack"));
    await analyzer.configure(profileOf("production"));
  });
  after(() => analyzer.stop());

  const violations = async (...changes: Change[]) => {
    const plan = goldenPlan("production");
    changes.forEach((change) => change(plan));
    return analyzer.analyze(wire(plan, "preview"));
  };
  const ofRule = async (rule: string, ...changes: Change[]) => (await violations(...changes)).filter((each) => each.rule === rule);

  it("let through what they are about, and say so with the days left", async () => {
    const found = await violations(set(rds.instance, "database", "multiAz", false));
    assert.deepEqual(summarize(found.filter(({ rule }) => rule !== "exemption-hygiene")), [`advisory exemption-applied ${DATABASE}`]);
    const [applied] = found.filter(({ rule }) => rule === "exemption-applied");
    assert.match(applied?.message ?? "", /is exempt from rds-multi-az for 68 more days \(KX-1, security@kianax\.io\): Reviewed: the standby comes with/);
  });

  it("are forgotten when their finding is gone", async () => {
    assert.deepEqual(await ofRule("exemption-applied"), []);
  });

  it("cover no other resource, and no other rule", async () => {
    const other = await violations(set(rds.instance, "replica", "publiclyAccessible", true), set(rds.instance, "database", "kmsKeyId", undefined));
    assert.deepEqual(summarize(other.filter(({ rule }) => rule.startsWith("rds-"))), [`mandatory rds-not-public aws:rds/instance:Instance::replica`, `mandatory rds-storage-cmk ${DATABASE}`]);
  });

  it("cover nothing after their last day", async () => {
    const found = await violations(set(rds.instance, "database", "storageEncrypted", false));
    assert.ok(summarize(found).includes(`mandatory rds-storage-encrypted ${DATABASE}`));
  });

  it("fail when they are over, idle, too long, for nothing, for everything, for their own guards, or unreadable", async () => {
    const messages = (await ofRule("exemption-hygiene", set(rds.instance, "database", "multiAz", false))).map(({ message }) => message).join("\n");
    for (const expected of [
      /exemption from rds-storage-encrypted for .*::database that cannot stay: it ended on 2026-11-23\./,
      /exemption from rds-not-public for .* it covers no finding any more\./,
      /exemption from kms-rotation for .*::gone that cannot stay: it has a URN that no resource of the stack has\./,
      /exemption from kms-rotation for .*::data that cannot stay: it lasts for 365 days, and may for 180 at the most\./,
      /exemption from rds-mutli-az for .* it names a rule that does not exist\./,
      /exemptions\.json, entry 7 \(redis-tls\): expires is "2027-02-30", which is no day such as 2027-05-15, and counts as expired\./,
      /exemptions\.json, entry 9 \(redis-tls\): reason has fewer than 20 characters; say why the finding may stay\./,
      /exemption from exemption-hygiene for .* it names a rule that is about the pack itself and cannot be exempted\./,
      /exemptions\.json, entry 11 \(redis-tls\): urn is "\*::\*", which takes in every resource; name a type or a resource\./,
    ]) {
      assert.match(messages, expected);
    }
    assert.doesNotMatch(messages, /exemption from rds-multi-az/);
    assert.equal(messages.split("\n").filter((line) => line.includes("[exemption-hygiene:")).length, 9, messages);
  });

  it("of another stack say nothing", async () => {
    assert.doesNotMatch((await ofRule("exemption-hygiene")).map(({ message }) => message).join("\n"), /deployed/);
  });
});

describe("an exemption from a rule about the pack", () => {
  it("covers nothing, so that no entry can silence what judges it", () => {
    const urn = "urn:pulumi:production::kianax::pulumi:pulumi:Stack::kianax-production";
    const entry = { stack: "kianax/production", urn, reason: "because I say that it may", ticket: "KX-1", owner: "me", approvedBy: "me", expires: "2027-01-31" };
    const session = new Session(rules, { ...NO_EXEMPTIONS, entries: rules.map(({ name }) => ({ ...entry, rule: name })) }, () => new Date("2026-11-24"));
    const covered = rules.filter((rule) => session.isExempt(rule, "finding", urn));
    assert.deepEqual(covered, rules.filter(({ checkPack }) => checkPack === undefined));
  });
});

describe("a file of exemptions", () => {
  it("may be missing", () => {
    assert.deepEqual(readExemptions(join(__dirname, "no-such-file.json")), NO_EXEMPTIONS);
  });

  for (const [text, problem] of [
    ["{", /exemptions\.json is no JSON \(.*\); nothing is exempted$/],
    ["{}", /must be a list of exemptions, and is of type object; nothing is exempted$/],
    ["null", /must be a list of exemptions, and is null/],
    ["[1]", /entry 1: must be an object with the keys rule, stack, urn, reason, ticket, owner, approvedBy, expires$/],
    ['[{"rule":"x"}]', /entry 1 \(x\): stack is missing; say it as a text$/],
    ['[{"rule":7}]', /entry 1: rule is no text; say it as a text$/],
    ['[{"rule":"x","until":"2027-01-01"}]', /until is no key of an exemption; there are rule, stack/],
    ['[{"rule":"x","urn":"database"}]', /urn must be a URN, or a pattern of one/],
    ['[{"rule":"x","stack":"production"}]', /stack is "production"; name the project too, as in kianax\/production/],
    ['[{"rule":"x","urn":"*::*"}]', /urn is "\*::\*", which takes in every resource; name a type or a resource/],
    ['[{"rule":"x","stack":"kianax/production","urn":"urn:pulumi:production::kianax::*:*::*"}]', /which takes in every resource/],
    ['[{"rule":"x","finding":""}]', /finding is no text; say it as a text, or leave it out/],
    ['[{"rule":"x","expires":"soon"}]', /expires is "soon", which is no day such as 2027-05-15, and counts as expired/],
  ] as const) {
    it(`says what is wrong with ${text}, and exempts nothing`, () => {
      const { entries, problems } = parseExemptions(text, "exemptions.json");
      assert.deepEqual(entries, []);
      assert.ok(problems.some((each) => problem.test(each)), problems.join("\n"));
    });
  }
});

describe("production's profile", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start();
  });
  after(() => analyzer.stop());

  /** The golden plan as a stack of that name. */
  const guard = async (stack: string) => {
    const resources = JSON.parse(JSON.stringify(wire(goldenPlan("production"), "preview")).replaceAll("urn:pulumi:preview::", `urn:pulumi:${stack}::`)) as ReturnType<typeof wire>;
    return (await analyzer.analyze(resources)).filter(({ rule }) => rule === "production-profile-not-weakened").map(({ message }) => message);
  };

  it("is the one of a stack of production", async () => {
    await analyzer.configure(profileOf("production"));
    assert.deepEqual(await guard("production"), []);
  });

  it("cannot be exchanged for development's", async () => {
    await analyzer.configure(profileOf("development"));
    const messages = await guard("acme-prod");
    assert.ok(messages.some((message) => message.includes("acme-prod is held to the profile development.")), messages.join("\n"));
    assert.ok(messages.some((message) => message.includes("rds-multi-az is switched off by the configuration.")), messages.join("\n"));
    for (const stack of ["Production", "kianax-prod2", "recovery"]) {
      assert.ok((await guard(stack)).length > 0, stack);
    }
    assert.deepEqual(await guard("development"), []);
    assert.deepEqual(await guard("reproduction"), []);
  });

  it("cannot have a rule switched off", async () => {
    await analyzer.configure({ ...profileOf("production"), "vpc-spans-azs": "disabled" });
    const [message, ...others] = await guard("production");
    assert.match(message ?? "", /vpc-spans-azs is switched off by the configuration\./);
    assert.deepEqual(others, []);
  });

  it("is seen through one level for all, which what is said of a rule goes before", async () => {
    await analyzer.configure({ all: "disabled", "production-profile-not-weakened": "mandatory", "rds-multi-az": { enforcementLevel: "mandatory" } });
    const messages = (await guard("production")).join("\n");
    assert.match(messages, /vpc-spans-azs is switched off by the configuration\./);
    assert.doesNotMatch(messages, /rds-multi-az is switched off/);
  });
});
