/**
 * Stand-ins for the component plugins of `@pulumi/eks` and `@pulumi/awsx`: they register the children that the real
 * plugins do, so that policies, costs and plans see the real resources.
 */
export { awsxProvider } from "./awsx/provider";
export { eksProvider } from "./eks/provider";
export { componentService, type ComponentProvider } from "./server";
