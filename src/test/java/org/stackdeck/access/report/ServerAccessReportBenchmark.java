package org.stackdeck.access.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.ownership.JdbcOwnershipService;
import org.stackdeck.access.role.FakeRoleService;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AdminActionExecutorTestConfiguration;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;

/** Not a test: measures the access report of a server, with 10,000 users who have 50 grants each. */
@Tag("tool")
@DatabaseTest
@Import({
    DefaultResourceAccessReportService.class,
    FakeRoleService.class,
    ProjectGrantLoader.class,
    JdbcOwnershipService.class,
    AdminActionExecutorTestConfiguration.class,
    FakeUserDirectory.class,
    FakeAuditTrail.class
})
class ServerAccessReportBenchmark {

    private static final int USERS = 10_000;
    private static final int GRANTS = 50;

    @Autowired
    ResourceAccessReportService whoCan;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    JdbcTemplate database;

    @Test
    void measure() {
        Caller administrator = FakeUserDirectory.caller(directory.administrator("ada"));
        Random random = new Random(1);
        for (int i = 0; i < USERS; i++) {
            String user = directory.member("user-" + i).id().toString();
            List<Object[]> grants = new ArrayList<>();
            List<Object[]> projects = new ArrayList<>();
            for (int k = 0; k < GRANTS; k++) {
                String id = UUID.randomUUID().toString();
                grants.add(new Object[] {id, user, servers(random), user});
                projects.add(new Object[] {id, "p-" + random.nextInt(20)});
            }
            database.batchUpdate(
                    "insert into grants (id, subject_type, subject_id, cloud, servers, role, created_at, created_by)"
                            + " values (?, 'USER', ?, 'lab', ?, 'viewer', '2026-01-01', ?)",
                    grants);
            database.batchUpdate("insert into grant_projects (grant_id, project) values (?, ?)", projects);
        }
        for (String name : List.of("web-7", "db-1")) {
            ServerAttributes server = new ServerAttributes(
                    new ServerKey(new CloudName("lab"), new ServerId("s")),
                    new ProjectId("p-3"),
                    name,
                    Set.of(),
                    Map.of());
            for (int i = 0; i < 5; i++) {
                Instant begin = Instant.now();
                ResourceAccessReport resourceAccessReport = whoCan.report(administrator, server);
                System.out.printf(
                        "%s: %d users by %d ways in %d ms%n",
                        name,
                        resourceAccessReport.users().size(),
                        resourceAccessReport.users().stream()
                                .mapToInt(userServerAccess ->
                                        userServerAccess.paths().size())
                                .sum(),
                        Duration.between(begin, Instant.now()).toMillis());
            }
        }
    }

    private static String servers(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "{\"all\":true}";
            case 1 -> "{\"name\":\"web-*\"}";
            case 2 -> "{\"tag\":\"t" + random.nextInt(100) + "\"}";
            default -> "{\"ids\":[\"" + UUID.randomUUID() + "\"]}";
        };
    }
}
