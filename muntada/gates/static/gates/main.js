// The gate: reads, judges, shows; goes on without a network and merges later.
import { ask, be, Refused, ShutOut, Unreachable } from "./house.js";
import { facts, dayNumber, isoDay, judge, today } from "./judge.js";
import { forget, keep, kept, queue, queued, waiting, wipe } from "./store.js";
import { look } from "./camera.js";
import { sound } from "./sounds.js";

const $ = (id) => document.getElementById(id);
const WORDS = JSON.parse($("words").textContent);
const LANGUAGE = document.documentElement.lang;
const LIVE_WAIT = 1500;      // ms for the house to answer before the device judges alone
const SYNC = 5000, AGAIN = 3500, LEFT = 60000;
const FORGET = 36 * 3600 * 1000;
const clock = new Intl.DateTimeFormat(LANGUAGE === "ar" ? "ar-u-nu-latn" : LANGUAGE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const count = new Intl.NumberFormat(LANGUAGE === "ar" ? "ar-u-nu-latn" : LANGUAGE);
const plural = new Intl.PluralRules(LANGUAGE);

let list = null;             // what the device holds, opened
let online = false, direction = "entry", last = { text: "", at: 0 };
let stopCamera = null, shown = null;

const text = (said) => said?.[LANGUAGE] || said?.en || Object.values(said || {})[0] || "";
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const counted = (forms, n) => fill(forms[plural.select(n)] || forms.other, { n: count.format(n) });

// ── the list ────────────────────────────────────────────────────────────────
function take(said) {
    if (said.whole) list = { ...said, cards: new Map(), inside: new Set() };
    if (said.day !== list.day) list.inside.clear();  // each day begins with empty halls
    const { cards, inside, categories, ...rest } = said;
    Object.assign(list, rest, categories ? { categories } : {});
    for (const row of cards) list.cards.set(row[0], row);
    for (const [number, is] of inside) if (is) list.inside.add(number); else list.inside.delete(number);
    return said.whole || cards.length > 0;
}

let keptAt = 0;
async function keepList(now) {
    if (!now && Date.now() - keptAt < 60000) return;
    keptAt = Date.now();
    await keep("list", { ...list, cards: [...list.cards.values()], inside: [...list.inside] });
}

/** Each day begins with empty halls, also on a device that has not heard of anybody since. */
function morning() {
    const day = isoDay(Date.now(), list.time_zone);
    if (day !== list.day) { list.inside.clear(); list.count.inside = 0; list.day = day; }
}

async function openList() {
    const said = await kept("list");
    if (!said) return;
    list = { ...said, cards: new Map(said.cards.map((row) => [row[0], row])), inside: new Set(said.inside) };
    morning();
    if (Date.now() - Date.parse(list.as_of) > FORGET) { list.cards.clear(); list.inside.clear(); }
}

// ── the network ─────────────────────────────────────────────────────────────
let syncing = false, gateSeen = 0, daySeen = 0;
async function sync() {
    if (syncing || $("gate").hidden) return;
    syncing = true;
    try {
        await drain();
        const day = list && today(Date.now(), list.time_zone);
        const whole = !list || day !== daySeen;
        const since = whole ? "" : `?since=${encodeURIComponent(list.as_of)}`;
        const said = await ask(`list${since}`, { wait: 15000 });
        if (!whole && said.gate.id !== gateSeen) { gateSeen = said.gate.id; daySeen = 0; return; }
        const changed = take(said);
        gateSeen = list.gate.id;
        daySeen = today(Date.now(), list.time_zone);
        await keepList(changed);
        online = true;
    } catch (error) { await unreached(error); } finally { syncing = false; await paint(); }
}

async function drain() {
    for (;;) {
        const scans = await queued(200);
        if (!scans.length) return;
        const left = (await waiting()) - scans.length;
        const sent = { sent_at: new Date().toISOString(), waiting: Math.max(0, left), scans };
        const said = await ask("scans", { body: sent, wait: 20000 });
        await forget(said.kept.map((one) => one.id));
    }
}

async function unreached(error) {
    online = false;
    if (error instanceof ShutOut) {
        // Only who was shut out wipes all; who needs a new code keeps what it has still to tell.
        if (error.wipe) await wipe(); else await keep("secret", null);
        list = null;
        be("");
        stopCamera?.();
        stopCamera = null;
        show("enrol");
        $("enrol-said").textContent = error.message;
    } else if (error instanceof Refused) complain(error.message);
    else if (!(error instanceof Unreachable)) throw error;
}

// ── a scan ──────────────────────────────────────────────────────────────────
async function scan(said, { began = performance.now(), anyway = false } = {}) {
    const code = said.trim().slice(0, 300);
    if (!code || !list) return;
    const id = crypto.randomUUID();
    const leaving = direction === "exit";
    let judged = null;
    if (online) {
        try { judged = await live({ id, code, direction, anyway }); } catch (error) {
            if (error instanceof Refused) return complain(error.message);
            await unreached(error);
            if (error instanceof ShutOut) return;
        }
    }
    judged ??= await alone({ id, code, anyway, leaving });
    verdict(judged, performance.now() - began);
    if (judged.number) note(judged);
    // Who is inside is known after the page is opened again, network or not.
    if (judged.number) await keepList(true);
    await paint();
}

/** What this verdict changes in what the device knows, until the house says how many are inside. */
function note({ number, verdict: said }) {
    if (said === "admitted" && !list.inside.has(number)) { list.inside.add(number); list.count.inside += 1; }
    if (said === "left" && list.inside.delete(number)) list.count.inside -= 1;
}

async function live(asked) {
    const said = await ask("scan", { body: asked, wait: LIVE_WAIT });
    const card = said.card;
    return {
        verdict: said.verdict, code: asked.code, number: card?.number, photo: card?.photo,
        name: card?.name, own: card?.name_own, category: text(card?.category), letter: card?.letter,
        colour: card?.colour, party: card?.party,
    };
}

async function alone({ id, code, anyway, leaving }) {
    morning();
    const known = await facts(code, list);
    const day = today(Date.now(), list.time_zone) - dayNumber(list.first_day);
    const said = judge(known.facts, { zone: list.gate.bit, today: day, leaving, once: list.gate.once && !anyway });
    // Safe on the disk before the guard sees it: what was shown is never lost.
    await queue({ id, code, at: new Date().toISOString(), direction, verdict: said, anyway: anyway && said === "admitted", gate: list.gate.id });
    const [, , , , , name, own, category, party] = known.card || [];
    const kind = list.categories?.[category] || {};
    return {
        verdict: said, code, number: known.facts.state ? known.number : null, name, own, party, alone: true, bySignature: known.bySignature,
        category: text(kind.name), letter: kind.letter, colour: kind.colour,
    };
}

// ── what the guard sees ─────────────────────────────────────────────────────
const KIND = {
    admitted: "good", left: "good", already_inside: "look", wrong_zone: "look", wrong_day: "look",
    not_active: "look", expired: "stop", revoked: "stop", rejected: "stop", unknown: "stop",
    forged: "stop", other_edition: "stop",
};
const SHAPE = { admitted: "shape-in", left: "shape-out", look: "shape-look", stop: "shape-stop" };

function verdict(said, ms) {
    const kind = KIND[said.verdict];
    const [word, sentence] = WORDS.verdicts[said.verdict];
    const panel = $("verdict");
    panel.className = `verdict ${kind}`;
    panel.dataset.verdict = said.verdict;
    panel.dataset.ms = Math.round(ms);
    panel.dataset.alone = said.alone ? "1" : "";
    $("shape").setAttribute("href", `#${SHAPE[said.verdict] || SHAPE[kind]}`);
    $("word").textContent = word;
    $("sentence").textContent = said.bySignature && said.verdict === "admitted" ? WORDS.by_signature : sentence;
    $("name").textContent = said.name || "";
    $("own").textContent = said.own || "";
    $("category").textContent = [said.category, said.party].filter(Boolean).join(" · ");
    $("letter").textContent = said.letter || "";
    $("letter").hidden = !said.letter;
    $("letter").style.background = said.colour || "";
    $("anyway").hidden = said.verdict !== "already_inside";
    $("anyway").onclick = () => { $("anyway").hidden = true; scan(said.code, { anyway: true }); };
    $("photo").hidden = true;
    panel.hidden = false;
    $("ready").hidden = true;
    shown = said;
    sound(kind, said.verdict);
    if (said.photo && online) photo(said);
    clearTimeout(verdict.later);
    verdict.later = setTimeout(rest, LEFT);
}

async function photo(said) {
    const blob = await ask(`photo/${said.number}`, { raw: true }).catch(() => null);
    if (!blob || shown !== said) return;
    const read = new FileReader();
    read.onload = () => { if (shown === said) { $("photo").src = read.result; $("photo").hidden = false; } };
    read.readAsDataURL(blob);
}

function rest() {
    shown = null;
    $("verdict").hidden = true;
    $("ready").hidden = false;
    $("photo").removeAttribute("src");
}

function complain(sentence) {
    $("said").textContent = sentence;
    $("said").hidden = !sentence;
}

async function paint() {
    if ($("gate").hidden) return;
    const n = await waiting().catch(() => 0);
    const state = $("network");
    state.className = online ? "pill" : "pill cut";
    state.dataset.waiting = n;
    const age = list ? Math.max(0, Math.round((Date.now() - Date.parse(list.as_of)) / 60000)) : 0;
    const since = list ? fill(WORDS.list_of, { time: clock.format(new Date(list.as_of)) }) : "";
    $("network-word").textContent = online ? WORDS.online : WORDS.offline;
    $("network-more").textContent = [
        online ? "" : since, online || !list ? "" : counted(WORDS.minutes, age), n ? counted(WORDS.waiting, n) : "",
    ].filter(Boolean).join(" · ");
    if (!list) return;
    $("gate-name").textContent = text(list.gate.name);
    $("zone-letter").textContent = list.gate.zone;
    $("zone-name").textContent = text(list.gate.zone_name);
    const { inside, capacity } = list.count;
    $("count").textContent = capacity
        ? fill(WORDS.inside_of, { n: count.format(inside), most: count.format(capacity) })
        : fill(WORDS.inside, { n: count.format(inside) });
    $("count").className = capacity && inside >= capacity ? "pill full" : "pill";
    if (list.gate.direction !== "both") direction = list.gate.direction;
    $("ways").hidden = list.gate.direction !== "both";
    for (const way of ["entry", "exit"]) $(`way-${way}`).setAttribute("aria-pressed", String(direction === way));
    document.body.dataset.direction = direction;
}

function show(which) {
    for (const one of ["enrol", "gate"]) $(one).hidden = one !== which;
    if (which === "gate") $("typed").focus({ preventScroll: true });
}

// ── doing ───────────────────────────────────────────────────────────────────
async function enrol(event) {
    event.preventDefault();
    $("enrol-said").textContent = "";
    try {
        const said = await ask("enrol", { body: { code: $("code").value } });
        be(said.secret);
        await keep("secret", said);
        history.replaceState(null, "", location.pathname);
        show("gate");
        await sync();
    } catch (error) {
        $("enrol-said").textContent = error instanceof Unreachable ? WORDS.no_network : error.message;
    }
}

async function camera() {
    if (stopCamera) {
        stopCamera();
        stopCamera = null;
    } else {
        try {
            stopCamera = await look($("video"), async (code, began) => {
                const now = Date.now();
                if (code === last.text && now - last.at < AGAIN) { last.at = now; return; }
                last = { text: code, at: now };
                await scan(code, { began });
            });
            complain("");
        } catch { complain(WORDS.no_camera); }
    }
    $("video").hidden = !stopCamera;
    $("camera").setAttribute("aria-pressed", String(!!stopCamera));
    await keep("camera", !!stopCamera);
}

$("enrol-form").addEventListener("submit", enrol);
$("type-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    complain("");
    const said = $("typed").value;
    $("typed").value = "";
    await scan(said);
});
$("camera").addEventListener("click", camera);
for (const way of ["entry", "exit"]) $(`way-${way}`).addEventListener("click", async () => { direction = way; rest(); await paint(); });
// A hand scanner types wherever the finger was last: what it types belongs in the box.
document.addEventListener("keydown", (event) => {
    if ($("gate").hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1 && !event.target.closest("input, button, select")) $("typed").focus();
});
addEventListener("hashchange", codeFromAddress);
addEventListener("online", sync);
addEventListener("offline", async () => { online = false; await paint(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) sync(); });

function codeFromAddress() {
    if (location.hash.length > 1) $("code").value = decodeURIComponent(location.hash.slice(1));
}

async function begin() {
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/gate/worker.js", { scope: "/gate/" }).catch(() => {});
    navigator.storage?.persist?.();
    const known = await kept("secret").catch(() => null);
    codeFromAddress();
    if (!known) { show("enrol"); return; }
    be(known.secret);
    await openList();
    show("gate");
    await paint();
    await sync();
    if (await kept("camera")) await camera();
}
setInterval(sync, SYNC);
await begin();
document.documentElement.dataset.ready = "1";
