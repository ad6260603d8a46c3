package org.stackdeck.ui.overview;

import static java.util.Objects.requireNonNull;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.history.QuotaHistoryService;
import org.stackdeck.history.QuotaTrend;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.chart.ChartTable;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.overview.QuotaTrendRow.Values;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.ProjectRoutes;
import org.stackdeck.ui.projects.QuotaFormatter;
import org.stackdeck.ui.projects.QuotaLoader;
import org.stackdeck.ui.projects.QuotaLoader.LoadedQuotas;
import org.stackdeck.ui.push.UiPush;

/**
 * Shows the quotas with the highest usage and their trends, for the projects in which the viewer may see all servers.
 * Loads the quotas in the background through the cache that all viewers share. Loads them only for the projects with
 * the most servers, so that the page sends few requests to a cloud with many projects. Also shows quotas that other
 * users or periodic tasks load.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class HighestQuotaUsageCard extends OverviewCard {

    static final int MAX_PROJECTS = 20;
    private static final int SHOWN = 3;
    private static final Duration RELOAD_INTERVAL = Duration.ofMinutes(10);

    private final transient QuotaLoader loader;
    private final transient QuotaHistoryService historyService;
    private final transient Inventory inventory;
    private final transient Caller caller;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Clock clock;
    private final Div bars = StyledElements.div("quotas");
    private final Paragraph status = StyledElements.paragraph("muted", "");
    private final Paragraph limited = StyledElements.paragraph("faint", "");
    private final ChartTable table;
    private final transient Map<Project, ProjectQuotaUsage> usages = new HashMap<>();
    private transient Map<Project, Map<Resource, QuotaTrend>> trends = Map.of();
    private final transient Map<ProjectResource, QuotaTrendRow> rows = new LinkedHashMap<>();
    private transient List<Project> loadedProjects = List.of();
    /** Projects whose quotas are loaded. Also read by other threads. */
    private transient volatile List<Project> projects = List.of();

    private Instant loadedAt = Instant.MIN;

    private record ProjectResource(Project project, Resource resource) {

        static ProjectResource of(Values values) {
            return new ProjectResource(values.project(), values.quota().resource());
        }
    }

    HighestQuotaUsageCard(
            QuotaLoader loader,
            QuotaHistoryService historyService,
            Inventory inventory,
            CurrentUser currentUser,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            Clock clock) {
        super(
                Messages.current(),
                "quotas",
                OverviewLinks.link(ProjectRoutes.PATH, Messages.current().text("overview.quotas.all"), "strong"));
        this.loader = loader;
        this.historyService = historyService;
        this.inventory = inventory;
        this.caller = currentUser.caller();
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.clock = clock;
        limited.setText(messages.text("overview.quotas.limited", MAX_PROJECTS));
        table = new ChartTable(
                messages,
                messages.text("overview.quotas"),
                List.of(
                        messages.text("overview.quotas.quota"),
                        messages.text("overview.quotas.used"),
                        messages.text("overview.quotas.trend"),
                        messages.text("overview.quotas.forecast")));
        add(bars, status, table, limited);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        load(ui);
        loader.subscribe(event, project -> projects.contains(project), this::onQuotas);
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            if (!loader.projects().equals(loadedProjects)) {
                load(ui);
            } else {
                // The viewer needs more permissions for the trends than for the quotas.
                loadTrends(ui);
            }
        });
    }

    /** Loads the quotas and trends again if they are older than ten minutes. */
    void refresh() {
        if (isAttached() && loadedAt.isBefore(clock.instant().minus(RELOAD_INTERVAL))) {
            load(UI.getCurrentOrThrow());
        }
    }

    private void load(UI ui) {
        loadedAt = clock.instant();
        List<Project> visible = loader.projects();
        loadedProjects = visible;
        Map<Project, Long> sizes = inventory.current(viewerPermissions.id()).servers().values().stream()
                .collect(Collectors.groupingBy(Server::project, Collectors.counting()));
        List<Project> compared = visible.stream()
                .sorted(Comparator.comparing((Project project) -> sizes.getOrDefault(project, 0L))
                        .reversed())
                .limit(MAX_PROJECTS)
                .toList();
        projects = compared;
        limited.setVisible(visible.size() > MAX_PROJECTS);
        setVisible(!compared.isEmpty());
        usages.keySet().retainAll(compared);
        show();
        loader.load(compared, false, ui, this, this::onQuotas);
        loadTrends(ui);
    }

    private void loadTrends(UI ui) {
        List<Project> compared = projects;
        uiPush.load(caller.userId(), ui, this, () -> historyService.loadTrends(caller, compared), this::onTrends);
    }

    private void onQuotas(List<LoadedQuotas> updates) {
        updates.stream()
                .filter(loaded -> projects.contains(loaded.project()))
                .forEach(loaded -> usages.merge(
                        loaded.project(),
                        ProjectQuotaUsage.empty(loaded.project()).with(loaded.quotas()),
                        (known, _) -> known.with(loaded.quotas())));
        show();
    }

    private void onTrends(Map<Project, Map<Resource, QuotaTrend>> loaded) {
        trends = loaded;
        show();
    }

    /** Shows the quotas after all services have responded, so that the bars do not move. */
    private void show() {
        boolean complete = projects.stream()
                .allMatch(project -> usages.getOrDefault(project, ProjectQuotaUsage.empty(project))
                        .complete());
        List<Values> nearest = complete ? nearest() : List.of();
        showRows(nearest);
        status.setText(messages.text(complete ? "overview.quotas.none" : "quota.reading"));
        status.setVisible(nearest.isEmpty());
        table.setVisible(!nearest.isEmpty());
        table.setRows(nearest.stream().map(this::cells).toList());
    }

    private List<Values> nearest() {
        return usages.values().stream()
                .flatMap(usage -> usage.quotas().stream().map(quota -> values(usage.project(), quota)))
                .filter(values -> values.quota().usedShare() > 0)
                .sorted(Comparator.comparing(Values::quota, Quota.MOST_USED_FIRST))
                .limit(SHOWN)
                .toList();
    }

    private Values values(Project project, Quota quota) {
        return new Values(project, quota, trends.getOrDefault(project, Map.of()).get(quota.resource()));
    }

    /** Updates the rows in place if their order is unchanged, so that a focused button keeps the focus. */
    private void showRows(List<Values> nearest) {
        List<ProjectResource> keys = nearest.stream().map(ProjectResource::of).toList();
        if (!List.copyOf(rows.keySet()).equals(keys)) {
            bars.removeAll();
            rows.clear();
            nearest.forEach(values -> {
                QuotaTrendRow row = new QuotaTrendRow(values, messages, () -> showHistory(ProjectResource.of(values)));
                rows.put(ProjectResource.of(values), row);
                bars.add(row);
            });
        } else {
            nearest.forEach(values ->
                    requireNonNull(rows.get(ProjectResource.of(values))).update(values));
        }
    }

    private List<String> cells(Values values) {
        QuotaFormatter quotas = new QuotaFormatter(messages);
        QuotaTrendFormatter formatter = new QuotaTrendFormatter(messages);
        return List.of(
                values.project().name() + " · " + quotas.name(values.quota().resource()),
                quotas.used(values.quota()),
                formatter.change(values.trend(), values.quota()),
                formatter.forecast(values.trend(), values.quota()));
    }

    private void showHistory(ProjectResource shown) {
        new QuotaHistoryDialog(
                        historyService,
                        caller,
                        viewerPermissions,
                        uiPush,
                        clock,
                        messages,
                        shown.project(),
                        shown.resource())
                .open();
    }
}
