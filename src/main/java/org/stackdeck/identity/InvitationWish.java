package org.stackdeck.identity;

import java.time.Duration;
import java.util.Set;

/**
 * Invitation to be created.
 *
 * @param invitee description of the invited person, at most {@value #LONGEST_INVITEE} characters; may be empty
 * @param lasts validity period, from {@link #SHORTEST} to {@link #LONGEST}
 * @param uses maximum number of accounts, 1 to {@value #MOST_USES}
 * @param groups groups that the new users join, at most {@value #MOST_GROUPS}
 */
public record InvitationWish(String invitee, Duration lasts, int uses, Set<GroupId> groups) {

    public static final int LONGEST_INVITEE = 100;
    public static final Duration SHORTEST = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofDays(30);
    public static final int MOST_USES = 100;
    public static final int MOST_GROUPS = 20;

    public InvitationWish {
        invitee = invitee.strip();
        if (!fit(invitee)) {
            throw new IllegalArgumentException("for whom it is has at most 100 characters, all of them visible");
        }
        if (lasts.compareTo(SHORTEST) < 0 || lasts.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an invitation holds from one hour to 30 days");
        }
        if (uses < 1 || uses > MOST_USES) {
            throw new IllegalArgumentException("an invitation is for 1 to " + MOST_USES);
        }
        if (groups.size() > MOST_GROUPS) {
            throw new IllegalArgumentException("an invitation is to at most " + MOST_GROUPS + " groups");
        }
        groups = Set.copyOf(groups);
    }

    /** Whether the description is short enough and has no invisible characters. */
    public static boolean fit(String invitee) {
        return NewAccount.displayNameProblem(invitee).isEmpty();
    }
}
