/** Every resource and function of the installed SDKs, read when first asked for. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Properties } from "../provider/values";
import { diffInputs, type InputDifference } from "./diff";
import { installedPackages, type SdkPackage } from "./packages";
import { Replacement } from "./replacement";
import { tokenIndex, type TokenIndex } from "./token-index";
import { TypeReader, type PropertyShape } from "./type-shapes";

export interface ResourceShape {
  readonly token: string;
  readonly inputs: readonly PropertyShape[];
  /** Names of all properties of the resource, inputs included. */
  readonly outputs: readonly string[];
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  /** Values the SDK itself sets, such as a Kubernetes kind. */
  readonly constants: Readonly<Record<string, string>>;
  /** Whether the class is a remote component. */
  readonly isComponent: boolean;
  /** Declaration file without extension, for what its documentation says. */
  readonly declaration: string;
}

export interface FunctionShape {
  readonly token: string;
}

export interface Catalogue {
  packages(): readonly { readonly name: string; readonly version: string }[];
  /** Undefined when no installed package has the type. */
  resource(token: string): ResourceShape | undefined;
  func(token: string): FunctionShape | undefined;
  diff(shape: ResourceShape, olds: Properties, news: Properties): InputDifference;
}

export function openCatalogue(nodeModules: string, cacheFolder: string): Catalogue {
  return new SdkCatalogue(installedPackages(nodeModules), cacheFolder);
}

class SdkCatalogue implements Catalogue {
  private readonly sdks: ReadonlyMap<string, Sdk>;
  private readonly replacement: Replacement;

  constructor(
    private readonly installed: readonly SdkPackage[],
    cacheFolder: string,
  ) {
    this.replacement = new Replacement(cacheFolder);
    this.sdks = new Map(installed.map((sdk) => [sdk.name, new Sdk(sdk, cacheFolder)]));
  }

  packages(): readonly SdkPackage[] {
    return this.installed;
  }

  resource(token: string): ResourceShape | undefined {
    return this.sdks.get(packageOf(token))?.resource(token);
  }

  diff(shape: ResourceShape, olds: Properties, news: Properties): InputDifference {
    return diffInputs(this.replacement, shape, olds, news);
  }

  func(token: string): FunctionShape | undefined {
    return this.sdks.get(packageOf(token))?.func(token);
  }
}

function packageOf(token: string): string {
  return token.slice(0, token.indexOf(":"));
}

class Sdk {
  private readonly types: TypeReader;
  private readonly shapes = new Map<string, ResourceShape>();
  private tokens: TokenIndex | undefined;

  constructor(
    private readonly sdk: SdkPackage,
    private readonly cacheFolder: string,
  ) {
    this.types = new TypeReader(sdk.folder);
  }

  resource(token: string): ResourceShape | undefined {
    const known = this.shapes.get(token);
    if (known !== undefined) {
      return known;
    }
    const stem = this.index().resources[token];
    if (stem === undefined) {
      return undefined;
    }
    const shape = this.read(token, stem);
    this.shapes.set(token, shape);
    return shape;
  }

  func(token: string): FunctionShape | undefined {
    return this.index().functions[token] === undefined ? undefined : { token };
  }

  private index(): TokenIndex {
    return (this.tokens ??= tokenIndex(this.sdk, this.cacheFolder));
  }

  private read(token: string, stem: string): ResourceShape {
    const text = readFileSync(path.join(this.sdk.folder, `${stem}.js`), "utf8");
    const name = token.slice(token.lastIndexOf(":") + 1);
    const secretOutputs = /additionalSecretOutputs: \[([^\]]*)\]/.exec(text)?.[1] ?? "";
    return {
      token,
      inputs: this.types.interfaceIn(stem, `${name}Args`) ?? [],
      outputs: [...new Set(all(text, /resourceInputs\["(\w+)"\]/g))],
      secretInputs: [...new Set(all(text, /resourceInputs\["(\w+)"\] = [^;]*pulumi\.secret\(/g))],
      secretOutputs: all(secretOutputs, /"(\w+)"/g),
      constants: Object.fromEntries([...text.matchAll(/resourceInputs\["(\w+)"\] = "([^"]*)";/g)].map(([, key = "", value = ""]) => [key, value])),
      isComponent: /true \/\*remote\*\//.test(text),
      declaration: path.join(this.sdk.folder, `${stem}.d.ts`),
    };
  }
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}
