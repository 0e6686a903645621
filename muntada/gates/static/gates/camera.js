// Frames of the camera, read for a square code: by the browser itself where it can, else here.
import { decodeQR } from "./qr/decode.js";

const EVERY = 90; // ms between two looks: quick to the eye, easy on the battery
const WIDEST = 720;

async function reader() {
    if ("BarcodeDetector" in window) {
        const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
        if (formats.includes("qr_code")) {
            const own = new window.BarcodeDetector({ formats: ["qr_code"] });
            return async (canvas) => (await own.detect(canvas))[0]?.rawValue ?? null;
        }
    }
    return async (canvas) => {
        const { width, height } = canvas;
        const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
        try { return decodeQR({ width, height, data }); } catch { return null; }
    };
}

/** Calls `found(text, ms of the frame)` for every code seen; gives a function that stops. */
export async function look(video, found) {
    const stream = await navigator.mediaDevices.getUserMedia({
        audio: false, video: { facingMode: "environment", width: { ideal: 1280 } },
    });
    video.srcObject = stream;
    await video.play();
    const read = await reader();
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    let going = true;
    (async () => {
        while (going) {
            const began = performance.now();
            if (video.videoWidth && !document.hidden) {
                const scale = Math.min(1, WIDEST / Math.max(video.videoWidth, video.videoHeight));
                canvas.width = Math.round(video.videoWidth * scale);
                canvas.height = Math.round(video.videoHeight * scale);
                pen.drawImage(video, 0, 0, canvas.width, canvas.height);
                const text = await read(canvas);
                if (text && going) await found(text, began);
            }
            await new Promise((resolve) => setTimeout(resolve, Math.max(20, EVERY - (performance.now() - began))));
        }
    })();
    return () => { going = false; for (const track of stream.getTracks()) track.stop(); video.srcObject = null; };
}
