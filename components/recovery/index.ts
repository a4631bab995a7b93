export { type BackupRule, type KianaxRecoveryArgs, type RestoreTests, type VaultLock } from "./arguments";
export { KianaxRecovery, type FurtherInputs } from "./recovery";
export { readRestoreInputs, restoreInputsName, type RestoreInputs } from "./restore-inputs";
export { inheritanceOf, type Inheritance, type Succession } from "./succession";
export { recoveryProblems, type RecoverySettings, type RecoverySurroundings } from "./validation";
