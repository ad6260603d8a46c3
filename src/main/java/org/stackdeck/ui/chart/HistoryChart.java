package org.stackdeck.ui.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Line chart that the browser draws. Screen readers ignore the chart, so a {@link ChartTable} must contain the same
 * numbers.
 */
@Tag("sd-history-chart")
@JsModule("context://frontend/js/history-chart.js")
public final class HistoryChart extends Component {

    public HistoryChart() {
        getElement().setAttribute("aria-hidden", "true");
    }

    /** @param times in seconds since 1970, oldest first */
    public record ChartData(List<Long> times, List<Series> series) {}

    /**
     * @param tone CSS class of the line's color
     * @param values one value for each time, at least 0; null for a time without a known value
     */
    public record Series(String name, String tone, List<? extends @Nullable Number> values) {}

    public void show(ChartData data) {
        getElement().setPropertyBean("history", data);
    }
}
