import ts from 'typescript-5.9';
import type { LockedSymbol } from './lock.ts';

/** The names that a statement declares, and what each is. */
export function declaredSymbol(statement: ts.Statement): readonly (readonly [string, LockedSymbol])[] {
  if (ts.isClassDeclaration(statement) && statement.name) {
    return [[statement.name.text, { kind: 'class', ...members(statement) }]];
  }
  if (ts.isInterfaceDeclaration(statement)) {
    return [[statement.name.text, { kind: 'interface', ...members(statement) }]];
  }
  if (ts.isTypeAliasDeclaration(statement)) return [[statement.name.text, { kind: 'type' }]];
  if (ts.isFunctionDeclaration(statement) && statement.name) {
    return [[statement.name.text, { kind: 'function' }]];
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(
    ({ name }) => [name.getText(), { kind: 'const' }] as const,
  );
}

/** Of a printed file, members are those of the operations, which are locked as such. */
function members(node: ts.ClassDeclaration | ts.InterfaceDeclaration): Pick<LockedSymbol, 'members'> {
  if (/[/\\]src[/\\]gen[/\\]/.test(node.getSourceFile().fileName)) return {};
  const names = [...node.members].flatMap((member) => {
    const { name } = member;
    if (!name || ts.isPrivateIdentifier(name) || isHidden(member)) return [];
    const isOptional = 'questionToken' in member && member.questionToken !== undefined;
    return [`${name.getText()}${isOptional ? '?' : ''}`];
  });
  return { members: [...new Set(names)].toSorted() };
}

function isHidden(member: ts.Node): boolean {
  const flags = ts.canHaveModifiers(member) ? ts.getModifiers(member) : undefined;
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  return flags?.some(({ kind }) => hidden.includes(kind)) ?? false;
}
