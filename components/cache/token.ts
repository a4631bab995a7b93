/**
 * Tokens that clients may use, told to ElastiCache in the steps that it has for them.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html#auth-modifyng-token
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
 */
import type { Problem } from "../base";

/** Most tokens that were ever counted. */
const MAX_TOKEN = 999;
/** Layout of the secret; a new one writes the value again. */
const SECRET_LAYOUT = 2;

export interface TokenPlan {
  /** Token that the secret holds and that new connections use. */
  readonly current: number;
  /** Token that is still valid for connections not yet renewed. */
  readonly outgoing?: number;
  /** What ElastiCache does with `current` when it changes; meaningless at creation. */
  readonly strategy: "ROTATE" | "SET";
  readonly secretVersion: number;
}

/**
 * - `[1]`: the token that the cache was made with. It was never rotated in, and SET is refused without a ROTATE before it.
 * - `[1, 2]`: ROTATE adds token 2; both are valid.
 * - `[2]`: SET makes token 2 the only one.
 */
export function tokenPlan(tokens: readonly number[]): TokenPlan {
  const [first = 1, second] = tokens;
  const current = second ?? first;
  return {
    current,
    ...(second === undefined ? {} : { outgoing: first }),
    strategy: second === undefined && current > 1 ? "SET" : "ROTATE",
    secretVersion: SECRET_LAYOUT * (MAX_TOKEN + 1) + current,
  };
}

/** Suffix of a token's password; the first keeps the name that it has always had. */
export function passwordSuffix(token: number): string {
  return token === 1 ? "redis-password" : `redis-password-${token}`;
}

export function tokenProblems(tokens: readonly number[]): Problem[] {
  const [first = 0, second] = tokens;
  const whole = tokens.every((token) => Number.isInteger(token) && token >= 1 && token <= MAX_TOKEN);
  const right = whole && tokens.length >= 1 && tokens.length <= 2 && (second === undefined || second === first + 1);
  return right
    ? []
    : [{ argument: "authTokens", problem: `must be one number from 1 to ${MAX_TOKEN}, or it and the next one such as 1, 2, not ${JSON.stringify(tokens)}.` }];
}
