/** What the SDK's own comments say of replacement, as in "Changing this forces a new resource". */

const REPLACES =
  /\b(?:forces? (?:a )?new resource|forces? (?:a )?(?:replacement|recreation)|force (?:a )?(?:resource )?(?:replacement|recreation)|(?:re-?creates|replaces) the resource|trigger (?:a )?replacement)/i;

/** Sentences that say so of some changes only; none is better than a wrong answer, and the verified table has those in use. */
const CONDITIONAL =
  /\b(?:if (?!changed|modified)|when (?!changed|modified)|unless|except|exception|without|not force|removing|adding|disabling|enabl|decreas|increas|downgrad|empty|from|between|may)\b/i;

export function saysReplacement(comment: string): boolean {
  const text = comment.replace(/^\s*\/?\*+\/?/gm, " ").replace(/\s+/g, " ");
  return text.split(/(?<=[.)])\s+/).some((sentence) => REPLACES.test(sentence) && !CONDITIONAL.test(sentence));
}
