package org.stackdeck.access.ownership;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Stores which user owns a server or another resource, because the cloud records only the cloud user of Stackdeck's
 * credential.
 *
 * <p>A resource keeps its owner while the owner's account is disabled. It also keeps its owner when the cloud no longer
 * lists it, because it may still exist or be restored, and IDs are not reused.
 */
public interface OwnershipService {

    Set<ActionTarget> findOwnedBy(UserId user);

    Optional<UserId> findOwner(ActionTarget target);

    /** Loads all owners. Use {@link OwnerCache} for display. */
    OwnerMap loadAll();

    /**
     * Sets the owner, or removes the owner if {@code owner} is null. Requires an administrator. Changes and refusals
     * are audited.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     * @throws org.stackdeck.identity.StepUpRequiredException if the caller must re-authenticate
     * @throws org.stackdeck.identity.UnknownUserException if the user does not exist
     */
    void assign(Caller caller, ResourceAttributes resource, @Nullable UserId owner);

    /**
     * Makes the user who created a server or another resource its owner, unless the resource already has an owner. Runs
     * in the caller's transaction, which audits the creation.
     */
    void assignToCreator(UserId creator, ActionTarget target);

    /** Removes the owner of a resource that no longer exists. Runs in the caller's transaction. */
    void deleteOwner(ActionTarget target);
}
