// Projects, simplifies and writes the world map once: node build.mjs [world.json]
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoEqualEarth, geoEqualEarthRaw as raw, geoStream } from "d3-geo";
import { feature, merge } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const WIDTH = 960; // px; one unit of every path below
const MARGIN = 1;
const CENTRAL_MERIDIAN = 11; // puts the seam in the Bering Strait, where it cuts no country in two
const SOUTH = -60; // Antarctica is left out
const DETAIL = 0.15; // px², the least triangle a bend must make to be kept
const ISLET = 0.6; // px², the least island kept, unless it is all its country has
const SMALL = 4; // px; a shape with neither side longer wants a dot as well

// The 193 members of the United Nations and the two observer states, by M49 code.
const STATES = new Set(
  `004 008 012 020 024 028 031 032 036 040 044 048 050 051 052 056 064 068 070 072 076 084 090 096
   100 104 108 112 116 120 124 132 140 144 148 152 156 170 174 178 180 188 191 192 196 203 204 208
   212 214 218 222 226 231 232 233 242 246 250 262 266 268 270 275 276 288 296 300 308 320 324 328
   332 336 340 348 352 356 360 364 368 372 376 380 384 388 392 398 400 404 408 410 414 417 418 422
   426 428 430 434 438 440 442 450 454 458 462 466 470 478 480 484 492 496 498 499 504 508 512 516
   520 524 528 548 554 558 562 566 578 583 584 585 586 591 598 600 604 608 616 620 624 626 634 642
   643 646 659 662 670 674 678 682 686 688 690 694 702 703 704 705 706 710 716 724 728 729 740 748
   752 756 760 762 764 768 776 780 784 788 792 795 798 800 804 807 818 826 834 840 854 858 860 862
   882 887 894`.split(/\s+/),
);
if (STATES.size !== 195) throw new Error(`${STATES.size} states in the list`);
const ANTARCTICA = "010";

const require = createRequire(import.meta.url);
const atlas = (scale) =>
  JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), "utf8"));
const countries = (world) => feature(world, world.objects.countries).features;

// Equal Earth, turned to the central meridian, scaled so that the equator is as wide as the picture.
const scale = (WIDTH - 2 * MARGIN) / 2 / raw(Math.PI, 0)[0];
const top = raw(0, Math.PI / 2)[1] * scale;
const bottom = raw(0, (SOUTH * Math.PI) / 180)[1] * scale;
const height = Math.ceil(top - bottom + 2 * MARGIN);
const projection = geoEqualEarth()
  .rotate([-CENTRAL_MERIDIAN, 0])
  .scale(scale)
  .translate([WIDTH / 2, MARGIN + top])
  .precision(0);

// Rings of a geometry on paper: cut at the seam, projected, not yet simplified.
function onPaper(geometry) {
  const polygons = [];
  let ring = null;
  const sink = {
    point: (x, y) => ring?.push([x, y]),
    lineStart: () => (ring = []),
    lineEnd: () => {
      polygons.at(-1).push([...ring, ring[0]]);
      ring = null;
    },
    polygonStart: () => polygons.push([]),
    polygonEnd: () => {},
    sphere: () => {},
  };
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const coordinates of parts) {
    const part = { type: "Polygon", coordinates };
    // A few islets of the finest map run the wrong way round and would stand for all the sea.
    if (geoArea(part) > 2 * Math.PI) part.coordinates = coordinates.map((r) => [...r].reverse());
    geoStream(part, projection.stream(sink));
  }
  return polygons.flatMap((rings) => {
    // A polygon cut in two arrives as several outer rings: give each the holes inside it.
    const outers = rings.filter((r) => signed(r) > 0).map((r) => [r]);
    for (const hole of rings.filter((r) => signed(r) <= 0)) {
      const home = outers.find((o) => inside(hole[0], o[0]));
      if (home) home.push(hole);
    }
    return outers;
  });
}
function signed(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return sum / 2;
}
function inside([x, y], ring) {
  let odd = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1];
    const [bx, by] = ring[i];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}
const area = (ring) => Math.abs(signed(ring));
const largest = (polygons) => polygons.reduce((a, b) => (area(b[0]) > area(a[0]) ? b : a));

// Where a dot or a label sits best: the point of the largest part farthest from its border.
function heart(polygons) {
  const rings = largest(polygons);
  const xs = rings[0].map((p) => p[0]);
  const ys = rings[0].map((p) => p[1]);
  let [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { at: [(x0 + x1) / 2, (y0 + y1) / 2], room: -1 };
  for (let pass = 0; pass < 3; pass++) {
    const [w, h] = [(x1 - x0) / 24, (y1 - y0) / 24];
    for (let i = 0; i <= 24; i++) {
      for (let j = 0; j <= 24; j++) {
        const at = [x0 + i * w, y0 + j * h];
        if (!inside(at, rings[0]) || rings.slice(1).some((r) => inside(at, r))) continue;
        const room = Math.min(...rings.map((r) => toBorder(at, r)));
        if (room > best.room) best = { at, room };
      }
    }
    const [x, y] = best.at;
    [x0, x1, y0, y1] = [x - w, x + w, y - h, y + h];
  }
  return best.at;
}
function toBorder([x, y], ring) {
  let least = Infinity;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1];
    const [dx, dy] = [ring[i][0] - ax, ring[i][1] - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - t * dx, y - ay - t * dy));
  }
  return least;
}

// A path in tenths of a pixel, relative after each start, with no byte to spare.
function tenths(n) {
  const sign = n < 0 ? "-" : "";
  const [whole, part] = [Math.floor(Math.abs(n) / 10), Math.abs(n) % 10];
  return sign + (part ? `${whole || ""}.${part}` : `${whole}`);
}
function numbers(list) {
  let out = "";
  for (const n of list) {
    const text = tenths(n);
    const apart = out && text[0] !== "-" && !(text[0] === "." && /\.\d*$/.test(out.match(/[^-]*$/)[0]));
    out += (apart ? " " : "") + text;
  }
  return out;
}
function path(polygons) {
  let d = "";
  for (const ring of polygons.flat()) {
    const points = [];
    for (const [x, y] of ring.slice(0, -1)) {
      const at = [Math.round(x * 10), Math.round(y * 10)];
      const before = points.at(-1);
      if (!before || before[0] !== at[0] || before[1] !== at[1]) points.push(at);
    }
    if (points.length > 1 && points[0].join() === points.at(-1).join()) points.pop();
    if (points.length < 3 || signed([...points, points[0]]) === 0) continue;
    const steps = points.slice(1).flatMap(([x, y], i) => [x - points[i][0], y - points[i][1]]);
    d += `M${numbers(points[0])}l${numbers(steps)}z`;
  }
  return d;
}

// 1. The countries on paper, several records of one code together.
const byCode = new Map();
for (const { id, geometry } of countries(atlas("50m"))) {
  if (id === ANTARCTICA) continue;
  const code = STATES.has(id) ? id : "land";
  byCode.set(code, [...(byCode.get(code) ?? []), ...onPaper(geometry)]);
}
// 2. One topology of them, so that neighbours keep the same border when it is simplified.
const features = [...byCode].map(([id, coordinates]) => ({
  type: "Feature",
  id,
  properties: {},
  geometry: { type: "MultiPolygon", coordinates },
}));
const paper = topology({ world: { type: "FeatureCollection", features } });
const light = simplify(presimplify(paper), DETAIL);
// 3. Paths, without islets.
const kept = (polygons, all) => {
  const main = all && largest(polygons);
  return polygons.filter((rings) => rings === main || area(rings[0]) >= ISLET);
};
const shapes = {};
const small = [];
for (const geometry of light.objects.world.geometries) {
  if (geometry.id === "land") continue;
  const polygons = kept(feature(light, geometry).geometry.coordinates, true);
  const d = path(polygons);
  if (d) shapes[geometry.id] = d;
  const main = largest(byCode.get(geometry.id))[0];
  const sides = [0, 1].map((axis) => main.map((p) => p[axis]));
  const side = Math.max(...sides.map((v) => Math.max(...v) - Math.min(...v)));
  if (!d || side < SMALL) small.push(geometry.id);
}
const rest = light.objects.world.geometries.filter((g) => g.id === "land");
const land = path(kept(merge(light, rest).coordinates, false));
// 4. A point for every state, from the finest map, which has the smallest of them.
const centres = {};
const finest = new Map();
const corners = new Map(); // for the Holy See, which has no width even there
for (const { id, geometry } of countries(atlas("10m"))) {
  if (!STATES.has(id)) continue;
  finest.set(id, [...(finest.get(id) ?? []), ...onPaper(geometry)]);
  corners.set(id, projection(geometry.coordinates.flat(geometry.type === "Polygon" ? 1 : 2)[0]));
}
for (const [id, polygons] of finest) {
  const at = polygons.length ? heart(polygons) : corners.get(id);
  centres[id] = at.map((v) => Math.round(v * 10) / 10);
}
for (const id of STATES) {
  if (!centres[id]) throw new Error(`no place for ${id}`);
  if (!shapes[id] && !small.includes(id)) small.push(id);
}

// 5. The edge of the picture: two meridians and the parallel of SOUTH.
const edge = [];
const rim = (lon, lat) => {
  const [x, y] = raw((lon * Math.PI) / 180, (lat * Math.PI) / 180);
  return [WIDTH / 2 + scale * x, MARGIN + top - scale * y];
};
for (let lat = 90; lat >= SOUTH; lat -= 2.5) edge.push(rim(180, lat));
for (let lat = SOUTH; lat <= 90; lat += 2.5) edge.push(rim(-180, lat));
edge.push(edge[0]);

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
const target = process.argv[2] ?? new URL("../../muntada/kit/data/world.json", import.meta.url);
const rounded = (n) => Math.round(n * 1e6) / 1e6;
const text = JSON.stringify({
  width: WIDTH,
  height,
  projection: {
    name: "Equal Earth",
    central_meridian: CENTRAL_MERIDIAN,
    scale: rounded(scale),
    translate: [WIDTH / 2, rounded(MARGIN + top)],
    south: SOUTH,
  },
  graticule: path([[edge]]),
  land,
  small: small.sort(),
  centres: sorted(centres),
  shapes: sorted(shapes),
});
writeFileSync(target, text + "\n");
console.log(`${Object.keys(shapes).length} shapes, ${small.length} small, ${text.length} bytes, ${WIDTH} × ${height}`);
console.log(`without a shape: ${[...STATES].filter((id) => !shapes[id]).join(" ") || "none"}`);
