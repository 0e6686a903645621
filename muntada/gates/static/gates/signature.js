// Whether a code was signed by us: asked of the browser where it knows Ed25519, else reckoned here.
// Both are tried on a signature known to be right and on one known to be wrong before either is believed.
import { verifyAsync } from "./ed25519/index.js";

const bytes = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
// RFC 8032, 7.1, test 2.
const KEY = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
const SIGNATURE = bytes("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
const SAID = bytes("72"), NOT_SAID = bytes("73");

async function byBrowser(raw, signature, body) {
    const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, signature, body);
}

// Strictly as the RFC has it, as the house verifies too.
const here = (raw, signature, body) => verifyAsync(signature, body, raw, { zip215: false });

const isRight = async (way) => (await way(KEY, SIGNATURE, SAID)) === true && (await way(KEY, SIGNATURE, NOT_SAID)) === false;

let way;
/** Throws where signatures cannot be verified on this device at all. */
export async function tryVerifying() {
    way = (await isRight(byBrowser).catch(() => false)) ? byBrowser : here;
    if (way === here && !(await isRight(here))) throw new Error("Ed25519");
}

export async function verify(raw, signature, body) {
    if (!way) await tryVerifying();
    if (way === here) return here(raw, signature, body);
    // A browser may lose what it knew (another engine after an update, a policy): not the gate's end.
    try { return await byBrowser(raw, signature, body); } catch { return here(raw, signature, body); }
}
