"""How far the confidence of units can be trusted, as a table and a diagram.

    KHEO_DATA=… python benchmarks/alignment_reliability.py [--models FOLDER] [--documents N] [--svg FILE]

Over all sets of alignment_quality.py together, in ten bins. A unit is right if it stands in the gold exactly.
"""

from pathlib import Path

import alignment_folds as folds
from alignment_quality import SETS, TENTHS

from evaluation.alignment import Calibration, calibrate

SIDE, MARGIN = 300, 46  # of the diagram, in pixels
STYLE = (
    "text{font:12px sans-serif;fill:#333}.small{font-size:10px}.line{stroke:#888;fill:none}.bar{fill:#2a78b8;fill-opacity:.75}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.bar{fill:#6fb3e8}}"
)


def main() -> None:
    cli = folds.parser(__doc__)
    cli.add_argument(
        "--svg", type=Path, default=Path("docs/alignment-reliability.svg"), help="where to draw [%(default)s]"
    )
    given = cli.parse_args()
    told = folds.options(given)
    found = folds.two_fold([folds.read(each, told) for each in SETS], told)
    calibration = calibrate([each for aligned in found for each in aligned], TENTHS)
    print("| confidence | units | share of all | mean confidence | right |\n|---|---|---|---|---|")
    for band in calibration.bands:
        share = band.units / calibration.units
        print(
            f"| {band.low:.1f}–{band.high:.1f} | {band.units:,} | {share:.3f} | {band.confidence:.3f} | {band.right:.3f} |"
        )
    print(
        f"\nExpected calibration error {calibration.error:.4f} over {calibration.units:,} units. {folds.signature(told)}"
    )
    given.svg.write_text(drawn(calibration), "utf-8")


def drawn(calibration: Calibration) -> str:
    """The diagram: bars as high as the share of right units, and the diagonal that they should meet."""
    width, height, foot = SIDE + 2 * MARGIN, SIDE + 2 * MARGIN, SIDE + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">',
        f"<title>Reliability of confidence: share of right units by confidence, calibration error {calibration.error:.3f}</title>",
        f"<style>{STYLE}</style>",
    ]
    step = SIDE / (len(TENTHS) - 1)
    for band in calibration.bands:
        x, high = MARGIN + band.low * SIDE, band.right * SIDE
        parts.append(
            f'<rect class="bar" x="{x + 2:.0f}" y="{foot - high:.1f}" width="{step - 4:.0f}" height="{high:.1f}"/>'
        )
        parts.append(
            f'<text x="{x + step / 2:.0f}" y="{foot - high - 5:.0f}" class="small" text-anchor="middle">{_short(band.units)}</text>'
        )
    parts.append(f'<path class="line" stroke-dasharray="4 3" d="M{MARGIN} {foot}L{MARGIN + SIDE} {MARGIN}"/>')
    parts.append(f'<path class="line" d="M{MARGIN} {MARGIN}V{foot}H{MARGIN + SIDE}"/>')
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        along = MARGIN + tick * SIDE
        parts.append(f'<text x="{along:.0f}" y="{foot + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{MARGIN - 6}" y="{foot - tick * SIDE + 4:.0f}" text-anchor="end">{tick:g}</text>')
    parts.append(f'<text x="{width / 2:.0f}" y="{height - 10}" text-anchor="middle">confidence</text>')
    parts.append(f'<text x="{MARGIN}" y="22">share of right units; above the bars how many units</text>')
    return "\n".join([*parts, "</svg>\n"])


def _short(number: int) -> str:
    return str(number) if number < 1000 else f"{number / 1000:.1f}k"


if __name__ == "__main__":
    main()
