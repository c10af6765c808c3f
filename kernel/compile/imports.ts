import type { ExportAllDeclaration, ExportNamedDeclaration, ImportDeclaration, ModuleExportName } from "oxc-parser";

function quotedName(name: ModuleExportName): string {
  return JSON.stringify(name.type === "Literal" ? name.value : name.name);
}

/** The call that imports a statement's module, `with` attributes and all; `names` are those that it must have. */
export function importCall(
  statement: Pick<ImportDeclaration | ExportAllDeclaration | ExportNamedDeclaration, "attributes"> & {
    source: { value: string };
  },
  names: readonly string[] = [],
): string {
  const attributes = statement.attributes.map(
    ({ key, value }) =>
      `${JSON.stringify(key.type === "Literal" ? key.value : key.name)}: ${JSON.stringify(value.value)}`,
  );
  const options = attributes.length > 0 ? `{ with: { ${attributes.join(", ")} } }` : "undefined";
  const rest = [options, ...(names.length > 0 ? [`[${names.join(", ")}]`] : [])];
  const given = rest.length === 1 && options === "undefined" ? "" : `, ${rest.join(", ")}`;
  return `await __axonlab.import(${JSON.stringify(statement.source.value)}${given})`;
}

/** An import as the bindings of a declaration: the patterns to destructure the module into, and the names they bind. */
export interface ImportBindings {
  names: string[];
  /** `ns = await …`, `{ "default": d, "a": b } = ns`; empty for an import that binds nothing. */
  declarators: string[];
}

/** What an import declaration binds, and how. */
export function importBindings(statement: ImportDeclaration): ImportBindings {
  const names = statement.specifiers.map(({ local }) => local.name);
  const namespace = statement.specifiers.find(({ type }) => type === "ImportNamespaceSpecifier");
  const parts = statement.specifiers.flatMap((specifier) => {
    if (specifier.type === "ImportNamespaceSpecifier") return [];
    const imported = specifier.type === "ImportDefaultSpecifier" ? '"default"' : quotedName(specifier.imported);
    return [{ imported, local: specifier.local.name }];
  });
  let from = importCall(
    statement,
    parts.map(({ imported }) => imported),
  );
  const declarators: string[] = [];
  if (namespace !== undefined) {
    declarators.push(`${namespace.local.name} = ${from}`);
    from = namespace.local.name;
  }
  if (parts.length > 0) {
    declarators.push(`{ ${parts.map(({ imported, local }) => `${imported}: ${local}`).join(", ")} } = ${from}`);
  }
  return { names, declarators };
}
