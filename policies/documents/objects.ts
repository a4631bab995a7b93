import type { Subject, View } from "../kernel";

/** An object of Kubernetes: a resource, or one of those that a resource lists. */
export interface KubernetesObject<T extends Subject & View = Subject & View> {
  readonly resource: T;
  /** Such as `Deployment`, for its patch and its list, too. */
  readonly kind: string;
  /** Writes some fields of an object that is made elsewhere, so what it leaves out it does not take away. */
  readonly isPatch: boolean;
  readonly view: View;
}

/** The objects of a resource, if it is of one of the types. Of a list that is known only after deployment there is one, all of which is unknown. */
export function objectsIn<T extends Subject & View>(resource: T, types: readonly string[]): readonly KubernetesObject<T>[] {
  if (!types.includes(resource.type)) {
    return [];
  }
  const { kind, form } = kindOf(resource.type);
  const objectAt = (view: View): KubernetesObject<T> => ({ resource, kind, isPatch: form === "Patch", view });
  if (form !== "List") {
    return [objectAt(resource)];
  }
  const { state, items } = resource.list("items");
  return state === "unknown" ? [objectAt(resource.at("items"))] : items.map(objectAt);
}

/** `Deployment` and `Patch` of `kubernetes:apps/v1:DeploymentPatch`. */
function kindOf(type: string): { readonly kind: string; readonly form: string | undefined } {
  const [, kind = "", form] = /:(\w+?)(Patch|List)?$/.exec(type) ?? [];
  return { kind, form };
}
