package org.stackdeck.ui.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.history.HistoryPeriod;
import org.stackdeck.history.ServerCountHistoryEntry;
import org.stackdeck.history.ServerCountHistoryService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.chart.ChartTable;
import org.stackdeck.ui.chart.HistoryChart;
import org.stackdeck.ui.chart.HistoryChart.ChartData;
import org.stackdeck.ui.chart.HistoryChart.Series;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.state.StateTone;

/**
 * Shows the numbers of servers by state in a period that the user selects. A chart and a table, with the newest numbers
 * first, show the same data. Loads the numbers in the background.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class HistoryCard extends OverviewCard {

    /** Minimum interval between loads. Stackdeck records numbers once an hour, at any minute. */
    private static final Duration RELOAD_INTERVAL = Duration.ofMinutes(10);

    private static final List<ServerStateGroup> COLUMNS =
            List.of(ServerStateGroup.RUNNING, ServerStateGroup.OFF, ServerStateGroup.ERROR);

    private final transient ServerCountHistoryService historyService;
    private final transient CurrentUser currentUser;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Clock clock;
    private final ToggleGroup<HistoryPeriod> periods;
    private final HistoryChart chart = new HistoryChart();
    private final ChartTable table;
    private final Paragraph status = StyledElements.paragraph("muted", "");
    private final Paragraph outdatedNote = StyledElements.paragraph("muted", "");
    private HistoryPeriod period = HistoryPeriod.DAY;
    private Instant loadedAt = Instant.MIN;
    private transient @Nullable EffectivePermissions loadedFor;
    private transient @Nullable HistoryData shown;

    /**
     * @param times all times of the period, oldest first
     * @param available whether there are projects in which the viewer may see all servers
     * @param entries the recorded numbers; some times may have no entry
     */
    private record HistoryData(
            HistoryPeriod period, List<Instant> times, boolean available, List<ServerCountHistoryEntry> entries) {}

    HistoryCard(
            ServerCountHistoryService historyService,
            CurrentUser currentUser,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            Clock clock) {
        super(Messages.current(), "history");
        this.historyService = historyService;
        this.currentUser = currentUser;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.clock = clock;
        periods = new ToggleGroup<>(messages.text("overview.history.period"), this::select);
        for (HistoryPeriod each : HistoryPeriod.values()) {
            periods.addOption(each, messages.text("overview.history." + each.name()));
        }
        periods.select(period);
        table = new ChartTable(
                messages,
                messages.text("overview.history"),
                Stream.of(
                                Stream.of("overview.history.time", "overview.history.total"),
                                COLUMNS.stream().map(group -> "servers.group." + group.code()),
                                Stream.of("overview.projects.other"))
                        .flatMap(keys -> keys)
                        .map(messages::text)
                        .toList());
        status.setText(messages.text("quota.reading"));
        outdatedNote.setVisible(false);
        add(
                StyledElements.paragraph("muted", messages.text("overview.history.note")),
                periods,
                // Has the height of the chart, so that the page does not move when the numbers arrive.
                StyledElements.div("chart-area", chart, status),
                outdatedNote,
                table);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load(event.getUI());
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            if (!viewerPermissions.effectivePermissions().equals(loadedFor)) {
                load(event.getUI());
            }
        });
    }

    /** Loads the history again if it was loaded more than ten minutes ago. */
    void refresh() {
        if (isAttached() && loadedAt.isBefore(clock.instant().minus(RELOAD_INTERVAL))) {
            load(UI.getCurrentOrThrow());
        }
    }

    private void select(HistoryPeriod selected) {
        period = selected;
        load(UI.getCurrentOrThrow());
    }

    private void load(UI ui) {
        Instant now = clock.instant();
        loadedAt = now;
        loadedFor = viewerPermissions.effectivePermissions();
        Caller caller = currentUser.caller();
        HistoryPeriod requestedPeriod = period;
        uiPush.load(
                caller.userId(),
                ui,
                this,
                () -> new HistoryData(
                        requestedPeriod,
                        requestedPeriod.timesUntil(now),
                        historyService.isAvailable(caller),
                        historyService.load(caller, requestedPeriod)),
                this::show);
    }

    private void show(HistoryData data) {
        // The response for an earlier period may arrive late.
        if (data.period() != period || data.equals(shown)) {
            return;
        }
        shown = data;
        boolean empty = data.entries().isEmpty();
        status.setText(messages.text(data.available() ? "overview.history.none" : "overview.history.unavailable"));
        status.setVisible(empty);
        chart.setVisible(!empty);
        table.setVisible(!empty);
        String outdated = names(data.entries().stream());
        outdatedNote.setText(messages.text("overview.history.outdated", outdated));
        outdatedNote.setVisible(!outdated.isEmpty());
        Map<Instant, List<Integer>> counts = new HashMap<>();
        data.entries().forEach(entry -> counts.put(entry.hour(), counts(entry)));
        chart.show(new ChartData(
                data.times().stream().map(Instant::getEpochSecond).toList(), series(data.times(), counts)));
        table.setRows(data.entries().reversed().stream()
                .map(entry -> row(entry, counts(entry)))
                .toList());
    }

    private List<Series> series(List<Instant> times, Map<Instant, List<Integer>> counts) {
        List<Series> series = new ArrayList<>();
        COLUMNS.forEach(group -> series.add(new Series(
                messages.text("servers.group." + group.code()),
                StateTone.of(group).cssClass(),
                column(series.size(), times, counts))));
        series.add(new Series(
                messages.text("overview.projects.other"),
                StateTone.ATTENTION.cssClass(),
                column(series.size(), times, counts)));
        return series;
    }

    private static List<@Nullable Integer> column(int column, List<Instant> times, Map<Instant, List<Integer>> counts) {
        List<@Nullable Integer> values = new ArrayList<>();
        for (Instant time : times) {
            List<Integer> recorded = counts.get(time);
            values.add(recorded == null ? null : recorded.get(column));
        }
        return values;
    }

    /** Returns the number of servers in each group of {@link #COLUMNS}, followed by the number of all other servers. */
    private static List<Integer> counts(ServerCountHistoryEntry entry) {
        Map<ServerStateGroup, Integer> groups = new EnumMap<>(ServerStateGroup.class);
        entry.servers().forEach((status, count) -> groups.merge(ServerStateGroup.of(status), count, Integer::sum));
        List<Integer> counts = new ArrayList<>();
        COLUMNS.forEach(group -> counts.add(Objects.requireNonNullElse(groups.remove(group), 0)));
        counts.add(sum(groups.values()));
        return counts;
    }

    private static int sum(Collection<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the sorted names of the clouds whose numbers are from an earlier time; empty if there are none. */
    private static String names(Stream<ServerCountHistoryEntry> entries) {
        return entries.flatMap(entry -> entry.outdatedClouds().stream())
                .map(CloudName::value)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<String> row(ServerCountHistoryEntry entry, List<Integer> counts) {
        String time = messages.text(entry.hour());
        String outdated = names(Stream.of(entry));
        return Stream.concat(
                        Stream.of(
                                outdated.isEmpty()
                                        ? time
                                        : messages.text("overview.history.outdated.row", time, outdated)),
                        Stream.concat(Stream.of(sum(counts)), counts.stream()).map(numbers::format))
                .toList();
    }
}
