// The live pages: ask for the version one has; draw it only when it is a new one.
"use strict";
const root = document.querySelector("[data-live]");
const language = document.documentElement.lang;
const order = [language, "en", "fr", "ar", "ru", "es", "zh"];
const speak = (text) => order.map((code) => text?.[code]).find(Boolean) || "";
const called = (code) => root.getAttribute(`data-name-${code}`) || code || "";
const texts = document.querySelector("[data-texts]");
const clock = document.querySelector("[data-clock]");
const lost = document.querySelector("[data-lost-connection]");
const every = Number(root?.dataset.every || 1000);
let etag = "", skew = 0, timing = null, later;

if (clock?.dataset.began) {
    skew = Number(clock.dataset.now) * 1000 - Date.now();
    timing = { began: clock.dataset.began * 1000, minutes: Number(clock.dataset.minutes), lost: clock.dataset.lost * 1000,
        paused: clock.dataset.paused ? clock.dataset.paused * 1000 : null };
}

function tick() {
    if (!clock) return;
    clock.classList.remove("short", "over", "stopped");
    if (!timing?.began) { clock.textContent = "–:––"; return; }
    const spoken = (timing.paused || Date.now() + skew) - timing.began - timing.lost;
    const left = Math.round(timing.minutes * 60 - spoken / 1000);
    const shown = Math.abs(left);
    clock.textContent = `${left < 0 ? "−" : ""}${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    clock.classList.toggle("short", left >= 0 && left <= 60);
    clock.classList.toggle("over", left < 0);
    clock.classList.toggle("stopped", Boolean(timing.paused));
}

function draw(said) {
    for (const word of root.querySelectorAll("[data-when]")) word.hidden = word.dataset.when !== said.state;
    const now = said.current;
    for (const place of root.querySelectorAll("[data-fill]")) {
        const what = now?.[place.dataset.fill];
        place.textContent = typeof what === "string" ? what : speak(what);
    }
    timing = now && { began: now.began, minutes: now.minutes, lost: now.lost, paused: now.paused };
    const next = root.querySelector("[data-next]");
    next?.replaceChildren(...said.next.map((one) => {
        const line = document.createElement("li"), who = document.createElement("b"), name = document.createElement("span");
        who.textContent = speak(one.party);
        name.textContent = speak(one.name);
        name.className = "muted";
        line.append(who, " ", name);
        if (root.dataset.role === "booths") {
            const tongue = document.createElement("span");
            tongue.className = "language";
            tongue.textContent = called(one.language);
            line.append(" ", tongue);
            if (one.text) line.append(" ", mark(texts.dataset.hand));
        }
        return line;
    }));
    const spoken = root.querySelector("[data-fill-language]");
    if (spoken) spoken.textContent = called(now?.language);
    if (texts) texts.replaceChildren(...inHand(said.texts || []));
    tick();
}

function mark(words) {
    const small = document.createElement("span");
    small.className = "small";
    small.textContent = words;
    return small;
}

// Each text that the booths may read, as soon as it is handed in.
function inHand(listed) {
    return (listed.length ? listed : [null]).map((one) => {
        const line = document.createElement("li");
        if (!one) { line.className = "muted"; line.textContent = texts.dataset.none; return line; }
        const link = document.createElement("a");
        link.href = texts.dataset.texts.replace("/0/", `/${one.id}/`);
        link.textContent = speak(one.party);
        line.append(link, " · ", called(one.language));
        return line;
    });
}

async function ask() {
    clearTimeout(later);
    try {
        const answer = await fetch(root.dataset.live, { cache: "no-store", headers: etag ? { "If-None-Match": etag } : {} });
        const now = Number(answer.headers.get("X-Now"));
        if (now) skew = now - Date.now();
        if (answer.status === 200) {
            etag = answer.headers.get("ETag") || "";
            const said = await answer.json();
            if (root.dataset.role !== "chair") draw(said);
            else if (String(said.v) !== root.dataset.version) refresh();
        }
        if (lost) lost.hidden = answer.ok || answer.status === 304;
    } catch {
        if (lost) lost.hidden = false;
    }
    // Spread a little, so that two thousand pages do not ask in the same instant.
    later = setTimeout(ask, every * (0.85 + Math.random() * 0.3));
}

// The chair's page is made by the server: it comes again, unless somebody is typing in it.
function refresh() {
    const typing = document.activeElement?.matches("input, select, textarea");
    if (typing) root.hidden = false; else location.reload();
}

if (root) {
    ask();
    setInterval(tick, 250);
    addEventListener("online", ask);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
}
