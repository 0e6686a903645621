// Moving a session on the grid: by dragging, or by Alt with the arrows. The server decides.
"use strict";
const grid = document.querySelector(".grid");
const refused = document.getElementById("refused");
const moved = document.getElementById("moved");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const rooms = grid ? grid.dataset.rooms.split(",") : [];
const step = Number(grid?.dataset.step || 15);
const rightToLeft = document.dir === "rtl";

const undone = document.getElementById("undo-note");

async function told(address, fields) {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": token } });
    const said = await answer.json();
    refused.hidden = answer.ok;
    if (!answer.ok) { refused.textContent = said.sentence; return null; }
    moved.textContent = said.sentence;
    return said.sentence;
}

async function move(slot, minutes, columns) {
    const column = Number(slot.dataset.column) + columns;
    if (column < 2 || column > rooms.length + 1 || (!minutes && !columns)) return false;
    const was = { starts: slot.dataset.starts, room: rooms[slot.dataset.column - 2] };
    const starts = new Date(new Date(was.starts).getTime() + minutes * 60000).toISOString().replace(/\.\d+Z/, "+00:00");
    const now = { starts, room: rooms[column - 2] };
    const sentence = await told(slot.dataset.move, now);
    if (sentence === null) return false;
    sessionStorage.setItem("focus", slot.id);
    sessionStorage.setItem("undo", JSON.stringify({ page: location.pathname, address: slot.dataset.move, slot: slot.id, sentence, was, now }));
    location.reload();
    return true;
}

const remembered = document.getElementById(sessionStorage.getItem("focus") || "-");
if (remembered) { remembered.focus(); sessionStorage.removeItem("focus"); }

// The last move can be taken back in one press, by the same verb, while nobody has moved it since.
const back = JSON.parse(sessionStorage.getItem("undo") || "null");
sessionStorage.removeItem("undo");
if (undone && back?.page === location.pathname) {
    undone.querySelector("span").textContent = back.sentence;
    undone.hidden = false;
    undone.querySelector("button").addEventListener("click", async (event) => {
        event.target.disabled = true;
        const fields = { ...back.was, from_starts: back.now.starts, from_room: back.now.room, undo: "on" };
        const sentence = await told(back.address, fields);
        undone.hidden = true;
        if (sentence === null) return;
        sessionStorage.setItem("focus", back.slot);
        location.reload();
    });
}

grid?.addEventListener("keydown", (event) => {
    const slot = event.target.closest("[data-move]");
    if (!slot || !event.altKey) return;
    const sideways = { ArrowLeft: rightToLeft ? 1 : -1, ArrowRight: rightToLeft ? -1 : 1 }[event.key];
    const upright = { ArrowUp: -step, ArrowDown: step }[event.key];
    if (sideways || upright) { event.preventDefault(); move(slot, upright || 0, sideways || 0); }
});

// A mouse or a pen drags at once. A finger scrolls; only one that is held still lifts what it holds.
const HELD = 500, STILL = 8;
let lifted = null;

grid?.addEventListener("pointerdown", (event) => {
    const slot = event.target.closest("[data-move]");
    if (!slot || event.button || !event.isPrimary || matchMedia("(max-width: 44rem)").matches) return;
    if (event.pointerType === "touch") hold(slot, event); else drag(slot, event);
});

function hold(slot, event) {
    const give = () => {
        clearTimeout(timer);
        for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, give);
        removeEventListener("pointermove", stray);
        removeEventListener("scroll", give, true);
    };
    const stray = (to) => { if (Math.hypot(to.clientX - event.clientX, to.clientY - event.clientY) > STILL) give(); };
    const timer = setTimeout(() => {
        give();
        slot.classList.add("lifted");
        navigator.vibrate?.(30);
        drag(slot, event);
    }, HELD);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, give);
    addEventListener("pointermove", stray);
    addEventListener("scroll", give, true);
}

// While something is lifted the finger moves it, and neither scrolls nor opens a menu.
grid?.addEventListener("touchmove", (event) => { if (lifted) event.preventDefault(); }, { passive: false });
grid?.addEventListener("contextmenu", (event) => { if (lifted) event.preventDefault(); });

function drag(slot, from) {
    const width = grid.querySelector(".room").getBoundingClientRect().width;
    const height = parseFloat(getComputedStyle(grid).gridAutoRows);
    let minutes = 0, columns = 0, dragged = false;
    lifted = slot;
    const follow = (to) => {
        if (to.pointerId !== from.pointerId) return;
        const x = (to.clientX - from.clientX) * (rightToLeft ? -1 : 1);
        columns = Math.round(x / width);
        minutes = Math.round((to.clientY - from.clientY) / height) * step;
        dragged ||= Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY) > 5;
        slot.classList.toggle("dragging", dragged);
        if (dragged) slot.style.transform = `translate(${to.clientX - from.clientX}px, ${to.clientY - from.clientY}px)`;
    };
    const lay = () => { slot.style.transform = ""; slot.classList.remove("dragging", "lifted"); };
    const drop = async (end) => {
        if (end.pointerId !== undefined && end.pointerId !== from.pointerId) return;
        if (end.type === "keydown" && end.key !== "Escape") return;
        for (const [name, does] of listens) removeEventListener(name, does);
        lifted = null;
        // What was held was not tapped: it is not opened, whether or not it was moved.
        const held = slot.classList.contains("lifted");
        if (dragged || held) {
            const still = (click) => click.preventDefault();
            slot.addEventListener("click", still, { once: true });
            setTimeout(() => slot.removeEventListener("click", still), 400);
        }
        // Taken away by the system, or let go with Escape, is not dropped: nothing is saved.
        const done = end.type === "pointerup" && dragged && await move(slot, minutes, columns);
        if (!done) lay();
    };
    const listens = [["pointermove", follow], ["pointerup", drop], ["pointercancel", drop], ["keydown", drop]];
    for (const [name, does] of listens) addEventListener(name, does);
}
