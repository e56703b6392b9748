/** The lint rule that keeps what is known about the endpoint in one room. `eslint.config.js` says which room, and what is known. */
import ts from 'typescript';

const escapeKey = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const anyOf = (texts) => `(?:${texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')})`;

/** The text that an expression always has, however it is put together; null for one that has none. */
function textOf(node) {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : null;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return textOf(node.expression);
    case 'TemplateLiteral':
      return joined(
        node.quasis.flatMap(({ value }, nth) => [value.cooked, ...node.expressions.slice(nth, nth + 1).map(textOf)]),
      );
    case 'BinaryExpression':
      return node.operator === '+' ? joined([textOf(node.left), textOf(node.right)]) : null;
    default:
      return null;
  }
}
const joined = (parts) => (parts.includes(null) ? null : parts.join(''));

/** True where a text says where an import comes from. */
const isOfImport = ({ type }) => /^(Import|Export)|^TSImportType$|^TSExternalModuleReference$/.test(type);

/** True for a type of which nothing is known, or that may be null among others, as a value of JSON may. */
const isLoose = (type) =>
  type !== undefined &&
  (type.isUnion() ? type.types : [type]).some(
    ({ flags }) => flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Null),
  );

/**
 * Makes the rule.
 *
 * Texts are held against the names wherever they are values: alone, as a JSON Pointer, or as a key in JSON. Bare keys (`.email`,
 * `{ email }`) are held against those names that nothing else has, and against an everyday name where the object is one whose keys
 * nobody declared, as what a target sent is: `error.name` is no attribute.
 * @param envelope - the key that wraps the contact
 * @param names - of the attributes
 * @param everyday - those of either that other things have too
 */
export function knowledgeRule({ envelope, names, everyday = [] }) {
  const known = new Set([envelope, ...names]);
  const rare = [...known].filter((name) => !everyday.includes(name));
  const pointers = new Set(names.map((name) => `/${escapeKey(name)}`));
  const into = new RegExp(`(?:^|[^\\w.])/${anyOf([escapeKey(envelope)])}(?:/|$)`);
  const keyed = new RegExp(`["']${anyOf([...known])}["']\\s*:`);
  // A pattern for what others write may well have an English word in it.
  const coined = rare.filter((name) => !/^[a-z]+$/i.test(name));
  const matched = coined.length === 0 ? /(?!)/ : new RegExp(`(?<!\\w)${anyOf(coined)}(?!\\w)`);
  const places = (text) => pointers.has(text) || into.test(text) || keyed.test(text);

  return {
    meta: {
      type: 'problem',
      schema: [],
      messages: {
        elsewhere:
          'Only tests/support/endpoint knows the names of attributes and the envelope, here {{ what }}. Take them from there.',
      },
    },
    create(context) {
      const { program, esTreeNodeToTSNodeMap: nodes } = context.sourceCode.parserServices;
      const checker = program?.getTypeChecker();
      const typeOf = (node) => checker?.getTypeAtLocation(nodes.get(node));
      const wantedOf = (node) => checker?.getContextualType(nodes.get(node));
      const report = (node, what) => context.report({ node, messageId: 'elsewhere', data: { what } });

      /** True for an object that may have that key though none such is declared. */
      const isUndeclared = (type, key) => {
        const object = type === undefined ? undefined : checker.getNonNullableType(type);
        return object?.getProperty(key) === undefined && isLoose(object?.getStringIndexType());
      };
      const text = (node) => {
        const said = textOf(node);
        if (said === null || textOf(node.parent) !== null || isOfImport(node.parent)) return;
        // `Attribute['name']` is about a type of ours.
        const isType = node.parent.type === 'TSLiteralType';
        if (places(said) || (known.has(said) && !(isType && everyday.includes(said)))) report(node, said);
      };
      const key = (node, objects) => {
        const at = node.key ?? node.property;
        if (node.computed || at.type !== 'Identifier') return;
        if (rare.includes(at.name) || (known.has(at.name) && objects().some((type) => isUndeclared(type, at.name))))
          report(at, at.name);
      };
      return {
        Literal: (node) => {
          if (node.regex !== undefined && matched.test(node.regex.pattern)) report(node, node.regex.pattern);
          text(node);
        },
        BinaryExpression: text,
        TemplateLiteral: text,
        TSAsExpression: text,
        TSSatisfiesExpression: text,
        TemplateElement: (node) => {
          if (textOf(node.parent) === null && places(node.value.cooked ?? node.value.raw)) report(node, node.value.raw);
        },
        MemberExpression: (node) => key(node, () => [typeOf(node.object)]),
        'ObjectPattern > Property': (node) => key(node, () => [typeOf(node.parent)]),
        'ObjectExpression > Property': (node) =>
          key(node, () => [
            wantedOf(node.parent),
            ...node.parent.properties
              .filter(({ type }) => type === 'SpreadElement')
              .map(({ argument }) => typeOf(argument)),
          ]),
        ':matches(TSPropertySignature, PropertyDefinition)': (node) => key(node, () => []),
      };
    },
  };
}
