package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;

/** Reads the history of the numbers of servers. */
@Service
public class ServerCountHistoryService {

    private static final String COUNTS =
            "select epoch_day, cloud, servers from server_count_history where epoch_day between :first and :last";
    private static final String RECORDED_HOURS = COUNTS + " and project_id = ''";
    private static final String ALL_PROJECTS = COUNTS + " and project_id <> ''";
    private static final String CLOUDS =
            "select distinct cloud from server_count_history where epoch_day between :first and :last and cloud <> ''";
    private static final String IN_PROJECTS = COUNTS + " and (cloud, project_id) in (:projects)";

    /** Rows in memory at the same time; large installations have 91 rows for each of thousands of projects. */
    private static final int FETCH_SIZE = 200;

    private final JdbcClient database;
    private final Clouds clouds;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;

    public ServerCountHistoryService(
            JdbcClient database, Clouds clouds, AccessDecisionService accessDecisionService, Clock clock) {
        this.database = database;
        this.clouds = clouds;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
    }

    /** Returns whether the caller is an administrator or may see all servers of at least one project. */
    public boolean isAvailable(Caller caller) {
        EffectivePermissions permissions = accessDecisionService.permissions(caller.userId());
        return permissions.isAdministrator() || !projects(permissions).isEmpty();
    }

    /**
     * Returns the total numbers of servers in the projects in which the caller may now see all servers, oldest first.
     * The numbers of a time are the newest since the previous time of the period. If there are none of a connected
     * cloud, its previous numbers count, so that an unavailable cloud does not look empty; the entry names the cloud.
     * Times at which no cloud was recorded are missing. For administrators, the numbers include deleted projects and
     * disconnected clouds.
     */
    // PostgreSQL uses the fetch size only within a transaction.
    @Transactional(readOnly = true)
    public List<ServerCountHistoryEntry> load(Caller caller, HistoryPeriod period) {
        EffectivePermissions permissions = accessDecisionService.permissions(caller.userId());
        if (permissions.isAdministrator()) {
            return entries(period, database.sql(ALL_PROJECTS), _ -> true);
        }
        List<Project> projects = projects(permissions);
        if (projects.isEmpty()) {
            return List.of();
        }
        Set<String> ownClouds =
                projects.stream().map(project -> project.cloud().value()).collect(Collectors.toSet());
        return entries(
                period,
                database.sql(IN_PROJECTS)
                        .param(
                                "projects",
                                projects.stream()
                                        .map(project -> new Object[] {
                                            project.cloud().value(),
                                            project.id().value()
                                        })
                                        .toList()),
                ownClouds::contains);
    }

    private List<Project> projects(EffectivePermissions permissions) {
        return clouds.projects().stream()
                .filter(project -> permissions.coversAllServers(project.cloud(), project.id()))
                .distinct()
                .toList();
    }

    private record CloudDay(String cloud, int epochDay) {}

    private List<ServerCountHistoryEntry> entries(
            HistoryPeriod period, StatementSpec query, Predicate<String> cloudFilter) {
        List<Integer> hours = period.hoursUntil(ServerCountHistoryRecorder.epochHour(clock.instant()));
        int first = (hours.getFirst() - period.step() + 1) / HourlySeries.HOURS;
        int last = hours.getLast() / HourlySeries.HOURS;
        // If an hour was recorded and the projects had no servers, their number is zero and not unknown.
        Map<Integer, Map<String, Integer>> recordedHours =
                loadRecordedHours(first, last, cloudFilter).newest(hours, period.step(), connectedClouds());
        Map<Integer, Map<ServerStatus, Integer>> numbers = new LinkedHashMap<>();
        recordedHours.keySet().forEach(time -> numbers.put(time, new EnumMap<>(ServerStatus.class)));
        Map<CloudDay, Map<Integer, Integer>> byDay = new HashMap<>();
        recordedHours.forEach((time, byCloud) -> byCloud.forEach((cloud, recorded) -> byDay.computeIfAbsent(
                        new CloudDay(cloud, recorded / HourlySeries.HOURS), _ -> new HashMap<>())
                .put(time, recorded)));
        query.withFetchSize(FETCH_SIZE)
                .param("first", first)
                .param("last", last)
                .query(row -> {
                    HourlySeries series = HourlySeries.parse(row.getString("servers"));
                    byDay.getOrDefault(new CloudDay(row.getString("cloud"), row.getInt("epoch_day")), Map.of())
                            .forEach((time, recorded) -> add(
                                    series,
                                    recorded,
                                    numbers.computeIfAbsent(time, _ -> new EnumMap<>(ServerStatus.class))));
                });
        return numbers.entrySet().stream()
                .map(entry -> new ServerCountHistoryEntry(
                        Instant.EPOCH.plus(Duration.ofHours(entry.getKey())),
                        entry.getValue(),
                        outdatedClouds(
                                entry.getKey() - period.step(), recordedHours.getOrDefault(entry.getKey(), Map.of()))))
                .toList();
    }

    private static Set<CloudName> outdatedClouds(int previousTime, Map<String, Integer> recordedByCloud) {
        return recordedByCloud.entrySet().stream()
                .filter(entry -> entry.getValue() <= previousTime)
                .map(entry -> new CloudName(entry.getKey()))
                .collect(Collectors.toSet());
    }

    private Set<String> connectedClouds() {
        return clouds.names().stream().map(CloudName::value).collect(Collectors.toSet());
    }

    private RecordedHours loadRecordedHours(int firstDay, int lastDay, Predicate<String> cloudFilter) {
        RecordedHours recordedHours = new RecordedHours();
        database.sql(CLOUDS).param("first", firstDay).param("last", lastDay).query(String.class).list().stream()
                .filter(cloudFilter)
                .forEach(recordedHours::addCloud);
        database.sql(RECORDED_HOURS)
                .param("first", firstDay)
                .param("last", lastDay)
                .query(row -> {
                    recordedHours.add(
                            row.getString("cloud"),
                            row.getInt("epoch_day"),
                            HourlySeries.parse(row.getString("servers")));
                });
        return recordedHours;
    }

    private static void add(HourlySeries series, int epochHour, Map<ServerStatus, Integer> sums) {
        for (ServerStatus status : ServerStatus.values()) {
            series.find(status.name(), epochHour % HourlySeries.HOURS)
                    .ifPresent(servers -> sums.merge(status, Integer.valueOf(servers), Integer::sum));
        }
    }
}
