export type { KianaxCacheArgs } from "./arguments";
export { KianaxCache } from "./cache";
export { CACHE_USES, type CacheUse } from "./uses";
export { cacheProblems, cacheSettingsProblems, type CacheSettings } from "./validation";
