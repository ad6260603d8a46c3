package org.stackdeck.identity.invitation;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.mail.MailRecipient;

/**
 * Invitation to be created.
 *
 * @param invitee description of the invited person, at most {@value #MAX_INVITEE_LENGTH} characters; may be empty
 * @param lifetime validity period, from {@link #MIN_LIFETIME} to {@link #MAX_LIFETIME}
 * @param uses maximum number of accounts, 1 to {@value #MAX_USES}
 * @param groups groups that the new users join, at most {@value #MAX_GROUPS}
 * @param recipient recipient of the link by e-mail; null if no message is sent
 */
public record NewInvitation(
        String invitee,
        Duration lifetime,
        int uses,
        Set<GroupId> groups,
        @Nullable MailRecipient recipient) {

    public static final int MAX_INVITEE_LENGTH = 100;
    public static final Duration MIN_LIFETIME = Duration.ofHours(1);
    public static final Duration MAX_LIFETIME = Duration.ofDays(30);
    public static final int MAX_USES = 100;
    public static final int MAX_GROUPS = 20;

    public NewInvitation {
        invitee = invitee.strip();
        if (!isValidInvitee(invitee)) {
            throw new IllegalArgumentException("the invitee has at most 100 visible characters");
        }
        if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("an invitation is valid from one hour to 30 days");
        }
        if (uses < 1 || uses > MAX_USES) {
            throw new IllegalArgumentException("an invitation is for 1 to " + MAX_USES);
        }
        if (groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException("an invitation has at most " + MAX_GROUPS + " groups");
        }
        groups = Set.copyOf(groups);
    }

    public NewInvitation(String invitee, Duration lifetime, int uses, Set<GroupId> groups) {
        this(invitee, lifetime, uses, groups, null);
    }

    /** Returns whether the description is short enough and has no invisible characters. */
    public static boolean isValidInvitee(String invitee) {
        return NewAccount.displayNameProblem(invitee).isEmpty();
    }
}
