package org.stackdeck.history;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.identity.Caller;

/** History of quotas without a database. It is equal for all users and projects. */
public class FakeQuotaHistoryService extends QuotaHistoryService {

    private final Map<HistoryPeriod, List<QuotaHistoryEntry>> entries = new EnumMap<>(HistoryPeriod.class);
    private Map<Resource, QuotaTrend> trends = Map.of();

    @SuppressWarnings("NullAway") // The dependencies are never used.
    public FakeQuotaHistoryService() {
        super(null, null, null, null);
    }

    public void set(HistoryPeriod period, QuotaHistoryEntry... oldestFirst) {
        entries.put(period, List.of(oldestFirst));
    }

    public void setTrends(Map<Resource, QuotaTrend> byResource) {
        trends = byResource;
    }

    @Override
    public List<QuotaHistoryEntry> load(Caller caller, Project project, Resource resource, HistoryPeriod period) {
        return entries.getOrDefault(period, List.of()).stream()
                .filter(entry -> entry.quota().resource() == resource)
                .toList();
    }

    @Override
    public Map<Project, Map<Resource, QuotaTrend>> loadTrends(Caller caller, Collection<Project> projects) {
        return projects.stream().collect(Collectors.toMap(project -> project, _ -> trends));
    }
}
