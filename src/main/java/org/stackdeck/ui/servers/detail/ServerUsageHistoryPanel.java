package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.ServerUsageHistory.Metric;
import org.stackdeck.cloud.server.UsageHistoryPeriod;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerUsageHistoryService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.chart.ChartTable;
import org.stackdeck.ui.chart.HistoryChart;
import org.stackdeck.ui.chart.HistoryChart.ChartData;
import org.stackdeck.ui.chart.HistoryChart.Series;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.CloudLoadResult;

/**
 * Shows the usage of a server over a period that the user selects, as a chart for each kind of resource and a table of
 * the values. If there is no history, shows the reason. Loads the history when the tab is opened and when the user
 * selects a period.
 */
final class ServerUsageHistoryPanel extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(ServerUsageHistoryPanel.class);

    private static final double BYTES_PER_MB = 1024 * 1024;
    private static final double MB_PER_GB = 1024;

    /**
     * Maximum number of rows of the table, to limit the size of the page. The table of a longer history omits points at
     * regular intervals.
     */
    private static final int MAX_ROWS = 80;

    private final ServerKey key;
    private final transient ServerUsageHistoryService historyService;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final Messages messages;
    private final NumberFormat numbers;
    private final ToggleGroup<UsageHistoryPeriod> periods;
    private final Paragraph status = StyledElements.paragraph("muted", "");
    private final Div charts = StyledElements.div("chart-box");
    private UsageHistoryPeriod period = UsageHistoryPeriod.HOUR;
    private boolean active;

    /** Chart whose series have the same unit. */
    private enum Chart {
        CPU(Metric.CPUS),
        MEMORY(Metric.MEMORY),
        DISK(Metric.DISK_READ, Metric.DISK_WRITTEN),
        NETWORK(Metric.NETWORK_RECEIVED, Metric.NETWORK_SENT);

        private static final List<String> TONES = List.of("accent", "rest");

        private final List<Metric> metrics;

        Chart(Metric... metrics) {
            this.metrics = List.of(metrics);
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ServerUsageHistoryPanel(
            ServerKey key,
            ServerUsageHistoryService historyService,
            CurrentUser currentUser,
            UiPush uiPush,
            Messages messages) {
        this.key = key;
        this.historyService = historyService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.messages = messages;
        this.numbers = NumberFormat.getNumberInstance(messages.locale());
        numbers.setMaximumFractionDigits(2);
        addClassNames("parts-pane", "usage-history");
        periods = new ToggleGroup<>(messages.text("overview.history.period"), this::select);
        for (UsageHistoryPeriod each : UsageHistoryPeriod.values()) {
            periods.addOption(each, messages.text("servers.usage.history." + each.name()));
        }
        periods.select(period);
        status.getElement().setAttribute("role", "status");
        add(new H2(messages.text("servers.usage.history")), periods, status, charts);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (active) {
            load(event.getUI());
        }
    }

    void activate() {
        active = true;
        getUI().ifPresent(this::load);
    }

    void deactivate() {
        active = false;
    }

    /** Removes the charts when the viewer can no longer see the server. */
    void clear() {
        deactivate();
        charts.removeAll();
    }

    private void select(UsageHistoryPeriod selected) {
        period = selected;
        load(UI.getCurrentOrThrow());
    }

    private void load(UI ui) {
        boolean configured = historyService.isConfigured(key.cloud());
        periods.setVisible(configured);
        status.setVisible(true);
        if (!configured) {
            status.setText(messages.text("servers.usage.history.unconfigured"));
            return;
        }
        status.setText(messages.text("servers.parts.reading"));
        Caller caller = currentUser.caller();
        UsageHistoryPeriod selected = period;
        uiPush.load(
                caller.userId(),
                ui,
                this,
                () -> CloudLoadResult.ofOptional(
                        () -> historyService.load(caller, key, selected),
                        messages,
                        LOG,
                        "the usage history of the server " + key.id()),
                result -> onResult(selected, result));
    }

    private void onResult(UsageHistoryPeriod loaded, CloudLoadResult<ServerUsageHistory> result) {
        // A response for another period may arrive late.
        if (!active || loaded != period) {
            return;
        }
        charts.removeAll();
        switch (result) {
            case CloudLoadResult.Loaded(ServerUsageHistory history) -> showHistory(history);
            case CloudLoadResult.Refused() -> showFailure("");
            case CloudLoadResult.Failed(var _, String message) -> showFailure(message);
            case CloudLoadResult.UnexpectedFailure() -> showFailure(messages.text("servers.parts.unknown"));
        }
    }

    private void showFailure(String reason) {
        status.setVisible(true);
        status.setText(messages.text("servers.usage.history.failed", reason));
    }

    private void showHistory(ServerUsageHistory history) {
        status.setVisible(history.isEmpty());
        if (history.isEmpty()) {
            status.setText(messages.text("servers.usage.history.none"));
            return;
        }
        for (Chart chart : Chart.values()) {
            showChart(chart, history);
        }
        charts.add(table(history));
    }

    private void showChart(Chart chart, ServerUsageHistory history) {
        charts.add(new H3(messages.text("servers.usage.history." + chart.code())));
        List<Series> series = new ArrayList<>();
        for (Metric metric : chart.metrics) {
            List<@Nullable Double> values = history.values().get(metric);
            if (values != null) {
                series.add(new Series(
                        name(metric),
                        Chart.TONES.get(series.size()),
                        values.stream().map(value -> inUnit(metric, value)).toList()));
            }
        }
        if (series.isEmpty()) {
            charts.add(StyledElements.paragraph("muted", messages.text("servers.usage.none")));
            return;
        }
        HistoryChart drawn = new HistoryChart();
        drawn.show(new ChartData(
                history.times().stream().map(Instant::getEpochSecond).toList(), series));
        charts.add(drawn);
    }

    private ChartTable table(ServerUsageHistory history) {
        List<Metric> metrics = List.copyOf(history.values().keySet());
        List<String> headers = new ArrayList<>(List.of(messages.text("overview.history.time")));
        metrics.forEach(metric -> headers.add(name(metric)));
        ChartTable table = new ChartTable(messages, messages.text("servers.usage.history"), headers);
        int last = history.times().size() - 1;
        int distance = last / MAX_ROWS + 1;
        List<List<String>> rows = new ArrayList<>();
        for (int at = last; at >= 0; at -= distance) {
            rows.add(row(history, metrics, at));
        }
        table.setRows(rows);
        return table;
    }

    private List<String> row(ServerUsageHistory history, List<Metric> metrics, int at) {
        List<String> cells =
                new ArrayList<>(List.of(messages.text(history.times().get(at))));
        for (Metric metric : metrics) {
            List<@Nullable Double> values = history.values().getOrDefault(metric, List.of());
            Double value = inUnit(metric, values.get(at));
            cells.add(value == null ? "–" : numbers.format(value));
        }
        return cells;
    }

    private String name(Metric metric) {
        return messages.text("servers.usage.history." + metric.name());
    }

    private static @Nullable Double inUnit(Metric metric, @Nullable Double value) {
        if (value == null) {
            return null;
        }
        return switch (metric) {
            case CPUS -> value;
            case MEMORY -> value / BYTES_PER_MB / MB_PER_GB;
            case DISK_READ, DISK_WRITTEN, NETWORK_RECEIVED, NETWORK_SENT -> value / BYTES_PER_MB;
        };
    }
}
