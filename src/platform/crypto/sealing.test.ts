/** Sealing a text for one place. Not proved here: AES-GCM itself, which is Node's and OpenSSL's. */
import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { describe, test } from 'node:test';
import { fc } from '../../../test/property.ts';
import { systemClock } from '../clock.ts';
import { makeId } from '../ids.ts';
import {
  blindToken,
  commitTo,
  commitToWords,
  deriveDataKey,
  drawSecretAfter,
  open,
  SealBroken,
  seal,
} from './sealing.ts';

const keyId = '01890000-0000-7000-8000-000000000001' as ReturnType<typeof makeId<'key'>>;
const secret = Buffer.alloc(32, 7);
const key = deriveDataKey(keyId, 'owner-1', secret);
const place = { table: 'note', column: 'body_cipher', row: 'row-1' };
const text = 'She asked that nobody ring before noon.';

describe('what was sealed', () => {
  test('opens where it was sealed, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
        assert.equal(open(key, place, seal(key, place, words)), words);
      }),
    );
    assert.equal(open(key, place, seal(key, place, '')), '');
  });

  test('is sealed anew each time, so that equal words do not look equal', () => {
    assert.notDeepEqual(seal(key, place, text), seal(key, place, text));
  });

  test('opens no more when a single bit of it is another', () => {
    const sealed = seal(key, place, text);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      const byte = Math.floor(bit / 8);
      changed[byte] = (changed[byte] ?? 0) ^ (1 << (bit % 8));
      assert.throws(() => open(key, place, changed), SealBroken, `bit ${bit}`);
    }
  });

  test('opens nowhere else: not in another row, column or table, nor with another owner or key', () => {
    const sealed = seal(key, place, text);
    for (const other of [{ row: 'row-2' }, { column: 'why_cipher' }, { table: 'draft' }]) {
      assert.throws(() => open(key, { ...place, ...other }, sealed), SealBroken, JSON.stringify(other));
    }
    const parts = { table: 'note', column: 'body_cipherrow', row: '-1' };
    assert.throws(() => open(key, parts, sealed), SealBroken);
    assert.throws(() => open(deriveDataKey(keyId, 'owner-2', secret), place, sealed), SealBroken);
    assert.throws(
      () => open(deriveDataKey(keyId, 'owner-1', Buffer.alloc(32, 8)), place, sealed),
      SealBroken,
    );
    const another = deriveDataKey(makeId<'key'>(systemClock), 'owner-1', secret);
    assert.throws(() => open(another, place, sealed), /another key/);
  });

  test('does not open with a tag cut to four bytes, or when it is cut anywhere', () => {
    const sealed = seal(key, place, text);
    for (const length of [0, 1, 28, 29, 44, sealed.length - 12, sealed.length - 1]) {
      assert.throws(() => open(key, place, sealed.subarray(0, length)), SealBroken, `${length} bytes`);
    }
  });

  test('stays as it was written: a text from an earlier Rowan opens', () => {
    const kept = Buffer.from(KEPT, 'hex');
    assert.equal(open(key, place, kept), text);
  });

  test('is AES-256-GCM with the place bound in, as docs/decisions/0006-keys.md says', () => {
    const sealed = seal(key, place, text);
    const bound = ['1', place.table, place.column, place.row, 'owner-1', keyId].flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, Buffer.from(part)];
    });
    const decipher = createDecipheriv('aes-256-gcm', key.sealing, sealed.subarray(17, 29), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.concat(bound));
    decipher.setAuthTag(sealed.subarray(-16));
    assert.equal(decipher.update(sealed.subarray(29, -16), undefined, 'utf8') + decipher.final('utf8'), text);
  });

  test('never holds a lone surrogate, which UTF-8 would quietly replace', () => {
    assert.throws(() => seal(key, place, 'a\ud800b'), TypeError);
  });
});

describe('a key', () => {
  test('is of the cipher that its name says, by a published vector', () => {
    // Test case 13 of McGrew and Viega for AES-256-GCM: no text, all noughts.
    const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 16 });
    cipher.final();
    assert.equal(cipher.getAuthTag().toString('hex'), '530f8afbc74536b9a963b4f1c4cb738b');
  });

  test('has a commitment that only its secret has, and that is neither of the keys made from it', () => {
    assert.deepEqual(commitTo(secret), commitTo(Buffer.alloc(32, 7)));
    assert.notDeepEqual(commitTo(secret), commitTo(Buffer.alloc(32, 8)));
    const made = [key.sealing, key.hashing].map((each) => each.export().toString('hex'));
    assert.ok(!made.includes(commitTo(secret).toString('hex')));
    assert.notEqual(made[0], made[1]);
  });

  test('makes equal tokens of equal words for one purpose and one owner alone', () => {
    const token = blindToken(key, 'name', 'word:smith');
    assert.deepEqual(token, blindToken(key, 'name', 'word:smith'));
    assert.equal(token.length, 32);
    assert.notDeepEqual(token, blindToken(key, 'phone', 'word:smith'));
    assert.notDeepEqual(
      token,
      blindToken(deriveDataKey(keyId, 'b', Buffer.alloc(32, 9)), 'name', 'word:smith'),
    );
  });

  test('stands for words by a commitment that differs each time it is used', () => {
    assert.deepEqual(commitToWords(key, 'event-1', 'sister'), commitToWords(key, 'event-1', 'sister'));
    assert.notDeepEqual(commitToWords(key, 'event-1', 'sister'), commitToWords(key, 'event-2', 'sister'));
  });

  test('says nothing of itself when it is logged or sent', () => {
    const said = { keyId, ownerId: 'owner-1', others: [], sealing: {}, hashing: {} };
    assert.equal(JSON.stringify(key), JSON.stringify(said));
  });

  test('that takes its place opens what it sealed, seals by itself, and hashes as it did', () => {
    const nextId = makeId<'key'>(systemClock);
    const next = { ...deriveDataKey(nextId, 'owner-1', drawSecretAfter(key)), others: [key] };
    assert.equal(open(next, place, seal(key, place, text)), text);
    assert.throws(() => open(key, place, seal(next, place, text)), SealBroken);
    assert.deepEqual(blindToken(next, 'name', 'okafor'), blindToken(key, 'name', 'okafor'));
    const after = deriveDataKey(keyId, 'owner-1', drawSecretAfter(next));
    assert.deepEqual(commitToWords(after, 'event-1', 'sister'), commitToWords(key, 'event-1', 'sister'));
  });
});

const KEPT =
  '010189000000007000800000000000000108ed5f849231498553cc0f9aa1ab11fc31b0d06521529d6fd96d8b85e3ba08cd6d877a2d326a62268c0b4fc83d8156143ea335dbf8f78f38b11922af2d4be69f2a84c9';
