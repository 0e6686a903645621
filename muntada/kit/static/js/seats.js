// Dragging one seat onto another fills the same form that works without this file.
"use strict";
const hall = document.querySelector("[data-hall]");
const swapping = document.getElementById("swap");
if (hall && swapping) {
    hall.dataset.draggable = "";
    const seatAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-seat]");
    hall.addEventListener("pointerdown", (event) => {
        const from = event.target.closest("[data-seat]");
        if (!from || event.button) return;
        event.preventDefault();
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
            from.classList.remove("held");
            const there = seatAt(to.clientX, to.clientY);
            if (!there || there === from) return;
            swapping.elements.one.value = from.dataset.seat;
            swapping.elements.other.value = there.dataset.seat;
            swapping.requestSubmit();
        };
        addEventListener("pointermove", drag);
        addEventListener("pointerup", drop, { once: true });
    });
}
