package org.stackdeck.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** The grants, for administrators. Each change is audited and published as {@link AccessChanged}. */
public interface Grants {

    /** All grants of a user, also those not valid now. */
    List<Grant> of(UserId user);

    List<Grant> all();

    Grant give(Caller caller, UserId user, Wish wish);

    /** Makes these the user's only grants. */
    List<Grant> replace(Caller caller, UserId user, List<Wish> wishes);

    void revoke(Caller caller, GrantId grant);

    /** A grant to be made; see {@link Grant} for the meaning of each part. */
    record Wish(
            CloudName cloud,
            @Nullable ProjectId project,
            Role role,
            @Nullable Instant from,
            @Nullable Instant until) {}
}
