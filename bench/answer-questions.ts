import type { FastifyInstance } from 'fastify';

const start = '/try-a-situation';

type Field = readonly [name: string, value: string];

/**
 * Answers the questions of *Try a situation* as a browser without JavaScript does, each by its first answer.
 *
 * @returns the address of the page after the last answer
 */
export async function answerQuestions(
  server: FastifyInstance,
  councils: readonly string[],
  answers: number,
): Promise<string> {
  let address = await send(
    server,
    `${start}/councils`,
    councils.map((council): Field => ['council', council]),
  );
  for (let answer = 0; answer < answers; answer += 1) {
    const { body } = await server.inject({ url: address, headers: { host: 'localhost' } });
    const [form = ''] = /<form method="post"[\s\S]*?<\/form>/.exec(body) ?? [];
    const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, field = '', kept = '']): Field => [field, kept],
    );
    const [, name = '', value = ''] = /name="([^"]*)" type="radio" value="([^"]*)"/.exec(form) ?? [];
    if (name === '') throw new Error(`after ${answer} answers there is no further question`);
    address = await send(server, start, [...hidden, [name, value]]);
  }
  return address;
}

async function send(server: FastifyInstance, url: string, fields: readonly Field[]): Promise<string> {
  const { statusCode, headers } = await server.inject({
    method: 'POST',
    url,
    headers: {
      host: 'localhost',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
  });
  if (statusCode !== 303) throw new Error(`${url} answered ${statusCode}`);
  return String(headers['location']);
}
