package org.stackdeck.history;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.quotas.QuotaService;
import org.stackdeck.quotas.ServiceQuotas;

/**
 * Stores the quotas of each project once an hour, and deletes those older than 90 days. Reads one project after the
 * other, one request to each service, so that it uses few of the concurrent requests to a cloud.
 */
@Component
class QuotaHistoryRecorder {

    /** Maximum number of projects of each cloud, those with the most servers first: 1,500 requests an hour. */
    static final int MAX_PROJECTS = 500;

    private static final int HOURS_OF_DAY = 24;

    private final QuotaService quotaService;
    private final Clouds clouds;
    private final Inventory inventory;
    private final JdbcTemplate database;
    private final Clock clock;

    private record Key(String cloud, String project) {}

    QuotaHistoryRecorder(
            QuotaService quotaService, Clouds clouds, Inventory inventory, JdbcTemplate database, Clock clock) {
        this.quotaService = quotaService;
        this.clouds = clouds;
        this.inventory = inventory;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Stores the quotas of the projects that have no value for this hour. A service that fails has no value for this
     * hour; if all services of a project fail, the next call in the same hour tries again.
     */
    void record() {
        int epochHour = ServerHistoryRecorder.epochHour(clock.instant());
        int day = epochHour / HOURS_OF_DAY;
        int hour = epochHour % HOURS_OF_DAY;
        Map<Key, DailyQuotaRecord> recorded = new HashMap<>();
        database.query(
                "select cloud, project_id, quotas from quota_history where epoch_day = ?",
                row -> {
                    recorded.put(
                            new Key(row.getString("cloud"), row.getString("project_id")),
                            DailyQuotaRecord.parse(row.getString("quotas")));
                },
                day);
        for (Project project : projects()) {
            Key key = new Key(project.cloud().value(), project.id().value());
            DailyQuotaRecord known = recorded.getOrDefault(key, DailyQuotaRecord.EMPTY);
            if (!known.covers(hour)) {
                DailyQuotaRecord now = read(project, hour, known);
                if (now.covers(hour)) {
                    store(day, key, now);
                }
            }
        }
        database.update(
                "delete from quota_history where epoch_day < ?",
                day - ServerHistoryRecorder.RETENTION_HOURS / HOURS_OF_DAY);
    }

    private List<Project> projects() {
        Map<Project, Long> servers = inventory.snapshot().servers().values().stream()
                .collect(Collectors.groupingBy(Server::project, Collectors.counting()));
        Map<CloudName, List<Project>> byCloud =
                clouds.projects().stream().distinct().collect(Collectors.groupingBy(Project::cloud));
        return byCloud.values().stream()
                .flatMap(projects -> projects.stream()
                        .sorted(Comparator.comparing((Project project) -> servers.getOrDefault(project, 0L))
                                .reversed()
                                .thenComparing(Project::id))
                        .limit(MAX_PROJECTS))
                .toList();
    }

    private DailyQuotaRecord read(Project project, int hour, DailyQuotaRecord known) {
        DailyQuotaRecord result = known;
        for (Quota.Service service : Quota.Service.values()) {
            ServiceQuotas loaded = quotaService.loadForAllUsers(project, service);
            if (loaded.problem() == null) {
                for (Quota quota : loaded.quotas()) {
                    result = result.with(hour, quota);
                }
            }
        }
        return result;
    }

    private void store(int day, Key key, DailyQuotaRecord quotas) {
        int updated = database.update(
                "update quota_history set quotas = ? where epoch_day = ? and cloud = ? and project_id = ?",
                quotas.format(),
                day,
                key.cloud(),
                key.project());
        if (updated == 0) {
            database.update(
                    "insert into quota_history (epoch_day, cloud, project_id, quotas) values (?, ?, ?, ?)",
                    day,
                    key.cloud(),
                    key.project(),
                    quotas.format());
        }
    }
}
