package org.stackdeck.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MovableClock;

class DecisionTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId ANNA = FakeDirectory.idOf("anna");
    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final ProjectId DATABASE = new ProjectId("p-db");

    private final MovableClock clock = new MovableClock(NOW);
    private final Access access = access();

    private Access access() {
        FakeDirectory directory = new FakeDirectory();
        ApplicationEventPublisher silent = event -> {};
        return new GrantedAccess(new Subjects(new SubjectLoader(directory, new FakeGrants(directory)), silent), clock);
    }

    @Test
    void aMemberWithoutGrantsSeesNothing() {
        assertThat(decide(member(), Permission.SERVER_READ, WEB)).isEqualTo(new Decision.Invisible());
    }

    @Test
    void anAdministratorMayDoEverything() {
        Subject administrator = new Subject(ANNA, true, true, List.of());

        for (Permission permission : Permission.values()) {
            assertThat(decide(administrator, permission, WEB)).isEqualTo(new Decision.Allowed());
        }
    }

    @Test
    void someInactiveMayDoNothingWhateverElseTheyAre() {
        Subject disabled = new Subject(ANNA, false, true, List.of(grant(WEB, Role.OPERATOR, null, null)));

        for (Permission permission : Permission.values()) {
            assertThat(decide(disabled, permission, WEB)).isEqualTo(new Decision.Invisible());
        }
    }

    @Test
    void aViewerSeesAndIsToldWhatIsNotGranted() {
        Subject viewer = member(grant(WEB, Role.VIEWER, null, null));

        assertThat(decide(viewer, Permission.SERVER_READ, WEB).allowed()).isTrue();
        assertThat(decide(viewer, Permission.SERVER_STOP, WEB))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_STOP));
        assertThat(decide(viewer, Permission.SERVER_STOP, DATABASE)).isEqualTo(new Decision.Invisible());
    }

    @Test
    void anOperatorMayTakeEveryActionButNotSeeTheHost() {
        Subject operator = member(grant(null, Role.OPERATOR, null, null));

        for (ServerAction action : ServerAction.values()) {
            assertThat(decide(operator, Permission.of(action), DATABASE).allowed())
                    .isTrue();
        }
        assertThat(decide(operator, Permission.SERVER_READ_HOST, DATABASE))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_READ_HOST));
    }

    @Test
    void anotherCloudsProjectOfTheSameIdIsNotCovered() {
        Subject operator = member(grant(WEB, Role.OPERATOR, null, null));
        ServerFacts elsewhere = new ServerFacts(new ServerKey(new CloudName("Lab"), new ServerId("s")), WEB);

        assertThat(access.decide(operator, Permission.SERVER_READ, elsewhere)).isEqualTo(new Decision.Invisible());
    }

    @Test
    void aGrantHoldsFromItsBeginningUpToItsEnd() {
        Subject subject = member(grant(WEB, Role.VIEWER, NOW.plusSeconds(10), NOW.plusSeconds(20)));

        assertThat(access.maySee(subject, server(WEB))).isFalse();
        clock.move(Duration.ofSeconds(10));
        assertThat(access.maySee(subject, server(WEB))).isTrue();
        clock.move(Duration.ofSeconds(10).minusNanos(1));
        assertThat(access.maySee(subject, server(WEB))).isTrue();
        clock.move(Duration.ofNanos(1));
        assertThat(access.maySee(subject, server(WEB))).isFalse();
    }

    @Test
    void aGrantMustBeginBeforeItEnds() {
        assertThatIllegalArgumentException().isThrownBy(() -> grant(WEB, Role.VIEWER, NOW, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Grants.Wish(LAB, WEB, Role.VIEWER, NOW, NOW.minusSeconds(1)));
    }

    /** What each role may do, written down anew: an edit of the role must be an edit here as well. */
    private static List<String> words(Role role) {
        return switch (role) {
            case VIEWER -> List.of("server:read");
            case OPERATOR -> List.of("server:read", "server:start", "server:stop", "server:reboot", "server:delete");
        };
    }

    @Test
    void agreesWithAPlainModelOnRandomCases() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int allowed = 0;
        int notGranted = 0;
        for (int i = 0; i < 50_000; i++) {
            Subject subject = randomSubject(random);
            ServerFacts server = new ServerFacts(
                    new ServerKey(new CloudName(any(random, "a", "b", "A")), new ServerId("s" + random.nextInt(3))),
                    new ProjectId(any(random, "p", "q", "P")));
            Permission permission = any(random, Permission.values());

            String answer = name(access.decide(subject, permission, server));

            assertThat(answer).as("seed %s, case %s", seed, i).isEqualTo(model(subject, permission, server));
            allowed += answer.equals("allowed") ? 1 : 0;
            notGranted += answer.equals("not granted") ? 1 : 0;
        }
        assertThat(allowed).isBetween(5_000, 45_000);
        assertThat(notGranted).isBetween(1_000, 45_000);
    }

    private static String model(Subject subject, Permission permission, ServerFacts server) {
        if (!subject.active()) {
            return "invisible";
        }
        if (subject.administrator()) {
            return "allowed";
        }
        List<String> rights = new ArrayList<>();
        for (Grant grant : subject.grants()) {
            boolean sameCloud =
                    grant.cloud().value().equals(server.key().cloud().value());
            boolean sameProject = grant.project() == null
                    || grant.project().value().equals(server.project().value());
            boolean begun = grant.from() == null || grant.from().compareTo(NOW) <= 0;
            boolean ended = grant.until() != null && grant.until().compareTo(NOW) <= 0;
            if (sameCloud && sameProject && begun && !ended) {
                rights.addAll(words(grant.role()));
            }
        }
        if (rights.contains(permission.word())) {
            return "allowed";
        }
        return rights.contains("server:read") ? "not granted" : "invisible";
    }

    private static String name(Decision decision) {
        return switch (decision) {
            case Decision.Allowed() -> "allowed";
            case Decision.Invisible() -> "invisible";
            case Decision.NotGranted(Permission permission) -> "not granted";
        };
    }

    private static Subject randomSubject(Random random) {
        List<Grant> grants = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> randomGrant(random))
                .toList();
        return new Subject(ANNA, random.nextInt(10) > 0, random.nextInt(10) == 0, grants);
    }

    private static Grant randomGrant(Random random) {
        Instant from = random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(3) - 1);
        Instant until = random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(3) - 1);
        if (from != null && until != null && !from.isBefore(until)) {
            until = from.plusSeconds(1);
        }
        String project = any(random, "p", "q", "*");
        return FakeGrants.grant(
                ANNA,
                new Grants.Wish(
                        new CloudName(any(random, "a", "b")),
                        project.equals("*") ? null : new ProjectId(project),
                        any(random, Role.values()),
                        from,
                        until));
    }

    @SafeVarargs
    private static <T> T any(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void decidesOnTenThousandServersAndFiftyGrantsInTwentyMilliseconds() {
        Subject subject = member(IntStream.range(0, 50)
                .mapToObj(i -> grant(new ProjectId("project-" + i), Role.VIEWER, null, NOW.plusSeconds(60)))
                .toArray(Grant[]::new));
        List<ServerFacts> servers = IntStream.range(0, 10_000)
                .mapToObj(i -> server(new ProjectId("project-" + i % 100)))
                .toList();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long start = System.nanoTime();
            long seen = servers.stream().filter(s -> access.maySee(subject, s)).count();
            best = Math.min(best, System.nanoTime() - start);
            assertThat(seen).isEqualTo(5_000);
        }

        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(20));
    }

    private Decision decide(Subject subject, Permission permission, ProjectId project) {
        return access.decide(subject, permission, server(project));
    }

    private static Subject member(Grant... grants) {
        return new Subject(ANNA, true, false, List.of(grants));
    }

    private static ServerFacts server(ProjectId project) {
        return new ServerFacts(new ServerKey(LAB, new ServerId("s-1")), project);
    }

    private static Grant grant(
            @Nullable ProjectId project, Role role, @Nullable Instant from, @Nullable Instant until) {
        return FakeGrants.grant(ANNA, new Grants.Wish(LAB, project, role, from, until));
    }
}
