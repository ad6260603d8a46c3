package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;

/** Reads the history of the numbers of servers. */
@Service
public class ServerCountHistoryService {

    private static final String COUNTS =
            "select epoch_day, servers from server_count_history where epoch_day between :first and :last";
    private static final String RECORDED_HOURS = COUNTS + " and cloud = ''";
    private static final String ALL_PROJECTS = COUNTS + " and cloud <> ''";
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
     * Returns the total numbers of servers in the projects of which the caller may now see all servers, oldest first.
     * The numbers of a time are the newest since the previous time of the period. Times without recorded numbers are
     * missing. For administrators, the numbers include deleted projects.
     */
    // PostgreSQL uses the fetch size only within a transaction.
    @Transactional(readOnly = true)
    public List<ServerCountHistoryEntry> load(Caller caller, HistoryPeriod period) {
        EffectivePermissions permissions = accessDecisionService.permissions(caller.userId());
        if (permissions.isAdministrator()) {
            return entries(period, database.sql(ALL_PROJECTS));
        }
        List<Project> projects = projects(permissions);
        if (projects.isEmpty()) {
            return List.of();
        }
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
                                        .toList()));
    }

    private List<Project> projects(EffectivePermissions permissions) {
        return clouds.projects().stream()
                .filter(project -> permissions.coversAllServers(project.cloud(), project.id()))
                .distinct()
                .toList();
    }

    private List<ServerCountHistoryEntry> entries(HistoryPeriod period, StatementSpec query) {
        List<Integer> hours = period.hoursUntil(ServerCountHistoryRecorder.epochHour(clock.instant()));
        int first = (hours.getFirst() - period.step() + 1) / HourlySeries.HOURS;
        int last = hours.getLast() / HourlySeries.HOURS;
        // If an hour was recorded and the projects had no servers, their number is zero and not unknown.
        Map<Integer, Integer> recordedHours = recordedHours(hours, period.step(), first, last);
        Map<Integer, List<Integer>> byDay = recordedHours.values().stream()
                .collect(Collectors.groupingBy(recorded -> recorded / HourlySeries.HOURS));
        Map<Integer, Map<ServerStatus, Integer>> numbers = new HashMap<>();
        query.withFetchSize(FETCH_SIZE)
                .param("first", first)
                .param("last", last)
                .query(row -> {
                    HourlySeries series = HourlySeries.parse(row.getString("servers"));
                    for (int recorded : byDay.getOrDefault(row.getInt("epoch_day"), List.of())) {
                        add(
                                series,
                                recorded,
                                numbers.computeIfAbsent(recorded, _ -> new EnumMap<>(ServerStatus.class)));
                    }
                });
        return recordedHours.entrySet().stream()
                .map(entry -> new ServerCountHistoryEntry(
                        Instant.EPOCH.plus(Duration.ofHours(entry.getKey())),
                        numbers.getOrDefault(entry.getValue(), Map.of())))
                .toList();
    }

    /** Returns for each hour the newest recorded one of the {@code step} hours up to it, oldest first. */
    private Map<Integer, Integer> recordedHours(List<Integer> hours, int step, int firstDay, int lastDay) {
        Map<Integer, HourlySeries> byDay = new HashMap<>();
        database.sql(RECORDED_HOURS)
                .param("first", firstDay)
                .param("last", lastDay)
                .query(row -> {
                    byDay.put(row.getInt("epoch_day"), HourlySeries.parse(row.getString("servers")));
                });
        Map<Integer, Integer> recorded = new LinkedHashMap<>();
        for (int hour : hours) {
            IntStream.range(0, step)
                    .map(age -> hour - age)
                    .filter(read -> byDay.getOrDefault(read / HourlySeries.HOURS, HourlySeries.EMPTY)
                            .covers(read % HourlySeries.HOURS))
                    .findFirst()
                    .ifPresent(read -> recorded.put(hour, read));
        }
        return recorded;
    }

    private static void add(HourlySeries series, int epochHour, Map<ServerStatus, Integer> sums) {
        for (ServerStatus status : ServerStatus.values()) {
            series.find(status.name(), epochHour % HourlySeries.HOURS)
                    .ifPresent(servers -> sums.merge(status, Integer.valueOf(servers), Integer::sum));
        }
    }
}
