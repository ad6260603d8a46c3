package org.stackdeck.access;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.identity.UserId;

/** Grants in memory, evaluated by the real rules. */
public class FakeAccess implements Access {

    private final Clock clock;
    private final Map<UserId, Subject> subjects = new ConcurrentHashMap<>();
    private final Map<UserId, Integer> asked = new ConcurrentHashMap<>();

    public FakeAccess(Clock clock) {
        this.clock = clock;
    }

    public UserId administrator() {
        UserId user = new UserId(UUID.randomUUID());
        administrator(user);
        return user;
    }

    /** Makes the user an administrator. */
    public void administrator(UserId user) {
        subjects.put(user, new Subject(user, true, true, List.of()));
    }

    public UserId member() {
        UserId user = new UserId(UUID.randomUUID());
        subjects.put(user, new Subject(user, true, false, List.of()));
        return user;
    }

    public void grant(UserId user, Project project, Role role, @Nullable Instant until) {
        grant(user, new Terms(project.cloud(), Set.of(project.id()), role, null, until));
    }

    public void grant(UserId user, Terms terms) {
        Subject before = subject(user);
        List<Grant> grants = new ArrayList<>(before.grants());
        grants.add(new Grant(new GrantId(UUID.randomUUID()), Grantee.of(user), terms));
        subjects.put(user, new Subject(user, true, before.administrator(), grants));
    }

    public void revokeAll(UserId user) {
        subjects.put(user, new Subject(user, true, false, List.of()));
    }

    /** Makes the user inactive. */
    public void deactivate(UserId user) {
        subjects.remove(user);
    }

    /** Number of times the user's grants were loaded. */
    public int asked(UserId user) {
        return asked.getOrDefault(user, 0);
    }

    @Override
    public Subject subject(UserId user) {
        asked.merge(user, 1, Integer::sum);
        return subjects.getOrDefault(user, new Subject(user, false, false, List.of()));
    }

    @Override
    public Subject fresh(UserId user) {
        return subject(user);
    }

    @Override
    public Rights rights(Subject subject) {
        return Rights.of(subject, clock.instant());
    }
}
