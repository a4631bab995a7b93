/** Default providers: the engine makes one for each package and version that a resource or function needs and no one named. */
import { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { JsonObject } from "./wire";

const PREFIX = "pulumi:providers:";

export function isProvider(type: string): boolean {
  return type.startsWith(PREFIX);
}

/** `aws` of `pulumi:providers:aws`. */
export function packageOfProvider(type: string): string {
  return type.slice(PREFIX.length);
}

interface Versions {
  versionOf(pack: string): string | undefined;
}

type Make = (type: string, name: string, inputs: JsonObject, options: TransformResourceOptions) => string;

export class DefaultProviders {
  private readonly references = new Map<string, string>();

  /** @param make - registers a provider and gives its reference */
  constructor(
    private readonly versions: Versions,
    private readonly config: () => Readonly<Record<string, string>>,
    private readonly make: Make,
  ) {}

  /** The reference that is given, else that of the default provider, made when it is the first to be asked for. */
  reference(pack: string, version: string, downloadUrl: string, given = ""): string {
    if (given !== "") {
      return given;
    }
    const wanted = version || this.versions.versionOf(pack);
    const name = defaultName(wanted, downloadUrl);
    const key = `${pack} ${name}`;
    let known = this.references.get(key);
    if (known === undefined) {
      known = this.make(`${PREFIX}${pack}`, name, { ...this.configOf(pack), ...pluginInputs(wanted, downloadUrl) }, this.noOptions());
      this.references.set(key, known);
    }
    return known;
  }

  /** A provider that the program made itself, with the version of the plugin among its inputs, where the engine keeps it. */
  withVersion(type: string, inputs: JsonObject, options: TransformResourceOptions): JsonObject {
    const version = options.getVersion() || (options.getPluginDownloadUrl() === "" ? this.versions.versionOf(packageOfProvider(type)) : undefined);
    return { ...inputs, ...pluginInputs(version, options.getPluginDownloadUrl()) };
  }

  noOptions(): TransformResourceOptions {
    return new TransformResourceOptions();
  }

  /** `aws:region` of the stack is `region` of the default provider. */
  private configOf(pack: string): JsonObject {
    const own = Object.entries(this.config()).filter(([key]) => key.startsWith(`${pack}:`));
    return Object.fromEntries(own.map(([key, value]) => [key.slice(pack.length + 1), value]));
  }
}

/** The engine keeps what is its own, not the provider's, under `__internal`. */
function pluginInputs(version: string | undefined, downloadUrl: string): JsonObject {
  if (version === undefined && downloadUrl === "") {
    return {};
  }
  return { __internal: downloadUrl === "" ? {} : { pluginDownloadURL: downloadUrl }, ...(version !== undefined && { version }) };
}

/** Name of a default provider, such as `default_7_48_0`, or with the address of the plugin where the SDK names one. */
function defaultName(version: string | undefined, downloadUrl: string): string {
  const versionParts = version === undefined ? [] : version.split(/[.+-]/);
  return ["default", ...versionParts, ...(downloadUrl === "" ? [] : [qualifiedName(downloadUrl)])].join("_");
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/tokens/names.go */
function qualifiedName(text: string): string {
  const segments = text.split("/").filter((segment) => segment !== "");
  return segments.map((segment) => segment.replace(/^[^A-Za-z0-9_.-]/, "_").replace(/[^A-Za-z0-9_.-]/g, "_")).join("/");
}
