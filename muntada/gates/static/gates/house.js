// The house, asked over the network; every answer says whether it was reached at all.
const ROOT = "/api/gates/v1/";
export class Unreachable extends Error {}
export class ShutOut extends Error {
    constructor({ sentence = "", wipe = false }) { super(sentence); this.wipe = wipe; }
}
export class Refused extends Error {}

let secret = "";
export const be = (said) => { secret = said; };

export async function ask(path, { body, wait = 4000, raw = false } = {}) {
    let answer;
    try {
        answer = await fetch(ROOT + path, {
            method: body === undefined ? "GET" : "POST",
            headers: {
                "Accept-Language": document.documentElement.lang,
                ...(secret ? { Authorization: `Bearer ${secret}` } : {}),
                ...(body === undefined ? {} : { "Content-Type": "application/json" }),
            },
            body: body === undefined ? undefined : JSON.stringify(body),
            signal: AbortSignal.timeout(wait), cache: "no-store", credentials: "omit",
        });
        if (answer.status >= 500) throw new Unreachable(String(answer.status));
        if (answer.ok) return raw ? await answer.blob() : await answer.json();
    } catch (error) {
        throw error instanceof Unreachable ? error : new Unreachable(error.message);
    }
    const said = await answer.json().catch(() => ({}));
    if (answer.status === 401) throw new ShutOut(said);
    throw new Refused(said.sentence || String(answer.status));
}
