/** Types of arguments, read from the declarations of an SDK. Interfaces are parsed when they are first asked for. */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export type TypeShape =
  | { readonly kind: "string" | "number" | "boolean" | "any" | "asset" }
  | { readonly kind: "list" | "map"; readonly element: TypeShape }
  | { readonly kind: "object"; readonly name: string; readonly properties: () => readonly PropertyShape[] }
  | { readonly kind: "union"; readonly options: readonly TypeShape[] };

export interface PropertyShape {
  readonly name: string;
  readonly type: TypeShape;
  readonly required: boolean;
}

const ANY: TypeShape = { kind: "any" };

/** The argument interfaces of one SDK. */
export class TypeReader {
  private inputs: Map<string, string> | undefined;
  private readonly parsed = new Map<string, readonly PropertyShape[]>();

  constructor(private readonly folder: string) {}

  /** Properties of an interface in a file of the SDK, such as `VpcArgs` in `ec2/vpc`. */
  interfaceIn(stem: string, name: string): readonly PropertyShape[] | undefined {
    const text = readFileSync(path.join(this.folder, `${stem}.d.ts`), "utf8");
    const source = new RegExp(`^export (?:declare )?interface ${name}(?: extends [^{]+)? \\{[\\s\\S]*?^\\}`, "m").exec(text)?.[0];
    return source === undefined ? undefined : this.parse(source);
  }

  private parse(source: string): PropertyShape[] {
    const file = ts.createSourceFile("shape.d.ts", source, ts.ScriptTarget.ES2022, false);
    const [statement] = file.statements;
    if (statement === undefined || !ts.isInterfaceDeclaration(statement)) {
      return [];
    }
    return statement.members.flatMap((member) => {
      if (!ts.isPropertySignature(member) || member.type === undefined) {
        return [];
      }
      const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(file);
      return [{ name, type: this.typeOf(member.type, file), required: member.questionToken === undefined }];
    });
  }

  private typeOf(node: ts.TypeNode, file: ts.SourceFile): TypeShape {
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { kind: "string" };
      case ts.SyntaxKind.NumberKeyword:
        return { kind: "number" };
      case ts.SyntaxKind.BooleanKeyword:
        return { kind: "boolean" };
      default:
    }
    if (ts.isParenthesizedTypeNode(node)) {
      return this.typeOf(node.type, file);
    }
    if (ts.isArrayTypeNode(node)) {
      return { kind: "list", element: this.typeOf(node.elementType, file) };
    }
    if (ts.isUnionTypeNode(node)) {
      return this.union(node, file);
    }
    if (ts.isTypeLiteralNode(node)) {
      const [member] = node.members;
      return member !== undefined && ts.isIndexSignatureDeclaration(member) ? { kind: "map", element: this.typeOf(member.type, file) } : ANY;
    }
    if (ts.isLiteralTypeNode(node)) {
      return ts.isStringLiteral(node.literal) ? { kind: "string" } : ts.isNumericLiteral(node.literal) ? { kind: "number" } : { kind: "boolean" };
    }
    return ts.isTypeReferenceNode(node) ? this.reference(node, file) : ANY;
  }

  private union(node: ts.UnionTypeNode, file: ts.SourceFile): TypeShape {
    const options = node.types.filter((option) => option.kind !== ts.SyntaxKind.UndefinedKeyword).map((option) => this.typeOf(option, file));
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "union", options };
  }

  private reference(node: ts.TypeReferenceNode, file: ts.SourceFile): TypeShape {
    const name = node.typeName.getText(file);
    const [argument] = node.typeArguments ?? [];
    if (name === "pulumi.Input" || name === "Promise" || name === "pulumi.Output") {
      return argument === undefined ? ANY : this.typeOf(argument, file);
    }
    if (name.startsWith("pulumi.asset.") || name === "pulumi.Asset" || name === "pulumi.Archive") {
      return { kind: "asset" };
    }
    if (name.startsWith("enums.")) {
      return { kind: "string" };
    }
    if (name.startsWith("inputs.")) {
      const qualified = name.slice("inputs.".length);
      return { kind: "object", name: qualified, properties: () => this.input(qualified) };
    }
    // `pulumiAws.ec2.X` and `pulumi.Input<Role>` stand for a resource, and so do ARN aliases: its id or ARN arrives.
    return ANY;
  }

  private input(name: string): readonly PropertyShape[] {
    let properties = this.parsed.get(name);
    if (properties === undefined) {
      this.inputs ??= this.readInputs();
      const source = this.inputs.get(name);
      properties = source === undefined ? [] : this.parse(source);
      this.parsed.set(name, properties);
    }
    return properties;
  }

  /** The text of every interface in types/input.d.ts by its qualified name; the file is megabytes, so it is not parsed whole. */
  private readInputs(): Map<string, string> {
    const interfaces = new Map<string, string>();
    const scopes: string[] = [];
    let open: { name: string; indent: string; lines: string[] } | undefined;
    for (const line of readFileSync(path.join(this.folder, "types", "input.d.ts"), "utf8").split("\n")) {
      if (open !== undefined) {
        open.lines.push(line);
        if (line === `${open.indent}}`) {
          interfaces.set(open.name, open.lines.join("\n"));
          open = undefined;
        }
        continue;
      }
      const namespace = /^ *(?:export )?(?:declare )?namespace (\w+) \{$/.exec(line);
      const declared = /^( *)(?:export )?(?:declare )?interface (\w+)(?: extends [^{]+)? \{(\})?$/.exec(line);
      if (namespace !== null) {
        scopes.push(namespace[1] ?? "");
      } else if (declared !== null) {
        const name = [...scopes, declared[2]].join(".");
        const text = line.trimStart().replace(/^(?:export )?(?:declare )?/, "");
        if (declared[3] === "}") {
          interfaces.set(name, text);
        } else {
          open = { name, indent: declared[1] ?? "", lines: [text] };
        }
      } else if (/^ *\}$/.test(line)) {
        scopes.pop();
      }
    }
    return interfaces;
  }
}
