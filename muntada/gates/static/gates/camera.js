// Frames of the camera, read for a square code: by the browser itself where it can, else here.
import { decodeQR } from "./qr/decode.js";

const EVERY = 90; // ms between two looks: quick to the eye, easy on the battery
const WIDEST = 720;

function here(canvas) {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    try { return decodeQR({ width, height, data }); } catch { return null; }
}

async function reader() {
    if ("BarcodeDetector" in window) {
        const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
        if (formats.includes("qr_code")) {
            const own = new window.BarcodeDetector({ formats: ["qr_code"] });
            return async (canvas) => (await own.detect(canvas))[0]?.rawValue ?? null;
        }
    }
    return here;
}

/**
 * Calls `found(text, ms of the frame)` for every code seen; gives a function that stops. One frame
 * that fails is one frame: the next is looked at. `lost()` is called where the camera itself ends.
 */
export async function look(video, found, lost) {
    const stream = await navigator.mediaDevices.getUserMedia({
        audio: false, video: { facingMode: "environment", width: { ideal: 1280 } },
    });
    let going = true;
    const stop = () => { going = false; for (const track of stream.getTracks()) track.stop(); video.srcObject = null; };
    let read = here;
    try {
        video.srcObject = stream;
        await video.play();
        read = await reader();
    } catch (error) { stop(); throw error; }
    for (const track of stream.getTracks()) track.addEventListener("ended", () => { if (going) { stop(); lost(); } });
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });

    async function frame(began) {
        if (!video.videoWidth || document.hidden) return;
        const scale = Math.min(1, WIDEST / Math.max(video.videoWidth, video.videoHeight));
        canvas.width = Math.round(video.videoWidth * scale);
        canvas.height = Math.round(video.videoHeight * scale);
        pen.drawImage(video, 0, 0, canvas.width, canvas.height);
        let text = null;
        // The browser's own reader may go away (a service of the system): then this page reads.
        try { text = await read(canvas); } catch { read = here; }
        if (text && going) await found(text, began);
    }
    (async () => {
        while (going) {
            const began = performance.now();
            try { await frame(began); } catch (error) { console.error(error); }
            await new Promise((resolve) => setTimeout(resolve, Math.max(20, EVERY - (performance.now() - began))));
        }
    })();
    return stop;
}
