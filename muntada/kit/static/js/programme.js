// Moving a session on the grid: by dragging, or by Alt with the arrows. The server decides.
"use strict";
const grid = document.querySelector(".grid");
const refused = document.getElementById("refused");
const moved = document.getElementById("moved");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const rooms = grid ? grid.dataset.rooms.split(",") : [];
const step = Number(grid?.dataset.step || 15);
const rightToLeft = document.dir === "rtl";

async function move(slot, minutes, columns) {
    const column = Number(slot.dataset.column) + columns;
    if (column < 2 || column > rooms.length + 1 || (!minutes && !columns)) return false;
    const starts = new Date(new Date(slot.dataset.starts).getTime() + minutes * 60000).toISOString().replace(/\.\d+Z/, "+00:00");
    const body = new URLSearchParams({ starts, room: rooms[column - 2] });
    const answer = await fetch(slot.dataset.move, { method: "POST", body, headers: { "X-CSRFToken": token } });
    const said = await answer.json();
    refused.hidden = answer.ok;
    if (!answer.ok) { refused.textContent = said.sentence; return false; }
    moved.textContent = said.sentence;
    sessionStorage.setItem("focus", slot.id);
    location.reload();
    return true;
}

const remembered = document.getElementById(sessionStorage.getItem("focus") || "-");
if (remembered) { remembered.focus(); sessionStorage.removeItem("focus"); }

grid?.addEventListener("keydown", (event) => {
    const slot = event.target.closest("[data-move]");
    if (!slot || !event.altKey) return;
    const sideways = { ArrowLeft: rightToLeft ? 1 : -1, ArrowRight: rightToLeft ? -1 : 1 }[event.key];
    const upright = { ArrowUp: -step, ArrowDown: step }[event.key];
    if (sideways || upright) { event.preventDefault(); move(slot, upright || 0, sideways || 0); }
});

grid?.addEventListener("pointerdown", (event) => {
    const slot = event.target.closest("[data-move]");
    if (!slot || event.button || matchMedia("(max-width: 44rem)").matches) return;
    const from = { x: event.clientX, y: event.clientY };
    const width = grid.querySelector(".room").getBoundingClientRect().width;
    const height = parseFloat(getComputedStyle(grid).gridAutoRows);
    let minutes = 0, columns = 0, dragged = false;
    const drag = (to) => {
        const x = (to.clientX - from.x) * (rightToLeft ? -1 : 1);
        columns = Math.round(x / width);
        minutes = Math.round((to.clientY - from.y) / height) * step;
        dragged ||= Math.hypot(to.clientX - from.x, to.clientY - from.y) > 5;
        slot.classList.toggle("dragging", dragged);
        if (dragged) slot.style.transform = `translate(${to.clientX - from.x}px, ${to.clientY - from.y}px)`;
    };
    const drop = async () => {
        removeEventListener("pointermove", drag);
        if (dragged) slot.addEventListener("click", (click) => click.preventDefault(), { once: true });
        const done = dragged && await move(slot, minutes, columns);
        if (!done) { slot.style.transform = ""; slot.classList.remove("dragging"); }
    };
    addEventListener("pointermove", drag);
    addEventListener("pointerup", drop, { once: true });
});
