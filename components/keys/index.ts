export { KianaxKeys, type KianaxKeysArgs } from "./keys";
