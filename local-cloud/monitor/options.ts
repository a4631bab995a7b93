/** Options of a registration: what the engine adds from the parent, and what transforms make of them. */
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { TransformResourceOptions, type RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { packageOf, packageServedBy } from "./urn";

/** What children take over from the resource above them. */
export interface Inheritable {
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly deletedWith: string;
  /** Reference of its provider; empty for none. */
  readonly provider: string;
}

/** Fills in what the request leaves open, as the engine does before anything else. */
export function inherit(request: RegisterResourceRequest, parent: Inheritable): void {
  if (request.getDeletedwith() === "") {
    request.setDeletedwith(parent.deletedWith);
  }
  if (!request.hasProtect() && parent.protect !== undefined) {
    request.setProtect(parent.protect);
  }
  if (!request.hasRetainondelete() && parent.retainOnDelete !== undefined) {
    request.setRetainondelete(parent.retainOnDelete);
  }
  const isLocalComponent = !request.getRemote() && !request.getCustom();
  if (request.getProvider() === "" && (isLocalComponent || packageServedBy(parent.provider) === packageOf(request.getType()))) {
    request.setProvider(parent.provider);
  }
}

/** The options as transforms take and give them. */
export function optionsOf(request: RegisterResourceRequest, provider: string): TransformResourceOptions {
  const options = new TransformResourceOptions();
  options.setImport(request.getImportid());
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) {
    options.setProtect(request.getProtect() ?? false);
  }
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setReplacementTrigger(request.getReplacementTrigger());
  options.setVersion(request.getVersion());
  options.setAliasesList([...request.getAliasurnsList().map(aliasOfUrn), ...request.getAliasesList()]);
  options.setProvider(provider);
  request.getProvidersMap().forEach((reference: string, name: string) => void options.getProvidersMap().set(name, reference));
  options.setHideDiffList(request.getHidediffsList());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  if (request.hasRetainondelete()) {
    options.setRetainOnDelete(request.getRetainondelete() ?? false);
  }
  options.setDeletedWith(request.getDeletedwith());
  options.setReplaceWithList(request.getReplaceWithList());
  // An SDK that does not say whether it is defined may still set it.
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  }
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setHooks(request.getHooks());
  return options;
}

function aliasOfUrn(urn: string): Alias {
  const alias = new Alias();
  alias.setUrn(urn);
  return alias;
}
