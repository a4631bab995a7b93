import assert from "node:assert/strict";
import fc from "fast-check";
import { SLOT_NAME } from "../components/secrets/validation";
import { catalogue } from "./index";
import { DELIVERY_SLOTS, GENERATED_SLOTS, hasForm, PLATFORM_SLOTS, platformSlots, secretText, SLOT_NAMES, slotOf, type SlotName } from "./slots";

/** Values as the parties issue them, made up here, and what one finds in their place. */
const FORMS: Readonly<Record<SlotName, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>> = {
  "argocd-git-token": { good: ["github_pat_11ABCDEFG0abcdefghijklmn", "ghp_0123456789abcdef0123456789abcdef0123"], bad: ["ghp_short", "gitlab-0123456789abcdef0123456789abcdef", ""] },
  "argocd-oidc-client-secret": { good: ["0oa1b2c3d4e5f6g7", "Q~8Q~abcdefghijklmnopqrstuvwxyz"], bad: ["short", "sixteen letters and spaces", ""] },
  "better-auth-secret": { good: ["k9Zq2mX7vB4nR8tL1wP6yS3dF5gH0jA+cE/U"], bad: ["short", "thirty-two characters with spaces in it", ""] },
  "jwt-signing-key": { good: ["k9Zq2mX7vB4nR8tL1wP6yS3dF5gH0jA+cE/U"], bad: ["short", `${"x".repeat(40)}\n`] },
  "oauth-github": {
    good: [
      { clientId: "Ov23liAbCdEfGhIjKlMn", clientSecret: "0123456789abcdef0123456789abcdef01234567" },
      { clientId: "Iv1.0123456789abcdef", clientSecret: "0123456789abcdef0123456789abcdef01234567" },
      { clientId: "0123456789abcdef0123", clientSecret: "0123456789abcdef0123456789abcdef01234567" },
    ],
    bad: ["Ov23liAbCdEfGhIjKlMn", { clientId: "Ov23liAbCdEfGhIjKlMn" }, { clientId: "Ov23liAbCdEfGhIjKlMn", clientSecret: "ghp_0123456789abcdef0123456789abcdef0123" }],
  },
  "oauth-google": {
    good: [{ clientId: "123456789012-abc0def.apps.googleusercontent.com", clientSecret: "GOCSPX-abcdefghijklmnopqrstuvwxyz_0" }],
    bad: [{ clientId: "123456789012-abc0def", clientSecret: "GOCSPX-abcdefghijklmnopqrstuvwxyz_0" }, { clientId: "1-a.apps.googleusercontent.com", clientSecret: "GOCSPX-abcdefghijklmnopqrstuvwxyz_0", extra: "x" }],
  },
  "openai-api-key": { good: ["sk-proj-abcdefghij_KLMNOPQRST-0123456789", "sk-abcdefghijklmnopqrst"], bad: ["pk-abcdefghijklmnopqrst", "sk-short", " sk-abcdefghijklmnopqrst"] },
  "pagerduty-routing-key": { good: ["R0ABCDEFGHIJKLMNOPQRSTUVWXYZ0123", "0123456789abcdef0123456789abcdef"], bad: ["R0ABCDEFGHIJKLMNOPQRSTUVWXYZ012", "https://events.pagerduty.com"] },
  "polygon-api-key": { good: ["AbCdEfGhIjKlMnOpQrStUvWxYz_01234"], bad: ["AbCdEfGh", "AbCdEfGhIjKlMnOpQrStUvWxYz-01234"] },
  "sentry-dsn": {
    good: ["https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2", "https://0123456789abcdef0123456789abcdef@o1234.ingest.us.sentry.io/4501234567890"],
    bad: ["https://0123456789abcdef0123456789abcdef@sentry.example.com/2", "http://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2", "https://o1.ingest.sentry.io/2"],
  },
  "slack-webhook-url": {
    good: ["https://hooks.slack.com/services/T01ABCDEF/B02GHIJKL/abcdefghijklmnopqrstuvwx"],
    bad: ["https://hooks.slack.com/services/T01ABCDEF/B02GHIJKL", "https://hooks.example.com/services/T01ABCDEF/B02GHIJKL/abcdefghijklmnopqrstuvwx"],
  },
  "statsig-server-key": { good: ["secret-abcdefghijklmnopqrstuvwxyz"], bad: ["client-abcdefghijklmnopqrstuvwxyz", "secret-"] },
};

describe("the secret slots", () => {
  for (const name of SLOT_NAMES) {
    it(`${name} takes what its party issues and nothing else`, () => {
      for (const value of FORMS[name].good) assert.ok(hasForm(name, value), JSON.stringify(value));
      for (const value of [...FORMS[name].bad, undefined, null, 1, [], { external: true }]) assert.ok(!hasForm(name, value), JSON.stringify(value));
    });

    it(`${name} says what it is, where it comes from and how it is rotated`, () => {
      const { party, purpose, form, issuedAt, rotation } = slotOf(name);
      assert.match(name, SLOT_NAME);
      for (const text of [party, purpose, form.allowed, rotation]) assert.ok(text.length >= 5);
      assert.equal(issuedAt === undefined, GENERATED_SLOTS.includes(name), "what is generated comes from nowhere, and nothing else does");
      assert.match(issuedAt ?? "https://", /^https:\/\//);
    });
  }

  it("are each needed by a service or by Argo CD, and those of the platform by it too", () => {
    const declared = new Set<string>(catalogue.flatMap(({ needs }) => needs.secrets ?? []));
    assert.deepEqual(SLOT_NAMES.filter((name) => !declared.has(name) && !DELIVERY_SLOTS.includes(name)), []);
    assert.deepEqual(platformSlots({}), PLATFORM_SLOTS);
    assert.deepEqual(platformSlots({ sso: {} }), ["argocd-oidc-client-secret", "pagerduty-routing-key", "slack-webhook-url"]);
  });

  it("are text in the secret: a pair is one JSON object, its parts always in one order", () => {
    const [pair] = FORMS["oauth-github"].good as Record<string, string>[];
    const text = '{"clientId":"Ov23liAbCdEfGhIjKlMn","clientSecret":"0123456789abcdef0123456789abcdef01234567"}';
    assert.equal(secretText("oauth-github", pair ?? {}), text);
    assert.equal(secretText("oauth-github", Object.fromEntries(Object.entries(pair ?? {}).reverse())), text);
    assert.equal(secretText("sentry-dsn", "https://x"), "https://x");
  });

  it("never take a value that would not survive: with a line's end, or blank", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SLOT_NAMES), fc.stringMatching(/^[ \n\t]{0,40}$/), (name, blank) => {
        assert.ok(!hasForm(name, blank));
        for (const value of FORMS[name].good.filter((good) => typeof good === "string")) assert.ok(!hasForm(name, `${value}\n`));
      }),
    );
  });
});
