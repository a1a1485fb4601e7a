// The box to sign in: what is drawn is kept in its hidden field as text, strokes by ";", points by a blank (core/strokes.py).
(() => {
  "use strict";
  const LONGEST = 20000;
  const STYLE = { minWidth: 1, maxWidth: 2.6, penColor: "#111111" };

  const between = (value, most) => Math.max(0, Math.min(most, Math.round(value)));

  const thinned = (points, least) =>
    points.filter((point, place, all) => {
      const last = all.kept || point;
      const far = Math.hypot(point[0] - last[0], point[1] - last[1]) >= least;
      if (!all.kept || far || place === all.length - 1) all.kept = point;
      return all.kept === point;
    });

  const prepare = (pad) => {
    const canvas = pad.querySelector("canvas");
    const field = pad.querySelector("[data-drawing]");
    const width = Number(canvas.dataset.width);
    const height = Number(canvas.dataset.height);
    const board = new window.SignaturePad(canvas, STYLE);
    const scale = () => width / canvas.clientWidth;

    const written = (least) =>
      board
        .toData()
        .map((stroke) => stroke.points.map((point) => [between(point.x * scale(), width), between(point.y * scale(), height)]))
        .map((points) => thinned(points, least).map((point) => point.join(",")).join(" "))
        .join(";");

    const keep = () => {
      let least = 2;
      while (written(least).length > LONGEST && least < 40) least *= 2;
      field.value = board.isEmpty() ? "" : written(least);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };

    const show = () => {
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      canvas.width = canvas.clientWidth * ratio;
      canvas.height = canvas.clientHeight * ratio;
      canvas.getContext("2d").scale(ratio, ratio);
      board.clear();
      const strokes = field.value ? field.value.split(";") : [];
      const pointsOf = (stroke) =>
        stroke.split(" ").map((point, time) => {
          const [x, y] = point.split(",").map((each) => Number(each) / scale());
          return { x, y, time: time * 20, pressure: 0.5 };
        });
      board.fromData(strokes.map((stroke) => ({ ...STYLE, dotSize: 1.5, velocityFilterWeight: 0.7, compositeOperation: "source-over", points: pointsOf(stroke) })));
    };

    board.addEventListener("endStroke", keep);
    pad.querySelector("[data-clear]").addEventListener("click", () => {
      board.clear();
      keep();
    });
    let shownAt = canvas.clientWidth;
    window.addEventListener("resize", () => {
      if (canvas.clientWidth === shownAt) return; // the bar of a phone's browser comes and goes
      shownAt = canvas.clientWidth;
      show();
    });
    show();
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-signature-pad]").forEach(prepare));
})();
