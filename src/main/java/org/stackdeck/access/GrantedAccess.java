package org.stackdeck.access;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.stackdeck.identity.UserId;

/** Decides by role and grants. What a server's state or lock allows is not asked here. */
@Service
class GrantedAccess implements Access {

    private static final Decision ALLOWED = new Decision.Allowed();
    private static final Decision INVISIBLE = new Decision.Invisible();

    private final Subjects subjects;
    private final Clock clock;

    GrantedAccess(Subjects subjects, Clock clock) {
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public Subject subject(UserId user) {
        return subjects.of(user);
    }

    @Override
    public Decision decide(Subject subject, Permission permission, ServerFacts server) {
        if (!subject.active()) {
            return INVISIBLE;
        }
        if (subject.administrator()) {
            return ALLOWED;
        }
        return byGrants(subject, permission, server, clock.instant());
    }

    private static Decision byGrants(Subject subject, Permission permission, ServerFacts server, Instant now) {
        boolean visible = false;
        for (Grant grant : subject.grants()) {
            if (grant.covers(server) && grant.validAt(now)) {
                if (grant.role().gives(permission)) {
                    return ALLOWED;
                }
                visible |= grant.role().gives(Permission.SERVER_READ);
            }
        }
        return visible ? new Decision.NotGranted(permission) : INVISIBLE;
    }
}
