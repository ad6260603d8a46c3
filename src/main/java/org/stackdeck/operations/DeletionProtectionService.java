package org.stackdeck.operations;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;

/**
 * Protects servers and other resources against accidental deletion. Images have their own protection in the cloud
 * instead. The protection applies to all users of Stackdeck, including administrators, and to pending operations. It
 * does not apply to users who access the cloud directly.
 */
public interface DeletionProtectionService {

    /**
     * Protects the server or other resource, or replaces the user, time and reason of its protection. Requires the
     * permission to delete the target. The change and refusals are audited.
     *
     * @param reason valid value of {@link org.stackdeck.cloud.action.ActionParameter#REASON}, or null
     * @throws ActionRefusedException if the caller is not permitted to protect the target, or a deletion or another
     *     destructive action was already sent
     * @throws org.stackdeck.identity.TooManyChangesException if the caller has made too many changes within a minute
     */
    DeletionProtection protect(Caller caller, ActionTarget target, @Nullable String reason);

    /**
     * Removes the protection, if there is one. Requires the permission to delete the target even if it is not
     * protected. If a protected server is not in the inventory, requests the soft-deleted server from the cloud and
     * blocks until the cloud responds. Removals and refusals are audited.
     *
     * @throws ActionRefusedException if the caller is not permitted to remove the protection
     * @throws org.stackdeck.cloud.CloudException if the request to the cloud fails
     * @throws org.stackdeck.identity.StepUpRequiredException if the caller must re-authenticate
     */
    void unprotect(Caller caller, ActionTarget target);
}
