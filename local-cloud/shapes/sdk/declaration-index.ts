/**
 * Where each interface and enumeration of a type declaration file stands. The files that hold all nested types are
 * several megabytes, so they are parsed once, and afterwards only the bytes of the interfaces in use are read.
 */
import * as ts from "typescript";

/** Qualified name such as `ec2.LaunchTemplateTag` -> first byte and length. */
export type DeclarationIndex = Readonly<Record<string, readonly [start: number, length: number]>>;

export function indexDeclarations(text: string): DeclarationIndex {
  const source = ts.createSourceFile("types.d.ts", text, ts.ScriptTarget.Latest, false);
  const found: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  collect(source.statements, "", source, found);
  return toBytes(text, found);
}

function collect(
  statements: readonly ts.Statement[],
  namespace: string,
  source: ts.SourceFile,
  found: { name: string; start: number; end: number }[],
): void {
  for (const statement of statements) {
    if (ts.isModuleDeclaration(statement)) {
      // `namespace a.b {}` nests one declaration in another.
      let body: ts.Node | undefined = statement;
      let name = namespace;
      while (body !== undefined && ts.isModuleDeclaration(body)) {
        name = qualify(name, body.name.text);
        body = body.body;
      }
      if (body !== undefined && ts.isModuleBlock(body)) {
        collect(body.statements, name, source, found);
      }
    } else {
      for (const name of declaredNames(statement)) {
        found.push({ name: qualify(namespace, name), start: statement.getStart(source), end: statement.end });
      }
    }
  }
}

/** An enumeration is a constant object beside a type of the same name; the constant holds the values. */
function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isInterfaceDeclaration(statement)) {
    return [statement.name.text];
  }
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
    : [];
}

function qualify(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}.${name}`;
}

/** Character positions to byte positions, in one pass over the text. */
function toBytes(
  text: string,
  found: readonly { readonly name: string; readonly start: number; readonly end: number }[],
): DeclarationIndex {
  const index: Record<string, readonly [number, number]> = {};
  let character = 0;
  let byte = 0;
  for (const { name, start, end } of [...found].sort((a, b) => a.start - b.start)) {
    byte += Buffer.byteLength(text.slice(character, start));
    const length = Buffer.byteLength(text.slice(start, end));
    index[name] = [byte, length];
    byte += length;
    character = end;
  }
  return index;
}
