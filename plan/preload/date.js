// Loaded before a program whose plan is made for another day: its clock starts then and goes on from there.
// Plain JavaScript, because it runs before the program's own transpiler.
// @ts-check
"use strict";

const Real = Date;
const offset = new Real(process.env.KIANAX_PLAN_TODAY ?? Real.now()).getTime() - Real.now();

globalThis.Date = new Proxy(Real, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [target.now() + offset] : args, self),
  apply: (target) => new target(target.now() + offset).toString(),
  get: (target, property, self) => (property === "now" ? () => target.now() + offset : Reflect.get(target, property, self)),
});
