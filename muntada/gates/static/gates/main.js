// The gate: reads, judges, shows; goes on without a network and merges later.
import { ask, be, Refused, ShutOut, Unreachable } from "./house.js";
import { facts, dayNumber, isoDay, judge, today } from "./judge.js";
import { forget, keep, kept, queue, queued, tryKeeping, waiting, wipe } from "./store.js";
import { look } from "./camera.js";
import { isStop, judging, rest, say, stop, verdict } from "./panel.js";
import { tryVerifying } from "./signature.js";
import { best, earliest, heard, isClockWrong, isSure, latest, moments, timeKept, timeOpened } from "./time.js";

const $ = (id) => document.getElementById(id);
const WORDS = JSON.parse($("words").textContent);
const LANGUAGE = document.documentElement.lang;
const LIVE_WAIT = 1500;      // ms for the house to answer before the device judges alone
const SYNC = 5000, AGAIN = 3500;
const FORGET = 36 * 3600 * 1000;
const clock = new Intl.DateTimeFormat(LANGUAGE === "ar" ? "ar-u-nu-latn" : LANGUAGE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const moment = (at) => new Intl.DateTimeFormat(LANGUAGE === "ar" ? "ar-u-nu-latn" : LANGUAGE, {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: list.time_zone,
}).format(at);
const count = new Intl.NumberFormat(LANGUAGE === "ar" ? "ar-u-nu-latn" : LANGUAGE);
const plural = new Intl.PluralRules(LANGUAGE);

let list = null;             // what the device holds, opened
let online = false, direction = "entry", last = { text: "", at: 0, failed: false };
let stopCamera = null, turn = 0;
say(WORDS);

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
    if (!now && keptAt && performance.now() - keptAt < 60000) return;
    keptAt = performance.now();
    try { await keepTime(); await keep("list", { ...list, cards: [...list.cards.values()], inside: [...list.inside] }); troubled(""); }
    catch (error) { console.error(error); keptAt = 0; troubled(WORDS.no_storage); }
}

const keepTime = () => keep("time", timeKept());

/** Each day begins with empty halls: a day that has surely begun, whatever the tablet's clock says. */
function morning() {
    const day = isoDay(earliest(), list.time_zone);
    if (day > list.day) { list.inside.clear(); list.count.inside = 0; list.day = day; }
}

async function openList() {
    const said = await kept("list");
    if (!said) return;
    list = { ...said, cards: new Map(said.cards.map((row) => [row[0], row])), inside: new Set(said.inside) };
    timeOpened(await kept("time"), list.as_of);
    morning();
    if (best() - Date.parse(list.as_of) > FORGET) { list.cards.clear(); list.inside.clear(); }
}

// ── the network ─────────────────────────────────────────────────────────────
let syncing = false, gateSeen = 0, daySeen = 0;
async function sync() {
    if (syncing || $("gate").hidden) return;
    syncing = true;
    try {
        await drain();
        const day = list && today(earliest(), list.time_zone);
        const whole = !list || day !== daySeen;
        const since = whole ? "" : `&since=${encodeURIComponent(list.as_of)}`;
        const said = await ask(`list?clock=${encodeURIComponent(new Date().toISOString())}${since}`, { wait: 15000 });
        heard(said.as_of);
        if (!whole && said.gate.id !== gateSeen) { gateSeen = said.gate.id; daySeen = 0; return; }
        const changed = take(said);
        gateSeen = list.gate.id;
        daySeen = today(earliest(), list.time_zone);
        await keepList(changed);
        online = true;
    } catch (error) {
        // What fails on this device itself is said, and is no reason to stop asking.
        try { await unreached(error); } catch (own) { console.error(own); troubled(WORDS.no_storage); }
    } finally { syncing = false; await paint(); }
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
        list = null;
        turn += 1;
        rest();
        be("");
        closeCamera();
        show("enrol");
        $("enrol-said").textContent = error.message;
        if (error.wipe) await wipe(); else await keep("secret", null);
    } else if (error instanceof Refused) complain(error.message);
    else if (!(error instanceof Unreachable)) throw error;
}

// ── a scan ──────────────────────────────────────────────────────────────────
class NotKept extends Error {}

/**
 * One badge read. The panel is emptied first, and filled again by this scan alone: an answer that
 * comes when another badge is already being judged is not shown, and what fails is a stop.
 * Gives whether there was a verdict.
 */
async function scan(said, { began = performance.now(), anyway = false } = {}) {
    const code = said.trim().slice(0, 300);
    if (!code) return true;
    const mine = ++turn;
    try {
        judging();
        const judged = await judgedOf({ id: crypto.randomUUID(), code, direction, anyway });
        if (judged?.number) note(judged);
        if (mine === turn && judged) {
            const ms = performance.now() - began;
            verdict(judged, { ms, online, admitAnyway: () => scan(code, { anyway: true }) });
        }
        // Who is inside is known after the page is opened again, network or not.
        if (judged?.number) await keepList(true);
    } catch (error) {
        failed(error, mine, performance.now() - began);
        return false;
    } finally { await paint(); }
    return true;
}

function failed(error, mine, ms) {
    console.error(error);
    if (mine !== turn) return;
    if (error instanceof Refused) stop("refused", { ms, sentence: error.message });
    else stop(error instanceof NotKept ? "not_kept" : list ? "failed" : "no_list", { ms });
}

/** The verdict of the house or, where it cannot be asked, of this device; none where it was shut out. */
async function judgedOf(asked) {
    if (online) {
        try { return await live(asked); } catch (error) {
            if (error instanceof Refused) throw error;
            await unreached(error);
            if (error instanceof ShutOut) return null;
        }
    }
    return alone(asked);
}

/** What this verdict changes in what the device knows, until the house says how many are inside. */
function note({ number, verdict: said }) {
    if (said === "admitted" && !list.inside.has(number)) { list.inside.add(number); list.count.inside += 1; }
    if (said === "left" && list.inside.delete(number)) list.count.inside -= 1;
}

async function live(asked) {
    const said = await ask("scan", { body: asked, wait: LIVE_WAIT });
    const card = said.card;
    heard(said.at);
    return {
        verdict: said.verdict, code: asked.code, number: card?.number, photo: card?.photo,
        name: card?.name, own: card?.name_own, category: text(card?.category), letter: card?.letter,
        colour: card?.colour, party: card?.party,
    };
}

async function alone({ id, code, direction, anyway }) {
    const leaving = direction === "exit";
    morning();
    const known = await facts(code, list);
    const first = dayNumber(list.first_day);
    const day = today(earliest(), list.time_zone) - first;
    const said = judge(known.facts, { zone: list.gate.bit, today: day, until: lastDayItMayBe() - first, leaving, once: list.gate.once && !anyway });
    // Safe on the disk before the guard sees it: what was shown is never lost. So nobody is admitted
    // whom the register would not have; a badge that is stopped anyhow is stopped for its own reason.
    try {
        await queue({ id, code, ...moments(), direction, verdict: said, anyway: anyway && said === "admitted", gate: list.gate.id });
    } catch (error) {
        console.error(error);
        troubled(WORDS.no_storage);
        if (!isStop(said)) throw new NotKept();
    }
    const [, , , , , name, own, category, party] = known.card || [];
    const kind = list.categories?.[category] || {};
    return {
        verdict: said, code, number: known.facts.state ? known.number : null, name, own, party, alone: true, bySignature: known.bySignature,
        category: text(kind.name), letter: kind.letter, colour: kind.colour,
    };
}

/** Not after the edition: a clock that nobody knows is not asked what comes then. */
function lastDayItMayBe() {
    const now = today(earliest(), list.time_zone);
    const last = Math.max(now, dayNumber(list.last_day));
    return Math.max(now, Math.min(last, Number.isFinite(latest()) ? today(latest(), list.time_zone) : last));
}

// ── what stands around the verdict ─────────────────────────────────────────
function complain(sentence) {
    $("said").textContent = sentence;
    $("said").hidden = !sentence;
}

/** What is wrong with this device itself stands until it is right again. */
function troubled(sentence) {
    $("trouble").textContent = sentence;
    $("trouble").hidden = !sentence;
}

/** A clock that is wrong is said to be: the day is judged without it, and the desk hears of it. */
function clockSays() {
    let said = "";
    if (list && isClockWrong()) said = fill(WORDS.clock_wrong, { wrong: moment(Date.now()), right: moment(earliest()) });
    else if (list && !online && !isSure()) said = fill(WORDS.clock_unsure, { from: moment(earliest()) });
    // Said again only where it changes: it is read aloud.
    if ($("clock").textContent === said) return;
    $("clock").textContent = said;
    $("clock").hidden = !said;
}

async function paint() {
    try { await painted(); } catch (error) { console.error(error); }
}

async function painted() {
    if ($("gate").hidden) return;
    const n = await waiting().catch(() => 0);
    const state = $("network");
    state.className = online ? "pill" : "pill cut";
    state.dataset.waiting = n;
    const age = list ? Math.max(0, Math.round((best() - Date.parse(list.as_of)) / 60000)) : 0;
    const since = list ? fill(WORDS.list_of, { time: clock.format(new Date(list.as_of)) }) : "";
    $("network-word").textContent = online ? WORDS.online : WORDS.offline;
    $("network-more").textContent = [
        online ? "" : since, online || !list ? "" : counted(WORDS.minutes, age), n ? counted(WORDS.waiting, n) : "",
    ].filter(Boolean).join(" · ");
    clockSays();
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
        // Before the code is spent: a device that cannot judge or keep a scan is no gate.
        const why = await whyNotThisDevice();
        if (why) { $("enrol-said").textContent = why; return; }
        const said = await ask("enrol", { body: { code: $("code").value } });
        be(said.secret);
        await keep("secret", said);
        history.replaceState(null, "", location.pathname);
        rest();
        show("gate");
        await sync();
    } catch (error) {
        $("enrol-said").textContent = error instanceof Unreachable ? WORDS.no_network : error.message;
    }
}

async function whyNotThisDevice() {
    try { await tryVerifying(); } catch (error) { console.error(error); return WORDS.no_signature; }
    try { await tryKeeping(); } catch (error) { console.error(error); return WORDS.no_storage; }
    return "";
}

async function camera() {
    const button = $("camera");
    button.disabled = true; // a second press while the camera starts would start a second one
    try {
        if (stopCamera) closeCamera(); else await openCamera();
    } finally { button.disabled = false; }
    await keep("camera", !!stopCamera).catch((error) => { console.error(error); troubled(WORDS.no_storage); });
}

async function openCamera() {
    try {
        stopCamera = await look($("video"), seen, () => { closeCamera(); complain(WORDS.camera_lost); });
        complain("");
    } catch (error) { console.error(error); complain(WORDS.no_camera); }
    cameraIs();
}

function closeCamera() {
    stopCamera?.();
    stopCamera = null;
    cameraIs();
}

function cameraIs() {
    $("video").hidden = !stopCamera;
    $("camera").setAttribute("aria-pressed", String(!!stopCamera));
}

/** A badge held still is one scan; one that could not be judged is looked at again after a while. */
async function seen(code, began) {
    if (code === last.text && began - last.at < AGAIN) {
        if (!last.failed) last.at = began;
        return;
    }
    last = { text: code, at: began, failed: false };
    last.failed = !(await scan(code, { began }));
    last.at = performance.now();
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
    let known = null;
    try { known = await kept("secret"); } catch (error) { console.error(error); $("enrol-said").textContent = WORDS.no_storage; }
    codeFromAddress();
    if (!known) { show("enrol"); return; }
    be(known.secret);
    rest();
    show("gate");
    try { await openList(); } catch (error) { console.error(error); }
    troubled(await whyNotThisDevice());
    await paint();
    await sync();
    if (await kept("camera").catch(() => false)) await camera();
}
setInterval(sync, SYNC);
setInterval(() => { if (list) keepTime().catch((error) => console.error(error)); }, 30000);
await begin();
document.documentElement.dataset.ready = "1";
