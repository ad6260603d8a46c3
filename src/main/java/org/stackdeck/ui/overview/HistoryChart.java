package org.stackdeck.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Line chart, drawn by the browser. Screen readers ignore it: a table must contain the same numbers. */
@Tag("sd-history-chart")
@JsModule("context://frontend/js/history-chart.js")
final class HistoryChart extends Component {

    HistoryChart() {
        getElement().setAttribute("aria-hidden", "true");
    }

    /** @param times in seconds since 1970, oldest first */
    record ChartData(List<Long> times, List<Series> series) {}

    /**
     * @param tone CSS class of the line's color
     * @param counts by time; null if nothing was recorded at that time
     */
    record Series(String name, String tone, List<@Nullable Integer> counts) {}

    void show(ChartData data) {
        getElement().setPropertyBean("history", data);
    }
}
