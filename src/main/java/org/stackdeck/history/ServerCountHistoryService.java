package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
            "select epoch_day, cloud, servers from server_count_history where epoch_day between :first and :last";
    private static final String IN_PROJECTS = " and (cloud = '' or (cloud, project_id) in (:projects))";

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
     * Times at which nothing was recorded are missing. For administrators, the numbers include deleted projects.
     */
    // PostgreSQL uses the fetch size only within a transaction.
    @Transactional(readOnly = true)
    public List<ServerCountHistoryEntry> load(Caller caller, HistoryPeriod period) {
        EffectivePermissions permissions = accessDecisionService.permissions(caller.userId());
        List<Integer> hours = period.hoursUntil(ServerCountHistoryRecorder.epochHour(clock.instant()));
        if (permissions.isAdministrator()) {
            return entries(hours, database.sql(COUNTS));
        }
        List<Project> projects = projects(permissions);
        if (projects.isEmpty()) {
            return List.of();
        }
        return entries(
                hours,
                database.sql(COUNTS + IN_PROJECTS)
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

    private static List<ServerCountHistoryEntry> entries(List<Integer> hours, StatementSpec query) {
        // If an hour was recorded and the projects had no servers, their number is zero and not unknown.
        Set<Integer> recorded = new HashSet<>();
        Map<Integer, Map<ServerStatus, Integer>> byHour = new HashMap<>();
        Map<Integer, List<Integer>> hoursByDay =
                hours.stream().collect(Collectors.groupingBy(hour -> hour / HourlySeries.HOURS));
        query.withFetchSize(FETCH_SIZE)
                .param("first", hours.getFirst() / HourlySeries.HOURS)
                .param("last", hours.getLast() / HourlySeries.HOURS)
                .query(row -> {
                    HourlySeries series = HourlySeries.parse(row.getString("servers"));
                    boolean marks = row.getString("cloud").isEmpty();
                    for (int hour : hoursByDay.getOrDefault(row.getInt("epoch_day"), List.of())) {
                        if (marks && series.covers(hour % HourlySeries.HOURS)) {
                            recorded.add(hour);
                        } else if (!marks) {
                            add(series, hour, byHour.computeIfAbsent(hour, _ -> new EnumMap<>(ServerStatus.class)));
                        }
                    }
                });
        return hours.stream()
                .filter(recorded::contains)
                .map(hour -> new ServerCountHistoryEntry(
                        Instant.EPOCH.plus(Duration.ofHours(hour)), byHour.getOrDefault(hour, Map.of())))
                .toList();
    }

    private static void add(HourlySeries series, int epochHour, Map<ServerStatus, Integer> sums) {
        for (ServerStatus status : ServerStatus.values()) {
            series.find(status.name(), epochHour % HourlySeries.HOURS)
                    .ifPresent(servers -> sums.merge(status, Integer.valueOf(servers), Integer::sum));
        }
    }
}
