import type { PolicyProviderResource, PolicyResourceOptions } from "@pulumi/policy";
import type { Options } from "./rule";
import { unwrap } from "./unknown";
import { viewOf } from "./view";

export function optionsOf(options: PolicyResourceOptions, provider: PolicyProviderResource | undefined): Options {
  return { protect: options.protect, ignoreChanges: options.ignoreChanges, provider: provider && viewOf(unwrap(provider.props)) };
}

