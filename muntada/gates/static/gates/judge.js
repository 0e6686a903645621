// The one rule of the gates, as muntada/accreditation/admission.py has it; a test asks both the
// same table. Days and zones are bits, as a badge's code carries them.
import { folded, isOfAnotherKeyboard } from "./keyboards.js";
import { verify } from "./signature.js";

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BLOCKED = new Set(["lost", "revoked", "withdrawn", "returned"]);
const BODY = 23, WHOLE = 23 + 64;
const DAY = 86400000;

const bit = (bits, place) => place >= 0 && place < 32 && ((bits >>> place) & 1) === 1;
const highest = (bits) => 31 - Math.clz32(bits >>> 0);

/**
 * facts: {genuine, sameEdition, state, approved, zones, days, inside, otherKeyboard}; `today` counts
 * from the first day. `until`: the last day it may be, where the clock is not sure; a badge that not
 * every one of these days says the same of is not decided here.
 */
export function judge(facts, { today, until = today, ...door }) {
    const said = judgeOn(facts, { ...door, today });
    for (let day = today + 1; day <= until; day++) if (judgeOn(facts, { ...door, today: day }) !== said) return "undecided";
    return said;
}

function judgeOn(facts, { zone, today, leaving = false, once = false }) {
    if (facts.otherKeyboard) return "other_keyboard";
    if (facts.sameEdition === false) return "other_edition";
    if (facts.genuine === false) return "forged";
    if (facts.state == null) return "unknown";
    if (leaving) return "left";
    if (BLOCKED.has(facts.state)) return "revoked";
    if (!facts.approved) return "rejected";
    if (facts.state === "expired" || (facts.days !== 0 && highest(facts.days) < today)) return "expired";
    if (facts.state !== "active") return "not_active";
    if (!bit(facts.days, today)) return "wrong_day";
    if (!bit(facts.zones, zone)) return "wrong_zone";
    if (once && facts.inside) return "already_inside";
    return "admitted";
}

export function fromBase45(text) {
    const out = [];
    for (let place = 0; place < text.length; place += 3) {
        const part = [...text.slice(place, place + 3)].map((letter) => BASE45.indexOf(letter));
        const value = part.reduce((sum, digit, power) => sum + digit * 45 ** power, 0);
        if (part.includes(-1) || part.length === 1 || value >= (part.length === 3 ? 65536 : 256)) return null;
        if (part.length === 3) out.push(value >> 8);
        out.push(value & 255);
    }
    return Uint8Array.from(out);
}

function numberOf(value) {
    let text = "";
    for (let place = 0; place < 12; place++) { text = LETTERS[Number(value & 31n)] + text; value >>= 5n; }
    return value ? null : text;
}

/** What the square code says, or null where it is no badge's code. Nothing is verified yet. */
export function readToken(text) {
    if (!text.startsWith("MB:")) return null;
    const raw = fromBase45(text.slice(3));
    if (!raw || raw.length !== WHOLE || raw[0] !== 1) return null;
    const view = new DataView(raw.buffer);
    const number = numberOf(view.getBigUint64(5));
    if (number === null) return null;
    return {
        edition: hex(raw.slice(1, 5)), number, firstDay: view.getUint16(13),
        days: view.getUint32(15), zones: view.getUint32(19),
        body: raw.slice(0, BODY), signature: raw.slice(BODY),
    };
}

export const tidyNumber = (typed) =>
    typed.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[\s-]/g, "");
export const hex = (raw) => [...raw].map((byte) => byte.toString(16).padStart(2, "0")).join("");
export const bytes = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
/** Days since 1970 of an ISO date, or of a moment in a time zone. */
export const dayNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const EPOCH = dayNumber("2020-01-01");
export const isoDay = (now, zone) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now);
export const today = (now, zone) => dayNumber(isoDay(now, zone));

const marks = new Map();
/** The beginning of the digest of the edition's key, as its codes carry it. */
async function markOf(key) {
    if (!marks.has(key)) {
        marks.set(key, hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(key))).slice(0, 4)));
    }
    return marks.get(key);
}

/**
 * What is known of what was read, by the list alone. `card` is its row, or null.
 * A genuine code that the list does not have was issued after the last contact: the code's own days
 * and zones hold for it (`bySignature`). A row of the list wins over what was once printed.
 */
export async function facts(text, list) {
    if (isOfAnotherKeyboard(text)) return { facts: { otherKeyboard: true }, card: null };
    text = folded(text);
    const token = readToken(text);
    let number = null, said = { genuine: null, sameEdition: true };
    if (token) {
        if (token.edition !== await markOf(list.public_key)) return { facts: { sameEdition: false }, card: null };
        if (!(await verify(bytes(list.public_key), token.signature, token.body))) return { facts: { genuine: false }, card: null };
        said.genuine = true;
        number = token.number;
    } else if (text.startsWith("MB:")) return { facts: { genuine: false }, card: null };
    else number = tidyNumber(text);
    const row = list.cards.get(number);
    if (row) {
        const [, state, approved, zones, days] = row;
        return { facts: { ...said, state, approved: !!approved, zones, days, inside: list.inside.has(number) }, card: row, number };
    }
    if (!token) return { facts: said, card: null, number };
    const shift = EPOCH + token.firstDay - dayNumber(list.first_day);
    const days = (shift >= 0 ? token.days << shift : token.days >>> -shift) >>> 0;
    return {
        facts: { ...said, state: "active", approved: true, zones: token.zones, days, inside: list.inside.has(number) },
        card: null, number, bySignature: true,
    };
}
