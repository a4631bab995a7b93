/** Whether inputs fit a shape: known properties, required ones, types. What is unknown until deployment always fits. */
import type { Failure, Properties } from "../../provider/values";
import { isAbsent } from "../absent";
import { pathText, type Path } from "../property-path";
import type { InputShape, ObjectShape, PropertyShape } from "../types";
import { checkType, type TypeContext } from "./check-type";
import { nearest } from "./nearest";

export function checkInputs(shape: InputShape, inputs: Properties): Failure[] {
  const context: TypeContext = { coerces: shape.coerces, isSecret: false, checkObject };
  const secrets = new Set(shape.secretInputs);
  const contextOf = (name: string): TypeContext => ({
    ...context,
    isSecret: secrets.has(name) || SECRET_NAME.test(name),
  });
  return [
    ...(shape.open ? [] : unknownProperties(shape.token, shape.inputs, inputs, [])),
    ...missingProperties(shape.token, shape.inputs, inputs, []),
    ...shape.inputs.flatMap(({ name, type }) => checkType(type, inputs[name], [name], contextOf(name))),
  ];
}

/** A nested name that tells of a secret, where the SDK marks whole inputs only. */
const SECRET_NAME = /password|secret|token|privatekey/i;

function checkObject({ name: owner, properties }: ObjectShape, value: Properties, path: Path, context: TypeContext): Failure[] {
  return [
    ...unknownProperties(owner, properties, value, path),
    ...missingProperties(owner, properties, value, path),
    ...properties.flatMap(({ name, type }) =>
      checkType(type, value[name], [...path, name], { ...context, isSecret: context.isSecret || SECRET_NAME.test(name) }),
    ),
  ];
}

function unknownProperties(owner: string, known: readonly PropertyShape[], value: Properties, path: Path): Failure[] {
  const names = known.map(({ name }) => name);
  return Object.keys(value)
    .filter((name) => !name.startsWith("__") && !isAbsent(value[name]) && !names.includes(name))
    .map((name) => {
      const suggestion = nearest(name, names);
      const hint = suggestion === undefined ? "; remove it." : `; did you mean "${suggestion}"?`;
      return { property: pathText([...path, name]), reason: `${owner} has no property "${name}"${hint}` };
    });
}

function missingProperties(owner: string, known: readonly PropertyShape[], value: Properties, path: Path): Failure[] {
  return known
    .filter(({ name, required }) => required && isAbsent(value[name]))
    .map(({ name }) => ({
      property: pathText([...path, name]),
      reason: `${owner} needs the property "${name}"; give it a value.`,
    }));
}

