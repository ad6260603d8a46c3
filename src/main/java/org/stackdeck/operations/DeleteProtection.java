package org.stackdeck.operations;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/**
 * Keeps servers from being destroyed by mistake. It holds for everybody, administrators too, until it is lifted, and for
 * what was asked for and not sent yet. It is the console's own: whoever has an account in the cloud is not held by it.
 */
public interface DeleteProtection {

    /**
     * Protects the server; one that is protected already is from now on by this caller and for this reason. For those who
     * may delete it. Audited, refusals too.
     *
     * @param reason that suits {@link org.stackdeck.cloud.ActionParameter#REASON}, or null
     * @throws ActionRefusedException when the caller may not, or when it is being destroyed already
     */
    Protection protect(Caller caller, ServerKey server, @Nullable String reason);

    /**
     * Lifts it; that there is none is no error, and is not written down. For those who may delete the server, also of one
     * that was deleted as long as its cloud keeps it: the cloud is asked for that one, which blocks. Audited, refusals too.
     *
     * @throws ActionRefusedException when the caller may not
     * @throws org.stackdeck.cloud.CloudException when the cloud does not tell whether it keeps the server
     * @throws org.stackdeck.identity.StepUpRequiredException when the caller's last proof is too old to delete the server
     */
    void lift(Caller caller, ServerKey server);
}
