/** Shapes of one installed SDK package, read from its generated code when first asked for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DiskCache } from "../disk-cache";
import { replacementOf } from "../replacement";
import type { FunctionShape, ObjectShape, PropertyShape, ResourceShape, TypeShape } from "../types";
import { Declarations } from "./declarations";
import { saysReplacement } from "./documented-replacement";
import { indexModules, type ModuleIndex } from "./module-index";
import { readFunctionInputs, readResourceModule } from "./module-source";
import type { SdkPackage } from "./packages";
import { parseEnumeration, parseInterface, type ParsedProperty, type TypeNames } from "./type-parser";

const ANY: TypeShape = { kind: "any" };

/** What the engine itself hands to every explicit provider, beside the SDK's inputs. */
const PROVIDER_SETTINGS: readonly PropertyShape[] = ["version", "pluginDownloadURL"].map((name) => ({
  name,
  type: { kind: "string" },
  required: false,
  documentedReplacement: false,
}));

/** Finds another installed package by its name in tokens. */
export type Siblings = (name: string) => ShapeReader | undefined;

export class ShapeReader {
  private readonly declarations: Declarations;
  private readonly objects = new Map<string, ObjectShape | undefined>();
  private readonly names: TypeNames;
  private modules: ModuleIndex | undefined;
  private classes: ReadonlySet<string> | undefined;

  constructor(
    private readonly pack: SdkPackage,
    private readonly cache: DiskCache,
    private readonly siblings: Siblings,
  ) {
    this.declarations = new Declarations(pack, cache);
    this.names = {
      object: (name) => this.object(name),
      enumeration: (name) => {
        const text = this.declarations.enumeration(name);
        return text === undefined ? undefined : parseEnumeration(text);
      },
      foreign: (name) => this.foreign(name),
    };
  }

  resource(token: string): ResourceShape | undefined {
    const module = this.index().resources[token];
    if (module === undefined) {
      return undefined;
    }
    const { className, jsonInputs, inputs: names, ...facts } = readResourceModule(this.source(module), token);
    const declared = this.declared(module, `${className}Args`);
    const inputs = names.map((name): PropertyShape => {
      const known = declared.get(name) ?? undeclared(name);
      return jsonInputs.includes(name) ? { ...known, type: ANY } : known;
    });
    if (token.startsWith("pulumi:providers:")) {
      inputs.push(...PROVIDER_SETTINGS);
    }
    const coerces = isBridged(token);
    const cache = this.cache;
    return {
      ...facts,
      token,
      inputs,
      coerces,
      open: false,
      get replacement() {
        return memoize(this, "replacement", replacementOf(token, inputs, cache));
      },
    };
  }

  func(token: string): FunctionShape | undefined {
    const module = this.index().functions[token];
    if (module === undefined) {
      return undefined;
    }
    const name = token.slice(token.lastIndexOf(":") + 1).replace(/^.*\//, "");
    const declared = this.declared(module, `${name.charAt(0).toUpperCase()}${name.slice(1)}Args`);
    return {
      token,
      inputs: readFunctionInputs(this.source(module), token).map((input) => declared.get(input) ?? undeclared(input)),
      coerces: isBridged(token),
      open: false,
      secretInputs: [],
    };
  }

  /** A nested input type; a type that nests itself is the same object again. */
  object(name: string): ObjectShape | undefined {
    if (this.objects.has(name)) {
      return this.objects.get(name);
    }
    const text = this.declarations.inputType(name);
    const { names } = this;
    const shape: ObjectShape | undefined =
      text === undefined
        ? undefined
        : {
            kind: "object",
            name,
            get properties() {
              return memoize(this, "properties", parseInterface(text, names).map(toShape));
            },
          };
    this.objects.set(name, shape);
    return shape;
  }

  private foreign(name: string): TypeShape {
    const [, sibling, path] = /^pulumi([A-Z]\w*)\.(.+)$/.exec(name) ?? [];
    if (sibling !== undefined && path !== undefined) {
      const nested = /^types\.input\.(.+)$/.exec(path)?.[1];
      const reader = this.siblings(sibling.toLowerCase());
      return nested === undefined ? { kind: "resource" } : (reader?.object(nested) ?? ANY);
    }
    const { resources } = this.index();
    this.classes ??= new Set(Object.keys(resources).map((token) => token.slice(token.lastIndexOf(":") + 1)));
    return this.classes.has(name) ? { kind: "resource" } : ANY;
  }

  private declared(module: string, name: string): ReadonlyMap<string, PropertyShape> {
    const text = this.declarations.moduleInterface(module, name);
    const properties = text === undefined ? [] : parseInterface(text, this.names).map(toShape);
    return new Map(properties.map((property) => [property.name, property]));
  }

  private source(module: string): string {
    return readFileSync(join(this.pack.folder, `${module}.js`), "utf8");
  }

  private index(): ModuleIndex {
    this.modules ??= this.cache.get(`${this.pack.name}@${this.pack.version}.modules`, () => indexModules(this.pack));
    return this.modules;
  }
}

function undeclared(name: string): PropertyShape {
  return { name, type: ANY, required: false, documentedReplacement: false };
}

function toShape({ name, type, required, comment }: ParsedProperty): PropertyShape {
  return { name, type, required, documentedReplacement: saysReplacement(comment) };
}

/**
 * Tokens of providers bridged from Terraform name the module and the type twice, as in `aws:ec2/vpc:Vpc`.
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/tokens/tokens.go
 */
function isBridged(token: string): boolean {
  const [pack, module = "", type = ""] = token.split(":");
  const lowerCamel = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return pack === "pulumi" || module.slice(module.indexOf("/") + 1) === lowerCamel;
}

/** Turns a getter into the value it gave. */
function memoize<T>(target: object, key: string, value: T): T {
  Object.defineProperty(target, key, { value, enumerable: true });
  return value;
}
