package org.stackdeck.ui.chart;

import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;

/** Small line chart without axes. Screen readers ignore the chart, because the text next to it has the same meaning. */
public final class Sparkline extends Span {

    private static final int WIDTH = 100;
    private static final int HEIGHT = 24;

    public Sparkline() {
        addClassName("sparkline");
        getElement().setAttribute("aria-hidden", "true");
    }

    /**
     * A point of the line.
     *
     * @param position from 0 (left) to 1 (right)
     */
    public record Point(double position, long value) {}

    /**
     * Shows the points, which must be ordered by position. The lowest and the highest value determine the vertical
     * scale.
     */
    public void show(List<Point> points) {
        long lowest = points.stream().mapToLong(Point::value).min().orElse(0);
        long highest = points.stream().mapToLong(Point::value).max().orElse(0);
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            double share = highest == lowest ? 0.5 : (double) (point.value() - lowest) / (highest - lowest);
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : "L",
                    point.position() * WIDTH,
                    // Leaves one unit at the top and at the bottom for the thickness of the line.
                    1 + (1 - share) * (HEIGHT - 2)));
        }
        getElement()
                .setProperty(
                        "innerHTML",
                        "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" preserveAspectRatio=\"none\"><path d=\""
                                + path + "\"/></svg>");
    }
}
