export { allowOut, allowPeer, createClosedGroup, type Listening, type Peer } from "./access";
export { createCredential, createPassword, createSecret, CREDENTIAL_VERSION, PASSWORD_SHAPE, writeCredential, type Credential, type SecretSettings } from "./credential";
export { parseDailyWindow, parseWeeklyWindow, windowProblems, windowsOverlap, type Span, type WindowArgument } from "./windows";
