export { about, on, type Finding, type Findings, type Subject } from "./finding";
export { policiesOf } from "./policy";
export { count, enforcementOf, flag, PROFILES, settingsOf, type Level, type Profile } from "./profile";
export { resourceRule, stackRule, type Resource, type Rule } from "./rule";
export { stackOf, type InputMemory, type Stack, type StackResource, type Use } from "./stack";
export { isUnknown } from "./unknown";
export { readingOf, type Reading, type Value } from "./value";
export { viewOf, type List, type View } from "./view";
