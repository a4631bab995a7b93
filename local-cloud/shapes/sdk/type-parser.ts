/** TypeScript type expressions of generated SDKs, as shapes. */
import * as ts from "typescript";
import type { ObjectShape, TypeShape } from "../types";

/** How named types are found; every name is as the SDK writes it, without its `inputs.` or `enums.` prefix. */
export interface TypeNames {
  object(name: string): ObjectShape | undefined;
  enumeration(name: string): readonly (string | number | boolean)[] | undefined;
  /** Types of other packages and of sibling modules: `pulumiAws.ec2.SecurityGroup`, `Role`. */
  foreign(name: string): TypeShape;
}

export interface ParsedProperty {
  readonly name: string;
  readonly type: TypeShape;
  readonly required: boolean;
  readonly comment: string;
}

const ANY: TypeShape = { kind: "any" };
const ASSETS = new Set(["pulumi.asset.Asset", "pulumi.asset.Archive", "pulumi.asset.AssetArchive"]);

/** The properties of one interface declaration. */
export function parseInterface(text: string, names: TypeNames): readonly ParsedProperty[] {
  const source = ts.createSourceFile("interface.d.ts", text, ts.ScriptTarget.Latest, false);
  const declaration = source.statements.find(ts.isInterfaceDeclaration);
  return [...(declaration?.members ?? [])].filter(ts.isPropertySignature).map((member) => ({
    name: propertyName(member.name, source),
    type: member.type === undefined ? ANY : parseType(member.type, source, names),
    required: member.questionToken === undefined,
    comment: text.slice(member.getFullStart(), member.getStart(source)),
  }));
}

/** The values of a constant such as `{ readonly Gp3: "gp3"; }`. */
export function parseEnumeration(text: string): readonly (string | number | boolean)[] {
  const source = ts.createSourceFile("enum.d.ts", text, ts.ScriptTarget.Latest, false);
  // Former spellings of a name repeat its value.
  const values = new Set<string | number | boolean>();
  const visit = (node: ts.Node): void => {
    const value = ts.isLiteralTypeNode(node) ? literalValue(node) : undefined;
    if (value !== undefined) {
      values.add(value);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...values];
}

function propertyName(name: ts.PropertyName, source: ts.SourceFile): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText(source);
}

function parseType(node: ts.TypeNode, source: ts.SourceFile, names: TypeNames): TypeShape {
  const parse = (inner: ts.TypeNode): TypeShape => parseType(inner, source, names);
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: "number" };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: "boolean" };
  }
  if (ts.isParenthesizedTypeNode(node)) {
    return parse(node.type);
  }
  if (ts.isArrayTypeNode(node)) {
    return { kind: "list", element: parse(node.elementType) };
  }
  if (ts.isUnionTypeNode(node)) {
    return union(node.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword).map(parse));
  }
  if (ts.isLiteralTypeNode(node)) {
    const value = literalValue(node);
    return value === undefined ? ANY : { kind: "enum", values: [value] };
  }
  if (ts.isTypeLiteralNode(node)) {
    const signature = node.members.find(ts.isIndexSignatureDeclaration);
    return signature === undefined ? ANY : { kind: "map", element: parse(signature.type) };
  }
  return ts.isTypeReferenceNode(node) ? parseReference(node, source, names) : ANY;
}

function parseReference(node: ts.TypeReferenceNode, source: ts.SourceFile, names: TypeNames): TypeShape {
  const name = node.typeName.getText(source);
  const [argument] = node.typeArguments ?? [];
  if (name === "pulumi.Input" && argument !== undefined) {
    return parseType(argument, source, names);
  }
  if (ASSETS.has(name)) {
    return { kind: "asset" };
  }
  if (name.startsWith("inputs.")) {
    return names.object(name.slice("inputs.".length)) ?? ANY;
  }
  if (name.startsWith("enums.")) {
    const values = names.enumeration(name.slice("enums.".length));
    return values === undefined || values.length === 0 ? ANY : { kind: "enum", values };
  }
  return names.foreign(name);
}

/** One shape for the alternatives: enumerations join, and a free string makes listed ones suggestions only. */
function union(parts: readonly TypeShape[]): TypeShape {
  const values = parts.flatMap((part) => (part.kind === "enum" ? part.values : []));
  const others = parts.filter((part) => part.kind !== "enum");
  const isOpen = others.some((part) => part.kind === "string");
  const joined: readonly TypeShape[] = values.length === 0 || isOpen ? others : [...others, { kind: "enum", values }];
  const [only] = joined;
  return joined.length === 1 && only !== undefined ? only : { kind: "union", of: joined };
}

function literalValue(node: ts.LiteralTypeNode): string | number | boolean | undefined {
  const { literal } = node;
  if (ts.isStringLiteral(literal)) {
    return literal.text;
  }
  if (ts.isNumericLiteral(literal)) {
    return Number(literal.text);
  }
  if (literal.kind === ts.SyntaxKind.TrueKeyword) {
    return true;
  }
  return literal.kind === ts.SyntaxKind.FalseKeyword ? false : undefined;
}
