/** What the SDK's own comments say of replacement, as in "Changing this forces a new resource". */

const REPLACES = new RegExp(
  [
    "\\bforces? (?:a )?new resource",
    "\\bforces? (?:a )?(?:resource )?(?:replacement|recreation)",
    "\\b(?:re-?creates|replaces) the resource",
    "\\btrigger (?:a )?replacement",
  ].join("|"),
  "i",
);

/** Words of sentences that say so of some changes only: those the tables of verified types hold. */
const CONDITIONAL = new RegExp(
  [
    "\\b(?:if|when) (?!changed|modified)",
    "\\b(?:unless|except|exception|without|not force|empty|from|between|may)\\b",
    "\\b(?:removing|adding|disabling|enabl|decreas|increas|downgrad)",
  ].join("|"),
  "i",
);

export function saysReplacement(comment: string): boolean {
  const text = comment.replace(/^\s*\/?\*+\/?/gm, " ").replace(/\s+/g, " ");
  return text.split(/(?<=[.)])\s+/).some((sentence) => REPLACES.test(sentence) && !CONDITIONAL.test(sentence));
}
