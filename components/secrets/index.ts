export type { KianaxSecretsArgs } from "./arguments";
export { createSlot, isExternal, type ExternalValue, type Slot, type SlotValue } from "./slot";
export { KianaxSecrets, valueOf } from "./secrets";
export { SLOT_NAME, slotProblems } from "./validation";
