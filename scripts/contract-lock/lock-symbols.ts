import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript-5.9';
import type { LockedSymbol } from './lock.ts';
import { declaredSymbol } from './declared-symbol.ts';

type Symbols = Readonly<Record<string, LockedSymbol>>;

/** Where a package's own name leads to; undefined for what is not ours. */
export type Locate = (specifier: string) => string | undefined;

/**
 * What a source file exports, read from its syntax and that of the files that it exports from: no build is needed, and no
 * type is computed.
 *
 * @throws Error if a name is exported whose declaration cannot be found.
 */
export function lockSymbols(file: string, locate: Locate): Symbols {
  const found = new Map<string, LockedSymbol>();
  for (const statement of parse(file).statements) {
    if (ts.isExportDeclaration(statement))
      for (const [name, symbol] of reExported(statement)) found.set(name, symbol);
    else if (isExported(statement))
      for (const [name, symbol] of declaredSymbol(statement)) found.set(name, symbol);
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));

  function reExported(statement: ts.ExportDeclaration): readonly (readonly [string, LockedSymbol])[] {
    const { exportClause, isTypeOnly, moduleSpecifier } = statement;
    const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
    const target = from === undefined ? undefined : located(from);
    if (!exportClause) return Object.entries(target ? lockSymbols(target, locate) : {}).map(asType);
    if (ts.isNamespaceExport(exportClause)) return [[exportClause.name.text, { kind: 'namespace' }]];
    const symbols = target ? lockSymbols(target, locate) : ownDeclarations(file);
    return exportClause.elements.map((element) => {
      const name = element.name.text;
      const symbol = symbols[element.propertyName?.text ?? name];
      if (!symbol) throw new Error(`${file} exports ${name}, whose declaration is not found.`);
      return element.isTypeOnly ? ([name, typeOnly(symbol)] as const) : asType([name, symbol]);
    });

    function asType([name, symbol]: readonly [string, LockedSymbol]): readonly [string, LockedSymbol] {
      return [name, isTypeOnly ? typeOnly(symbol) : symbol];
    }
  }

  function located(specifier: string): string {
    if (specifier.startsWith('.')) return join(dirname(file), specifier);
    const target = locate(specifier);
    if (target === undefined) throw new Error(`${file} exports from ${specifier}, which is not ours.`);
    return target;
  }
}

const typeOnly = (symbol: LockedSymbol): LockedSymbol =>
  symbol.kind === 'class' ? { ...symbol, kind: 'type of class' } : symbol;

function ownDeclarations(file: string): Symbols {
  return Object.fromEntries(parse(file).statements.flatMap((statement) => declaredSymbol(statement)));
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}
