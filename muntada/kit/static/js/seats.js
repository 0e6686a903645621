// One seat moved onto another, by mouse, finger or keys, fills the form that works without this file.
"use strict";
const hall = document.querySelector("[data-hall]");
const swapping = document.getElementById("swap");
if (hall && swapping) {
    hall.dataset.draggable = "";
    const seats = [...hall.querySelectorAll("[data-seat]")];
    const said = document.getElementById("said");
    const seatAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-seat]");
    const swap = (from, there) => {
        if (!there || there === from) return;
        swapping.elements.one.value = from.dataset.seat;
        swapping.elements.other.value = there.dataset.seat;
        swapping.requestSubmit();
    };

    // The mouse drags. A finger scrolls the hall, so it taps one seat, then taps the other or drags.
    let held = null, pointer = "";
    const hold = (seat) => {
        held?.classList.remove("held");
        held = seat;
        held?.classList.add("held");
        for (const one of seats) one.setAttribute("aria-pressed", String(one === held));
        if (said) said.textContent = held ? said.dataset.held.replace("{seat}", held.getAttribute("aria-label")) : said.dataset.hint;
    };
    const choose = (seat) => {
        if (!held) return hold(seat);
        const from = held;
        hold(null);
        swap(from, seat);
    };
    hall.addEventListener("pointerdown", (event) => {
        const from = event.target.closest("[data-seat]");
        pointer = event.pointerType;
        if (!from || event.button || (pointer === "touch" && from !== held)) return;
        event.preventDefault();
        from.focus();
        from.classList.add("held");
        let over = null;
        const drag = (to) => {
            const seat = seatAt(to.clientX, to.clientY);
            if (seat === over) return;
            over?.classList.remove("over");
            over = seat && seat !== from ? seat : null;
            over?.classList.add("over");
        };
        const drop = (to) => {
            removeEventListener("pointermove", drag);
            removeEventListener("pointerup", drop);
            removeEventListener("pointercancel", drop);
            if (from !== held) from.classList.remove("held");
            over?.classList.remove("over");
            const there = to.type === "pointerup" ? seatAt(to.clientX, to.clientY) : null;
            if (there === from) choose(from);
            else if (held && there) choose(there);
            else swap(from, there);
        };
        addEventListener("pointermove", drag);
        addEventListener("pointerup", drop);
        addEventListener("pointercancel", drop);
    });
    // A finger on the seat that is held drags it instead of scrolling the hall.
    hall.addEventListener("touchstart", (event) => {
        if (held && event.target.closest("[data-seat]") === held) event.preventDefault();
    }, { passive: false });
    hall.addEventListener("click", (event) => {
        const seat = event.target.closest("[data-seat]");
        if (seat && pointer === "touch") choose(seat);
    });

    // Arrows go to the nearest seat that way, Enter holds it and then exchanges, Escape lets go.
    const where = new Map(seats.map((seat) => {
        const at = seat.transform.baseVal.consolidate().matrix;
        return [seat, { x: at.e, y: at.f }];
    }));
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const nearest = (from, [x, y]) => {
        const here = where.get(from);
        let best = null, least = Infinity;
        for (const [seat, at] of where) {
            const along = (at.x - here.x) * x + (at.y - here.y) * y;
            const aside = Math.abs((at.x - here.x) * y) + Math.abs((at.y - here.y) * x);
            if (along > 1 && along + 2 * aside < least) { best = seat; least = along + 2 * aside; }
        }
        return best;
    };
    for (const seat of seats) { seat.setAttribute("role", "button"); seat.setAttribute("tabindex", "-1"); }
    seats[0]?.setAttribute("tabindex", "0");
    hall.addEventListener("focusin", (event) => {
        for (const one of seats) one.setAttribute("tabindex", one === event.target ? "0" : "-1");
    });
    hall.addEventListener("keydown", (event) => {
        const seat = event.target.closest("[data-seat]");
        if (!seat) return;
        if (ways[event.key]) nearest(seat, ways[event.key])?.focus();
        else if (event.key === "Enter" || event.key === " ") choose(seat);
        else if (event.key === "Escape") hold(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
    });
}
