package org.stackdeck.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.TestSeed;

/** Compares permission checks with an independent model that uses only text, dates and loops. */
class EffectivePermissionsRandomTests {

    private static final int CASES = 100_000;
    private static final UserId ANNA = FakeUserDirectory.idOf("anna");
    private static final Instant NOW = RandomGrantTerms.NOW;

    /**
     * Returns the role's permissions for servers, listed independently of the product. A change of a role requires a
     * change here.
     */
    private static List<String> words(Role role) {
        return switch (role.name()) {
            case "viewer" -> List.of("read");
            case "operator" -> List.of("read", "start", "stop", "reboot", "pause", "log", "console", "delete");
            case "manager" ->
                List.of(
                        "read",
                        "start",
                        "stop",
                        "reboot",
                        "pause",
                        "log",
                        "console",
                        "delete",
                        "snapshot",
                        "resize",
                        "shelve",
                        "lock",
                        "create",
                        "update",
                        "volumes",
                        "network",
                        "password",
                        "rescue",
                        "rebuild");
            case "administrator" ->
                List.of(
                        "read",
                        "start",
                        "stop",
                        "reboot",
                        "pause",
                        "log",
                        "console",
                        "delete",
                        "snapshot",
                        "resize",
                        "shelve",
                        "lock",
                        "create",
                        "update",
                        "volumes",
                        "network",
                        "password",
                        "rescue",
                        "rebuild",
                        "administer",
                        "read-host");
            default -> List.of("read", "snapshot");
        };
    }

    private static final Permission[] SERVER_PERMISSIONS = Arrays.stream(Permission.values())
            .filter(permission -> permission.toRead() == Permission.SERVER_READ)
            .toArray(Permission[]::new);

    @Test
    void decisionsMatchTheModel() {
        long seed = TestSeed.printedFor(EffectivePermissionsRandomTests.class);
        Random random = new Random(seed);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Subject subject = randomSubject(random);
            ServerAttributes server = RandomGrantTerms.server(random);
            Permission permission = RandomGrantTerms.choose(random, SERVER_PERMISSIONS);

            String answer = name(EffectivePermissions.of(subject, NOW).decide(permission, server));

            assertThat(answer)
                    .as("seed %s, case %s: %s %s %s", seed, i, subject, permission, server)
                    .isEqualTo(model(subject, permission, server));
            answers.add(answer);
        }
        Map<String, Long> counts = answers.stream().collect(Collectors.groupingBy(a -> a, Collectors.counting()));
        assertThat(counts.keySet())
                .containsExactlyInAnyOrder("allowed", "invisible", "not granted", "not yet", "ended");
        assertThat(counts.values())
                .as("%s", counts)
                .allSatisfy(count -> assertThat(count).isGreaterThan(CASES / 400));
    }

    /** Of the roles in the random grants, only manager and administrator include permission to read other resources. */
    @Test
    void decisionsOnOtherResourcesMatchTheModel() {
        long seed = TestSeed.printedFor(EffectivePermissionsRandomTests.class);
        Random random = new Random(seed);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            ServerAttributes some = RandomGrantTerms.server(random);
            ResourceKind kind = RandomGrantTerms.choose(
                    random,
                    Arrays.stream(ResourceKind.values())
                            .filter(ResourceKind::hasProject)
                            .toArray(ResourceKind[]::new));
            ResourceKey key =
                    new ResourceKey(some.cloud(), kind, some.key().id().value());
            ResourceAttributes resource =
                    new ResourceAttributes.OfResource(key, some.project(), some.name(), some.tags(), some.metadata());
            boolean owned = random.nextBoolean();
            Subject drawn = randomSubject(random);
            Subject subject = new Subject(
                    drawn.user(),
                    drawn.active(),
                    drawn.administrator(),
                    drawn.grants(),
                    owned ? Set.of(key) : Set.of(some.key()));
            Subject reader = new Subject(
                    subject.user(),
                    subject.active(),
                    subject.administrator(),
                    subject.grants().stream()
                            .filter(grant -> Set.of("manager", "administrator")
                                    .contains(grant.terms().role().name()))
                            .toList(),
                    owned ? Set.of(some.key()) : Set.of());
            ServerAttributes server =
                    new ServerAttributes(some.key(), some.project(), some.name(), some.tags(), some.metadata());

            String answer = name(EffectivePermissions.of(subject, NOW).decide(Permission.read(kind), resource));

            assertThat(answer)
                    .as("seed %s, case %s: %s %s", seed, i, subject, resource)
                    .isEqualTo(model(reader, Permission.SERVER_READ, server));
            answers.add(answer);
        }
        assertThat(answers).contains("allowed", "invisible");
    }

    @Test
    void decisionsOnNewServersMatchTheModel() {
        long seed = TestSeed.printedFor(EffectivePermissionsRandomTests.class);
        Random random = new Random(seed);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Subject subject = randomSubject(random);
            ServerAttributes some = RandomGrantTerms.server(random);
            ServerAttributes server = new ServerAttributes(
                    new ServerKey(some.key().cloud(), new ServerId("to be made")),
                    some.project(),
                    some.name(),
                    some.tags(),
                    some.metadata());
            // The creation of a server checks these permissions.
            Permission permission = random.nextBoolean() ? Permission.SERVER_CREATE : Permission.SERVER_VOLUMES;
            EffectivePermissions effectivePermissions = EffectivePermissions.of(subject, NOW);

            String answer = name(effectivePermissions.decideForNew(permission, server));

            assertThat(answer)
                    .as("seed %s, case %s: %s %s %s", seed, i, subject, permission, server)
                    .isEqualTo(modelOfNew(subject, permission, server));
            if (effectivePermissions
                    .decideForNew(Permission.SERVER_CREATE, server)
                    .isAllowed()) {
                assertThat(effectivePermissions.mayCreateSomeServer(server.key().cloud(), server.project()))
                        .as("seed %s, case %s: %s %s", seed, i, subject, server)
                        .isTrue();
            }
            answers.add(answer);
        }
        assertThat(answers).contains("allowed", "invisible", "not granted", "not yet", "ended");
    }

    /**
     * Models the decision as if the server existed and belonged to the subject. Users who see the project receive the
     * reason for a refusal.
     */
    private static String modelOfNew(Subject subject, Permission permission, ServerAttributes server) {
        Subject owner = new Subject(
                subject.user(), subject.active(), subject.administrator(), subject.grants(), Set.of(server.key()));
        boolean knows = subject.grants().stream().anyMatch(grant -> knows(grant.terms(), server));
        String asOwner = model(owner, permission, server);
        if (!subject.active() || subject.administrator() || asOwner.equals("allowed")) {
            return asOwner;
        }
        if (!knows) {
            return "invisible";
        }
        // A grant that makes the server visible, so that the model returns the reason for a refusal.
        List<Grant> grants = new ArrayList<>(subject.grants());
        grants.add(FakeGrantService.grant(
                Grantee.of(ANNA), new GrantTerms(server.key().cloud(), Set.of(), Role.VIEWER, null, null)));
        return model(new Subject(ANNA, true, false, grants, Set.of(server.key())), permission, server);
    }

    private static boolean knows(GrantTerms grantTerms, ServerAttributes server) {
        return grantTerms.isActiveAt(NOW)
                && grantTerms.cloud().equals(server.key().cloud())
                && (grantTerms.projects().isEmpty() || grantTerms.projects().contains(server.project()));
    }

    private static String model(Subject subject, Permission permission, ServerAttributes server) {
        if (!subject.active()) {
            return "invisible";
        }
        if (subject.administrator()) {
            return "allowed";
        }
        String wanted = permission.code().substring("server:".length());
        boolean visible = false;
        boolean given = false;
        boolean later = false;
        boolean over = false;
        for (Grant grant : subject.grants()) {
            GrantTerms grantTerms = grant.terms();
            boolean about =
                    grantTerms.cloud().value().equals(server.key().cloud().value())
                            && (grantTerms.projects().isEmpty()
                                    || grantTerms.projects().contains(server.project()))
                            && isAbout(grantTerms.servers(), server, subject);
            if (!about) {
                continue;
            }
            boolean begun = grantTerms.from() == null || grantTerms.from().compareTo(NOW) <= 0;
            boolean ended = grantTerms.until() != null && grantTerms.until().compareTo(NOW) <= 0;
            boolean inHours = grantTerms.hours() == null || openOnSunday(grantTerms.hours());
            if (begun && !ended && inHours) {
                visible = true;
                given |= words(grantTerms.role()).contains(wanted);
            } else if (words(grantTerms.role()).contains(wanted)) {
                later |= !ended && opensBeforeItEnds(grantTerms, begun);
                over |= ended;
            }
        }
        if (given) {
            return "allowed";
        }
        if (!visible) {
            return "invisible";
        }
        return later ? "not yet" : over ? "ended" : "not granted";
    }

    private static boolean openOnSunday(WeeklyHours hours) {
        return hours.spans().stream()
                .anyMatch(weeklySpan -> openOnSunday(weeklySpan, 12)
                        || (weeklySpan.days().contains(DayOfWeek.SATURDAY)
                                && weeklySpan.until().getHour()
                                        <= weeklySpan.from().getHour()
                                && weeklySpan.until().getHour() != 0
                                && 12 < weeklySpan.until().getHour()));
    }

    private static boolean openOnSunday(WeeklyHours.WeeklySpan weeklySpan, int hour) {
        int end = weeklySpan.until().getHour() <= weeklySpan.from().getHour()
                ? 24
                : weeklySpan.until().getHour();
        return weeklySpan.days().contains(DayOfWeek.SUNDAY) && weeklySpan.from().getHour() <= hour && hour < end;
    }

    /** Assumes that ends are at most a few seconds from 12:30, and that hours begin and end at full hours. */
    private static boolean opensBeforeItEnds(GrantTerms grantTerms, boolean begun) {
        boolean inHours = grantTerms.hours() == null || openOnSunday(grantTerms.hours());
        if (inHours) {
            return !begun;
        }
        return grantTerms.until() == null;
    }

    private static boolean isAbout(ResourceSelector selector, ServerAttributes server, Subject subject) {
        return switch (selector) {
            case ResourceSelector.AllServers() -> true;
            case ResourceSelector.ByIds(var ids) ->
                ids.stream().anyMatch(id -> id.value().equals(server.key().id().value()));
            case ResourceSelector.ByName(var pattern) ->
                Pattern.matches(
                        pattern.text()
                                .chars()
                                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + (char) c))
                                .collect(Collectors.joining()),
                        server.name());
            case ResourceSelector.ByTag(var tag) -> server.tags().stream().anyMatch(tag::equals);
            case ResourceSelector.ByMetadata(var entries) ->
                entries.keySet().stream()
                        .allMatch(key -> Objects.equals(
                                entries.get(key), server.metadata().get(key)));
            case ResourceSelector.OwnedServers() ->
                subject.owned().stream()
                        .anyMatch(key -> key.toString().equals(server.key().toString()));
        };
    }

    private static String name(Decision decision) {
        return switch (decision) {
            case Decision.Allowed() -> "allowed";
            case Decision.Invisible() -> "invisible";
            case Decision.NotGranted(Permission permission) -> "not granted";
            case Decision.NotYet(Permission permission, Instant opens) -> "not yet";
            case Decision.Ended(Permission permission, Instant at) -> "ended";
        };
    }

    private static Subject randomSubject(Random random) {
        List<Grant> grants = IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> FakeGrantService.grant(Grantee.of(ANNA), RandomGrantTerms.terms(random)))
                .toList();
        Set<ActionTarget> owned = random.nextBoolean()
                ? Set.of()
                : Set.of(RandomGrantTerms.server(random).key());
        return new Subject(ANNA, random.nextInt(20) > 0, random.nextInt(20) == 0, grants, owned);
    }
}
