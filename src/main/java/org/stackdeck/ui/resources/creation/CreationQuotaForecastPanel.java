package org.stackdeck.ui.resources.creation;

import com.vaadin.flow.component.html.Div;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.QuotaBar;
import org.stackdeck.ui.projects.QuotaFormatter;
import org.stackdeck.ui.projects.QuotaLoader.LoadedQuotas;

/**
 * Shows the quota usage of a project after the creation of a resource. The panel is empty for users without access to
 * the whole project.
 */
public final class CreationQuotaForecastPanel extends Div {

    private final transient QuotaFormatter formatter;
    private final Map<Resource, QuotaBar> bars = new EnumMap<>(Resource.class);
    private transient ProjectQuotaUsage usage;
    private transient Map<Resource, Long> demand = Map.of();

    public CreationQuotaForecastPanel(Project project, Messages messages) {
        this.formatter = new QuotaFormatter(messages);
        this.usage = ProjectQuotaUsage.empty(project);
        addClassNames("quotas", "quota-forecast");
    }

    /**
     * Returns the amounts by which a creation increases the usage of quotas. Contains only quotas that Stackdeck reads.
     *
     * @param count number of floating IPs; ignored for other resources
     * @param gibibytes size of the volume, or of the volume of which a snapshot or backup is created
     */
    public static Map<Resource, Long> demand(ResourceAction creation, int count, long gibibytes) {
        return switch (creation) {
            case CREATE_VOLUME -> Map.of(Resource.VOLUMES, 1L, Resource.GIGABYTES, gibibytes);
            case CREATE_VOLUME_SNAPSHOT -> Map.of(Resource.SNAPSHOTS, 1L, Resource.GIGABYTES, gibibytes);
            case CREATE_VOLUME_BACKUP -> Map.of(Resource.BACKUPS, 1L, Resource.BACKUP_GIGABYTES, gibibytes);
            case CREATE_PORT -> Map.of(Resource.PORTS, 1L);
            case CREATE_FLOATING_IP -> Map.of(Resource.FLOATING_IPS, (long) count);
            case CREATE_SECURITY_GROUP -> Map.of(Resource.SECURITY_GROUPS, 1L);
            default -> Map.of();
        };
    }

    /** Sets the project, and removes the quotas of the previous project. */
    public void setProject(Project project) {
        usage = ProjectQuotaUsage.empty(project);
        removeAll();
        bars.clear();
    }

    /** Adds loaded quotas. Ignores the quotas of a project that is no longer selected. */
    public void add(List<LoadedQuotas> loaded) {
        for (LoadedQuotas quotas : loaded) {
            if (quotas.project().equals(usage.project())) {
                usage = usage.with(quotas.quotas());
            }
        }
        update(demand);
    }

    public void update(Map<Resource, Long> newDemand) {
        demand = newDemand;
        new TreeMap<>(demand)
                .forEach((resource, added) -> usage.findQuota(resource).ifPresent(quota -> show(quota, added)));
    }

    private void show(Quota quota, long added) {
        bars.computeIfAbsent(quota.resource(), _ -> {
                    QuotaBar bar = new QuotaBar(quota, formatter);
                    add(bar);
                    return bar;
                })
                .showForecast(quota, added);
    }
}
