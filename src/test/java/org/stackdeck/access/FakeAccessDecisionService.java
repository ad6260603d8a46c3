package org.stackdeck.access;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.Project;
import org.stackdeck.identity.UserId;

/** Keeps grants in memory and evaluates them by the real rules. */
public class FakeAccessDecisionService implements AccessDecisionService {

    private final AtomicReference<@Nullable CountDownLatch> nextDelay = new AtomicReference<>();
    private final Clock clock;
    private final Map<UserId, Subject> subjects = new ConcurrentHashMap<>();
    private final Map<UserId, Integer> loadCount = new ConcurrentHashMap<>();

    public FakeAccessDecisionService(Clock clock) {
        this.clock = clock;
    }

    public UserId administrator() {
        UserId user = new UserId(UUID.randomUUID());
        administrator(user);
        return user;
    }

    /** Makes the user an active administrator without grants. */
    public void administrator(UserId user) {
        subjects.put(user, new Subject(user, true, true, List.of()));
    }

    public UserId member() {
        UserId user = new UserId(UUID.randomUUID());
        subjects.put(user, new Subject(user, true, false, List.of()));
        return user;
    }

    public void grant(UserId user, Project project, Role role, @Nullable Instant until) {
        grant(user, new GrantTerms(project.cloud(), Set.of(project.id()), role, null, until));
    }

    public void grant(UserId user, Project project, ResourceSelector servers, Role role) {
        grant(user, new GrantTerms(project.cloud(), Set.of(project.id()), servers, role, null, null, null));
    }

    public void grant(UserId user, GrantTerms grantTerms) {
        Subject before = currentSubject(user);
        List<Grant> grants = new ArrayList<>(before.grants());
        grants.add(new Grant(new GrantId(UUID.randomUUID()), Grantee.of(user), grantTerms));
        subjects.put(user, new Subject(user, true, before.administrator(), grants, before.owned()));
    }

    /** Makes the server or resource the only object that the user owns. */
    public void own(UserId user, ActionTarget owned) {
        Subject before = currentSubject(user);
        subjects.put(user, new Subject(user, true, before.administrator(), before.grants(), Set.of(owned)));
    }

    public void revokeAll(UserId user) {
        subjects.put(user, new Subject(user, true, false, List.of()));
    }

    /** Makes the user inactive, without grants. */
    public void deactivate(UserId user) {
        subjects.remove(user);
    }

    /** Returns how often the user's grants were loaded. */
    public int loadCount(UserId user) {
        return loadCount.getOrDefault(user, 0);
    }

    @Override
    public Subject subject(UserId user) {
        loadCount.merge(user, 1, Integer::sum);
        Subject subject = currentSubject(user);
        CountDownLatch delay = nextDelay.getAndSet(null);
        if (delay != null) {
            try {
                delay.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return subject;
    }

    private Subject currentSubject(UserId user) {
        return subjects.getOrDefault(user, new Subject(user, false, false, List.of()));
    }

    /** Makes the next load of a subject wait for the latch after it has read the grants. */
    public void delayNextLoad(CountDownLatch until) {
        nextDelay.set(until);
    }

    public boolean isDelayPending() {
        return nextDelay.get() != null;
    }

    @Override
    public Subject loadSubject(UserId user) {
        return subject(user);
    }

    @Override
    public EffectivePermissions permissions(Subject subject) {
        return EffectivePermissions.of(subject, clock.instant());
    }
}
