export { componentService, type ComponentProvider } from "./component-server";
