// What the guard sees of a scan. The panel is empty while a badge is judged, and whatever fails is
// shown as a stop: what stands there is never the verdict of another badge.
import { ask } from "./house.js";
import { sound } from "./sounds.js";

const $ = (id) => document.getElementById(id);
const LEFT = 60000;
const KIND = {
    admitted: "good", left: "good", already_inside: "look", wrong_zone: "look", wrong_day: "look",
    not_active: "look", undecided: "stop", other_keyboard: "stop", expired: "stop", revoked: "stop", rejected: "stop", unknown: "stop",
    forged: "stop", other_edition: "stop",
};
const SHAPE = { admitted: "shape-in", left: "shape-out", look: "shape-look", stop: "shape-stop" };
let shown = null, words = null, later = 0;

export const say = (said) => { words = said; };
export const isStop = (verdict) => KIND[verdict] === "stop";

/** Nothing of the badge before stays to be read: neither word nor name nor photo. */
function empty() {
    shown = null;
    clearTimeout(later);
    const panel = $("verdict");
    panel.hidden = true;
    panel.className = "verdict";
    delete panel.dataset.verdict;
    for (const id of ["word", "sentence", "name", "own", "category", "letter"]) $(id).textContent = "";
    for (const id of ["letter", "photo", "anyway"]) $(id).hidden = true;
    $("photo").removeAttribute("src");
    $("anyway").onclick = null;
}

export function rest() {
    empty();
    $("ready").textContent = words.ready;
    $("ready").hidden = false;
}

export function judging() {
    empty();
    $("ready").textContent = words.judging;
    $("ready").hidden = false;
}

function put(kind, verdict, word, sentence, ms, alone) {
    const panel = $("verdict");
    $("shape").setAttribute("href", `#${SHAPE[verdict] || SHAPE[kind]}`);
    $("word").textContent = word;
    $("sentence").textContent = sentence;
    panel.className = `verdict ${kind}`;
    panel.dataset.verdict = verdict;
    panel.dataset.ms = Math.round(ms);
    panel.dataset.alone = alone ? "1" : "";
}

function open() {
    $("verdict").hidden = false;
    $("ready").hidden = true;
    later = setTimeout(rest, LEFT);
}

/** The verdict of one scan, all of it or, where any part fails, an error. */
export function verdict(said, { ms, online, admitAnyway }) {
    empty();
    const kind = KIND[said.verdict];
    if (!kind) throw new Error(`verdict ${said.verdict}`);
    const [word, sentence] = words.verdicts[said.verdict];
    const bySignature = said.bySignature && said.verdict === "admitted";
    put(kind, said.verdict, word, bySignature ? words.by_signature : sentence, ms, said.alone);
    $("name").textContent = said.name || "";
    $("own").textContent = said.own || "";
    $("category").textContent = [said.category, said.party].filter(Boolean).join(" · ");
    $("letter").textContent = said.letter || "";
    $("letter").hidden = !said.letter;
    $("letter").style.background = said.colour || "";
    $("anyway").hidden = said.verdict !== "already_inside";
    $("anyway").onclick = () => { $("anyway").hidden = true; admitAnyway(); };
    open();
    shown = said;
    sound(kind);
    if (said.photo && online) photo(said);
}

/** No verdict could be had: a stop, with its word, its shape and its sound. `why` is a name in words.failures. */
export function stop(why, { ms = 0, sentence = "" } = {}) {
    empty();
    const [word, standing] = words.failures[why];
    put("stop", why, word, sentence ? `${sentence} ${standing}` : standing, ms, false);
    open();
    sound("stop");
}

async function photo(said) {
    const blob = await ask(`photo/${said.number}`, { raw: true }).catch(() => null);
    if (!blob || shown !== said) return;
    const read = new FileReader();
    read.onload = () => { if (shown === said) { $("photo").src = read.result; $("photo").hidden = false; } };
    read.readAsDataURL(blob);
}
