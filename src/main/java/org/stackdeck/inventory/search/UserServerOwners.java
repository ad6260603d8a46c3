package org.stackdeck.inventory.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;

/**
 * Owners of servers, from the perspective of one user.
 *
 * @param user the user whose servers are shown, who may differ from the viewer
 */
public record UserServerOwners(UserId user, OwnerMap owners) {

    /** Value for uses in which ownership is irrelevant. */
    public static final UserServerOwners NO_OWNERS = new UserServerOwners(new UserId(new UUID(0, 0)), OwnerMap.NONE);

    /** Returns the same owners without a user, so that {@code me} matches no server. */
    public UserServerOwners withoutUser() {
        return new UserServerOwners(NO_OWNERS.user, owners);
    }

    /** Returns a copy with additional owners. */
    public UserServerOwners with(Map<ServerKey, Owner> more) {
        Map<ActionTarget, Owner> both = new HashMap<>(owners.byTarget());
        both.putAll(more);
        return new UserServerOwners(user, new OwnerMap(both));
    }

    public Optional<Owner> findOwner(Server server) {
        return owners.ownerOf(server.key());
    }

    public boolean isOwn(Server server) {
        return findOwner(server)
                .filter(serverOwner -> serverOwner.id().equals(user))
                .isPresent();
    }

    /** Returns the words that match the server's owner in a search. */
    List<String> searchTerms(Server server) {
        return OwnerSearchTerms.of(findOwner(server), user);
    }

    /** Compares the owner maps by identity, because their source returns the same object until an owner changes. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
        return other instanceof UserServerOwners that && user.equals(that.user) && owners == that.owners;
    }

    @Override
    public int hashCode() {
        return 31 * user.hashCode() + System.identityHashCode(owners);
    }
}
