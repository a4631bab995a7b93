export const KUBERNETES_IDENTITY = ["kind", "metadata.name", "metadata.namespace"];
