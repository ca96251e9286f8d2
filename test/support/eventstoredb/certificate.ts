/** A certificate for a server on this machine that vouches for itself, made anew for each test: no key has to be kept anywhere. */
import { generateKeyPairSync, sign } from 'node:crypto';

const der = (tag: number, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const sequence = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);
const extension = (oid: string, value: Buffer): Buffer => sequence(der(0x06, hex(oid)), der(0x04, value));

const ECDSA_WITH_SHA256 = sequence(der(0x06, hex('2a8648ce3d040302')));
const BASIC_CONSTRAINTS = '551d13';
const SUBJECT_ALTERNATIVE_NAME = '551d11';
const IP_ADDRESS = 0x87;
const DNS_NAME = 0x82;
const COMMON_NAME = '550403';

export function selfSigned(): { readonly cert: Buffer; readonly key: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(der(0x06, hex(COMMON_NAME)), der(0x0c, Buffer.from('localhost')))));
  const valid = sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
  const extensions = der(0xa3, sequence(
    extension(BASIC_CONSTRAINTS, sequence(der(0x01, hex('ff')))),
    extension(SUBJECT_ALTERNATIVE_NAME, sequence(der(DNS_NAME, Buffer.from('localhost')), der(IP_ADDRESS, Buffer.from([127, 0, 0, 1])))),
  ));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, hex('02'))), der(0x02, hex('01')), ECDSA_WITH_SHA256, name, valid, name, publicKey.export({ type: 'spki', format: 'der' }), extensions,
  );
  const certificate = sequence(toBeSigned, ECDSA_WITH_SHA256, der(0x03, hex('00'), sign('sha256', toBeSigned, privateKey)));
  return {
    cert: Buffer.from(`-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`),
    key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}
