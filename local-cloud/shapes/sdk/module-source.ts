/** What the generated JavaScript of one resource or function says: inputs, outputs, secrets, constants, defaults. */
import type { Properties, Value } from "../../provider/values";

export interface ModuleFacts {
  readonly className: string;
  readonly inputs: readonly string[];
  /** Inputs that travel as JSON text: nested settings of a provider. */
  readonly jsonInputs: readonly string[];
  readonly outputs: readonly string[];
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly constants: Properties;
  readonly defaults: Properties;
  readonly isComponent: boolean;
  readonly aliases: readonly string[];
}

const LITERAL = String.raw`"(?:[^"\\]|\\.)*"|true|false|-?\d+(?:\.\d+)?`;
const ASSIGNMENT = /resourceInputs\["([^"]+)"\] = (.*);$/gm;
const CONSTANT = new RegExp(`^(${LITERAL})$`);
const DEFAULT = new RegExp(String.raw`args\?\.\w+\)? \?\? (${LITERAL})\)?`);

export function readResourceModule(source: string, token: string): ModuleFacts {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  const jsonInputs: string[] = [];
  const secretInputs: string[] = [];
  const constants: Properties = {};
  const defaults: Properties = {};
  for (const [, name = "", value = ""] of source.matchAll(ASSIGNMENT)) {
    outputs.add(name);
    const constant = CONSTANT.exec(value)?.[1];
    if (constant !== undefined) {
      inputs.add(name);
      constants[name] = literal(constant);
    } else if (/\bargs\b/.test(value)) {
      inputs.add(name);
      if (value.includes("pulumi.secret(")) {
        secretInputs.push(name);
      }
      if (value.includes("JSON.stringify")) {
        jsonInputs.push(name);
      }
      const given = DEFAULT.exec(value)?.[1];
      if (given !== undefined) {
        defaults[name] = value.includes("JSON.stringify") ? String(literal(given)) : literal(given);
      }
    }
  }
  return {
    className: /^class (\w+) extends/m.exec(source)?.[1] ?? token.slice(token.lastIndexOf(":") + 1),
    inputs: [...inputs],
    jsonInputs,
    outputs: [...outputs],
    secretInputs,
    secretOutputs: strings(/additionalSecretOutputs: \[([^\]]*)\]/.exec(source)?.[1]),
    constants,
    defaults,
    isComponent: /^class \w+ extends pulumi\.ComponentResource/m.test(source),
    aliases: strings(/aliasOpts = \{ aliases: \[(.*)\] \}/.exec(source)?.[1]),
  };
}

/** The argument names that a function sends. */
export function readFunctionInputs(source: string, token: string): readonly string[] {
  const start = source.indexOf(`"${token}", {`);
  const body = source.slice(start, source.indexOf("}", start));
  const names = start < 0 ? [] : [...body.matchAll(/^\s*"([^"]+)": /gm)].map(([, name = ""]) => name);
  return names.filter((name) => name !== "__self__");
}

function strings(list: string | undefined): readonly string[] {
  return [...(list ?? "").matchAll(/"([^"]+)"/g)].flatMap(([, text]) => text ?? []);
}

function literal(text: string): Value {
  return JSON.parse(text) as Value;
}
