package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;

/** Reads the history of the numbers of servers. */
@Service
public class ServerCountHistoryService {

    private static final String COUNTS = "select epoch_hour, status, sum(servers) as servers from server_history"
            + " where epoch_hour in (:hours) and servers > 0%s group by epoch_hour, status";
    private static final String IN_PROJECTS = " and (cloud, project_id) in (:projects)";

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
    public List<ServerCountHistoryEntry> load(Caller caller, HistoryPeriod period) {
        EffectivePermissions permissions = accessDecisionService.permissions(caller.userId());
        List<Integer> hours = period.hoursUntil(ServerCountHistoryRecorder.epochHour(clock.instant()));
        if (permissions.isAdministrator()) {
            return entries(hours, database.sql(COUNTS.formatted("")).param("hours", hours));
        }
        List<Project> projects = projects(permissions);
        if (projects.isEmpty()) {
            return List.of();
        }
        return entries(
                hours,
                database.sql(COUNTS.formatted(IN_PROJECTS))
                        .param("hours", hours)
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

    private List<ServerCountHistoryEntry> entries(List<Integer> hours, StatementSpec query) {
        Map<Integer, Map<ServerStatus, Integer>> byHour = new TreeMap<>();
        // If an hour was recorded and the projects had no servers, their number is zero and not unknown.
        database.sql("select distinct epoch_hour from server_history where epoch_hour in (:hours)")
                .param("hours", hours)
                .query(Integer.class)
                .list()
                .forEach(hour -> byHour.put(hour, new EnumMap<>(ServerStatus.class)));
        query.query(row -> {
            byHour.computeIfAbsent(row.getInt("epoch_hour"), _ -> new EnumMap<>(ServerStatus.class))
                    .put(ServerStatus.valueOf(row.getString("status")), row.getInt("servers"));
        });
        return byHour.entrySet().stream()
                .map(entry -> new ServerCountHistoryEntry(
                        Instant.EPOCH.plus(Duration.ofHours(entry.getKey())), entry.getValue()))
                .toList();
    }
}
