/** Distinguished names as text, as `apksigner` prints them: the format of Java's X500Name, near RFC 1779. */
import { type Asn1, bytesOf, childrenOf, oidOf, textOf } from './asn1.js';
import { hex } from './byte-reader.js';

/** Attributes that Java knows by keyword (sun.security.x509.AVAKeyword); others are written `OID.1.2.3`. */
const keywords: { readonly [oid: string]: string | undefined } = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SURNAME',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.42': 'GIVENNAME',
  '2.5.4.43': 'INITIALS',
  '2.5.4.44': 'GENERATION',
  '2.5.4.46': 'DNQ',
  '1.2.840.113549.1.9.1': 'EMAILADDRESS',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.3.6.1.4.1.42.2.11.2.1': 'IP',
};

/** `CN=Example, O="Example, Inc.", C=US`: the last attribute of the encoding first. */
export function distinguishedName(name: Asn1): string {
  const relative = childrenOf(name).map((part) => childrenOf(part).map(attributeText).join(' + '));
  return relative.reverse().join(', ');
}

/** Whether a name has these attributes and no others, in any order. */
export function sameAttributes(name: Asn1, expected: readonly (readonly [oid: string, value: string])[]): boolean {
  const found = childrenOf(name).flatMap(childrenOf).map(childrenOf);
  return (
    found.length === expected.length &&
    expected.every(([oid, value]) => found.some(([type, text]) => oidOf(type) === oid && textOf(text) === value))
  );
}

function attributeText(attribute: Asn1): string {
  const [type, value] = childrenOf(attribute);
  const oid = oidOf(type);
  const keyword = oid === null ? '?' : (keywords[oid] ?? `OID.${oid}`);
  const text = textOf(value);
  return `${keyword}=${text === null ? `#${value ? hex(bytesOf(value)) : ''}` : quoted(text)}`;
}

/** Quotes a value that has separators, or blanks at its ends or in a row (sun.security.x509.AVA, toKeywordValueString). */
function quoted(value: string): string {
  if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) return `"${escaped(value.slice(1, -1))}"`;
  const special = /[,+=\n<>#;\\"]|^[ \n]|[ \n]$|[ \n]{2}/.test(value);
  return special ? `"${escaped(value)}"` : value;
}

function escaped(value: string): string {
  return value.replaceAll(/["\\]/g, '\\$&');
}
