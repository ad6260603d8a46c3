package org.stackdeck.ui.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.history.HistoryPeriod;
import org.stackdeck.history.QuotaHistoryEntry;
import org.stackdeck.history.QuotaHistoryService;
import org.stackdeck.identity.Caller;
import org.stackdeck.quotas.UnknownProjectException;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.chart.ChartTable;
import org.stackdeck.ui.chart.HistoryChart;
import org.stackdeck.ui.chart.HistoryChart.ChartData;
import org.stackdeck.ui.chart.HistoryChart.Series;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.QuotaFormatter;
import org.stackdeck.ui.push.UiPush;

/**
 * Dialog with the usage and the limit of one quota over seven or 90 days. A chart and a table, with the newest values
 * first, show the same data.
 */
final class QuotaHistoryDialog extends Dialog {

    private static final double MIB_PER_GIB = 1024;

    private final transient QuotaHistoryService historyService;
    private final transient Caller caller;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Clock clock;
    private final Messages messages;
    private final transient QuotaFormatter quotas;
    private final Project project;
    private final Resource resource;
    private final HistoryChart chart = new HistoryChart();
    private final ChartTable table;
    private final Paragraph status = StyledElements.paragraph("muted", "");
    private HistoryPeriod period = HistoryPeriod.WEEK;

    private record HistoryData(HistoryPeriod period, List<Instant> times, List<QuotaHistoryEntry> entries) {}

    QuotaHistoryDialog(
            QuotaHistoryService historyService,
            Caller caller,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            Clock clock,
            Messages messages,
            Project project,
            Resource resource) {
        this.historyService = historyService;
        this.caller = caller;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.clock = clock;
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
        this.project = project;
        this.resource = resource;
        String title = messages.text("overview.quotas.history.title", project.name(), quotas.name(resource));
        setHeaderTitle(title);
        setWidth("720px");
        ToggleGroup<HistoryPeriod> periods = new ToggleGroup<>(messages.text("overview.history.period"), this::select);
        for (HistoryPeriod each : List.of(HistoryPeriod.WEEK, HistoryPeriod.QUARTER)) {
            periods.addOption(each, messages.text("overview.history." + each.name()));
        }
        periods.select(period);
        table = new ChartTable(
                messages,
                title,
                List.of(
                        messages.text("overview.history.time"),
                        messages.text("overview.quotas.used"),
                        messages.text("overview.quotas.limit")));
        status.setText(messages.text("quota.reading"));
        chart.setVisible(false);
        table.setVisible(false);
        add(StyledElements.div("chart-box", periods, status, chart, table));
        getFooter().add(new Button(messages.text("app.close"), _ -> close()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        load(event.getUI());
        uiPush.onChange(event, viewerPermissions::onChange, () -> load(event.getUI()));
    }

    private void select(HistoryPeriod selected) {
        period = selected;
        load(UI.getCurrentOrThrow());
    }

    private void load(UI ui) {
        HistoryPeriod requestedPeriod = period;
        List<Instant> times = requestedPeriod.timesUntil(clock.instant());
        uiPush.load(
                caller.userId(),
                ui,
                this,
                () -> new HistoryData(requestedPeriod, times, entries(requestedPeriod)),
                this::show);
    }

    /** Returns an empty list if the viewer has lost access to the project. */
    private List<QuotaHistoryEntry> entries(HistoryPeriod requestedPeriod) {
        try {
            return historyService.load(caller, project, resource, requestedPeriod);
        } catch (UnknownProjectException e) {
            return List.of();
        }
    }

    private void show(HistoryData data) {
        // The response for an earlier period may arrive late.
        if (data.period() != period) {
            return;
        }
        boolean empty = data.entries().isEmpty();
        status.setText(messages.text("overview.history.none"));
        status.setVisible(empty);
        chart.setVisible(!empty);
        table.setVisible(!empty);
        Map<Instant, Quota> byTime =
                data.entries().stream().collect(Collectors.toMap(QuotaHistoryEntry::hour, QuotaHistoryEntry::quota));
        chart.show(new ChartData(
                data.times().stream().map(Instant::getEpochSecond).toList(),
                List.of(
                        series("overview.quotas.used", "accent", data.times(), byTime, Quota::used),
                        series("overview.quotas.limit", "rest", data.times(), byTime, Quota::limit))));
        table.setRows(data.entries().reversed().stream().map(this::row).toList());
    }

    private Series series(
            String key,
            String tone,
            List<Instant> times,
            Map<Instant, Quota> byTime,
            Function<Quota, @Nullable Long> amount) {
        return new Series(
                messages.text(key) + unit(),
                tone,
                times.stream()
                        .map(time -> byTime.containsKey(time) ? inUnit(amount.apply(byTime.get(time))) : null)
                        .toList());
    }

    private String unit() {
        return switch (resource) {
            case RAM, GIGABYTES, BACKUP_GIGABYTES -> " (GB)";
            default -> "";
        };
    }

    private @Nullable Number inUnit(@Nullable Long amount) {
        if (amount == null || resource != Resource.RAM) {
            return amount;
        }
        return amount / MIB_PER_GIB;
    }

    private List<String> row(QuotaHistoryEntry entry) {
        Quota quota = entry.quota();
        return List.of(
                messages.text(entry.hour()),
                quotas.amount(resource, quota.used()),
                quota.limit() == null
                        ? messages.text("overview.quotas.unlimited")
                        : quotas.amount(resource, quota.limit()));
    }
}
