package org.stackdeck.ui.resources.creation;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.QuotaForecastBars;
import org.stackdeck.ui.projects.QuotaFormatter;
import org.stackdeck.ui.projects.QuotaLoader.LoadedQuotas;

/**
 * Shows the quota usage of a project after the creation of a resource. The panel is empty for users without access to
 * the whole project.
 */
public final class CreationQuotaForecastPanel extends Div {

    /** Number of rules with which Neutron creates a security group: one for outgoing traffic of each IP version. */
    private static final int DEFAULT_RULES = 2;

    private final transient QuotaForecastBars bars;
    private transient ProjectQuotaUsage usage;
    private transient Map<Resource, Long> demand = Map.of();

    public CreationQuotaForecastPanel(Project project, Messages messages) {
        this.bars = new QuotaForecastBars(this, new QuotaFormatter(messages));
        this.usage = ProjectQuotaUsage.empty(project);
        addClassNames("quotas", "quota-forecast");
    }

    /**
     * Returns the amounts by which a creation increases the usage of quotas. Contains only quotas that Stackdeck reads.
     *
     * @param request the creation, with the parameters that are known so far
     * @param source the copied resource; null if the creation has no source, or a form selects it
     * @param count number of floating IPs; ignored for other resources
     */
    public static Map<Resource, Long> demand(ActionRequest request, @Nullable CloudResource source, long count) {
        return switch ((ResourceAction) request.action()) {
            case CREATE_VOLUME -> Map.of(Resource.VOLUMES, 1L, Resource.GIGABYTES, requestedSize(request));
            case CREATE_VOLUME_SNAPSHOT -> Map.of(Resource.SNAPSHOTS, 1L, Resource.GIGABYTES, size(source));
            case CREATE_VOLUME_BACKUP -> Map.of(Resource.BACKUPS, 1L, Resource.BACKUP_GIGABYTES, size(source));
            case CREATE_NETWORK ->
                Map.of(
                        Resource.NETWORKS,
                        1L,
                        Resource.SUBNETS,
                        given(request, ActionParameter.CIDR) + given(request, ActionParameter.SUBNETS));
            case CREATE_SUBNET -> Map.of(Resource.SUBNETS, 1L);
            case CREATE_PORT -> Map.of(Resource.PORTS, 1L);
            case CREATE_ROUTER -> Map.of(Resource.ROUTERS, 1L);
            case CREATE_FLOATING_IP -> Map.of(Resource.FLOATING_IPS, count);
            case CREATE_SECURITY_GROUP -> securityGroup(request, source);
            case CREATE_SERVER_GROUP -> Map.of(Resource.SERVER_GROUPS, 1L);
            default -> Map.of();
        };
    }

    /** The number of rules is unknown if the user selects the group whose rules are copied. */
    private static Map<Resource, Long> securityGroup(ActionRequest request, @Nullable CloudResource source) {
        if (source == null && request.value(ActionParameter.SOURCE_GROUP).isPresent()) {
            return Map.of(Resource.SECURITY_GROUPS, 1L);
        }
        long rules = source == null ? DEFAULT_RULES : source.texts("rules").size();
        return Map.of(
                Resource.SECURITY_GROUPS,
                1L,
                Resource.SECURITY_GROUP_RULES,
                rules + SecurityRule.ETHER_TYPES.size() * given(request, ActionParameter.OPENS));
    }

    private static long requestedSize(ActionRequest request) {
        return request.value(ActionParameter.SIZE)
                .filter(ActionParameter.SIZE::accepts)
                .map(Long::valueOf)
                .orElse(0L);
    }

    private static long size(@Nullable CloudResource volume) {
        return volume == null ? 0 : volume.number("size").orElse(0L);
    }

    /** Returns 1 if the request contains a value other than {@link ActionParameter#NONE}, or 0. */
    private static long given(ActionRequest request, ActionParameter parameter) {
        return request.value(parameter).filter(value -> !value.equals(ActionParameter.NONE)).stream()
                .count();
    }

    /** Sets the project, and removes the quotas of the previous project. */
    public void setProject(Project project) {
        usage = ProjectQuotaUsage.empty(project);
        update(demand);
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
        bars.update(usage, new TreeMap<>(demand));
    }
}
