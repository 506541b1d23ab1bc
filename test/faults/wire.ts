/** As much of PostgreSQL's protocol as it takes to tell one statement from the next. */

const QUERY = 'Q';
const SYNC = 'S';
const READY = 'Z';
/** What a statement is sent in, up to its Sync: parse, bind, describe, execute, close. */
const PARTS = ['P', 'B', 'D', 'E', 'C'];
const KIND_BYTES = 1;
const LENGTH_BYTES = 4;

/** Cuts what a client sends into statements; what is none of them is the greeting and the password. */
export function readStatements(give: (bytes: Buffer, isStatement: boolean) => void): (data: Buffer) => void {
  let parts: Buffer[] = [];
  return readMessages({ hasGreeting: true }, (message, kind) => {
    if (PARTS.includes(kind)) return void parts.push(message);
    const isStatement = kind === QUERY || kind === SYNC;
    give(Buffer.concat([...parts, message]), isStatement);
    parts = [];
  });
}

/** Cuts what a server answers into messages, and tells which of them ends the answer to a statement. */
export function readAnswers(give: (bytes: Buffer, isEnd: boolean) => void): (data: Buffer) => void {
  return readMessages({ hasGreeting: false }, (message, kind) => give(message, kind === READY));
}

function readMessages(
  { hasGreeting }: { readonly hasGreeting: boolean },
  give: (message: Buffer, kind: string) => void,
): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let isGreeted = !hasGreeting;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      // The greeting alone has no letter before its length.
      const kindBytes = isGreeted ? KIND_BYTES : 0;
      if (rest.length < kindBytes + LENGTH_BYTES) return;
      const length = kindBytes + rest.readUInt32BE(kindBytes);
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      const kind = isGreeted ? String.fromCharCode(message[0] ?? 0) : '';
      isGreeted = true;
      give(message, kind);
    }
  };
}
