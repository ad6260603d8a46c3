package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * Stores the quotas of each project once an hour, and deletes those older than 90 days. Reads the projects of a cloud
 * one after another, with one request to each service, so that the task occupies few of the permits for concurrent
 * requests to the cloud. Reads the clouds in parallel, so that a slow cloud does not delay the others.
 */
@Component
class QuotaHistoryRecorder {

    /**
     * Maximum number of projects of each cloud. Projects with the most servers come first. The limit corresponds to
     * 1,500 requests an hour, or to 3,000 if all of them fail.
     */
    static final int MAX_PROJECTS = 500;

    /** Minimum time between two reads of a project. */
    static final Duration MIN_INTERVAL = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(QuotaHistoryRecorder.class);

    private final QuotaService quotaService;
    private final Clouds clouds;
    private final Inventory inventory;
    private final JdbcTemplate database;
    private final Clock clock;
    private final Map<Key, Instant> lastReads = new ConcurrentHashMap<>();

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
     * hour; if all services of a project fail, a call at least 30 minutes later tries again.
     */
    void record() {
        Instant longAgo = clock.instant().minus(MIN_INTERVAL);
        lastReads.values().removeIf(readAt -> !readAt.isAfter(longAgo));
        // Closing the executor waits for the tasks, and interrupts them if this thread is interrupted.
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("quota-history").factory())) {
            projectsByCloud().forEach(projects -> executor.execute(() -> recordCloud(projects)));
        }
        database.update(
                "delete from quota_history where epoch_day < ?",
                (ServerCountHistoryRecorder.epochHour(clock.instant()) - ServerCountHistoryRecorder.RETENTION_HOURS)
                        / HourlySeries.HOURS);
    }

    private Collection<List<Project>> projectsByCloud() {
        Map<Project, Long> servers = inventory.snapshot().servers().values().stream()
                .collect(Collectors.groupingBy(Server::project, Collectors.counting()));
        Map<CloudName, List<Project>> byCloud =
                clouds.projects().stream().distinct().collect(Collectors.groupingBy(Project::cloud));
        return byCloud.values().stream()
                .map(projects -> projects.stream()
                        .sorted(Comparator.comparing((Project project) -> servers.getOrDefault(project, 0L))
                                .reversed()
                                .thenComparing(Project::id))
                        .limit(MAX_PROJECTS)
                        .toList())
                .toList();
    }

    /** Records the projects of one cloud. Logs at most one warning. */
    private void recordCloud(List<Project> projects) {
        int failed = 0;
        RuntimeException failure = null;
        for (Project project : projects) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            try {
                recordProject(project);
            } catch (RuntimeException e) {
                failed++;
                failure = e;
            }
        }
        if (failure != null) {
            LOG.warn(
                    "Could not record the quotas of {} projects of the cloud {}",
                    failed,
                    projects.getFirst().cloud(),
                    failure);
        }
    }

    private void recordProject(Project project) {
        Instant now = clock.instant();
        int epochHour = ServerCountHistoryRecorder.epochHour(now);
        int day = epochHour / HourlySeries.HOURS;
        int hour = epochHour % HourlySeries.HOURS;
        Key key = new Key(project.cloud().value(), project.id().value());
        HourlyQuotaSeries known = load(day, key);
        if (known.covers(hour) || lastReads.putIfAbsent(key, now) != null) {
            return;
        }
        HourlyQuotaSeries extended = read(project, hour, known);
        if (extended.covers(hour)) {
            store(day, key, extended);
        }
    }

    private HourlyQuotaSeries load(int day, Key key) {
        return database
                .queryForList(
                        "select quotas from quota_history where epoch_day = ? and cloud = ? and project_id = ?",
                        String.class,
                        day,
                        key.cloud(),
                        key.project())
                .stream()
                .findFirst()
                .map(HourlyQuotaSeries::parse)
                .orElse(HourlyQuotaSeries.EMPTY);
    }

    private HourlyQuotaSeries read(Project project, int hour, HourlyQuotaSeries known) {
        HourlyQuotaSeries result = known;
        for (Quota.Service service : Quota.Service.values()) {
            ServiceQuotas loaded = quotaService.loadForAllUsers(project, service);
            if (loaded.problem() == null) {
                for (Quota quota : loaded.quotas()) {
                    result = quota.resource().hasHistory() ? result.with(hour, quota) : result;
                }
            }
        }
        return result;
    }

    private void store(int day, Key key, HourlyQuotaSeries quotas) {
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
