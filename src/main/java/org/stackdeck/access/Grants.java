package org.stackdeck.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * The grants, for administrators: anyone else's change is refused by
 * {@link org.stackdeck.identity.NotAdministratorException}. Each change is audited, refused ones too, and published as
 * {@link AccessChanged}.
 */
public interface Grants {

    /** All grants of a user, also those not valid now. */
    List<Grant> of(UserId user);

    List<Grant> all();

    /**
     * Gives the user one more. One that is there already, in all its parts, is not given twice.
     *
     * @throws org.stackdeck.identity.UnknownUserException when there is no such user
     */
    Grant give(Caller caller, UserId user, Wish wish);

    /**
     * Makes these the user's only grants, all at once. Those that stay keep their ids.
     *
     * @throws org.stackdeck.identity.UnknownUserException when there is no such user
     */
    List<Grant> replace(Caller caller, UserId user, List<Wish> wishes);

    /** Takes a grant back; one that is gone already is no error. */
    void revoke(Caller caller, GrantId grant);

    /** A grant to be made; see {@link Grant} for the meaning of each part. Precise to the microsecond. */
    record Wish(
            CloudName cloud,
            @Nullable ProjectId project,
            Role role,
            @Nullable Instant from,
            @Nullable Instant until) {

        public Wish {
            from = from == null ? null : from.truncatedTo(ChronoUnit.MICROS);
            until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
            Grant.requireValidity(from, until);
        }
    }
}
