// Told apart without looking: rising for a pass, level twice for a second look, low and long for a stop.
let context;
const TUNES = {
    good: [[660, 0, 0.09], [990, 0.1, 0.14]],
    look: [[520, 0, 0.14], [520, 0.22, 0.14]],
    stop: [[190, 0, 0.5]],
};
const SHAKES = { good: [60], look: [60, 60, 60], stop: [400] };

export function sound(kind) {
    try {
        navigator.vibrate?.(SHAKES[kind]);
        context ??= new AudioContext();
        context.resume().catch(() => {});
        for (const [pitch, from, long] of TUNES[kind]) {
            const tone = context.createOscillator(), loud = context.createGain();
            tone.type = kind === "stop" ? "sawtooth" : "sine";
            tone.frequency.value = pitch;
            const start = context.currentTime + from;
            loud.gain.setValueAtTime(0.3, start);
            loud.gain.exponentialRampToValueAtTime(0.001, start + long);
            tone.connect(loud).connect(context.destination);
            tone.start(start);
            tone.stop(start + long);
        }
    } catch { /* a browser without sound still shows */ }
}
