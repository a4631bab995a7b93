/** Names whose value is a credential. What a credential is called or where it lies (`…_SECRET_NAME`, `…_TOKEN_FILE`) is none. */
const NAMES = /(^|[^a-z])(pass(word|wd|phrase)?|secret|token|credentials?|(api|access|secret|private|signing|encryption)[-_.]?key)$/i;

/** What a credential looks like, by the kind of it that a message names. */
const FORMS: readonly (readonly [kind: string, form: RegExp])[] = [
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a URL with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:[^\s:/@]+@/i],
  ["a token of GitHub", /\bgh[pousr]_[A-Za-z0-9]{36,}/],
  ["a token of Slack", /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ["a live key of Stripe", /\b[rs]k_live_[A-Za-z0-9]{16,}/],
  ["a signed token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ["a password in a file", /(^|[\s"'_.-])(password|passwd|secret|api[-_]?key)["']?\s*[:=]\s*["']?(?!\$\{)[^\s"']{4,}/im],
];

export function isCredentialName(name: string): boolean {
  return NAMES.test(name.replace(/([a-z])([A-Z])/g, "$1_$2"));
}

/** What kind of credential a text holds. */
export function credentialIn(text: string): string | undefined {
  return FORMS.find(([, form]) => form.test(text))?.[0];
}
