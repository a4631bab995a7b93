export { narrowsCaller, requires, type Condition } from "./condition";
export { documentOf, type PolicyDocument, type Principal, type Statement } from "./document";
export { finding, letsAnyoneIn, mustBecomeKnown, mustBePrivate, mustBeReadable, mustNotBePublic } from "./public";
export { covers, coversAll } from "./wildcard";
