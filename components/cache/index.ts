export type { KianaxCacheArgs } from "./arguments";
export { KianaxCache } from "./cache";
export { cacheProblems, type CacheSettings } from "./validation";
