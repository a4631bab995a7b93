/** GitHub's expressions, evaluated by GitHub's own library. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Evaluates text with `${{ }}` in it, as GitHub does for values of a workflow. */
export type Interpolate = (text: string, contexts: Contexts) => string;

const EXPRESSION = /\$\{\{(.*?)\}\}/gs;

/** The library is an ECMAScript module, which cannot be required. */
export async function interpolator(): Promise<Interpolate> {
  const { Lexer, Parser, Evaluator, data } = await import("@actions/expressions");
  const evaluate = (text: string, contexts: Contexts): string => {
    const values = JSON.parse(JSON.stringify(contexts), data.reviver) as InstanceType<typeof data.Dictionary>;
    const parser = new Parser(new Lexer(text.trim()).lex().tokens, Object.keys(contexts), []);
    return new Evaluator(parser.parse(), values).evaluate().coerceString();
  };
  return (text, contexts) => text.replace(EXPRESSION, (_, expression: string) => evaluate(expression, contexts));
}

/** A job's `if` may leave the braces out. */
export function condition(text: string | undefined): string {
  return text === undefined ? "${{ true }}" : text.includes("${{") ? text : `\${{ ${text} }}`;
}
