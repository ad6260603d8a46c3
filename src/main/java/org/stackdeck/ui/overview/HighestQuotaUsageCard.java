package org.stackdeck.ui.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.ProjectRoutes;
import org.stackdeck.ui.projects.QuotaBar;
import org.stackdeck.ui.projects.QuotaFormatter;
import org.stackdeck.ui.projects.QuotaLoader;
import org.stackdeck.ui.projects.QuotaLoader.LoadedQuotas;
import org.stackdeck.ui.push.UiPush;

/**
 * The quotas closest to their limits, of the projects that the viewer may see completely. Loads them in the background,
 * through the cache that all viewers share, and only for the projects with the most servers, so that this page causes
 * few requests to a cloud with many projects.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class HighestQuotaUsageCard extends OverviewCard {

    static final int MAX_PROJECTS = 20;
    private static final int SHOWN = 3;

    private final transient QuotaLoader loader;
    private final transient Inventory inventory;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Div bars = StyledElements.div("quotas");
    private final Paragraph status = StyledElements.paragraph("muted", "");
    private final Paragraph limited = StyledElements.paragraph("faint", "");
    private final transient Map<Project, ProjectQuotaUsage> usages = new HashMap<>();
    private transient List<Project> loadedProjects = List.of();
    private transient List<Project> projects = List.of();

    private record ProjectQuota(Project project, Quota quota) {}

    HighestQuotaUsageCard(QuotaLoader loader, Inventory inventory, ViewerPermissions viewerPermissions, UiPush uiPush) {
        super(
                Messages.current(),
                "quotas",
                OverviewLinks.link(ProjectRoutes.PATH, Messages.current().text("overview.quotas.all"), "strong"));
        this.loader = loader;
        this.inventory = inventory;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        limited.setText(messages.text("overview.quotas.limited", MAX_PROJECTS));
        add(bars, status, limited);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load(event);
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            if (!loader.projects().equals(loadedProjects)) {
                load(event);
            }
        });
    }

    private void load(AttachEvent event) {
        List<Project> visible = loader.projects();
        loadedProjects = visible;
        Map<Project, Long> sizes = inventory.current(viewerPermissions.id()).servers().values().stream()
                .collect(Collectors.groupingBy(Server::project, Collectors.counting()));
        projects = visible.stream()
                .sorted(Comparator.comparing((Project project) -> sizes.getOrDefault(project, 0L))
                        .reversed())
                .limit(MAX_PROJECTS)
                .toList();
        limited.setVisible(visible.size() > MAX_PROJECTS);
        setVisible(!projects.isEmpty());
        usages.keySet().retainAll(projects);
        show();
        loader.load(projects, false, event.getUI(), this, this::onQuotas);
    }

    private void onQuotas(List<LoadedQuotas> news) {
        news.stream()
                .filter(loaded -> projects.contains(loaded.project()))
                .forEach(loaded -> usages.merge(
                        loaded.project(),
                        ProjectQuotaUsage.empty(loaded.project()).with(loaded.quotas()),
                        (known, _) -> known.with(loaded.quotas())));
        show();
    }

    /** Shows the quotas when all services have responded, so that the bars do not move. */
    private void show() {
        bars.removeAll();
        if (!projects.stream()
                .allMatch(project -> usages.getOrDefault(project, ProjectQuotaUsage.empty(project))
                        .complete())) {
            status.setText(messages.text("quota.reading"));
            status.setVisible(true);
            return;
        }
        QuotaFormatter formatter = new QuotaFormatter(messages);
        List<ProjectQuota> nearest = usages.values().stream()
                .flatMap(usage -> usage.quotas().stream().map(quota -> new ProjectQuota(usage.project(), quota)))
                .filter(each -> each.quota().usedShare() > 0)
                .sorted(Comparator.comparing(ProjectQuota::quota, Quota.MOST_USED_FIRST))
                .limit(SHOWN)
                .toList();
        nearest.forEach(each -> bars.add(StyledElements.div(
                "near-quota",
                OverviewLinks.link(
                        ProjectRoutes.projectPath(each.project()),
                        each.project().name(),
                        "n muted"),
                new QuotaBar(each.quota(), formatter))));
        status.setText(messages.text("overview.quotas.none"));
        status.setVisible(nearest.isEmpty());
    }
}
