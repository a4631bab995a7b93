import * as pulumi from "@pulumi/pulumi";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { DependencyProviderResource, DependencyResource } from "@pulumi/pulumi/resource";
import { hookBindingFromProto } from "./runtime";

/** The options a program gave to a remote component, as options for the component that stands in for it. */
export function componentOptions(request: ConstructRequest): pulumi.ComponentResourceOptions {
  return {
    parent: request.getParent() ? new DependencyResource(request.getParent()) : undefined,
    aliases: request.getAliasesList().map(alias),
    dependsOn: request.getDependenciesList().map((urn) => new DependencyResource(urn)),
    providers: providers(request),
    protect: request.getProtect(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replaceWith: request.getReplaceWithList().map((urn) => new DependencyResource(urn)),
    customTimeouts: request.getCustomtimeouts()?.toObject(),
    retainOnDelete: request.getRetainondelete(),
    deletedWith: request.getDeletedwith() ? new DependencyResource(request.getDeletedwith()) : undefined,
    hooks: hookBindingFromProto(request.getResourceHooks()),
  };
}

function providers(request: ConstructRequest): Record<string, pulumi.ProviderResource> {
  const byPackage: Record<string, pulumi.ProviderResource> = {};
  request.getProvidersMap().forEach((reference: string, name: string) => {
    byPackage[name] = new DependencyProviderResource(reference);
  });
  return byPackage;
}

function alias(message: Alias): pulumi.URN | pulumi.Alias {
  const spec = message.getSpec();
  if (!spec) {
    return message.getUrn();
  }
  return {
    ...(spec.getName() && { name: spec.getName() }),
    ...(spec.getProject() && { project: spec.getProject() }),
    ...(spec.getStack() && { stack: spec.getStack() }),
    ...(spec.hasParenturn() && { parent: spec.getParenturn() }),
    ...(spec.getNoparent() && { parent: pulumi.rootStackResource }),
  };
}
