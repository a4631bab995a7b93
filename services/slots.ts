/**
 * The secrets of the platform, by slot. Services declare the slots that they need by these names; a stack's file fills them, once
 * each, or says who does (docs/configuration.md). What is not here cannot be declared.
 */

/** Text of one form. */
export interface TextForm {
  readonly pattern: RegExp;
  /** The form in words, so that "must be …" continues with it. */
  readonly allowed: string;
}

/** Two texts that belong together, such as the id and the secret of an OAuth application. Kept as one JSON object. */
export interface PairForm {
  readonly parts: Readonly<Record<string, TextForm>>;
  readonly allowed: string;
}

/** One slot. */
export interface Slot {
  /** Who issues the value. */
  readonly party: string;
  /** What it is, and what for. */
  readonly purpose: string;
  readonly form: TextForm | PairForm;
  /** Where an operator gets one; what is generated comes from nowhere. */
  readonly issuedAt?: string;
  /** How one value takes the place of another without a failure in between. */
  readonly rotation: string;
}

const oauthPair = (clientId: TextForm, clientSecret: TextForm): PairForm => ({
  parts: { clientId, clientSecret },
  allowed: `an object with clientId, ${clientId.allowed}, and clientSecret, ${clientSecret.allowed}`,
});

/** What a generated value, and one that replaces it, has at the least: 32 characters of 62 are 190 bits. */
const SIGNING_KEY: TextForm = { pattern: /^[\x21-\x7e]{32,}$/, allowed: "32 or more characters without spaces, such as `openssl rand -base64 48` gives" };

const AT_THE_PARTY = "issue a second one, set it, run `up`, restart the pods of its services, then withdraw the first.";

export const SLOTS = {
  "argocd-git-token": {
    party: "GitHub",
    purpose: "Argo CD reads the repository of charts and platform, where that is private: a fine-grained token with contents: read. Kept outside, operators make the Secret `repository` in the namespace argocd themselves",
    form: { pattern: /^(?:github_pat_\w{22,}|gh[ps]_\w{36,})$/, allowed: "a token such as github_pat_…" },
    issuedAt: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
    rotation: "issue a second one, set it, run `up`, then withdraw the first.",
  },
  "argocd-oidc-client-secret": {
    party: "the identity provider",
    purpose: "Argo CD proves to the identity provider that it is Argo CD, where people sign on through it",
    form: { pattern: /^[\x21-\x7e]{16,}$/, allowed: "16 or more characters without spaces" },
    issuedAt: "https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/",
    rotation: "issue a second one, set it, run `up`, wait an hour for External Secrets, then withdraw the first.",
  },
  "better-auth-secret": {
    party: "Kianax",
    purpose: "Better Auth signs cookies and encrypts second factors with it",
    form: SIGNING_KEY,
    // https://better-auth.com/docs/reference/security
    rotation: "set another, run `up`, and give Better Auth both (BETTER_AUTH_SECRETS): the new one, and the previous version of the secret until what it encrypted has been written anew.",
  },
  "jwt-signing-key": {
    party: "Kianax",
    purpose: "Auth signs access tokens with it and the gateway checks them (HS256)",
    form: SIGNING_KEY,
    rotation: "set another, run `up`, restart auth and the gateway: tokens live for minutes, and clients fetch new ones.",
  },
  "oauth-github": {
    party: "GitHub",
    purpose: "Sign-in with GitHub: an OAuth application",
    form: oauthPair(
      { pattern: /^(Ov23[A-Za-z0-9]{16}|Iv[A-Za-z0-9.]{18}|[0-9a-f]{20})$/, allowed: "its 20 characters such as Ov23li…" },
      { pattern: /^[0-9a-f]{40}$/, allowed: "40 hexadecimal digits" },
    ),
    issuedAt: "https://github.com/settings/developers",
    rotation: AT_THE_PARTY,
  },
  "oauth-google": {
    party: "Google",
    purpose: "Sign-in with Google: an OAuth client",
    form: oauthPair(
      { pattern: /^\d+-[0-9a-z]+\.apps\.googleusercontent\.com$/, allowed: "a host name that ends in .apps.googleusercontent.com" },
      { pattern: /^GOCSPX-[\w-]{20,}$/, allowed: "text that begins with GOCSPX-" },
    ),
    issuedAt: "https://console.cloud.google.com/apis/credentials",
    rotation: AT_THE_PARTY,
  },
  "openai-api-key": {
    party: "OpenAI",
    purpose: "Language models of the agents",
    form: { pattern: /^sk-[\w-]{20,}$/, allowed: "a key that begins with sk-" },
    issuedAt: "https://platform.openai.com/api-keys",
    rotation: AT_THE_PARTY,
  },
  "pagerduty-routing-key": {
    party: "PagerDuty",
    purpose: "Wakes people: the integration key of a service (Events API v2)",
    form: { pattern: /^[A-Za-z0-9]{32}$/, allowed: "an integration key of 32 letters and digits" },
    issuedAt: "https://support.pagerduty.com/main/docs/services-and-integrations",
    rotation: AT_THE_PARTY,
  },
  "polygon-api-key": {
    party: "Polygon",
    purpose: "Quotes and bars, by request and by WebSocket",
    form: { pattern: /^\w{32}$/, allowed: "a key of 32 letters, digits and underscores" },
    issuedAt: "https://polygon.io/dashboard/keys",
    rotation: AT_THE_PARTY,
  },
  "sentry-dsn": {
    party: "Sentry",
    purpose: "Where errors are sent",
    form: {
      pattern: /^https:\/\/[0-9a-f]{32}@o\d+\.ingest\.(?:(?:us|de)\.)?sentry\.io\/\d+$/,
      allowed: "a DSN such as https://<key>@o<organization>.ingest.us.sentry.io/<project>",
    },
    issuedAt: "https://docs.sentry.io/concepts/key-terms/dsn-explainer/",
    rotation: AT_THE_PARTY,
  },
  "slack-webhook-url": {
    party: "Slack",
    purpose: "Tells the team: an incoming webhook of one channel",
    form: { pattern: /^https:\/\/hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{24}$/, allowed: "an incoming webhook such as https://hooks.slack.com/services/T…/B…/…" },
    issuedAt: "https://api.slack.com/messaging/webhooks",
    rotation: AT_THE_PARTY,
  },
  "statsig-server-key": {
    party: "Statsig",
    purpose: "Rules of feature gates, and events about them",
    form: { pattern: /^secret-[A-Za-z0-9]{20,}$/, allowed: "a server secret key, which begins with secret-" },
    issuedAt: "https://docs.statsig.com/guides/first-feature/",
    rotation: AT_THE_PARTY,
  },
} as const satisfies Readonly<Record<string, Slot>>;

export type SlotName = keyof typeof SLOTS;

export const SLOT_NAMES = Object.keys(SLOTS) as readonly SlotName[];

/** Slots that nobody has to fill: the program makes a value, once. */
export const GENERATED_SLOTS: readonly SlotName[] = ["better-auth-secret", "jwt-signing-key"];

/** What sends alerts from the cluster reads these, so they also lie in the namespace of the platform itself. */
export const PLATFORM_SLOTS: readonly SlotName[] = ["pagerduty-routing-key", "slack-webhook-url"];

/** What Argo CD itself needs, where its repository is private and where people sign on through an identity provider. */
export const DELIVERY_SLOTS: readonly SlotName[] = ["argocd-git-token", "argocd-oidc-client-secret"];

/** Slots of the platform's own namespace: the secret of single sign-on lies there, too. The token does not: it is wanted before anything fetches secrets. */
export function platformSlots({ sso }: { readonly sso?: unknown }): readonly SlotName[] {
  return sso === undefined ? PLATFORM_SLOTS : ["argocd-oidc-client-secret", ...PLATFORM_SLOTS];
}

/** A slot by its name. */
export function slotOf(name: SlotName): Slot {
  return SLOTS[name];
}

/** Whether a value has the slot's form: text, or an object with its parts and nothing else. */
export function hasForm(name: SlotName, value: unknown): boolean {
  const { form } = slotOf(name);
  if ("pattern" in form) {
    return typeof value === "string" && form.pattern.test(value);
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const parts = Object.entries(form.parts);
  const given = value as Readonly<Record<string, unknown>>;
  return Object.keys(given).length === parts.length && parts.every(([part, { pattern }]) => typeof given[part] === "string" && pattern.test(given[part]));
}

/** The text that goes into the secret: the value itself, or its parts as JSON, always in the same order. */
export function secretText(name: SlotName, value: string | Readonly<Record<string, string>>): string {
  const { form } = slotOf(name);
  if (typeof value === "string" || "pattern" in form) {
    return String(value);
  }
  return JSON.stringify(Object.fromEntries(Object.keys(form.parts).map((part) => [part, value[part]])));
}
