/** The resources of @pulumi/random, as its provider makes them. https://www.pulumi.com/registry/packages/random/ */
import type { Candidate, CloudRecord, CloudView, Created, Semantics } from "../provider/cloud";
import type { Failure, Properties, Value } from "../provider/values";
import { CLASSES, Source, pet, text, type CharacterClass } from "./generate";

const NAMES = Object.keys(CLASSES) as CharacterClass[];
const BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export const random: Semantics = {
  checkResource,
  admitResource,
  createResource,
  updateResource,
  deleteBlockers: () => undefined,
  invoke: () => undefined,
};

function checkResource({ type, inputs }: Candidate): Failure[] {
  const failures: Failure[] = [];
  const length = number(inputs, "length");
  if (isText(type) && length !== undefined) {
    const minimum = NAMES.reduce((sum, name) => sum + minimumOf(inputs, name), 0);
    if (length < 1) {
      failures.push({ property: "length", reason: `length must be at least 1, got ${length}.` });
    } else if (length < minimum) {
      failures.push({ property: "length", reason: `length (${length}) is less than the ${minimum} characters that minUpper, minLower, minNumeric and minSpecial ask for; raise length.` });
    }
    if (NAMES.every((name) => alphabetOf(inputs, name) === "")) {
      failures.push({ property: "", reason: "every character class is switched off; leave at least one of upper, lower, numeric and special on." });
    }
  }
  const bytes = number(inputs, "byteLength");
  if (type === "random:index/randomId:RandomId" && bytes !== undefined && bytes < 1) {
    failures.push({ property: "byteLength", reason: `byteLength must be at least 1, got ${bytes}.` });
  }
  const [min, max] = [number(inputs, "min"), number(inputs, "max")];
  if (type === "random:index/randomInteger:RandomInteger" && min !== undefined && max !== undefined && min > max) {
    failures.push({ property: "min", reason: `the minimum ${min} is above the maximum ${max}; swap them.` });
  }
  return failures;
}

function admitResource(candidate: Candidate): Failure[] {
  return checkResource(candidate);
}

function createResource(candidate: Candidate, cloud: CloudView): Created {
  for (let attempt = 0; ; attempt++) {
    const made = make(candidate, new Source(`${candidate.urn}#${cloud.serial()}#${attempt}`));
    // All passwords have the id "none" in the real provider; here an id tells them apart in the store.
    if (cloud.byId(candidate.type, made.id) === undefined) {
      return made;
    }
  }
}

function updateResource({ inputs, prior }: Candidate & { readonly prior: CloudRecord }): { outputs: Properties } {
  return { outputs: { ...prior.outputs, ...inputs } };
}

function make({ type, inputs }: Candidate, source: Source): Created {
  const bytes = (count: number): Buffer => Buffer.from(Array.from({ length: count }, () => source.byte()));
  switch (type) {
    case "random:index/randomPassword:RandomPassword":
    case "random:index/randomString:RandomString": {
      const result = text(source, {
        length: number(inputs, "length") ?? 0,
        alphabets: Object.fromEntries(NAMES.map((name) => [name, alphabetOf(inputs, name)])),
        minimums: Object.fromEntries(NAMES.map((name) => [name, minimumOf(inputs, name)])),
      });
      if (type.endsWith("RandomString")) {
        return { id: result, outputs: { ...defaults(inputs), result } };
      }
      const hash = Array.from({ length: 53 }, () => BCRYPT[source.below(BCRYPT.length)]).join("");
      return { id: `none-${bytes(8).toString("hex")}`, outputs: { ...defaults(inputs), result, bcryptHash: `$2a$10$${hash}` } };
    }
    case "random:index/randomId:RandomId": {
      const raw = bytes(number(inputs, "byteLength") ?? 8);
      const prefix = typeof inputs["prefix"] === "string" ? inputs["prefix"] : "";
      const decimal = raw.length === 0 ? "0" : BigInt(`0x${raw.toString("hex")}`).toString();
      return {
        id: raw.toString("base64url"),
        outputs: { ...inputs, hex: prefix + raw.toString("hex"), dec: prefix + decimal, b64Std: prefix + raw.toString("base64"), b64Url: prefix + raw.toString("base64url") },
      };
    }
    case "random:index/randomUuid:RandomUuid":
    case "random:index/randomUuid4:RandomUuid4":
    case "random:index/randomUuid7:RandomUuid7": {
      const raw = bytes(16);
      const version = type.endsWith("7") ? 0x70 : 0x40;
      raw[6] = ((raw[6] ?? 0) & 0x0f) | version;
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
      const digits = raw.toString("hex");
      const result = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
      return { id: result, outputs: { ...inputs, result } };
    }
    case "random:index/randomInteger:RandomInteger": {
      const [min, max] = [number(inputs, "min") ?? 0, number(inputs, "max") ?? 0];
      const result = min + source.below(max - min + 1);
      return { id: String(result), outputs: { ...inputs, result } };
    }
    case "random:index/randomPet:RandomPet": {
      const separator = typeof inputs["separator"] === "string" ? inputs["separator"] : "-";
      const name = pet(source, number(inputs, "length") ?? 2, separator);
      const id = typeof inputs["prefix"] === "string" ? inputs["prefix"] + separator + name : name;
      return { id, outputs: { length: 2, separator: "-", ...inputs } };
    }
    case "random:index/randomShuffle:RandomShuffle": {
      const items = Array.isArray(inputs["inputs"]) ? inputs["inputs"] : [];
      const count = number(inputs, "resultCount") ?? items.length;
      const results: Value[] = [];
      while (results.length < count && items.length > 0) {
        results.push(...source.shuffled(items));
      }
      return { id: `-${bytes(8).toString("hex")}`, outputs: { ...inputs, results: results.slice(0, count) } };
    }
    default:
      return { id: bytes(10).toString("hex"), outputs: { ...inputs } };
  }
}

function isText(type: string): boolean {
  return type.endsWith(":RandomPassword") || type.endsWith(":RandomString");
}

function alphabetOf(inputs: Properties, name: CharacterClass): string {
  const old = name === "numeric" ? inputs["number"] : undefined;
  if ((inputs[name] ?? old) === false) {
    return "";
  }
  const own = inputs["overrideSpecial"];
  return name === "special" && typeof own === "string" && own !== "" ? own : CLASSES[name];
}

function minimumOf(inputs: Properties, name: CharacterClass): number {
  return number(inputs, `min${name.charAt(0).toUpperCase()}${name.slice(1)}`) ?? 0;
}

function defaults(inputs: Properties): Properties {
  const flags: Properties = Object.fromEntries(NAMES.map((name) => [name, inputs[name] ?? true]));
  const minimums = Object.fromEntries(NAMES.map((name) => [`min${name.charAt(0).toUpperCase()}${name.slice(1)}`, minimumOf(inputs, name)]));
  return { ...flags, number: flags["numeric"] ?? true, ...minimums, ...inputs };
}

function number(inputs: Properties, name: string): number | undefined {
  const value = inputs[name];
  return typeof value === "number" ? value : undefined;
}
