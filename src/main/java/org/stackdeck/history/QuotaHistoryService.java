package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.identity.Caller;
import org.stackdeck.quotas.UnknownProjectException;

/** Reads the quota history of projects. The caller must be permitted to see all servers of a project. */
@Service
public class QuotaHistoryService {

    private static final int TREND_STEP_HOURS = 6;
    private static final String RECORDS = "select epoch_day, cloud, project_id, quotas from quota_history"
            + " where epoch_day between :first and :last and (cloud, project_id) in (:projects)";

    private final JdbcClient database;
    private final Clouds clouds;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;

    private record Key(String cloud, String project) {

        static Key of(Project project) {
            return new Key(project.cloud().value(), project.id().value());
        }
    }

    public QuotaHistoryService(
            JdbcClient database, Clouds clouds, AccessDecisionService accessDecisionService, Clock clock) {
        this.database = database;
        this.clouds = clouds;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
    }

    /**
     * Returns the values of one quota, oldest first. Times at which nothing was recorded are missing.
     *
     * @throws UnknownProjectException if the project does not exist or the caller may not see all its servers
     */
    public List<QuotaHistoryEntry> load(Caller caller, Project project, Resource resource, HistoryPeriod period) {
        if (visible(caller, Set.of(project)).isEmpty()) {
            throw new UnknownProjectException();
        }
        List<Integer> hours = period.hoursUntil(ServerCountHistoryRecorder.epochHour(clock.instant()));
        int step = period.step();
        Map<Key, Map<Integer, HourlyQuotaSeries>> records = records(List.of(project), hours, step);
        return entries(resource, hours, step, records.getOrDefault(Key.of(project), Map.of()));
    }

    /**
     * Returns the trends of the quotas that have been recorded in the last seven days. Omits projects that do not exist
     * or of which the caller may not see all servers.
     */
    public Map<Project, Map<Resource, QuotaTrend>> loadTrends(Caller caller, Collection<Project> projects) {
        List<Project> visible = visible(caller, projects);
        if (visible.isEmpty()) {
            return Map.of();
        }
        int now = ServerCountHistoryRecorder.epochHour(clock.instant());
        int first = now - Math.toIntExact(QuotaTrend.LENGTH.toHours());
        List<Integer> hours = IntStream.iterate(first, hour -> hour <= now, hour -> hour + TREND_STEP_HOURS)
                .boxed()
                .toList();
        Map<Key, Map<Integer, HourlyQuotaSeries>> records = records(visible, hours, TREND_STEP_HOURS);
        Map<Project, Map<Resource, QuotaTrend>> trends = new HashMap<>();
        for (Project project : visible) {
            Map<Resource, QuotaTrend> ofProject = new EnumMap<>(Resource.class);
            for (Resource resource : Resource.values()) {
                List<QuotaHistoryEntry> entries =
                        entries(resource, hours, TREND_STEP_HOURS, records.getOrDefault(Key.of(project), Map.of()));
                if (!entries.isEmpty()) {
                    ofProject.put(resource, new QuotaTrend(start(first), entries));
                }
            }
            trends.put(project, ofProject);
        }
        return trends;
    }

    private List<Project> visible(Caller caller, Collection<Project> projects) {
        Set<Key> keys = projects.stream().map(Key::of).collect(Collectors.toSet());
        EffectivePermissions permissions = accessDecisionService.permissions(caller.userId());
        return clouds.projects().stream()
                .filter(project ->
                        keys.contains(Key.of(project)) && permissions.coversAllServers(project.cloud(), project.id()))
                .distinct()
                .toList();
    }

    /** Returns the records of each project by the number of days since 1970-01-01. */
    private Map<Key, Map<Integer, HourlyQuotaSeries>> records(List<Project> projects, List<Integer> hours, int step) {
        Map<Key, Map<Integer, HourlyQuotaSeries>> records = new HashMap<>();
        database.sql(RECORDS)
                .param("first", (hours.getFirst() - step + 1) / HourlySeries.HOURS)
                .param("last", hours.getLast() / HourlySeries.HOURS)
                .param(
                        "projects",
                        projects.stream()
                                .map(Key::of)
                                .map(key -> new Object[] {key.cloud(), key.project()})
                                .toList())
                .query(row -> {
                    records.computeIfAbsent(
                                    new Key(row.getString("cloud"), row.getString("project_id")), _ -> new HashMap<>())
                            .put(row.getInt("epoch_day"), HourlyQuotaSeries.parse(row.getString("quotas")));
                });
        return records;
    }

    /** Returns for each hour the newest value of the {@code step} hours up to it. */
    private static List<QuotaHistoryEntry> entries(
            Resource resource, List<Integer> hours, int step, Map<Integer, HourlyQuotaSeries> byDay) {
        List<QuotaHistoryEntry> entries = new ArrayList<>();
        for (int hour : hours) {
            IntStream.range(0, step)
                    .map(age -> hour - age)
                    .mapToObj(read -> byDay.getOrDefault(read / HourlySeries.HOURS, HourlyQuotaSeries.EMPTY)
                            .find(resource, read % HourlySeries.HOURS))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(quota -> entries.add(new QuotaHistoryEntry(start(hour), quota)));
        }
        return entries;
    }

    private static Instant start(int epochHour) {
        return Instant.EPOCH.plus(Duration.ofHours(epochHour));
    }
}
